"""One file a widget: how it is made for the tests that hold for every widget."""

import importlib
import pkgutil

NAMES = sorted(module.name for module in pkgutil.iter_modules(__path__))


def spec_of(name):
    """Return a widget's file."""
    return importlib.import_module(f"{__name__}.{name}")
