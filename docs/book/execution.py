"""Execute released notebooks, once: what came out is kept until something changes."""

from __future__ import annotations

import hashlib
import os
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from tempfile import TemporaryDirectory

import nbformat
from nbclient import NotebookClient
from nbformat import NotebookNode
from tqdm import tqdm

ROOT = Path(__file__).resolve().parent.parent.parent
_SECONDS = 120
"""A cell may take so long."""


def executed(notebooks: list[Path], kept: Path) -> dict[str, NotebookNode]:
    """Return the notebooks with their outputs, by name.

    Cells that fail are left with their error; the next ones are executed all the same. ``kept`` is
    the folder of what was executed before; what no notebook asks for any more is deleted there.
    """
    kept.mkdir(parents=True, exist_ok=True)
    surroundings = _surroundings()
    places = {path: kept / f"{path.stem}-{_key(path, surroundings)}.ipynb" for path in notebooks}
    missing = [path for path, place in places.items() if not place.exists()]
    with ThreadPoolExecutor(max_workers=os.cpu_count() or 1) as pool:
        runs = pool.map(lambda path: _execute(path, places[path]), missing)
        for _ in tqdm(runs, total=len(missing), desc="executing", disable=not missing):
            pass
    for stale in set(kept.iterdir()) - set(places.values()):
        stale.unlink()
    return {path.stem: nbformat.read(place, as_version=4) for path, place in places.items()}


def _execute(path: Path, place: Path) -> None:
    notebook = nbformat.read(path, as_version=4)
    with TemporaryDirectory() as empty:
        # A kernel of its own: nobody's start-up files, and pictures drawn, not told as to a grader.
        environment = {**os.environ, "IPYTHONDIR": empty, "PYTHONPATH": str(ROOT / "lib")}
        environment.pop("NBGRADER_EXECUTION", None)
        client = NotebookClient(
            notebook,
            timeout=_SECONDS,
            allow_errors=True,
            coalesce_streams=True,  # a kernel may send what was printed in one piece or in several
            resources={"metadata": {"path": empty}},
            extra_arguments=["--log-level=ERROR"],  # no warning that the kernel listens locally
        )
        client.execute(env=environment)
    unfinished = place.with_suffix(".part")
    nbformat.write(notebook, unfinished)
    unfinished.replace(place)


def _key(path: Path, surroundings: bytes) -> str:
    return hashlib.sha256(path.read_bytes() + surroundings).hexdigest()[:16]


def _surroundings() -> bytes:
    """Return a digest of all that the outputs depend on beside the notebook."""
    files = [ROOT / "requirements.txt", ROOT / "constraints.txt", Path(__file__)]
    files += [file for file in sorted((ROOT / "lib" / "tinkernet").rglob("*")) if file.is_file()]
    digest = hashlib.sha256(sys.version.encode())
    for file in files:
        if "__pycache__" not in file.parts:
            digest.update(file.name.encode() + b"\0" + file.read_bytes())
    return digest.digest()
