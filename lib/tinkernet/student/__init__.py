"""A student's own view: what of the saved notebooks passes now, offline and for their eyes only.

Names are imported when they are first used: in a kernel that grades, ``progress()`` says that it
is not run there, and needs nothing of what is right to do so.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from ._progress import progress
    from ._standing import AssignmentStanding, ExerciseStanding, Progress, State
    from ._work_folder import work_folder

_HOMES = {
    "AssignmentStanding": "_standing",
    "ExerciseStanding": "_standing",
    "Progress": "_standing",
    "State": "_standing",
    "progress": "_progress",
    "work_folder": "_work_folder",
}

__all__ = [
    "AssignmentStanding",
    "ExerciseStanding",
    "Progress",
    "State",
    "progress",
    "work_folder",
]


def __getattr__(name: str) -> Any:
    """Import a public name from its file."""
    if name in _HOMES:
        return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
