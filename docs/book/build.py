"""Make the book, a static site: `make book`, or `python docs/book/build.py`."""

from __future__ import annotations

import argparse
import os
import shutil
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

import nbformat
from chapter import Chapter
from execution import executed
from pages import coverage, exercises
from sphinx.cmd.build import main as sphinx_build
from tqdm import tqdm
from waiting import BrokenCellError

BOOK = Path(__file__).resolve().parent
DOCS = BOOK.parent
ROOT = DOCS.parent


def main() -> int:
    """Build the book; say where it lies."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--output", type=Path, default=BOOK / "_build", help="where to build")
    parser.add_argument(
        "--execute",
        nargs="*",
        metavar="NAME",
        help="execute these notebooks only, and show the others without outputs (for tests)",
    )
    wanted = parser.parse_args()
    released = sorted((ROOT / "release").glob("*/*.ipynb"))
    names = [path.stem for path in released] if wanted.execute is None else wanted.execute
    unknown = set(names) - {path.stem for path in released}
    if unknown:
        parser.error(f"no released notebook is called {', '.join(sorted(unknown))}.")
    try:
        return build(released, names, wanted.output.resolve())
    except BrokenCellError as error:
        print(f"The book was not built: {error}", file=sys.stderr)
        return 1


def build(released: list[Path], names: list[str], output: Path) -> int:
    """Build the book from these notebooks, executing those named."""
    to_execute = [path for path in released if path.stem in names]
    notebooks = {path.stem: nbformat.read(path, as_version=4) for path in released}
    notebooks |= executed(to_execute, output / "executed")
    with TemporaryDirectory() as scratch:
        source, site = Path(scratch) / "source", Path(scratch) / "site"
        _lay(source)
        for path in tqdm(released, desc="writing"):
            shutil.copy(path, _made(source / "notebooks"))
            try:
                Chapter(path.stem, notebooks[path.stem], source / "notebooks").write()
            except BrokenCellError as error:
                raise BrokenCellError(f"{path.stem}, {error}") from error
        os.environ["TINKERNET_BOOK"] = str(BOOK)
        sys.path.insert(0, str(ROOT / "lib"))
        places = [str(source), str(site), "-d", str(Path(scratch) / "doctrees")]
        failed = sphinx_build(["-W", "--keep-going", "-q", "-b", "html", *places])
        if failed:
            return failed
        _publish(site, output / "html")
    print(f"Open {os.path.relpath(output / 'html' / 'index.html')}.")
    return 0


def _made(folder: Path) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def _lay(source: Path) -> None:
    """Lay everything but the notebooks."""
    leave = shutil.ignore_patterns("_*", "generated", "conf.py")
    shutil.copytree(DOCS / "api", source / "api", ignore=leave)
    shutil.copytree(DOCS / "images" / "widgets", source / "widgets")
    for name in ("conf.py", "index.md"):
        shutil.copy(BOOK / name, source)
    for name, written in (("coverage.md", coverage), ("exercises.md", exercises)):
        (source / name).write_text(written((DOCS / name).read_text("utf-8")), "utf-8")


def _publish(site: Path, place: Path) -> None:
    """Put the new site where the last one was, whole, and without what only Sphinx needs."""
    (site / ".buildinfo").unlink()
    for page in site.rglob("*.html"):  # Sphinx says that captions are headings, but not which
        text = page.read_text("utf-8")
        page.write_text(text.replace('role="heading">', 'role="heading" aria-level="2">'), "utf-8")
    (site / ".nojekyll").touch()  # GitHub Pages would leave out folders that begin with _
    shutil.rmtree(place, ignore_errors=True)
    shutil.move(site, place)


if __name__ == "__main__":
    sys.exit(main())
