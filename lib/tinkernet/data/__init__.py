"""Data sets: real ones that ship in packages, made ones with a seed."""

from ._dataset import Dataset
from ._diabetes import diabetes
from ._lines import noisy_line

__all__ = ["Dataset", "diabetes", "noisy_line"]
