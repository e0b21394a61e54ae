"""IDX, the file format that MNIST comes in: a short header, then bytes."""

from __future__ import annotations

import gzip
import math
import zlib
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

_UNSIGNED_BYTES = 0x08


def read_idx(path: Path) -> NDArray[np.uint8]:
    """Return the array of bytes in an IDX file, packed with gzip or plain.

    The header is two zeros, the type, the number of dimensions, and each dimension as a whole
    number of four bytes, the largest first.

    Raises
    ------
    ValueError
        If the file is damaged, cut off, or holds something else.
    """
    content = path.read_bytes()
    if content.startswith(b"\x1f\x8b"):  # gzip, whatever the file is called
        try:
            content = gzip.decompress(content)
        except (OSError, EOFError, zlib.error) as error:
            raise ValueError(f"{path} is damaged ({error}): delete it and get it anew.") from error
    if len(content) < 4 or content[:3] != bytes([0, 0, _UNSIGNED_BYTES]):
        raise ValueError(f"{path} is not an IDX file of bytes: it starts with {content[:4]!r}.")
    start = 4 + 4 * content[3]
    shape = tuple(int(n) for n in np.frombuffer(content[4:start].ljust(start - 4), dtype=">u4"))
    if len(content) - start != math.prod(shape):
        raise ValueError(
            f"{path} is cut off or too long: {shape} needs {math.prod(shape)} bytes after its "
            f"header, there are {max(len(content) - start, 0)}: delete it and get it anew."
        )
    return np.frombuffer(content, dtype=np.uint8, offset=start).reshape(shape)
