"""Text of students that nothing can hide in."""

from __future__ import annotations

_KEPT = frozenset("\n\t\u200c\u200d")
"""Line breaks, and the joiners that some scripts are written with."""


def printable(text: str) -> str:
    r"""Write what cannot be seen, or turns the direction of what follows, in another way.

    Examples
    --------
    >>> printable("Zoë\u202e\x07")
    'Zoë\\u202e\\x07'
    """
    if text.isprintable():
        return text
    return "".join(
        sign if sign.isprintable() or sign in _KEPT else ascii(sign)[1:-1] for sign in text
    )
