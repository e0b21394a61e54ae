"""Escapes that write: outside, into Python's own files, into the pages that people open."""

from __future__ import annotations

import os
import socket
import stat
from functools import partial
from html.parser import HTMLParser
from pathlib import Path

import nbformat

from .entry import Place
from .escapes_reading import _SAY, _nothing_leaked
from .notebooks import attack

escape = partial(attack, "escape")


def _pages_are_harmless(result, place):
    """Nothing that acts is stored as HTML, nor under a MIME type that acts."""
    notebook = nbformat.reads(result.notebooks[0].content.decode(), as_version=4)
    for cell in notebook.cells:
        for output in cell.get("outputs", ()):
            for kind, value in output.get("data", {}).items():
                assert kind in ("text/plain", "text/html", "image/png", "image/jpeg"), kind
                if kind == "text/html":
                    _Acting().feed("".join(value))


class _Acting(HTMLParser):
    """Complains of tags and attributes that act; what is only quoted is text."""

    def handle_starttag(self, tag, attrs):
        assert tag not in ("script", "iframe", "form", "meta", "link", "style", "object", "svg")
        for name, value in attrs:
            assert not name.startswith("on"), (tag, name)
            assert "hostile.example" not in (value or ""), (tag, name, value)
            assert "javascript:" not in (value or "").lower(), (tag, name, value)


def _links(folder: Path, place: Place) -> None:
    (folder / "seed").symlink_to(place.course / ".grading-seed")
    (folder / "up").symlink_to(place.course, target_is_directory=True)
    (folder / "notes.ipynb").symlink_to(place.course / "gradebook.db")
    (folder / "loop").symlink_to("loop")
    os.link(folder / "01_linear_regression.ipynb", folder / "again.ipynb")


def _not_files(folder: Path, place: Place) -> None:
    os.mkfifo(folder / "pipe")
    os.mkfifo(folder / "pipe.ipynb")
    os.mkfifo(folder / "timestamp.txt")
    here = Path.cwd()
    os.chdir(folder)  # a path of a socket must be short
    try:
        with socket.socket(socket.AF_UNIX) as server:
            server.bind("socket")
    finally:
        os.chdir(here)
    if os.geteuid() == 0:
        os.mknod(folder / "zero", 0o666 | stat.S_IFCHR, os.makedev(1, 5))


def _nothing_followed(result, place):
    _nothing_leaked(result, place)
    secret = (place.course / ".grading-seed").read_bytes().strip()
    assert not any(secret in content for content in result.files.values())


_HTML = """<script>fetch('http://hostile.example/')</script><img src=x onerror=alert(1)>
<iframe src="http://hostile.example/"></iframe><a href="javascript:alert(1)">x</a>
<svg><script>alert(1)</script></svg><math><mtext><table><mglyph><style><img src=x onerror=alert(1)>
<form action="/formgrader/api/submission"><input></form><meta http-equiv=refresh content=0>
<link rel=stylesheet href=http://hostile.example/x.css><style>@import 'http://hostile.example'</style>
<object data=x></object><p style="background:url(http://hostile.example/)">x</p>"""

