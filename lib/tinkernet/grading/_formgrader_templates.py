"""nbgrader's own page templates, adapted as they are loaded: marked scripts, safe values."""

from __future__ import annotations

import re
from collections.abc import Callable
from html.parser import HTMLParser
from pathlib import Path

from jinja2 import BaseLoader, Environment

# A value in a script, such as `var student_id = "{{ student_id }}";`.
_VALUE_IN_SCRIPT = re.compile(r'= "\{\{ ([\w.]+) \}\}([^"{]*)";')


class MarkingLoader(BaseLoader):
    """Loads templates through another loader and adapts those of one folder.

    Only the source of a template is changed, before anything of a student's is in it: each
    ``<script>`` gets the page's number (``nonce``), and values in scripts are written as JSON.

    Parameters
    ----------
    loader : BaseLoader
        Where templates come from.
    folder : Path
        The folder whose templates are trusted with scripts.
    """

    def __init__(self, loader: BaseLoader, folder: Path) -> None:
        self._loader = loader
        self._folder = folder

    def get_source(
        self, environment: Environment, template: str
    ) -> tuple[str, str | None, Callable[[], bool] | None]:
        """Return a template's adapted source; see jinja2."""
        source, path, fresh = self._loader.get_source(environment, template)
        if path is not None and Path(path).is_relative_to(self._folder):
            source = adapted(source)
        return source, path, fresh


def adapted(source: str) -> str:
    """Return a trusted template with marked scripts, and values in scripts as JSON.

    Parameters
    ----------
    source : str
        The template.

    Examples
    --------
    >>> print(adapted('<script>var a = "{{ a }}";</script>'))
    <script nonce="{{ csp_nonce or resources.csp_nonce }}">var a = {{ (a ~ "") | tojson }};</script>
    """
    marked = source.replace("<script", '<script nonce="{{ csp_nonce or resources.csp_nonce }}"')
    return _VALUE_IN_SCRIPT.sub(r'= {{ (\1 ~ "\2") | tojson }};', marked)


def inline_handlers(folder: Path) -> list[str]:
    """Return the code of all attributes such as ``onclick`` in a folder of templates.

    Parameters
    ----------
    folder : Path
        Where the templates lie, also in folders below.
    """
    finder = _HandlerFinder()
    for path in sorted(one for one in folder.rglob("*") if one.suffix in (".tpl", ".j2")):
        finder.feed(path.read_text("utf-8"))
        finder.reset()
    return sorted(finder.found)


class _HandlerFinder(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.update(value for name, value in attrs if name.startswith("on") and value)
