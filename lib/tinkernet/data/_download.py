"""Fetch a file from one of several mirrors: whole and right, or not at all."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Sequence
from pathlib import Path
from tempfile import mkstemp

_CHUNK = 1 << 16
_PATIENCE = 30.0  # seconds without a byte


def is_sound(path: Path, sha256: str) -> bool:
    """Tell whether there is such a file and it has this checksum."""
    return path.is_file() and hashlib.sha256(path.read_bytes()).hexdigest() == sha256


def download(name: str, folder: Path, mirrors: Sequence[str], sha256: str) -> None:
    """Put the file ``name`` of the first mirror that has it into ``folder``, with a progress bar.

    It gets its name only when it is complete and has the checksum.

    Raises
    ------
    ConnectionError
        If no mirror gave it; the message says why, mirror by mirror.
    """
    from http.client import HTTPException  # slow to import, and seldom needed

    reasons = []
    for mirror in mirrors:
        try:
            folder.mkdir(parents=True, exist_ok=True)
            _download_from(f"{mirror.rstrip('/')}/{name}", folder / name, sha256)
        # ValueError: what is given for a mirror is no address.
        except (OSError, HTTPException, ValueError) as error:
            reasons.append(f"{mirror}: {str(error).rstrip('.') or type(error).__name__}")
        else:
            return
    raise ConnectionError("; ".join(reasons) or "no mirror was named")


def _download_from(address: str, target: Path, sha256: str) -> None:
    from urllib.request import urlopen

    from tqdm.auto import tqdm

    unseen = bool(os.environ.get("NBGRADER_EXECUTION"))
    with urlopen(address, timeout=_PATIENCE) as answer:
        size = int(answer.headers.get("Content-Length") or 0) or None
        digest, received = hashlib.sha256(), 0
        # Beside the target, for renaming is atomic only within one file system.
        handle, name = mkstemp(dir=target.parent, suffix=".part")
        whole = Path(name)
        try:
            shown = {"total": size, "unit": "B", "unit_scale": True, "disable": unseen}
            with os.fdopen(handle, "wb") as part, tqdm(desc=target.name, **shown) as bar:
                while chunk := answer.read(_CHUNK):
                    part.write(chunk)
                    digest.update(chunk)
                    received += len(chunk)
                    bar.update(len(chunk))
            if size is not None and received < size:
                raise ConnectionError(f"cut off after {received} of {size} bytes")
            if digest.hexdigest() != sha256:
                raise ConnectionError("the file has the wrong checksum")
            whole.replace(target)
        finally:
            whole.unlink(missing_ok=True)
