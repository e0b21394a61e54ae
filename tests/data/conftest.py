"""A web server that has the files of MNIST, and a folder to keep them in."""

import pytest

from .mirror import Mirror
from .seven_digits import FILES


@pytest.fixture
def mirror():
    mirror = Mirror(FILES)
    yield mirror
    mirror.close()


@pytest.fixture
def cache(tmp_path, monkeypatch):
    """Give the folder where mnist() keeps its files, not there yet."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "caches"))
    return tmp_path / "caches" / "tinkernet" / "mnist"
