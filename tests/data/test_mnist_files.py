"""MNIST is read from files, and files that are not MNIST's are refused by name."""

import gzip
import re

import pytest

from tinkernet import data

from .seven_digits import FILES, IMAGES, LABELS, assert_is_ours, idx


@pytest.mark.parametrize("packed", [True, False], ids=["gz", "plain"])
def test_mnist_reads_a_folder(tmp_path, packed, mirror):
    for name, file in FILES.items():
        if packed:
            (tmp_path / name).write_bytes(file)
        else:
            (tmp_path / name.removesuffix(".gz")).write_bytes(gzip.decompress(file))
    assert_is_ours(data.mnist(tmp_path, mirrors=[mirror.address]))
    assert_is_ours(data.mnist(str(tmp_path)))
    assert mirror.asked == []


def test_a_folder_without_the_files_is_told_which(tmp_path, mirror):
    (tmp_path / "train-labels-idx1-ubyte").write_bytes(idx(LABELS))
    with pytest.raises(FileNotFoundError, match=re.escape(str(tmp_path))) as refusal:
        data.mnist(tmp_path, mirrors=[mirror.address])
    assert all(name in str(refusal.value) for name in FILES if name[:12] != "train-labels")
    assert "train-labels" not in str(refusal.value)
    assert mirror.asked == []


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (idx(IMAGES[-5:])[:-1], "cut off"),
        (idx(IMAGES[-5:])[:9], "cut off"),
        (idx(IMAGES[-5:]) + b"x", "too long"),
        (b"", "not an IDX file"),
        (b"\x00\x00\x0d\x03" + idx(IMAGES[-5:])[4:], "not an IDX file"),
        (gzip.compress(idx(IMAGES[-5:]), mtime=0)[:-30], "damaged"),
        (idx(IMAGES), "do not belong together"),
        (idx(LABELS[-5:]), "do not belong together"),
    ],
    ids=("short", "header", "long", "empty", "type", "damaged", "count", "labels"),
)
def test_a_file_that_is_not_what_it_should_be_is_named(tmp_path, content, says):
    for name, file in FILES.items():
        (tmp_path / name).write_bytes(file)
    (tmp_path / "train-images-idx3-ubyte.gz").write_bytes(content)
    with pytest.raises(ValueError, match=says) as refusal:
        data.mnist(tmp_path)
    assert "train-images-idx3-ubyte.gz" in str(refusal.value)
