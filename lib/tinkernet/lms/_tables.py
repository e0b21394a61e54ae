"""CSV files of an LMS: read as they are, and one cell changed without touching another."""

from __future__ import annotations

import csv
import io
import os
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

_LARGEST = 50_000_000
_FIELD = re.compile(r' *"(?:[^"]|"")*"[^{d}\r\n]*|[^{d}\r\n]*'.replace("{d}", "DELIMITER"))


@dataclass
class Table:
    """A CSV file, cell by cell, as it is written.

    Attributes
    ----------
    header : list of str
        The names of the columns.
    rows : list of list of str
        The cells below.
    """

    header: list[str]
    rows: list[list[str]]
    _raw: list[list[str]]
    _ends: list[str]
    _delimiter: str
    _encoding: str

    @classmethod
    def read(cls, path: Path) -> Table:
        """Read a file with commas, semicolons or tabs, in UTF-8, UTF-16 or Windows's Latin.

        Raises
        ------
        ValueError
            If it is no table with a header.
        """
        if path.stat().st_size > _LARGEST:
            raise ValueError(f"{path} is larger than any class list: give the LMS's CSV file.")
        text, encoding = _decoded(path.read_bytes())
        if not text.strip() or "\0" in text:
            raise ValueError(f"{path} is no CSV file with a header: give the one the LMS exports.")
        first = text.lstrip().splitlines()[0]
        delimiter = max(",;\t", key=first.count)
        raw, ends = _split(text, delimiter)
        cells = [[_plain(cell) for cell in row] for row in raw]
        return cls(cells[0], cells[1:], raw, ends, delimiter, encoding)

    def column(self, *names: str) -> int | None:
        """Find a column by one of its names, whatever the case; the first name counts most."""
        header = [name.strip().casefold() for name in self.header]
        found = (header.index(name.casefold()) for name in names if name.casefold() in header)
        return next(found, None)

    def put(self, row: int, column: int, text: str) -> None:
        """Set one cell; all others stay as they are written, to the byte."""
        raw = self._raw[row + 1]
        while len(raw) <= column:
            raw.append("")
            self.rows[row].append("")
        quoted = raw[column].lstrip().startswith('"') or any(
            sign in text for sign in ('"', "\n", "\r", self._delimiter)
        )
        raw[column] = '"' + text.replace('"', '""') + '"' if quoted else text
        self.rows[row][column] = text

    def to_bytes(self) -> bytes:
        """Return the file."""
        lines = (
            self._delimiter.join(row) + end for row, end in zip(self._raw, self._ends, strict=True)
        )
        return "".join(lines).encode(self._encoding)


def _decoded(content: bytes) -> tuple[str, str]:
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        # The mark stays in the text's first cell, so that it is written again.
        order = "utf-16-le" if content.startswith(b"\xff\xfe") else "utf-16-be"
        return content.decode(order, "surrogatepass"), order
    try:
        return content.decode("utf-8"), "utf-8"
    except UnicodeDecodeError:
        return content.decode("latin-1"), "latin-1"


def _split(text: str, delimiter: str) -> tuple[list[list[str]], list[str]]:
    """Split into rows of cells, quotes and all, and the line's end of each row."""
    field = re.compile(_FIELD.pattern.replace("DELIMITER", re.escape(delimiter)))
    rows: list[list[str]] = [[]]
    ends: list[str] = []
    at = 0
    while True:
        match = field.match(text, at)
        assert match is not None  # the second half matches the empty text
        rows[-1].append(match[0])
        at = match.end()
        if text.startswith(delimiter, at):
            at += len(delimiter)
            continue
        end = "\r\n" if text.startswith("\r\n", at) else text[at : at + 1]
        ends.append(end)
        at += len(end)
        if at >= len(text):
            return rows, ends
        rows.append([])


def _plain(cell: str) -> str:
    text = cell.removeprefix("\ufeff").strip(" ")
    if len(text) > 1 and text.startswith('"') and text.endswith('"'):
        return text[1:-1].replace('""', '"')
    return cell.removeprefix("\ufeff")


def csv_bytes(header: Sequence[str], rows: Iterable[Sequence[str]]) -> bytes:
    r"""Write a CSV file that a spreadsheet shows and does not run.

    Examples
    --------
    >>> csv_bytes(["student", "grade"], [["=1+1", "-3.5"]])
    b"student,grade\r\n'=1+1,-3.5\r\n"
    """
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(header)
    writer.writerows([_harmless(cell) for cell in row] for row in rows)
    return text.getvalue().encode()


def _harmless(cell: str) -> str:
    """Keep a spreadsheet from taking a text for a formula; a number is none."""
    if cell != "-" and cell.startswith(("=", "+", "-", "@", "\t", "\r", "\n")):
        try:
            float(cell)
        except ValueError:
            return f"'{cell}"
    return cell


def write_whole(path: Path, content: bytes) -> None:
    """Write a file that is there whole or not at all, for its owner alone where it is new.

    It holds names with grades: whoever else may read it is for its owner to say.
    """
    mode = path.stat().st_mode & 0o777 if path.exists() else 0o600
    path.parent.mkdir(parents=True, exist_ok=True)
    new = path.with_name(f".{path.name[:80]}.{os.getpid()}.new")
    try:
        with os.fdopen(os.open(new, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        new.chmod(mode)
        new.replace(path)
    finally:
        new.unlink(missing_ok=True)
