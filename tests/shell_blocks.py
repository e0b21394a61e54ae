"""The commands that our documents show, line by line."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
FENCE = re.compile(r"^[ >]*(`{3,}|~{3,})\s*(\S*).*$")
COMMENT = re.compile(r"(^|\s{1,})#\s.*$")


@dataclass(frozen=True)
class Command:
    """A command of a document.

    Attributes
    ----------
    document : str
        Such as ``README.md``.
    line : int
    text : str
        Without its comment; lines that end with a backslash are one.
    """

    document: str
    line: int
    text: str


def commands(path):
    """List the commands in the ``sh`` blocks of a document."""
    found, fence, language, held, began = [], "", "", "", 0
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if (mark := FENCE.match(line)) and mark[1].startswith(fence):
            fence, language = ("", "") if fence else mark.groups()
            continue
        if language != "sh":
            continue
        began = began if held else number
        held += line.strip()
        if held.endswith("\\"):
            held = held[:-1].rstrip() + " "
            continue
        if text := COMMENT.sub("", held).strip():
            found.append(Command(path.relative_to(ROOT).as_posix(), began, text))
        held = ""
    return found


def documents():
    """List the documents that show commands to be typed; figures of benchmarks apart."""
    pages = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]
    return [page for page in pages if commands(page)]
