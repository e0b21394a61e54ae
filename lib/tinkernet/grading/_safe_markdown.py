"""Markdown from strangers as a piece of a page: formulas, tables, pictures; nothing that acts."""

from __future__ import annotations

import html
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock
from markdown_it.token import Token
from mdit_py_plugins.dollarmath import dollarmath_plugin
from pygments import highlight
from pygments.formatters import HtmlFormatter
from pygments.lexers import get_lexer_by_name
from pygments.util import ClassNotFound

from ._clean_html import clean_html
from ._formulas import formula
from ._plain_text import readable

_MAX_CHARACTERS = 30_000
_ENVIRONMENTS = ("align", "aligned", "equation", "gather", "multline", "eqnarray", "split")


def safe_markdown(source: str, attachments: Any = None) -> str:
    r"""Return Markdown as HTML that is safe on any page.

    Links lose their address; it is written behind them, so that it can be read before it is
    followed: a link on formgrader's pages could be one that changes something there.

    Parameters
    ----------
    source : str
        Markdown with TeX in ``$`` or ``$$``, or in environments such as ``align``.
    attachments : mapping, optional
        The cell's attached pictures, as nbformat keeps them.

    Examples
    --------
    >>> print(safe_markdown("**Mind** [this](https://example.org)<script>steal()</script>"))
    <p><strong>Mind</strong> this <span class="address">(https://example.org)</span></p>
    """
    text = readable(source)
    if len(text) <= _MAX_CHARACTERS:
        pictures = attachments if isinstance(attachments, Mapping) else {}
        cleaned = clean_html(_MARKDOWN.render(text, {"attachments": pictures}), formulas=True)
        if cleaned is not None:
            return cleaned
    return f"<pre>{html.escape(text)}</pre>"


def _markdown() -> MarkdownIt:
    parser = MarkdownIt("commonmark", {"html": True, "highlight": _highlighted})
    parser.enable(["table", "strikethrough"])
    parser.use(
        dollarmath_plugin,
        allow_labels=False,
        allow_digits=False,  # $5 or $6 is money
        double_inline=True,
        renderer=lambda tex, options: formula(tex, block=bool(options["display_mode"])),
    )
    parser.block.ruler.before(
        "paragraph", "environment", _environment, {"alt": ["paragraph", "reference", "blockquote"]}
    )
    renderers: dict[str, Callable[..., str]] = {
        "environment": lambda _, tokens, i, *__: formula(tokens[i].content, block=True),
        "link_open": lambda *_: "",
        "link_close": _address,
        "image": _image,
    }
    for name, renderer in renderers.items():
        parser.add_render_rule(name, renderer)
    return parser


def _environment(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    r"""Take ``\begin{align}`` to ``\end{align}`` as one formula, whatever stands in it."""
    first = state.src[state.bMarks[start] + state.tShift[start] : state.eMarks[start]]
    names = [name + star for name in _ENVIRONMENTS for star in ("", "*")]
    name = next((one for one in names if first.startswith(f"\\begin{{{one}}}")), None)
    if name is None:
        return False
    closing = f"\\end{{{name}}}"
    # Asked once and remembered: thousands of openings without an end are not searched again.
    last = state.env.setdefault("last", {}).setdefault(name, state.src.rfind(closing))
    if last < state.bMarks[start]:
        return False
    line = start
    while closing not in state.src[state.bMarks[line] : state.eMarks[line]]:
        line += 1
        if line >= end:
            return False
    if not silent:
        state.line = line + 1
        token = state.push("environment", "math", 0)
        token.content = state.getLines(start, state.line, state.blkIndent, False)
        token.map = [start, state.line]
    return True


def _address(_: Any, tokens: Sequence[Token], index: int, *__: Any) -> str:
    """Write a link's address behind its text, unless the text is the address."""
    depth, start = 1, index
    while depth:
        start -= 1
        depth += {"link_close": 1, "link_open": -1}.get(tokens[start].type, 0)
    address = str(tokens[start].attrGet("href") or "")
    text = "".join(token.content for token in tokens[start:index])
    if text == address or not address.startswith(("http://", "https://")):
        return ""
    return f' <span class="address">({html.escape(address)})</span>'


def _image(_: Any, tokens: Sequence[Token], index: int, __: Any, env: Mapping[str, Any]) -> str:
    source = str(tokens[index].attrGet("src") or "")
    if source.startswith("attachment:"):
        attached = env["attachments"].get(source.removeprefix("attachment:"))
        for mime, data in attached.items() if isinstance(attached, Mapping) else ():
            source = f"data:{mime};base64,{data}"
    alt = tokens[index].content or "A picture without a description"
    return f'<img src="{html.escape(source)}" alt="{html.escape(alt)}">'


def _highlighted(code: str, language: str, _: str) -> str:
    if not language:
        return html.escape(code)
    try:
        lexer = get_lexer_by_name(language)
    except ClassNotFound:
        return html.escape(code)
    return str(highlight(code, lexer, HtmlFormatter(nowrap=True)))


_MARKDOWN = _markdown()
