"""Text from strangers: what a page may show of it, and no escape sequence that does more."""

from __future__ import annotations

_CONTROLS = [*(code for code in range(32) if chr(code) not in "\n\t\r\x1b"), *range(0x7F, 0xA0)]
_TURNS = [*range(0x202A, 0x202F), *range(0x2066, 0x206A)]  # they turn the direction of text
_DROPPED = dict.fromkeys([*_CONTROLS, *_TURNS])
_MANY_COLOURS = 2000
"""More escape sequences than this are all dropped: nbconvert copies the text at each of them."""


def readable(text: str) -> str:
    r"""Return text without control characters and lone surrogates; line ends become ``\n``.

    Parameters
    ----------
    text : str
        Anything that Python calls a string.

    Examples
    --------
    >>> readable("bell\a, half a pair \ud800, \x1b[31mred\r\n")
    'bell, half a pair \ufffd, [31mred\n'
    """
    return _known_characters(text).replace("\x1b", "").replace("\r\n", "\n").replace("\r", "\n")


def terminal_text(text: str) -> str:
    r"""Return text as a terminal would show it, colours kept, everything else harmless.

    Colours are the sequences that nbconvert's ``ansi2html`` knows; it escapes the text first,
    so that they are all that becomes markup. A carriage return overwrites its line, as the
    steps of a progress bar do.

    Parameters
    ----------
    text : str
        What a program wrote.

    Examples
    --------
    >>> terminal_text("10%\r100%\n\x1b[2J\x1b[31mred\x1b[0m \x1b]0;title\a")
    '100%\n\x1b[31mred\x1b[0m ]0;title'
    """
    head, *rest = _known_characters(text).split("\x1b")
    coloured = len(rest) <= _MANY_COLOURS
    known = head + "".join(_after_escape(piece, coloured) for piece in rest)
    lines = known.replace("\r\n", "\n").split("\n")
    return "\n".join(_overwritten(line) for line in lines)


def printable(text: str) -> str:
    r"""Write what no terminal can show, as in odd folder names, in another way.

    Examples
    --------
    >>> printable("Zoë\x1b[31m")
    'Zoë\\x1b[31m'
    """
    return "".join(sign if sign.isprintable() else ascii(sign)[1:-1] for sign in text)


def _known_characters(text: str) -> str:
    paired = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return paired.translate(_DROPPED)


def _after_escape(piece: str, coloured: bool) -> str:
    """Return what is left of the text after an ESC: the colour, and what follows."""
    if not piece.startswith("["):
        return piece
    end = 1
    while end < len(piece) and " " <= piece[end] <= "?":
        end += 1
    if end == len(piece) or not "@" <= piece[end] <= "~":
        return piece[end:]
    colour = coloured and piece[end] == "m" and _is_colour(piece[1:end].split(";"))
    return f"\x1b{piece}" if colour else piece[end + 1 :]


def _is_colour(numbers: list[str]) -> bool:
    """Whether ansi2html can read these; it raises where a colour's own numbers are missing."""
    if not all(not one or (one.isascii() and one.isdigit() and len(one) < 4) for one in numbers):
        return False
    left = list(numbers)
    while left:
        if left.pop(0) in ("38", "48"):
            needed = {"5": 2, "2": 4}.get(left[0] if left else "", len(left) + 1)
            if needed > len(left):
                return False
            del left[:needed]
    return True


def _overwritten(line: str) -> str:
    if "\r" not in line:
        return line
    return next((part for part in reversed(line.split("\r")) if part), "")
