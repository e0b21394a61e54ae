"""Seven made-up digits in files like MNIST's, five to train with and two to test with."""

import gzip
import hashlib
import struct

import numpy as np
import pytest

IMAGES = np.random.default_rng(0).integers(0, 256, (7, 28, 28)).astype(np.uint8)
LABELS = np.array([5, 0, 4, 1, 9, 2, 1], dtype=np.uint8)


def idx(array):
    return struct.pack(f">BBBB{array.ndim}I", 0, 0, 8, array.ndim, *array.shape) + array.tobytes()


FILES = {
    f"{part}-{what}-ubyte.gz": gzip.compress(idx(array), mtime=0)
    for part, m in (("train", 5), ("t10k", 2))
    for what, array in (("images-idx3", IMAGES[-m:]), ("labels-idx1", LABELS[-m:]))
}
SUMS = {name: hashlib.sha256(content).hexdigest() for name, content in FILES.items()}


def held(folder):
    return sorted(path.name for path in folder.iterdir()) if folder.exists() else []


def assert_is_ours(loaded):
    for part, m in ((loaded.train, 5), (loaded.test, 2)):
        assert part.X.shape == (m, 1, 28, 28)
        assert part.X.dtype == np.float32
        assert part.X[:, 0] == pytest.approx(IMAGES[-m:] / 255)
        assert part.y.dtype == np.int64
        assert np.array_equal(part.y, LABELS[-m:])
        assert part.classes == tuple("0123456789")
