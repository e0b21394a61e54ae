"""What several test files share: a copy of the course, and a graded sample class."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent

# Tests share the cores: threads of linear algebra would only wait for one another, in kernels too.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")


def copy_course(folder):
    """Lay a course folder: what authors write, and nbgrader's configuration."""
    folder.mkdir(parents=True, exist_ok=True)
    shutil.copytree(ROOT / "course", folder / "course")
    shutil.copytree(ROOT / "source", folder / "source")
    shutil.copy(ROOT / "nbgrader_config.py", folder)
    return folder


@pytest.fixture(scope="session")
def graded_class(tmp_path_factory):
    """Run `tinkernet demo` once and return its folder and what it printed."""
    folder = copy_course(tmp_path_factory.mktemp("demo"))
    # What an earlier run left behind, read-only as nbgrader leaves it, must not matter.
    leftover = folder / "sample-class" / "autograded" / "gone" / "old.ipynb"
    leftover.parent.mkdir(parents=True)
    leftover.touch()
    leftover.chmod(0o444)
    leftover.parent.chmod(0o555)
    done = subprocess.run(
        [sys.executable, "-m", "tinkernet", "demo"],
        cwd=folder / "course",  # from anywhere in the course
        env={**os.environ, "COLUMNS": "160"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert not leftover.exists()
    return folder / "sample-class", done.stdout


@pytest.fixture(scope="session")
def book(tmp_path_factory):
    """Build the book once and return its site; `TINKERNET_BOOK_SITE` names one that is built."""
    if "TINKERNET_BOOK_SITE" in os.environ:
        return Path(os.environ["TINKERNET_BOOK_SITE"]).resolve()
    pytest.importorskip("myst_parser", reason="pip install -r requirements-dev.txt")
    place = tmp_path_factory.mktemp("book")
    command = [sys.executable, ROOT / "docs" / "book" / "build.py", "--output", place]
    # One notebook is executed, for the sake of time; text and formulas of the others are there.
    done = subprocess.run(
        [*command, "--execute", "04_backprop"], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    return place / "html"
