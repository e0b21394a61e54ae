"""What to look for when Python or NumPy refuses: their words, in words for a beginner."""

from __future__ import annotations

import re

_HINTS = (
    (
        r"matmul: Input operand 1 has a mismatch|shapes .* not aligned",
        "A @ B needs as many columns in A as B has rows. Print both shapes: which of the two has "
        "one example a row? Is one of them turned round (.T), or are they in the wrong order?",
    ),
    (
        r"matmul: Input operand \d does not have enough dimensions",
        "One side of @ is a single number: @ adds up products of arrays, * multiplies.",
    ),
    (
        r"operands could not be broadcast|non-broadcastable output",
        "With + - * / two arrays must have the same shape, or one of them a 1 where they differ. "
        "Print both shapes: is * written where @ is meant, or is a sum or .T missing?",
    ),
    (
        r"truth value of an array",
        "if asks one question, but an array holds many numbers: np.where(condition, this, that) "
        "chooses for each number by itself.",
    ),
    (
        r"zero-dimensional arrays cannot be concatenated|only integer scalar arrays can be "
        r"converted|all the input array|only length-1 arrays|concatenate\(\)",
        "np.concatenate takes one list of arrays, so there are two pairs of brackets, and a "
        "single number has to be put into brackets of its own: np.concatenate([[1.0], x]).",
    ),
    (
        r"NoneType",
        "Something is None: does each function that you call end with return?",
    ),
    (
        r"object is not callable",
        "A name that should be a function holds something else. Was it given a number in another "
        "cell? Or is a * missing before the brackets?",
    ),
    (
        r"NameError|UnboundLocalError",
        "Is the name spelled as above, and was the cell that defines it run?",
    ),
    (
        r"object is not iterable|has no len|object is not subscriptable|invalid index to scalar",
        "There is a single number where a list or an array was expected. Print it first.",
    ),
    (
        r"unsupported operand type.*(list|tuple)|can't multiply sequence",
        "Lists do not calculate: np.array(...) makes an array of one.",
    ),
    (
        r"required positional argument|takes \d+ positional|unexpected keyword",
        "Are all the arguments of the stub still there, in their order?",
    ),
    (
        r"out of bounds|index out of range",
        "Python counts from 0, so the last index is the length minus 1. Which axis do you count?",
    ),
)


def hint_for_error(detail: str) -> str:
    """Return where to look when an answer stops with an error; nothing for unknown ones.

    Examples
    --------
    >>> hint_for_error("TypeError: 'float' object is not iterable")
    'There is a single number where a list or an array was expected. Print it first.'
    >>> hint_for_error("RuntimeError: my own")
    ''
    """
    return next((hint for pattern, hint in _HINTS if re.search(pattern, detail)), "")
