"""Which of the files handed in is the notebook that was asked for."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from ._graded import Flag


def find_notebook(
    files: Mapping[str, bytes], name: str, all_names: Collection[str]
) -> tuple[bytes | None, list[Flag]]:
    """Find a notebook by its name; failing that, the one there is.

    Parameters
    ----------
    files : mapping of str to bytes
        What was handed in, by path.
    name : str
        Of the notebook, without ``.ipynb``.
    all_names : collection of str
        Of all notebooks of the assignment.

    Returns
    -------
    content : bytes or None
        None if there is none that it can be.
    flags : list of Flag
        What was odd; other notebooks that lie there, as the work may be in one of them.

    Examples
    --------
    >>> content, flags = find_notebook({"A.ipynb": b"{}", "B.ipynb": b""}, "A", ["A"])
    >>> content, [flag.detail for flag in flags]
    (b'{}', ['B.ipynb: another notebook, it was not graded.'])
    """
    wanted = f"{name}.ipynb"
    known = {f"{each}.ipynb" for each in all_names}
    rest = [path for path in files if ".ipynb" in path.lower() and path not in known]
    if wanted in files:
        return files[wanted], _beside(rest)
    near = [path for path in rest if name.lower() in path.lower()] or rest
    if not near or (len(near) > 1 and len(known) > 1):
        return None, []
    found = max(near, key=lambda path: (len(files[path]), path))
    misnamed = Flag("misnamed", f"{wanted} was handed in as {_shown(found)}.")
    return files[found], [misnamed, *_beside([path for path in rest if path != found])]


def _beside(others: list[str]) -> list[Flag]:
    return [
        Flag("left out", f"{_shown(path)}: another notebook, it was not graded.")
        for path in sorted(others)
    ]


def _shown(path: str) -> str:
    return ascii(path)[1:-1]
