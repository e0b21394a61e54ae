"""Broken files: names, encodings, bytes, and JSON that is not what it should be."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import nbformat

from .entry import Entry, Files, Place
from .notebooks import BOTH, NOTEBOOK, Book

_NOTHING: dict[str, float] = {}


def _solved(released: Any) -> Book:
    return Book(released).honest("predict_line", "standardize")


def _text(released: Any) -> str:
    return _solved(released).files()[NOTEBOOK].decode()


def _bytes(
    name: str, tries: str, change: Callable[[str], bytes], points: dict[str, float] = BOTH,
    flags: tuple[str, ...] = (), **rest: Any,
) -> Entry:  # fmt: skip
    """Make an entry from the solved notebook's text."""

    def build(released: Any, place: Place) -> Files:
        return {NOTEBOOK: change(_text(released))}

    return Entry(name, "broken", tries, build, points, flags, **rest)


def _named(name: str, tries: str, *paths: str, points: dict[str, float] = BOTH) -> Entry:
    """Make an entry with the solved notebook under other names."""

    def build(released: Any, place: Place) -> Files:
        return {path: _text(released).encode() for path in paths}

    return Entry(name, "broken", tries, build, points, ("misnamed",) if points else ())


def _folder(
    name: str, tries: str, lay: Callable[[Path, Place], None], flags: tuple[str, ...] = ()
) -> Entry:
    """Make an entry with the solved notebook and odd things in its folder."""
    return Entry(name, "broken", tries, lambda r, p: _solved(r).files(), BOTH, flags, lay=lay)


def _cells(change: Callable[[dict[str, Any]], Any]) -> Callable[[str], bytes]:
    """Change the parsed JSON."""

    def changed(text: str) -> bytes:
        notebook = json.loads(text)
        return json.dumps(change(notebook) or notebook).encode()

    return changed


def _cut_after(text: str, sign: str) -> bytes:
    return text[: text.index(sign) + len(sign)].encode()


def _cut_in_the_middle(text: str) -> bytes:
    return text[: text.index('"check-mse"')].encode()


def _third_format(text: str) -> bytes:
    notebook = nbformat.reads(text, as_version=4)
    return nbformat.writes(nbformat.convert(notebook, 3)).encode()


def _odd_names(folder: Path, place: Place) -> None:
    for name in (
        b"new\nline.txt", b"-rf", b"--help.ipynb", b"\xff\xfe.txt", b"a" * 255, b"tab\t.csv",
        b"back\\slash.txt", b"..odd..", b" ", "\u202egpj.exe".encode(), b"*?[].txt",
        b"$(touch hostile-x).txt", b"`id`.txt", "\u0130.txt".encode(),
    ):  # fmt: skip
        with open(os.path.join(os.fsencode(folder), name), "wb") as file:  # noqa: PTH118, PTH123
            file.write(b"x")


def _thousands_of_files(folder: Path, place: Place) -> None:
    for number in range(3000):
        (folder / f"{number:05}.txt").write_text("x")


def _deep_folders(folder: Path, place: Path) -> None:
    path = folder
    for _ in range(30):
        path = path / "d"
        path.mkdir()
    (path / NOTEBOOK).write_text("{}")


def _sparse(folder: Path, place: Place) -> None:
    with (folder / "data.bin").open("wb") as file:
        file.truncate(200 * 2**20)


def _many_notebooks(folder: Path, place: Place) -> None:
    for number in range(300):
        (folder / f"Untitled{number}.ipynb").write_text('{"cells": []}')


def _checkpoints(folder: Path, place: Place) -> None:
    copy = folder / ".ipynb_checkpoints"
    copy.mkdir()
    (copy / "01_linear_regression-checkpoint.ipynb").write_text("{}")
    (folder / ".DS_Store").write_bytes(b"\0\0\0\1Bud1")


def _unreadable(folder: Path, place: Place) -> None:
    (folder / "locked").mkdir()
    (folder / "locked" / "x").write_text("x")
    (folder / "locked").chmod(0)
    (folder / "timestamp.txt").write_bytes(b"\xff\xfe2026" * 1000)


