"""A new assignment: a small notebook and a small exercise that work, for an author to replace."""

from __future__ import annotations

import builtins
import keyword
import re
import shutil
from importlib.metadata import version
from importlib.resources import files
from pathlib import Path

from jinja2 import Environment, StrictUndefined

import tinkernet.exercises
from tinkernet.exercises import catalog

_TAKEN = (
    *("check", "data", "nn", "np", "optim", "plots", "tinkernet", "widgets"),
    *("counts", "experience", "guesses", "layer", "means"),
)
"""Names that notebooks use for something else, the new one among them."""


class NewAssignmentError(ValueError):
    """No assignment can be made of that name, or here; the message says why."""


def new_assignment(root: Path, assignment: str, exercise: str = "") -> list[Path]:
    """Write a notebook and a package of exercises that pass the build, for an author to replace.

    Nothing that is there already is touched: a name that is taken anywhere is refused.

    Parameters
    ----------
    root : Path
        The course folder.
    assignment : str
        Its name, such as ``08_attention``; the exercises' package is called ``attention``.
    exercise : str
        The name of its first exercise; empty takes the package's.

    Returns
    -------
    list of Path
        The files written.

    Raises
    ------
    NewAssignmentError
        If a name is taken or cannot be one, or if the library does not lie in the course folder.
    """
    _expect_assignment_name(assignment)
    package = assignment[3:]
    exercise = exercise or package
    _expect_free(root, assignment, package, exercise)
    names = {
        "assignment": assignment,
        "heading": f"{assignment[:2]} {_title(package)}",
        "exercise": exercise,
        "constant": exercise.upper(),
        "title": _title(exercise),
        "jupytext_version": version("jupytext"),
    }
    notebook = root / "course" / assignment / f"{assignment}.md"
    exercises = _exercises_folder(root) / package
    made: list[Path] = []
    try:
        for folder in (notebook.parent, exercises):
            folder.mkdir()  # fails where somebody was quicker
            made.append(folder)
        return [
            _write(notebook, "notebook.md.j2", names),
            _write(exercises / "__init__.py", "package.py.j2", names),
            _write(exercises / f"{exercise}.py", "exercise.py.j2", names),
        ]
    except BaseException:
        for folder in made:
            shutil.rmtree(folder, ignore_errors=True)
        raise


def _title(name: str) -> str:
    return name.replace("_", " ").strip().capitalize()


def _write(path: Path, template: str, names: dict[str, str]) -> Path:
    text = files(__package__).joinpath("_templates", template).read_text(encoding="utf-8")
    words = Environment(undefined=StrictUndefined, keep_trailing_newline=True, autoescape=False)
    with path.open("x", encoding="utf-8", newline="\n") as file:
        file.write(words.from_string(text).render(names))
    return path


def _expect_assignment_name(assignment: str) -> None:
    if not re.fullmatch(r"[0-9]{2}_[a-z][a-z0-9_]*", assignment):
        raise NewAssignmentError(
            f"An assignment is called such as '08_attention': two digits, which give its place, _ "
            f"and small letters, digits or _; {assignment!r} is not, so choose another name."
        )


def _expect_free(root: Path, assignment: str, package: str, exercise: str) -> None:
    for name in (package, exercise):
        if not re.fullmatch(r"[a-z][a-z0-9_]{0,39}", name):
            raise NewAssignmentError(
                f"{name!r} cannot name an exercise: it takes small letters, digits and _, 40 at "
                "most, and begins with a letter; choose another."
            )
    if keyword.iskeyword(package) or keyword.iskeyword(exercise):
        raise NewAssignmentError("A word of Python's own cannot be a name; choose another.")
    if hasattr(builtins, exercise) or exercise in _TAKEN:
        raise NewAssignmentError(
            f"{exercise!r} already means something in a notebook; name the exercise otherwise: "
            f"'tinkernet new {assignment} EXERCISE'."
        )
    for folder in ("course", "source", "release", "submitted/*", "autograded/*", "feedback/*"):
        for there in root.glob(f"{folder}/{assignment}"):
            raise NewAssignmentError(
                f"{there.relative_to(root)} is there already, and nothing is overwritten; choose "
                "another name, or move it away."
            )
    if (there := _exercises_folder(root) / package).exists():
        raise NewAssignmentError(
            f"{there.relative_to(root)} is there already, with exercises of another assignment; "
            "choose another name."
        )
    if exercise in {each.name for each in catalog()}:
        raise NewAssignmentError(
            f"There is an exercise {exercise!r} already; name another: 'tinkernet new {assignment} "
            "EXERCISE'."
        )


def _exercises_folder(root: Path) -> Path:
    """Find the exercises that this Python imports, which must be those of the course folder."""
    used = Path(tinkernet.exercises.__file__).resolve().parent
    folder = root / "lib" / "tinkernet" / "exercises"
    if not folder.is_dir() or folder.resolve() != used:
        raise NewAssignmentError(
            f"Exercises are part of the library, because students' notebooks import them, and this "
            f"library lies in {used}, not in {root}: write exercises in a clone of the course, "
            "installed with 'python -m pip install -e .' there (docs/authoring.md says more)."
        )
    return folder
