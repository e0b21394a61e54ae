"""MNIST is downloaded once, whole or not at all, from a mirror that has it."""

import gzip

import pytest

from tinkernet import data

from .mirror import Mirror
from .seven_digits import FILES, SUMS, assert_is_ours, held


def test_mnist_is_downloaded_once_with_a_progress_bar(cache, mirror, capfd, monkeypatch):
    monkeypatch.delenv("NBGRADER_EXECUTION", raising=False)
    assert_is_ours(data.mnist(mirrors=[mirror.address], checksums=SUMS))
    assert held(cache) == sorted(FILES)
    assert sorted(mirror.asked) == sorted(FILES)
    assert "train-images-idx3-ubyte.gz: 100%" in capfd.readouterr().err
    assert_is_ours(data.mnist(mirrors=[], checksums=SUMS))
    assert len(mirror.asked) == 4


def test_while_grading_nobody_looks_at_a_progress_bar(cache, mirror, capfd, monkeypatch):
    monkeypatch.setenv("NBGRADER_EXECUTION", "autograde")
    data.mnist(mirrors=[mirror.address], checksums=SUMS)
    assert capfd.readouterr().err == ""


def test_the_next_mirror_helps_out(cache, mirror):
    poor = Mirror({name: FILES[name] for name in list(FILES)[:1]})
    nobody = "http://127.0.0.1:9/"
    mirrors = [nobody, poor.address.rstrip("/"), "not an address", mirror.address]
    assert_is_ours(data.mnist(mirrors=mirrors, checksums=SUMS))
    assert sorted(mirror.asked) == sorted(list(FILES)[1:])
    poor.close()


@pytest.mark.parametrize(
    ("break_it", "says"),
    [
        (lambda mirror: setattr(mirror, "cut", 20), "cut off after 20 of"),
        (lambda mirror: mirror.files.update(dict.fromkeys(FILES, b"<html>Hello")), "checksum"),
        (lambda mirror: mirror.files.clear(), "404"),
    ],
    ids=["cut off", "wrong checksum", "not there"],
)
def test_a_broken_download_is_never_left_behind(cache, mirror, break_it, says):
    break_it(mirror)
    with pytest.raises(ConnectionError, match=says):
        data.mnist(mirrors=[mirror.address], checksums=SUMS)
    assert held(cache) == []
    mirror.cut, mirror.files = None, FILES
    assert_is_ours(data.mnist(mirrors=[mirror.address], checksums=SUMS))


def test_a_download_that_is_interrupted_leaves_nothing(cache, mirror, monkeypatch):
    import tqdm.auto

    class Impatient(tqdm.auto.tqdm):
        def update(self, n=1):
            raise KeyboardInterrupt

    monkeypatch.setattr(tqdm.auto, "tqdm", Impatient)
    with pytest.raises(KeyboardInterrupt):
        data.mnist(mirrors=[mirror.address], checksums=SUMS)
    assert held(cache) == []


def test_without_a_network_it_says_what_to_get_and_where_to_put_it(cache, mirror):
    mirror.close()  # nobody listens there any more
    cache.mkdir(parents=True)
    first = next(iter(FILES))
    (cache / first).write_bytes(FILES[first])
    with pytest.raises(ConnectionError) as refusal:
        data.mnist(mirrors=[mirror.address], checksums=SUMS)
    said = str(refusal.value)
    assert "\n" not in said
    assert str(cache) in said
    assert "https://" in said
    assert "mnist(path=...)" in said
    assert first not in said
    assert all(name in said for name in FILES if name != first)
    assert held(cache) == [first]
    # Doing as told helps, with plain files too.
    for name in FILES:
        (cache / name.removesuffix(".gz")).write_bytes(gzip.decompress(FILES[name]))
    assert_is_ours(data.mnist(mirrors=[], checksums=SUMS))


def test_a_cached_file_that_was_damaged_is_fetched_again(cache, mirror):
    data.mnist(mirrors=[mirror.address], checksums=SUMS)
    damaged = cache / "t10k-labels-idx1-ubyte.gz"
    damaged.write_bytes(damaged.read_bytes()[:-3])
    assert_is_ours(data.mnist(mirrors=[mirror.address], checksums=SUMS))
    assert mirror.asked[4:] == [damaged.name]


def test_files_of_other_digits_do_not_pass_for_mnist(cache, mirror):
    with pytest.raises(ConnectionError, match="checksum"):
        data.mnist(mirrors=[mirror.address])
    assert held(cache) == []