BROKEN = (
    Entry("missing", "broken", "an empty folder", lambda r, p: {}, _NOTHING),
    Entry("other_files_only", "broken", "a PDF instead of a notebook",
          lambda r, p: {"solution.pdf": b"%PDF-1.7", "photo.jpg": b"\xff\xd8"}, _NOTHING),
    _named("misnamed", "a name of one's own", "my homework.ipynb"),
    _named("misnamed_copy", "the name that a browser gives to a second download",
           "01_linear_regression (1).ipynb"),
    _named("misnamed_json", "the name that a browser gives to what it takes for text",
           "01_linear_regression.ipynb.txt"),
    _named("misnamed_upper_case", "an ending in capitals", "01_LINEAR_REGRESSION.IPYNB"),
    _named("misnamed_in_a_folder", "in a folder, as unpacked",
           "hw1/01_linear_regression.ipynb"),
    _bytes("empty", "no bytes at all", lambda text: b"", _NOTHING),
    _bytes("blank", "spaces and line ends", lambda text: b" \n\t\r\n", _NOTHING),
    _bytes("no_json", "a letter instead of a notebook", lambda text: b"Sorry, see PDF.", _NOTHING),
    _bytes("binary", "random bytes", lambda text: bytes(range(256)) * 50, _NOTHING),
    _bytes("zip", "an archive under the notebook's name",
           lambda text: b"PK\3\4" + b"\0" * 99, _NOTHING),
    _bytes("json_list", "JSON, but a list", lambda text: b"[1, 2, {}]", _NOTHING),
    _bytes("json_number", "JSON, but a number", lambda text: b"13", _NOTHING),
    _bytes("json_deep", "lists nested 100,000 deep", lambda text: b"[" * 10**5, _NOTHING),
    _bytes("json_deep_cells", "cells nested 100,000 deep",
           lambda text: b'{"cells": ' + b"[" * 10**5 + b"]" * 10**5 + b"}", _NOTHING),
    _bytes("no_cells", "a notebook without cells",
           lambda text: b'{"cells": [], "nbformat": 4}', _NOTHING),
    _bytes("cells_are_no_list", "cells as a dictionary, as text, as null",
           lambda text: b'{"cells": {"0": {}}, "worksheets": "x"}', _NOTHING),
    _bytes("truncated", "cut off in the middle of a cell", _cut_in_the_middle,
           {"check_predict_line": 1.0}, ("damaged",)),
    _bytes("truncated_at_the_end", "the last bracket is missing",
           lambda text: text.rstrip()[:-1].encode(), flags=("damaged",)),
    _bytes("text_after_the_end", "something behind the last bracket",
           lambda text: text.encode() + b"\n<<<<<<< HEAD\n", flags=("damaged",)),
    _bytes("bom", "a byte order mark", lambda text: b"\xef\xbb\xbf" + text.encode()),
    _bytes("utf_16", "UTF-16 with a mark", lambda text: text.encode("utf-16"), flags=("damaged",)),
    _bytes("utf_16_without_mark", "UTF-16 without a mark", lambda text: text.encode("utf-16-le"),
           flags=("damaged",)),
    _bytes("utf_32", "UTF-32", lambda text: text.encode("utf-32")),
    _bytes("latin_1", "an encoding from the last century",
           lambda text: text.replace("Exercise", "\u00dcbung").encode("latin-1", "replace"),
           flags=("damaged",)),
    _bytes("broken_utf_8", "half a character", lambda text: text.encode().replace(
        b"Every neural", b"Every \xe2\x82 neural"), flags=("damaged",)),
    _bytes("null_bytes", "zero bytes at the end, as after a crash",
           lambda text: text.encode() + b"\0" * 4096, flags=("damaged",)),
    _bytes("windows_line_ends", "CRLF in the file and in the sources",
           lambda text: text.replace("\n", "\r\n").replace("\\n", "\\r\\n").encode()),
    _bytes("old_mac_line_ends", "CR in the sources",
           lambda text: text.replace("\\n", "\\r").encode()),
    _bytes("nbformat_3", "the format of ten years ago", _third_format),
    _bytes("nbformat_99", "a format of the future", _cells(lambda n: {**n, "nbformat": 99})),
    _bytes("nbformat_text", "format numbers that are no numbers",
           _cells(lambda n: {**n, "nbformat": "four", "nbformat_minor": None, "metadata": []})),
    _bytes("only_cells", "nothing but cells", _cells(lambda n: {"cells": n["cells"]})),
    _bytes("nan", "NaN and Infinity in the metadata", lambda text: text.replace(
        '"nbformat": 4', '"score": NaN, "most": -Infinity, "nbformat": 4', 1).encode()),
    _bytes("huge_number", "a number of 100,000 digits in the metadata", lambda text: text.replace(
        '"nbformat": 4', '"nbformat": 4' + "0" * 10**5, 1).encode()),
    _bytes("fifty_megabytes", "fifty megabytes of pictures in the outputs",
           _cells(lambda n: n["cells"][3].update(outputs=[{
               "output_type": "display_data", "metadata": {},
               "data": {"image/png": "A" * (50 * 2**20)}}])), seconds=45.0),
    _bytes("merge_conflict", "git's conflict marks in the middle", lambda text: text.replace(
        '"id": "try-mse"', '<<<<<<< HEAD\n"id": "try-mse"', 1).encode(),
        {"check_predict_line": 1.0}, ("damaged",)),
    _folder("odd_names", "names with line ends, dashes, half characters, 255 bytes", _odd_names,
            ("left out",)),
    _folder("thousands_of_files", "three thousand small files", _thousands_of_files, ("left out",)),
    _folder("deep_folders", "thirty folders in each other", _deep_folders, ("left out",)),
    _folder("sparse_file_beside", "a file of 200 MB that takes no room", _sparse, ("left out",)),
    _folder("many_notebooks", "three hundred other notebooks", _many_notebooks),
    _folder("checkpoints", "what Jupyter and a Mac leave behind", _checkpoints),
    _folder("locked_folder", "a folder that nobody may open, a timestamp of nonsense", _unreadable),
)  # fmt: skip
