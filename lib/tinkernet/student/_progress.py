"""progress(): run the saved notebooks that changed, and say what passes now."""

from __future__ import annotations

import contextlib
import os
import shlex
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from ._standing import AssignmentStanding, ExerciseStanding, Progress

if TYPE_CHECKING:
    from ._asked import Asked

_NOT_WHILE_GRADING = (
    "tinkernet.progress() is not run while a notebook is validated, graded or looked through. "
    "Run it in JupyterLab."
)
_SAVED = "This reads the files as they were saved: save your notebook (Ctrl+S) before you look."
_BUSY = (
    "Something was too slow, perhaps because this machine was busy: progress(force=True), or "
    "'tinkernet progress --force', runs everything again."
)
_OWN_CASES = "Grading asks the same of other cases, and a person reads the written answers."


def progress(folder: str | Path | None = None, *, force: bool = False) -> Progress:
    """Show which exercises pass now, which are next, and the points so far.

    The saved notebooks are run, each in a new kernel on this machine, as *Restart Kernel and Run
    All Cells* would; nothing is written into them and nothing leaves the machine. What has not
    changed since is not run again, and a notebook in which nothing was written is not run at all.

    Parameters
    ----------
    folder : str or Path or None
        Where the notebooks lie: the folder that ``tinkernet start`` made, that of one notebook,
        or a notebook. None finds them from the current folder.
    force : bool
        Run everything again.

    Returns
    -------
    Progress
        Shows itself as a table. A notebook that cannot be read or run costs one line in it.

    Raises
    ------
    NoWorkError
        If there are no notebooks of the course.

    Examples
    --------
    >>> import tinkernet
    >>> tinkernet.progress("my-work")  # doctest: +SKIP
    Your work in my-work, as it was saved
    ...
    """
    if os.environ.get("NBGRADER_EXECUTION"):  # then there is no course to look at, or no time
        return Progress(remarks=(_NOT_WHILE_GRADING,))
    from ._asked import all_asked
    from ._bar import progress_bar
    from ._work_folder import find_work

    asked = {one.name: one for one in all_asked()}
    place, notebooks = find_work(None if folder is None else Path(folder), asked)
    saved = [
        _Saved(path, asked[name], _fresh_copy(name, place), force)
        for name, path in notebooks.items()
    ]
    found, remarks = [], [_SAVED, _OWN_CASES]
    with progress_bar(sum(one.to_run for one in saved)) as bar:
        for name, one in zip(notebooks, saved, strict=True):
            if one.to_run:
                bar.set_description_str(name)
            found.append(one.look(bar.update))
            remarks += [note for note in one.notes if note not in remarks]
    return Progress(_shown(place), tuple(found), tuple(remarks))


class _Saved:
    """One saved notebook on its way to a standing."""

    def __init__(self, path: Path, asked: Asked, remedy: str, force: bool) -> None:
        from ._judged import runnable, untouched
        from ._kept import kept_run, key_of
        from ._run import CELL_SECONDS, Run
        from ._saved_notebook import UnreadableError, read_cells

        self._path, self._asked, self._remedy = path, asked, remedy
        self.notes: list[str] = []
        self._unreadable = ""
        self.to_run = 0
        self._run: Run | None = None
        try:
            self._cells = read_cells(path)
        except UnreadableError as error:
            self._unreadable = f"{error} If it is lost, {remedy}."
            return
        self._code = runnable(self._cells, asked, CELL_SECONDS)
        if untouched(self._cells, asked):
            return
        self._key = key_of(self._code.sources, path.parent)
        if not force:
            with contextlib.suppress(ValueError):
                self._run = Run.from_dict(kept_run(self._key))
        self.to_run = 0 if self._run else len(self._code.sources)

    def look(self, tick: Callable[[], object]) -> AssignmentStanding:
        """Run it, if that is needed, and say where its student stands."""
        from ._judged import standing
        from ._kept import keep_run
        from ._run import NoKernelError, run_notebook

        if self._unreadable:
            return self._nothing(self._unreadable)
        if self.to_run:
            code = self._code
            try:
                self._run = run_notebook(code.sources, code.seconds, self._path.parent, tick)
            except NoKernelError as error:
                return self._nothing(f"It was not run: {error}; 'tinkernet doctor' says more.")
            self.notes += keep_run(self._key, self._run.to_dict())
        if self._run and self._run.too_slow:
            self.notes.append(_BUSY)
        return standing(self._asked, self._cells, self._code, self._run, self._remedy)

    def _nothing(self, remark: str) -> AssignmentStanding:
        from ._standing import State

        exercises = tuple(
            ExerciseStanding(one.name, one.title, one.points, State.NOT_CHECKED)
            for one in self._asked.exercises
        )
        asked = self._asked
        return AssignmentStanding(
            asked.name,
            exercises,
            questions=len(asked.questions),
            question_points=asked.question_points,
            remarks=(remark,),
        )


def _fresh_copy(name: str, place: Path) -> str:
    # start takes the folder that holds those of the notebooks.
    inside = place.resolve().name == name and not (place / name).is_dir()
    folder = shlex.quote(_shown(place.resolve().parent if inside else place))
    return f"'tinkernet start {folder} --fresh {name}' lays a fresh copy beside yours"


def _shown(place: Path) -> str:
    """Write a folder as one would type it here."""
    with contextlib.suppress(ValueError, OSError):
        return str(place.resolve().relative_to(Path.cwd().resolve()))
    return str(place)
