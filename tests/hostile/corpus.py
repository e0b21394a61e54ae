"""All submissions of the corpus."""

from __future__ import annotations

import importlib
import pkgutil
from pathlib import Path

from .entry import Entry

_PREFIXES = ("cheats_", "escapes_", "resources_", "broken_")
_LISTS = ("CHEATS", "ESCAPES", "RESOURCES", "BROKEN")


def _collected() -> list[Entry]:
    found: list[Entry] = []
    for module in pkgutil.iter_modules([str(Path(__file__).parent)]):
        if module.name.startswith(_PREFIXES):
            home = importlib.import_module(f"{__package__}.{module.name}")
            found += next(getattr(home, name) for name in _LISTS if hasattr(home, name))
    return found


CORPUS = _collected()
assert len({entry.name for entry in CORPUS}) == len(CORPUS), "a name occurs twice"
