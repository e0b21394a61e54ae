"""Names that become folders and rows of the gradebook."""

from __future__ import annotations

import unicodedata

_LONGEST = 128
"""Characters that nbgrader's gradebook has room for; PostgreSQL holds us to it."""


def plain_name(name: str, what: str) -> str:
    r"""Return a name if it is one plain part of a path; refuse any other.

    Parameters
    ----------
    name : str
        Of a student, an assignment or a notebook.
    what : str
        What it is the name of, for the error.

    Raises
    ------
    ValueError
        If it is empty, has more than one part, is hidden, too long, or holds what the gradebook
        cannot store.

    Examples
    --------
    >>> plain_name("Zoë van der Berg", "student")
    'Zoë van der Berg'
    >>> plain_name("../ada", "student")
    Traceback (most recent call last):
    ...
    ValueError: The student '../ada' cannot be filed: the name has a slash in it; rename the folder.
    """
    if why := _why_not(name):
        raise ValueError(f"The {what} {_short(name)} cannot be filed: {why}; rename the folder.")
    return name


def _why_not(name: str) -> str:
    if not name.strip():
        return "the name is empty"
    if "/" in name or "\\" in name:
        return "the name has a slash in it"
    if name.startswith("."):
        return "the name begins with a dot, and nbgrader does not see hidden folders"
    if any(unicodedata.category(each) in {"Cc", "Cs"} for each in name):
        return "the name holds control characters or is not valid UTF-8"
    if len(name) > _LONGEST or len(name.encode()) > 255:
        return f"the name is longer than {_LONGEST} characters, or 255 bytes"
    return ""


def _short(name: str) -> str:
    shown = ascii(name) if any(0xD800 <= ord(each) < 0xE000 for each in name) else repr(name)
    return shown if len(shown) <= 60 else f"{shown[:56]}...'"
