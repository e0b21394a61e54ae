"""What an LMS handed out, as a list of files; nothing is written, nothing is trusted."""

from __future__ import annotations

import zipfile
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Self

from ._folder_files import folder_files
from ._safe_paths import left_by_systems, why_unsafe
from ._zip_files import SMALL_ZIP, WHOLE_DOWNLOAD, Entry, RefusedError, open_zip, zip_entries


@dataclass(frozen=True)
class Found:
    """A file in a download.

    Attributes
    ----------
    path : str
        Its path with slashes; what lies in a student's zip has that zip as a folder.
    given : int
        How many parts of the path the LMS chose; the others, inside a student's zip, are the
        student's own words.
    size : int
        Bytes.
    when : datetime or None
        When the file says it was changed, without a time zone.
    read : callable
        Returns its content.
    """

    path: str
    given: int
    size: int
    when: datetime | None
    read: Callable[[], bytes]

    @property
    def parts(self) -> tuple[str, ...]:
        """The parts of the path."""
        return tuple(self.path.split("/"))


class Download:
    """All of a download; use it in a ``with`` statement.

    Parameters
    ----------
    path : Path
        One zip or one folder.

    Attributes
    ----------
    files : tuple of Found
        What can be used, files in students' zips as well.
    refused : tuple of (str, str)
        What cannot: path and reason.

    Raises
    ------
    FileNotFoundError
        If there is nothing.
    ValueError
        If it is neither a folder nor a zip that can be opened.
    """

    def __init__(self, path: Path) -> None:
        self._whole: zipfile.ZipFile | None = None
        self._last: tuple[str, zipfile.ZipFile] | None = None
        refused: list[tuple[str, str]] = []
        found = list(_without_doubles(self._all(self._entries(path), refused), refused))
        self.files = tuple(found)
        self.refused = tuple(refused)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *error: object) -> None:
        for archive in (self._whole, self._last and self._last[1]):
            if archive is not None:
                archive.close()

    def _entries(self, path: Path) -> Iterable[Entry]:
        if path.is_dir():
            return folder_files(path)
        if not path.is_file():
            raise FileNotFoundError(f"There is no {path}: give the zip, or the folder, of the LMS.")
        try:
            whole = self._whole = open_zip(path)
            return zip_entries(lambda: whole, WHOLE_DOWNLOAD)
        except RefusedError as error:
            raise ValueError(
                f"{path} cannot be opened as a zip: {error}; download it again, or give the "
                "folder it was unpacked into."
            ) from error

    def _all(self, entries: Iterable[Entry], refused: list[tuple[str, str]]) -> Iterator[Found]:
        for entry in entries:
            if left_by_systems(entry.path):
                continue
            if why := entry.refused or why_unsafe(entry.path):
                refused.append((entry.path, why))
            elif entry.path.lower().endswith(".zip"):
                yield from self._students_zip(entry, refused)
            else:
                yield _found(entry, entry.path, entry.path.count("/") + 1)

    def _students_zip(self, entry: Entry, refused: list[tuple[str, str]]) -> Iterator[Found]:
        try:
            inner = zip_entries(lambda: self._inner(entry), SMALL_ZIP)
        except RefusedError as error:
            refused.append((entry.path, str(error)))
            return
        for each in inner:
            path = f"{entry.path}/{each.path}"
            if left_by_systems(each.path):
                continue
            if why := each.refused or why_unsafe(each.path):
                refused.append((path, why))
            elif each.path.lower().endswith(".zip"):
                refused.append((path, "it is a zip in a student's zip; unpack it by hand"))
            else:
                yield _found(each, path, entry.path.count("/") + 1)

    def _inner(self, entry: Entry) -> zipfile.ZipFile:
        """Open a student's zip; the last one stays open, as its files are read in a row."""
        if self._last is None or self._last[0] != entry.path:
            if self._last is not None:
                self._last[1].close()
            self._last = None  # the next one may not open
            self._last = (entry.path, open_zip(entry.opened()))
        return self._last[1]


def _found(entry: Entry, path: str, given: int) -> Found:
    return Found(path, given, entry.size, entry.when, entry.read)


def _without_doubles(files: Iterable[Found], refused: list[tuple[str, str]]) -> Iterator[Found]:
    seen: dict[str, str] = {}
    for file in files:
        first = seen.setdefault(file.path.casefold(), file.path)
        if first is file.path:
            yield file
        elif first == file.path:
            refused.append((file.path, "it occurs twice; the first one was taken"))
        else:
            refused.append(
                (file.path, f"its name differs from {first!r} only in upper and lower case")
            )