ESCAPES = (
    escape(
        "writes_outside",
        "the course, home, /etc, /usr, Python's own packages, the sockets' folder",
        _SAY
        + """
import os, sys, numpy
for place in ["<<course>>", "<<course>>/submitted", "<<home>>", "/etc", "/usr", "/usr/lib", "/",
              sys.prefix, os.path.dirname(numpy.__file__), "/run/kernel", "/run", "/bin", "/var"]:
    for flags in (os.O_WRONLY | os.O_CREAT, os.O_RDWR | os.O_TMPFILE):
        try:
            path = place if flags & os.O_TMPFILE == os.O_TMPFILE else f"{place}/hostile-file"
            os.close(os.open(path, flags, 0o777))
            say(place)
        except OSError:
            pass
for path in (numpy.__file__, "<<course>>/gradebook.db", sys.executable, os.__file__):
    try:
        open(path, "a").write("#")
        say(path)
    except OSError:
        pass
""",
        after=_nothing_leaked,
    ),
    escape(
        "writes_shared_memory",
        "files in /tmp, /dev/shm and a POSIX semaphore stay inside",
        """
import multiprocessing, os, pathlib
for place in ("/tmp", "/dev/shm", "/var/tmp", "."):
    try:
        pathlib.Path(place, "hostile-file").write_text("x")
        pathlib.Path(place, "hostile-file").chmod(0o7777)
    except OSError:
        pass
try:
    multiprocessing.Lock()
except OSError:
    pass
""",
    ),
    escape(
        "sql_on_the_gradebook",
        "SQL on gradebook.db, by path and by every path that comes to mind",
        """
import glob, sqlite3
for path in ["<<course>>/gradebook.db", "gradebook.db", "../gradebook.db", "../../gradebook.db"]:
    try:
        with sqlite3.connect(path) as base:
            base.execute("update grade set manual_score = 99")
    except sqlite3.Error:
        pass
""",
    ),
    escape(
        "links_in_the_folder",
        "links to the seed, the course and the gradebook, a loop and a hard link in the folder",
        lay=_links,
        after=_nothing_followed,
        flags=("left out",),
    ),
    escape(
        "pipes_in_the_folder",
        "pipes, a socket and a device in the folder; opening one would wait for ever",
        lay=_not_files,
        flags=("left out",),
    ),
    escape(
        "script_in_displays",
        "script in every kind of output that a page could run",
        f"""
from IPython.display import HTML, Javascript, Markdown, SVG, Latex, display
page = {_HTML!r}
display(HTML(page), Javascript("alert(1)"), Markdown(page), Latex(page))
display({{"image/svg+xml": page, "text/html": page, "application/pdf": "x",
          "application/vnd.jupyter.widget-view+json": {{"model_id": "x"}},
          "application/vnd.bokehjs_exec.v0+json": "x", "image/png": "\\"><script>"}}, raw=True)
print(page)
""",
        mse="raise ValueError(page)",
        after=_pages_are_harmless,
    ),
    escape(
        "script_in_verdicts",
        "script in what the judge quotes: names, errors, printed text, kinds, lines of code",
        """
page = "<script>alert(1)</script><img src=x onerror=alert(1)>"
Evil = type(page, (Exception,), {})
mse_gradient_page = type(page, (), {})()
""",
        mse="print(page)\nraise Evil(page)",
        answers={
            "mse_gradient": "return page",
            "least_squares": "print('\\x1b[8m<script>' + page)\nreturn mse_gradient_page",
            "gradient_descent": "raise Evil('\\ud800' + page + '\\x00' * 9)",
        },
        after=_pages_are_harmless,
    ),
    escape(
        "malformed_displays",
        "messages that are no outputs: numbers, lists, nothing, where texts should be",
        """
kernel = get_ipython().kernel
parent = kernel.get_parent()
odd = [None, 5, [], {}, "text", [[1]], {"text/html": 5, "text/plain": None, "image/png": {}},
       {"text/plain": ["a", 5]}, {"": ""}, {"text/html": {"a": "b"}}]
for one in odd:
    for two in (None, 7, [], {"tinkernet": 5}, {"image/png": {"alt": []}}):
        for kind in ("display_data", "execute_result"):
            kernel.session.send(kernel.iopub_socket, kind,
                {"data": one, "metadata": two, "transient": one, "execution_count": one}, parent)
    kernel.session.send(kernel.iopub_socket, "stream", {"name": one, "text": one}, parent)
    kernel.session.send(kernel.iopub_socket, "stream", {"name": "stdout", "text": one}, parent)
    kernel.session.send(kernel.iopub_socket, "clear_output", {"wait": one}, parent)
    kernel.session.send(kernel.iopub_socket, "status", {"execution_state": one}, parent)
    kernel.session.send(kernel.iopub_socket, "error",
        {"ename": one, "evalue": one, "traceback": [one]}, parent)
""",
        after=_pages_are_harmless,
    ),
)
