"""The API reference is built from the docstrings; a warning is an error."""

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent


def test_pages_are_built_without_a_warning(tmp_path):
    pytest.importorskip("sphinx", reason="Sphinx is missing: pip install -r requirements-dev.txt")
    source = tmp_path / "api"
    source.mkdir()
    for path in (ROOT / "docs" / "api").rglob("*"):
        if path.is_file() and "generated" not in path.parts:
            target = source / path.relative_to(ROOT / "docs" / "api")
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(path.read_bytes())
    done = subprocess.run(
        [sys.executable, "-m", "sphinx", "-W", "--keep-going", "-q", "-b", "html",
         source, tmp_path / "html"],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    page = (tmp_path / "html" / "generated" / "tinkernet.nn.html").read_text()
    assert "Conv2d" in page
    assert "in_channels" in page
