"""TinkerWidget: what every live widget of the course shares."""

from __future__ import annotations

import base64
import html
import os
import re
from collections.abc import Callable
from contextlib import redirect_stderr, redirect_stdout
from io import StringIO
from pathlib import Path
from typing import Any, NamedTuple, Protocol

import anywidget
import traitlets
from IPython.core.getipython import get_ipython
from IPython.display import publish_display_data

YOURS, LIBRARY = "yours", "the library's"

STILL_WIDTH = 720
"""Pixels that a still picture is wide on a page, so that it fits."""
STAND_IN = """<style>
.tinker-still {{ display: none; }}
.lm-Widget.jp-OutputArea-child:not(:has(.tinker)) + .lm-Widget .tinker-still {{ display: block; }}
.lm-Widget.jp-OutputArea-child:has(+ .lm-Widget .tinker-still):not(:has(.tinker))
  {{ display: none; }}
</style>
<div class="tinker-still"><img width="{width}" alt="{alt}" src="data:image/png;base64,{png}"></div>
"""
"""The picture in a notebook that is opened without its kernel, where Jupyter would say "model not
found" instead. It is seen only while the output before it holds no live widget."""

HERE = Path(__file__).parent
IMPORT = re.compile(r'import \{\s*(?:\w+,\s*)*(?:\w+\s*)?\} from "\./(\w+\.js)";\n')
ANOTHER = re.compile(
    r"^\s*import\b.*|^\s*export\b[^;]*?\bfrom\s*[\"'].*|\bimport\s*\(.*", re.MULTILINE
)


def module(name: str, folder: Path = HERE) -> str:
    """Join a widget's file and the shared ones it names into the one module anywidget takes.

    The file begins with lines such as ``import { ... } from "./tinker.js";``, so that Node and
    editors can read it as it is; in the joined text those lines are left out.

    Parameters
    ----------
    name : str
        The widget's file.
    folder : Path
        Where the files are.

    Returns
    -------
    str
        One ES module without an import, and with what the files export.

    Raises
    ------
    ValueError
        If the file begins otherwise, or something else is imported: the browser of a
        student who is offline could not load it.

    Examples
    --------
    >>> "export function moments" in module("line_fit.js")
    True
    """
    texts: dict[str, str] = {}

    def take(file: str) -> None:
        text = (folder / file).read_text("utf-8")
        while line := IMPORT.match(text):
            text = text[line.end() :]
            if line[1] not in texts:
                take(line[1])
        texts[file] = text

    own = (folder / name).read_text("utf-8")
    if not IMPORT.match(own):
        raise ValueError(
            f'{name} should begin with import {{ ... }} from "./tinker.js"; with plain names in '
            f"the braces, but begins with {own.splitlines()[:1]}."
        )
    take(name)
    joined = "".join(texts.values())
    if another := ANOTHER.search(joined):
        raise ValueError(
            f"{name} and the files it names are joined into one module, which imports nothing, but "
            f"one of them has: {another.group().strip()}"
        )
    return joined


class Picture(Protocol):
    """A still picture: what ``tinkernet.plots`` returns."""

    @property
    def alt(self) -> str:
        """What the picture shows, in words."""

    def png(self) -> bytes:
        """Return the picture as a PNG file."""

    def _repr_mimebundle_(self) -> dict[str, str]:
        """Return it as a page shows it."""


