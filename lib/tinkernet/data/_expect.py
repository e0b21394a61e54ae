"""One clear sentence when a data set is asked for that cannot be made."""

from __future__ import annotations

import math


def expect_at_least(least: int, function: str, **counts: int) -> None:
    """Raise a ValueError that names the count that is smaller than ``least``."""
    for name, count in counts.items():
        if count < least:
            raise ValueError(f"{function} expects {name} of at least {least}, got {count}.")


def expect_spread(function: str, **spreads: float) -> None:
    """Raise a ValueError that names the standard deviation that is negative or not a number."""
    for name, spread in spreads.items():
        if not (spread >= 0 and math.isfinite(spread)):
            raise ValueError(f"{function} expects {name} of 0 or more, got {spread}.")
