"""The coverage table and the list of exercises, as pages that students read."""

from __future__ import annotations

import re

from myst_parser.slugs import github_slugify

_ROW = re.compile(
    r"^\| (?P<deck>[^|]+) \| (?P<topic>[^|]+) \| (?P<notebook>\d\d_\w+) \| (?P<section>[^|]+) \| ",
    re.MULTILINE,
)
_EXERCISE = re.compile(r"^(?P<title>### `(?P<name>\w+)` · .*\n\n)Answers: ", re.MULTILINE)
_MISTAKES = re.compile(r"^Known mistakes \((?P<number>\d+)\): .*$", re.MULTILINE)
_FOR_AUTHORS = re.compile(r"^(Made by `python .*|`tests/.*)\n", re.MULTILINE)


def coverage(text: str) -> str:
    """Return docs/coverage.md with links into the notebooks."""

    def linked(row: re.Match[str]) -> str:
        page = f"notebooks/{row['notebook']}.md"
        section = f"[{row['section']}]({page}#{github_slugify(row['section'])})"
        return f"| {row['deck']} | {row['topic']} | [{row['notebook'][:2]}]({page}) | {section} | "

    return _ROW.sub(linked, _FOR_AUTHORS.sub("", text))


def exercises(text: str) -> str:
    """Return docs/exercises.md for those who have not solved them yet.

    Which mistakes an exercise knows is left out: a list of all that may go wrong says half of what
    is right. How many there are says enough.
    """
    text = _FOR_AUTHORS.sub("", text).replace(
        "which mistakes it knows by name,", "how many mistakes it knows by name,"
    )
    text = _MISTAKES.sub(r"Mistakes that `check` knows by name: \g<number>.", text)
    parts = re.split(r"^## (\d\d_\w+)$", text, flags=re.MULTILINE)
    for at in range(1, len(parts), 2):
        page = f"notebooks/{parts[at]}.html"
        link = rf'\g<title>Answers, <a href="{page}#write-\g<name>">in the notebook</a>: '
        parts[at + 1] = _EXERCISE.sub(link, parts[at + 1])
        parts[at] = f"## [{parts[at]}](notebooks/{parts[at]}.md)"
    return "".join(parts)
