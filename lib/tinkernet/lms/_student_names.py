"""What may be the name of a student's folder."""

from __future__ import annotations

from tinkernet.grading import plain_name

_PATTERNS = frozenset('*?[]<>|:"')


def why_no_student(name: str) -> str:
    """Say why a name cannot be a student's folder; nothing if it can.

    nbgrader finds folders by patterns, so signs of patterns are none for names; the others
    would make trouble on a command line or on another system.

    Examples
    --------
    >>> why_no_student("Zoë van der Berg"), why_no_student("ada@example.org")
    ('', '')
    >>> why_no_student("a*")
    'it has one of * ? [ ] < > | : and quotes in it'
    """
    try:
        plain_name(name, "student")
    except ValueError as error:
        return str(error).partition(" cannot be filed: ")[2].removesuffix("; rename the folder.")
    if _PATTERNS & set(name):
        return "it has one of * ? [ ] < > | : and quotes in it"
    if name.startswith("-"):
        return "it begins with a dash"
    if name != name.strip() or name.endswith("."):
        return "it begins or ends with a space, or ends with a dot"
    return ""