class TinkerWidget(anywidget.AnyWidget):
    """A live widget that leaves a still picture where no browser is.

    The browser asks by changing the trait ``_request`` and not by a custom message: so a
    question and the values dragged just before it travel in one message, in order.

    Attributes
    ----------
    message : str
        What happened, in one sentence; shown below the buttons.
    going_on : bool
        Whether another step makes sense; a run in the browser ends where not.

    Notes
    -----
    A subclass has ``_esm = module("its_file.js")``, and defines ``_answer`` and ``_picture``.
    """

    _css = HERE / "tinker.css"

    message = traitlets.Unicode("").tag(sync=True)
    going_on = traitlets.Bool(True).tag(sync=True)
    _request = traitlets.Dict().tag(sync=True)  # {"id": ..., "do": "step"}
    _reply = traitlets.Unicode("").tag(sync=True)  # the id of the request last answered

    def _answer(self, what: str) -> None:
        """Do what the browser asks for."""
        raise NotImplementedError

    def _picture(self) -> Picture:
        """Draw the current state."""
        raise NotImplementedError

    @traitlets.observe("_request")
    def _on_request(self, change: Any) -> None:
        # A print at 60 steps a second would flood JupyterLab's log, so it is swallowed.
        with self.hold_sync(), redirect_stdout(StringIO()), redirect_stderr(StringIO()):
            try:
                self._answer(change["new"].get("do", ""))
            except KeyboardInterrupt:
                self.message = "The kernel was interrupted before it had answered."
                if self.has_trait("yours"):
                    self.set_trait("yours", self.message)
                self.going_on = False
            self._reply = change["new"].get("id", "")

    def _repr_mimebundle_(self, **kwargs: Any) -> Any:
        bundle = super()._repr_mimebundle_(**kwargs)
        data, metadata = bundle if isinstance(bundle, tuple) else (bundle or {}, {})
        picture = self._picture()
        if os.environ.get("NBGRADER_EXECUTION"):  # nobody looks: the picture says it in words
            return {**data, **picture._repr_mimebundle_()}, metadata
        png = base64.b64encode(picture.png()).decode()
        still = {"text/plain": picture.alt, "image/png": png}
        described = {"alt": picture.alt, "width": STILL_WIDTH}
        return {**data, **still}, {**metadata, "image/png": described}

    def _ipython_display_(self) -> None:
        """Show the widget, and below it the picture that stands in for it without a kernel."""
        data, metadata = self._repr_mimebundle_()
        publish_display_data(data, metadata)
        if "image/png" in data and "application/vnd.jupyter.widget-view+json" in data:
            alt = html.escape(data["text/plain"])
            still = STAND_IN.format(png=data["image/png"], alt=alt, width=STILL_WIDTH)
            publish_display_data({"text/html": still, "text/plain": ""})


class Outcome(NamedTuple):
    """What asking a student's function led to.

    ``source`` is YOURS or LIBRARY; ``value`` is what came back, None where nothing did; and
    ``remark`` says in words why the library has to stand in, or what went wrong.
    """

    source: str
    name: str
    value: Any
    remark: str


def ask_student(function: str | Callable[..., Any], /, *args: Any, **named: Any) -> Outcome:
    """Call the student's function, and survive whatever it does.

    Parameters
    ----------
    function : str or callable
        A function, or the name that a cell of the notebook may or may not have defined.
    *args, **named : object
        What it is called with.

    Returns
    -------
    Outcome

    Examples
    --------
    >>> ask_student(lambda a: 1 / a, 0).remark
    'Your <lambda> stopped with ZeroDivisionError: division by zero'
    >>> ask_student("not_defined_anywhere").remark
    'not_defined_anywhere is not defined yet'
    """
    if isinstance(function, str):
        name, shell = function, get_ipython()
        if shell is None or name not in shell.user_ns:
            return Outcome(LIBRARY, name, None, f"{name} is not defined yet")
        function = shell.user_ns[name]
    else:
        name = getattr(function, "__name__", type(function).__name__)
    if not callable(function):
        kind = type(function).__name__
        return Outcome(YOURS, name, None, f"Your {name} is no function but of type {kind}")
    try:
        return Outcome(YOURS, name, function(*args, **named), "")
    except NotImplementedError:
        return Outcome(LIBRARY, name, None, f"{name} is not filled in yet")
    except (Exception, SystemExit) as error:
        said = " ".join(str(error).split())[:200]
        what = type(error).__name__ + (f": {said}" if said else "")
        return Outcome(YOURS, name, None, f"Your {name} stopped with {what}")
