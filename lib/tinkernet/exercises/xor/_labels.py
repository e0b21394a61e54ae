"""Sizes of cases in words."""

from __future__ import annotations


def sizes(**counts: int) -> str:
    """Say how many there are of each; an underscore stands for a space.

    Examples
    --------
    >>> sizes(input=1, hidden_unit=3)
    '1 input, 3 hidden units'
    """
    return ", ".join(
        f"{count} {noun.replace('_', ' ')}{'s' * (count != 1)}" for noun, count in counts.items()
    )
