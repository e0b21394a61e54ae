"""Tinkernet: learn deep learning by building it in NumPy.

``from tinkernet import check`` is what every notebook starts with; the rooms beside it are
``nn``, ``optim``, ``data``, ``plots`` and ``widgets``.
"""

from .checks import check

__all__ = ["check"]
