"""Write docs/exercises.md, a page of all exercises: ``python tests/exercise_page.py``."""

import re
from itertools import groupby
from pathlib import Path

from tinkernet.exercises import catalog

PAGE = Path(__file__).resolve().parent.parent / "docs" / "exercises.md"

HEAD = """# All exercises

What each asks, what it is worth, which mistakes it knows by name, and what it leaves open: choices
that the text does not make, and that no check asks for. Names, arguments and points are fixed.
Where an exercise has several answers, `check` takes them in the order listed here.

Made by `python tests/exercise_page.py` from the exercises themselves.
"""


def page():
    """Return the page."""
    lines = [HEAD]
    for assignment, exercises in groupby(catalog(), key=lambda exercise: exercise.assignment):
        lines.append(f"## {assignment}\n")
        for each in exercises:
            answers = ", ".join(f"`{answer}`" for answer in each.answers)
            points = f"{each.points:g} point{'s' if each.points != 1 else ''}"
            lines.append(f"### `{each.name}` · {each.title} · {points}\n")
            lines.append(f"Answers: {answers}. {_with_code(each)}\n")
            known = "; ".join(mistake.title for mistake in each.mistakes)
            lines.append(f"Known mistakes ({len(each.mistakes)}): {known}.\n")
            if each.left_open:
                lines.append(f"Left open: {'; '.join(each.left_open)}.\n")
    return "\n".join(lines)


def _with_code(exercise):
    """Return what is asked, with the calls in it as code."""
    calls = "|".join(map(re.escape, exercise.answers))
    return re.sub(rf"\b((?:{calls})\([^)]*\))", r"`\1`", exercise.asked)


def write(path):
    """Write the page, and say so."""
    path.write_text(page(), encoding="utf-8")
    print(f"wrote {path.parent.name}/{path.name}: {len(catalog())} exercises")


if __name__ == "__main__":
    write(PAGE)
