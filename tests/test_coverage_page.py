"""Every topic of the decks has its place, and the page that says so tells the truth."""

import re
from pathlib import Path

import pytest

from tinkernet import plots, widgets
from tinkernet.course import assignments
from tinkernet.exercises import catalog

ROOT = Path(__file__).resolve().parent.parent
PAGE = ROOT / "docs" / "coverage.md"
DECKS = ("000", "001", "002", "003", "004", "own")
TO_COME = "to come"
EXERCISES = {exercise.name: exercise.assignment for exercise in catalog()}


def rows():
    """Yield deck, topic, notebook, section, and where in it."""
    for line in PAGE.read_text().splitlines():
        if re.match(r"\| (\d{3}|own) \|", line):
            yield tuple(cell.strip() for cell in line.strip("|").split(" | "))


def text_of(notebook):
    return (ROOT / "course" / notebook / f"{notebook}.md").read_text()


@pytest.mark.parametrize("row", list(rows()), ids=lambda row: f"{row[0]} {row[1][:40]}")
def test_every_line_leads_to_what_it_names(row):
    deck, topic, notebook, section, where = row
    assert deck in DECKS
    assert topic
    if section == TO_COME:
        assert notebook not in assignments(ROOT), "it has come"
        return
    text = text_of(notebook)
    assert re.search(rf"^#+ {re.escape(section)}$", text, re.MULTILINE), section
    for name in re.findall(r"`([^`]+)`", where):
        if name in EXERCISES:
            assert EXERCISES[name] == notebook
        elif name.startswith("plots."):
            assert name.removeprefix("plots.") in plots.__all__
            assert f"{name}(" in text
        else:
            assert name in widgets.__all__, f"{name} is no exercise, picture or widget"
            assert f"{name}(" in text or f"{name}." in text


def test_every_exercise_and_every_deck_is_there():
    table = list(rows())
    named = {name for row in table for name in re.findall(r"`([^`]+)`", row[4])}
    missing = [name for name in EXERCISES if name not in named]
    assert not missing, f"docs/coverage.md does not name {', '.join(missing)}; add a line for each"
    assert {row[0] for row in table} == set(DECKS)
    assert len({(row[0], row[1]) for row in table}) == len(table)


def test_every_notebook_is_there():
    missing = sorted(set(assignments(ROOT)) - {row[2] for row in rows()})
    assert not missing, f"docs/coverage.md does not name {', '.join(missing)}; add a line for each"
