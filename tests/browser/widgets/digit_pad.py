"""DigitPad, as the common tests show it."""

from tinkernet.widgets import DigitPad


def make():
    return DigitPad()


CHANGED = {"drawing": "00ff" * 32 + "0ff0" * 32}
"""A drawing that changes what is seen."""
