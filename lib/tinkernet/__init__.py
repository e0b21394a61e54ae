"""Tinkernet: learn deep learning by building it in NumPy.

``from tinkernet import check`` is what every notebook starts with, ``tinkernet.progress()`` says
how far one has come; the rooms beside it, such as ``nn``, ``optim``, ``data``, ``plots`` and
``widgets``, are imported when they are first named.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from .checks import check
    from .student import progress

__all__ = ["check", "progress"]

_ROOMS = (
    "course",
    "data",
    "exercises",
    "grading",
    "graph",
    "nn",
    "optim",
    "plots",
    "student",
    "widgets",
)


def __getattr__(name: str) -> Any:
    """Import ``check``, ``progress``, or a room, the first time somebody names it.

    So that a kernel that must not know the references can have the rest of the library.
    """
    if name == "check":
        return import_module(f"{__name__}.checks").check
    if name == "progress":
        return import_module(f"{__name__}.student").progress
    if name in _ROOMS:
        return import_module(f"{__name__}.{name}")
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
