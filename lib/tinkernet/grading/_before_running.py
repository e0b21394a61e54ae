"""What is known of a notebook before it runs, and how running it can fail."""

from __future__ import annotations

import contextlib
from collections.abc import Sequence

from tinkernet.exercises import UnknownExerciseError, find

from ._rebuild import Piece, Role
from ._test_cell import CheckStep, read_steps


class TooManyRestartsError(Exception):
    """A notebook ended one kernel after the other."""


class BrokenTestError(Exception):
    """The instructor's test cannot be judged; the message says why."""


def taken_away(pieces: Sequence[Piece]) -> tuple[str, ...]:
    """List what a notebook's exercises forbid and its given cells can do without."""
    names: set[str] = set()
    for piece in pieces:
        if piece.role is Role.TEST:
            for step in read_steps(piece.cell.source):
                if isinstance(step, CheckStep):
                    with contextlib.suppress(UnknownExerciseError):  # said when it is judged
                        names.update(find(step.exercise).forbidden)
    given = " ".join(piece.cell.source for piece in pieces if piece.role is Role.GIVEN)
    return tuple(sorted(name for name in names if name.split(".")[-1] not in given))


def is_setup(piece: Piece) -> bool:
    """Tell the cells that later ones lean on: imports."""
    return piece.role is Role.GIVEN and "import" in piece.cell.source
