"""Where scikit-learn keeps the files that it bundles."""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path


def bundled(folder: str, name: str) -> Path:
    """Return the path of a file in ``sklearn/datasets/<folder>``.

    Raises
    ------
    ModuleNotFoundError
        If scikit-learn is not installed.
    """
    # Found, not imported: importing sklearn.datasets takes seconds.
    package = find_spec("sklearn")
    places = package.submodule_search_locations if package else None
    if not places:
        raise ModuleNotFoundError(f"{name} comes with scikit-learn: install scikit-learn.")
    return Path(next(iter(places))) / "datasets" / folder / name
