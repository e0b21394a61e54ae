"""One submission of the corpus, and where it is tried."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tinkernet.sandbox import Limits

Files = dict[str, bytes]

QUICK = Limits(cell_seconds=4, notebook_seconds=16, cpu_seconds=60)
"""Nothing honest in here takes longer."""


@dataclass(frozen=True)
class Place:
    """The surroundings that an attack may aim at; made anew for every process of the test run.

    Attributes
    ----------
    course, home : Path
        A course folder and a home folder, both with secrets in them.
    judge : int
        Process number of who grades.
    port : int
        A TCP port of this machine where somebody listens.
    socket : str
        Path of a unix socket where somebody listens; also its abstract name.
    """

    course: Path
    home: Path
    judge: int
    port: int
    socket: str


@dataclass(frozen=True)
class Entry:
    """A submission and what it deserves.

    Attributes
    ----------
    name, kind, tries : str
        ``tries`` is one line.
    build : callable
        Turns the released notebook into the submission's files.
    points : mapping of str to float
        What the honest part deserves, by grade id of the test; all others get 0.
    flags : tuple of str
        Kinds of flags that the instructor must see.
    after : callable or None
        Looks at the result; raises AssertionError if something is wrong.
    lay : callable or None
        Does what bytes in a dictionary cannot: links, pipes, odd names.
    limits : Limits
    seconds : float
        Wall time that grading may take.
    course : str
        Assignment that it is handed in for.
    hole : str
        Why the grader still falls for it; empty where it does not.
    """

    name: str
    kind: str
    tries: str
    build: Callable[[Any, Place], Files]
    points: Mapping[str, float] = field(default_factory=dict)
    flags: tuple[str, ...] = ()
    after: Callable[[Any, Place], None] | None = None
    lay: Callable[[Path, Place], None] | None = None
    limits: Limits = QUICK
    seconds: float = 60.0
    course: str = "01_linear_regression"
    hole: str = ""
