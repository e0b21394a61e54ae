"""What a submission's file is called in the report: no longer than it takes to find it."""

from __future__ import annotations

from collections.abc import Collection

from ._submissions import Arrived

_MOODLES = "_assignsubmission_file"


def shown_file(arrived: Arrived, notebooks: Collection[str]) -> str:
    """Return the path of the notebook in the download, without what goes without saying.

    Parameters
    ----------
    arrived : Arrived
    notebooks : collection of str
        Names of the assignment's notebooks, without ``.ipynb``.
    """
    first = arrived.first
    path = first.found.path
    expected = (arrived.files.get(f"{name}.ipynb") for name in notebooks)
    # Where nothing can be laid, the reason names the files.
    known = not arrived.files or any(each is first for each in expected)
    if first.file and "/" not in first.file and known:
        return path.removesuffix(first.file).rstrip("_/").removesuffix(_MOODLES) or path
    return path
