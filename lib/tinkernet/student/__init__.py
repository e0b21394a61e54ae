"""A student's own view: what of the saved notebooks passes now, offline and for their eyes only.

Names are imported when they are first used: in a kernel that grades, ``progress()`` says that it
is not run there, and needs nothing of what is right to do so.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from ._progress import progress
    from ._standing import AssignmentStanding, ExerciseStanding, Progress, State

__all__ = ["AssignmentStanding", "ExerciseStanding", "Progress", "State", "progress"]


def __getattr__(name: str) -> Any:
    """Import a public name from its file."""
    if name in __all__:
        home = "_progress" if name == "progress" else "_standing"
        return getattr(import_module(f"{__name__}.{home}"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
