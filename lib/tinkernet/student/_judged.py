"""From what a notebook's checks said to where its student stands."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from tinkernet.checks import Reason
from tinkernet.exercises import Exercise

from ._asked import CHECK, Asked
from ._listen import Heard
from ._run import TOO_SLOW, Run
from ._saved_notebook import Cell
from ._standing import AssignmentStanding, ExerciseStanding, State

_HEADING = re.compile(r"^ {0,3}#{1,6} +(.+?) *#*$", re.MULTILINE)
_MOST_OF_A_LINE = 40
_FILE = re.compile(r"\([^()]*, (?=line \d+\)$)")  # the kernel's own name of a cell: 1234567.py
_ASKED = "StdinNotImplementedError"
_MARKUP = re.compile(r"[*_`$]|\]\([^)]*\)|\[")


@dataclass(frozen=True)
class Runnable:
    """The code of a saved notebook, as it is run.

    Attributes
    ----------
    places : tuple of int
        Where each piece of code stands among the notebook's cells.
    sources : tuple of str
        Checks as they were released, whatever became of them.
    seconds : tuple of float
        How long each may take.
    """

    places: tuple[int, ...]
    sources: tuple[str, ...]
    seconds: tuple[float, ...]


def runnable(cells: Sequence[Cell], asked: Asked, seconds: float) -> Runnable:
    """Take what is to be run out of a notebook."""
    limits = {CHECK + one.name: one.seconds for one in asked.exercises}
    places = [
        place for place, cell in enumerate(cells) if cell.kind == "code" and cell.source.strip()
    ]
    code = [cells[place] for place in places]
    return Runnable(
        tuple(places),
        tuple(
            asked.check_cell(one.grade_id.removeprefix(CHECK)) or one.source
            if one.grade_id in limits
            else one.source
            for one in code
        ),
        tuple(seconds + limits.get(one.grade_id, 0.0) for one in code),
    )


def untouched(cells: Sequence[Cell], asked: Asked) -> bool:
    """Tell whether a notebook says what the released one says; outputs do not count."""
    said = [(cell.kind, cell.source.strip()) for cell in cells if cell.source.strip()]
    return said == [(cell.kind, cell.source.strip()) for cell in asked.cells if cell.source.strip()]


def standing(
    asked: Asked, cells: Sequence[Cell], code: Runnable, run: Run | None, remedy: str
) -> AssignmentStanding:
    """Say where a student stands in one assignment.

    Parameters
    ----------
    asked : Asked
        What counts, and for how much.
    cells : sequence of Cell
        The student's notebook.
    code : Runnable
        What of it was run.
    run : Run or None
        What happened; None where nothing was written and so nothing was run.
    remedy : str
        How to get a fresh copy.
    """
    heard: dict[int, Heard] = dict(zip(code.places, run.cells if run else (), strict=False))
    answered = [
        any(cell.grade_id == name and cell.source.strip() != one.source.strip() for cell in cells)
        for name, one in asked.questions.items()
    ]
    return AssignmentStanding(
        asked.name,
        tuple(_one(one, asked, cells, heard, run, remedy) for one in asked.exercises),
        questions=len(answered),
        answered=sum(answered),
        question_points=asked.question_points,
        remarks=_remarks(cells, code, run) if run else (),
        started=run is not None,
    )


def _one(
    exercise: Exercise,
    asked: Asked,
    cells: Sequence[Cell],
    heard: Mapping[int, Heard],
    run: Run | None,
    remedy: str,
) -> ExerciseStanding:
    check = CHECK + exercise.name
    answer = [i for i, cell in enumerate(cells) if cell.grade_id == exercise.name]
    checks = [i for i, cell in enumerate(cells) if cell.kind == "code" and cell.grade_id == check]
    state, score, detail = State.NOT_WRITTEN, 0.0, ""
    if run is not None:
        # A check that lost its name still counts: its verdict says whose it is.
        where = [heard[i] for i in checks or sorted(heard) if i in heard]
        said = [one for cell in where for one in cell.verdicts if one["exercise"] == exercise.name]
        if said:
            state, score, detail = _read(said[-1])
        else:
            state = State.NOT_CHECKED
            detail = _why_not(where, run) if checks else f"the cell is gone; {remedy}"
            if where and where[0].error.startswith("NameError"):
                detail = _why_no_answer(answer, heard, remedy) or detail
        released = asked.check_cell(exercise.name).strip()
        if checks and all(cells[i].source.strip() != released for i in checks):
            detail = "; ".join(
                filter(None, [detail, "its check was changed, the released one ran"])
            )
    place = _place(cells, [*answer, *checks])
    return ExerciseStanding(
        exercise.name, exercise.title, exercise.points, state, score, detail, place
    )


def _read(verdict: Mapping[str, object]) -> tuple[State, float, str]:
    score = float(str(verdict["score"]))
    if verdict["passed"]:
        return State.PASSED, 1.0, ""
    if verdict["reason"] == Reason.NOT_WRITTEN:
        return State.NOT_WRITTEN, 0.0, ""
    title = str(verdict["title"])
    return State.NOT_RIGHT, score, f"it looks like {title}" if title else str(verdict["reason"])


def _why_not(where: Sequence[Heard], run: Run) -> str:
    if not where:
        return "not reached" if run.stopped else "its cell is empty"
    return where[0].error or "its check said nothing"


def _why_no_answer(answer: Sequence[int], heard: Mapping[int, Heard], remedy: str) -> str:
    """Say what left a check without the answer that it names; nothing where that is unknown."""
    if not answer:
        return f"its answer cell is gone; {remedy}"
    errors = [heard[i].error for i in answer if i in heard and heard[i].error]
    if not errors:
        return ""
    (error, *_) = errors
    if error == TOO_SLOW:
        return f"its cell {error}"
    if error.startswith(_ASKED):
        return "its cell asks for input(), and nobody is there to answer"
    return f"its cell has {'an' if error[0] in 'AEIOU' else 'a'} {_FILE.sub('(', error)}"


def _place(cells: Sequence[Cell], where: Sequence[int]) -> str:
    """Say where a cell is: JupyterLab shows no numbers, so the heading above it helps most."""
    if not where:
        return ""
    index = where[0]
    headings: list[str] = []
    for cell in cells[:index]:
        if cell.kind == "markdown":
            headings += _HEADING.findall(cell.source)
    under = f", under “{_MARKUP.sub('', headings[-1]).strip()}”" if headings else ""
    return f"cell {index + 1}{under}"


def _remarks(cells: Sequence[Cell], code: Runnable, run: Run) -> tuple[str, ...]:
    """Say which cells kept the notebook from running through."""
    said = []
    for place, heard in zip(code.places, run.cells, strict=False):
        if heard.error == TOO_SLOW:
            said.append(f"{_named(cells, place)} {TOO_SLOW}.")
        elif heard.error.startswith(_ASKED):
            said.append(f"{_named(cells, place)} asks for input(), and nobody is there to answer.")
    if run.stopped:
        named = _named(cells, code.places[min(len(run.cells), len(code.places) - 1)])
        said.append(f"{named} {run.stopped}, so what is below it was not run.")
    return tuple(said)


def _named(cells: Sequence[Cell], place: int) -> str:
    (line, *_) = cells[place].source.strip().splitlines()
    short = line if len(line) <= _MOST_OF_A_LINE else line[:_MOST_OF_A_LINE] + " ..."
    return f"Cell {place + 1} (“{short}”)"
