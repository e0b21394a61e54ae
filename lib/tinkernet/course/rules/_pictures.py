"""Pictures in the text: described in words, and there."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from ._cells import CourseCell, Problem

_IMAGE = re.compile(r"!\[([^\]]*)\]\(\s*<?([^)\s>]*)")
_TAG = re.compile(r"<img\b[^>]*>", re.IGNORECASE)


def picture_problems(cells: Sequence[CourseCell], folder: Path) -> Iterator[Problem]:
    """Say which pictures nobody could see, or hear described.

    Parameters
    ----------
    cells : sequence of CourseCell
    folder : Path
        The assignment's, which pictures lie in.
    """
    for cell in cells:
        if cell.kind != "markdown":
            continue
        code = re.compile(r"```.*?(```|\Z)|`[^`\n]*`", re.DOTALL)
        text = code.sub(lambda match: re.sub(r"[^\n]", " ", match[0]), cell.source)
        for number, line in enumerate(text.splitlines()):
            for said in (*_tags(line), *_images(line, folder)):
                yield cell.problem(said, cell.first + number)


def _tags(line: str) -> Iterator[str]:
    for tag in _TAG.findall(line):
        if not re.search(r"\balt\s*=\s*(\"[^\"]*\S[^\"]*\"|'[^']*\S[^']*')", tag):
            yield 'a picture has no description; write <img alt="what is to be seen" ...>.'


def _images(line: str, folder: Path) -> Iterator[str]:
    for words, target in _IMAGE.findall(line):
        if not words.strip():
            yield f"the picture {target} has no description; write ![what is to be seen]({target})."
        if target.startswith("attachment:"):
            yield f"{target} is pasted in and would be lost; save it as a file beside the notebook."
        elif not _is_there(target, folder):
            yield f"the picture {target} is not in the assignment's folder; put it there."


def _is_there(target: str, folder: Path) -> bool:
    elsewhere = "://" in target or target.startswith("data:")
    return elsewhere or (folder / target.partition("#")[0]).is_file()
