"""70,000 handwritten digits: read from a folder, or downloaded once."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np

from ._dataset import Dataset
from ._download import download, is_sound
from ._idx import read_idx
from ._split import Split

MIRRORS = (
    "https://ossci-datasets.s3.amazonaws.com/mnist/",
    "https://storage.googleapis.com/cvdf-datasets/mnist/",
)

# SHA-256 of each file.
CHECKSUMS = {
    "train-images-idx3-ubyte.gz": (
        "440fcabf73cc546fa21475e81ea370265605f56be210a4024d2ca8f203523609"
    ),
    "train-labels-idx1-ubyte.gz": (
        "3552534a0a558bbed6aed32b30c495cca23d567ec52cac8be1a0730e8010255c"
    ),
    "t10k-images-idx3-ubyte.gz": (
        "8d422c7b0a1c1c79245a5bcf07fe86e33eeafee792b84584aec276f5a2dbc4e6"
    ),
    "t10k-labels-idx1-ubyte.gz": (
        "f7ae60f92e00ec6debd23a6088c31dbd2371eca3ffa0defaefb259924204aec6"
    ),
}


def mnist(
    path: str | os.PathLike[str] | None = None,
    *,
    mirrors: Sequence[str] = MIRRORS,
    checksums: Mapping[str, str] = CHECKSUMS,
) -> Split:
    """Load MNIST, from a folder or, the first time, from the network.

    Parameters
    ----------
    path : path, optional
        A folder with the four files ``train-images-idx3-ubyte``, ``train-labels-idx1-ubyte``,
        ``t10k-images-idx3-ubyte`` and ``t10k-labels-idx1-ubyte``, plain or with ``.gz``; nothing
        is downloaded then. Without it, they are looked for in ``~/.cache/tinkernet/mnist`` (in
        ``$XDG_CACHE_HOME/tinkernet/mnist`` where that is set), and what is missing there is
        downloaded into it: 11.6 MB.
    mirrors : sequence of str
        Addresses of folders to download from, tried one after the other.
    checksums : mapping of str to str
        The SHA-256 checksum that each of the four ``.gz`` files must have to be kept; to be
        given only with mirrors of other digits in the same format.

    Returns
    -------
    Split
        ``train`` of 60,000 and ``test`` of 10,000 digits. In each, ``X`` of shape
        (m, 1, 28, 28), float32 to save memory (188 MB for train), 0 (paper) to 1 (ink): one
        channel, rows from the top. ``y`` of shape (m,), int64, 0 to 9.

    Raises
    ------
    FileNotFoundError
        If files are missing in ``path``.
    ConnectionError
        If they are not in the cache folder and no mirror gives them; the message says what to
        do then.
    ValueError
        If a file is damaged, or images and labels do not belong together.

    Notes
    -----
    A file gets its name in the cache only when its checksum is right, so that a broken download
    is never taken for a good one. Source: LeCun, Bottou, Bengio and Haffner, "Gradient-based
    learning applied to document recognition", Proceedings of the IEEE 86 (1998).
    `digits` and `signals` need no download.

    Examples
    --------
    >>> mnist("/no/such/folder")
    Traceback (most recent call last):
    ...
    FileNotFoundError: mnist expects train-images-idx3-ubyte.gz, ... in /no/such/folder, ...
    """
    if path is None:
        folder = _cache_folder()
        _complete(folder, mirrors, checksums)
    else:
        folder = Path(path).expanduser()
        missing = [name for name in CHECKSUMS if _file(folder, name) is None]
        if missing:
            raise FileNotFoundError(
                f"mnist expects {', '.join(missing)} in {folder}, packed or not: put them there, "
                "or call mnist() without a path to download them."
            )
    return Split(train=_read(folder, "train"), test=_read(folder, "t10k"))


def _cache_folder() -> Path:
    caches = os.environ.get("XDG_CACHE_HOME")
    return (Path(caches) if caches else Path.home() / ".cache") / "tinkernet" / "mnist"


def _file(folder: Path, name: str) -> Path | None:
    """Return the plain or the packed file, if there is one."""
    candidates = (folder / name.removesuffix(".gz"), folder / name)
    return next((path for path in candidates if path.is_file()), None)


def _complete(folder: Path, mirrors: Sequence[str], checksums: Mapping[str, str]) -> None:
    """Download what is missing in the cache folder, or was damaged there."""

    def missing(name: str) -> bool:
        plain = folder / name.removesuffix(".gz")
        return not (plain.is_file() or is_sound(folder / name, checksums[name]))

    wanted = [name for name in CHECKSUMS if missing(name)]
    for number, name in enumerate(wanted):
        try:
            download(name, folder, mirrors, checksums[name])
        except ConnectionError as error:
            raise ConnectionError(
                f"MNIST is not complete in {folder} and cannot be downloaded ({error}): where "
                f"there is a network, get {', '.join(wanted[number:])} from {MIRRORS[0]} and put "
                "them into that folder, or with the others into one of your own, whose name you "
                "give to mnist(path=...)."
            ) from error


def _read(folder: Path, part: str) -> Dataset:
    pictures = _file(folder, f"{part}-images-idx3-ubyte.gz")
    answers = _file(folder, f"{part}-labels-idx1-ubyte.gz")
    assert pictures is not None
    assert answers is not None
    images, labels = read_idx(pictures), read_idx(answers)
    if images.ndim != 3 or labels.shape != images.shape[:1]:
        raise ValueError(
            f"{pictures} and {answers} do not belong together: images of shape {images.shape}, "
            f"labels of shape {labels.shape}."
        )
    return Dataset(
        X=images[:, None] / np.float32(255),
        y=labels.astype(np.int64),
        features=("ink",),
        units=("0 to 1",),
        target="digit",
        source="MNIST, LeCun et al. (1998)",
        classes=tuple("0123456789"),
    )
