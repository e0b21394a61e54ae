"""HTML pages of notebooks that strangers wrote: rebuilt, escaped, without scripts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from jinja2 import (
    BytecodeCache,
    ChoiceLoader,
    DictLoader,
    Environment,
    FileSystemLoader,
    Template,
    pass_context,
)
from jinja2.bccache import Bucket
from markupsafe import Markup, escape
from nbconvert.exporters import HTMLExporter
from nbconvert.filters import Highlight2HTML, ansi2html
from nbformat import NotebookNode
from pygments.formatters import HtmlFormatter

from ._clean_html import clean_html
from ._plain_text import terminal_text
from ._safe_markdown import safe_markdown
from ._safe_notebook import safe_notebook

_HERE = Path(__file__).with_name("_templates")
_SHOWN_FIRST = ("text/html", "image/png", "image/jpeg", "text/plain")
_MAX_HIGHLIGHTED = 100_000
_NO_SCRIPTS = {
    "mathjax.html.j2": "{% macro mathjax(url='') %}{% endmacro %}",
    "jupyter_widgets.html.j2": "{% macro jupyter_widgets(a='', b='', c='') %}{% endmacro %}",
}


class SafePageExporter(HTMLExporter):
    """nbconvert's HTML exporter for notebooks of people one cannot vouch for.

    The notebook is rebuilt first (see ``safe_notebook``), the templates escape all that is
    not marked as HTML, and only the filters below mark any, after cleaning it. Formulas are
    MathML; nothing is loaded from anywhere.
    """

    page = "feedback.html.j2"
    """Name of the template, in ``_templates``."""

    def from_notebook_node(  # type: ignore[override]
        self, nb: NotebookNode, resources: Any = None, **options: Any
    ) -> tuple[str, dict[str, Any]]:
        """Return a notebook as a page; see nbconvert."""
        # HTMLExporter's own step reads and writes the finished page again with another parser:
        # what is harmless to one may not be to the next.
        return super(HTMLExporter, self).from_notebook_node(safe_notebook(nb), resources, **options)

    @property
    def template(self) -> Template:
        """The page's template."""
        return self.environment.get_template(self.page)

    def default_filters(self) -> Iterator[tuple[str, Any]]:
        """Return what templates may call, by name; ours replace nbconvert's."""
        yield from super().default_filters()  # type: ignore[no-untyped-call]
        yield from {
            "markdown2html": _markdown,
            "ansi2html": lambda text: Markup(ansi2html(terminal_text(str(text)))),
            "highlight_code": _highlighted,
            "cleaned": _cleaned,
            "filter_data_type": lambda data: [one for one in _SHOWN_FIRST if one in data][:1],
            "points": lambda value: f"{round(float(value or 0), 2):g}",
            "strip_files_prefix": lambda text: text,
            "clean_html": escape,
            "escape_html": escape,
            "escape_html_keep_quotes": escape,
        }.items()

    def _init_preprocessors(self) -> None:
        self._preprocessors: list[Any] = []  # none but those that nbgrader adds

    def _create_environment(self) -> Environment:
        environment: Environment = super()._create_environment()  # type: ignore[no-untyped-call]
        environment.autoescape = True
        environment.bytecode_cache = _compiled
        environment.globals["code_css"] = _CODE_CSS
        loaders = [FileSystemLoader(_HERE), DictLoader(_NO_SCRIPTS), environment.loader]
        environment.loader = ChoiceLoader([one for one in loaders if one is not None])
        return environment


@pass_context
def _markdown(context: Mapping[str, Any], source: str) -> Markup:
    cell = context.get("cell") or {}
    return Markup(safe_markdown(str(source or ""), cell.get("attachments")))


def _cleaned(text: str) -> Markup:
    return Markup(clean_html(text) or "")


def _highlighted(source: str, metadata: Any = None) -> Markup:
    if len(source) > _MAX_HIGHLIGHTED:
        return Markup('<div class="highlight"><pre>{}</pre></div>').format(source)
    return Markup(_highlight(source))


_highlight = Highlight2HTML(pygments_lexer="ipython3")
_CODE_CSS = Markup(HtmlFormatter(style="default").get_style_defs([".highlight", "pre code"]))


class _InMemory(BytecodeCache):
    """Compiled templates of this process, by jinja's own keys and checksums.

    Compiling them takes longer than filling them in, and nbgrader asks for a new exporter for
    each student.
    """

    def __init__(self) -> None:
        self._code: dict[str, bytes] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        if bucket.key in self._code:
            bucket.bytecode_from_string(self._code[bucket.key])

    def dump_bytecode(self, bucket: Bucket) -> None:
        self._code[bucket.key] = bucket.bytecode_to_string()


_compiled = _InMemory()
