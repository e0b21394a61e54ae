"""The members of a zip, without unpacking it: bombs, links and locked ones are refused by name."""

from __future__ import annotations

import io
import stat
import zipfile
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import IO

FILE_BYTES = 100_000_000
"""What one file may be; the grader takes no more from a student, either."""

_SUSPICIOUS_BYTES, _SUSPICIOUS_RATIO = 10_000_000, 200
_ENCRYPTED, _UTF8 = 0x1, 0x800


class RefusedError(ValueError):
    """Why something is not taken, as the end of a sentence."""


@dataclass(frozen=True)
class ZipLimits:
    """How many members a zip may have, and bytes of all of them unpacked."""

    members: int
    bytes: int


WHOLE_DOWNLOAD = ZipLimits(members=50_000, bytes=20_000_000_000)
SMALL_ZIP = ZipLimits(members=1_000, bytes=200_000_000)
"""Of a student's own zip."""


@dataclass(frozen=True)
class Entry:
    """A file in a zip or folder: where, how large, when changed, how it is read, why it is not."""

    path: str
    size: int
    when: datetime | None
    open: Callable[[], IO[bytes]]
    refused: str = ""

    def opened(self) -> IO[bytes]:
        """Open it.

        Raises
        ------
        RefusedError
            If it is damaged or locked.
        """
        try:
            return self.open()
        except (zipfile.BadZipFile, zlib.error, EOFError) as error:
            raise RefusedError("it is damaged") from error
        except (RuntimeError, NotImplementedError) as error:  # locked; a method Python lacks
            raise RefusedError(f"it cannot be unpacked ({error})") from error

    def read(self) -> bytes:
        """Return the content.

        Raises
        ------
        RefusedError
            If it is damaged, locked, or larger than it said.
        """
        try:
            with self.opened() as stream:
                content = stream.read(FILE_BYTES + 1)
        except (zipfile.BadZipFile, zlib.error, EOFError) as error:
            raise RefusedError("it is damaged") from error
        if len(content) > FILE_BYTES:
            raise RefusedError(_too_large(len(content)))
        return content


def open_zip(source: Path | IO[bytes]) -> zipfile.ZipFile:
    """Open a zip that may be anything.

    Parameters
    ----------
    source : Path or file
        A file is read into memory and closed: jumping about in a zip in a zip would unpack it
        each time.

    Raises
    ------
    RefusedError
        If it is no zip.
    """
    try:
        if isinstance(source, Path):
            return zipfile.ZipFile(source)
        with source:
            content = source.read(FILE_BYTES + 1)
        if len(content) > FILE_BYTES:
            raise RefusedError(_too_large(len(content)))
        return zipfile.ZipFile(io.BytesIO(content))
    except RefusedError:
        raise
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, ValueError) as error:
        raise RefusedError("it is no zip, or a damaged one") from error


def zip_entries(archive: Callable[[], zipfile.ZipFile], limits: ZipLimits) -> list[Entry]:
    """List the files of a zip.

    Parameters
    ----------
    archive : callable
        Returns the zip; called again for each file that is read.
    limits : ZipLimits

    Returns
    -------
    list of Entry
        Folders are passed over.

    Raises
    ------
    RefusedError
        If it is too large altogether.
    """
    infos = archive().infolist()
    if len(infos) > limits.members:
        raise RefusedError(f"it holds {len(infos)} files, more than {limits.members}")
    total = sum(info.file_size for info in infos)
    if total > limits.bytes:
        raise RefusedError(f"it would unpack to {total / 1e6:.0f} MB, as zip bombs do")
    return [_entry(archive, info) for info in infos if not _name(info).endswith("/")]


def _entry(archive: Callable[[], zipfile.ZipFile], info: zipfile.ZipInfo) -> Entry:
    def opened() -> IO[bytes]:
        return archive().open(info)

    return Entry(_name(info), info.file_size, _changed(info), opened, _why_refused(info))


def _name(info: zipfile.ZipInfo) -> str:
    """Return the name as it was meant: some programs write UTF-8 and do not say so."""
    name = info.orig_filename  # `filename` ends at a NUL, and so hides what follows
    if not info.flag_bits & _UTF8:
        try:
            return name.encode("cp437").decode("utf-8")
        except UnicodeError:
            return name
    return name


def _changed(info: zipfile.ZipInfo) -> datetime | None:
    try:
        return datetime(*info.date_time)  # zips know no zones
    except ValueError:
        return None


def _why_refused(info: zipfile.ZipInfo) -> str:
    kind = stat.S_IFMT(info.external_attr >> 16)
    if kind == stat.S_IFLNK:
        return "it is a link"
    if kind not in (0, stat.S_IFREG):
        return "it is no ordinary file"
    if info.flag_bits & _ENCRYPTED:
        return "it is locked with a password"
    if info.file_size > FILE_BYTES:
        return _too_large(info.file_size)
    ratio = info.file_size / max(info.compress_size, 1)
    if info.file_size > _SUSPICIOUS_BYTES and ratio > _SUSPICIOUS_RATIO:
        return f"it would unpack to {ratio:.0f} times its size, as zip bombs do"
    return ""


def _too_large(size: int) -> str:
    return f"it is larger than {FILE_BYTES / 1e6:.0f} MB ({size / 1e6:.0f} MB)"
