"""A mapping by hand: which file is whose, where no LMS says it in the names."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from ._download import Found
from ._tables import Table


@dataclass(frozen=True)
class Mapping:
    """Which path of a download is whose.

    Attributes
    ----------
    students : dict of str to str
        Students by path: of a file, a folder, or a student's zip; or by a file's bare name.
    source : str
        The file it is from.
    """

    students: dict[str, str]
    source: str = ""

    @classmethod
    def read(cls, path: Path) -> Mapping:
        """Read a CSV file with the columns ``file`` and ``student``.

        Raises
        ------
        ValueError
            If it has not got them, or maps a file twice.
        """
        table = Table.read(path)
        file, student = table.column("file"), table.column("student")
        if file is None or student is None:
            raise ValueError(
                f"{path} needs the columns file and student; it has {', '.join(table.header)}."
            )
        students: dict[str, str] = {}
        for row in table.rows:
            if max(file, student) >= len(row) or not row[file].strip():
                continue
            name = _plain(row[file])
            whose = unicodedata.normalize("NFC", row[student].strip())
            if students.setdefault(name, whose) != whose:
                raise ValueError(f"{path} maps {row[file]!r} to two students: keep one line.")
        return cls(students, str(path))

    def students_of(self, files: Iterable[Found]) -> tuple[dict[str, tuple[str, str]], list[str]]:
        """Give files their students.

        Parameters
        ----------
        files : iterable of Found

        Returns
        -------
        dict of str to (str, str)
            By path in the download: the student, and the file's path below what was mapped.
        list of str
            Names in the mapping that no file has.
        """
        files = list(files)
        bare = Counter(file.parts[-1] for file in files)
        mapped, used = {}, set()
        for file in files:
            paths = {"/".join(file.parts[:end]): end for end in range(file.given, 0, -1)}
            if bare[file.parts[-1]] == 1 and file.given == len(file.parts):
                paths[file.parts[-1]] = file.given
            for path, end in paths.items():
                name = _plain(path)
                if name in self.students:
                    used.add(name)
                    own = "/".join(file.parts[end:]) or file.parts[-1]
                    mapped[file.path] = (self.students[name], own)
                    break
        return mapped, sorted(self.students.keys() - used)


def _plain(path: str) -> str:
    return unicodedata.normalize("NFC", path.strip().removeprefix("./").rstrip("/"))
