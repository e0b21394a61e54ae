"""Formulas as MathML, which browsers draw themselves: no script, readable aloud, printable.

math-core writes what MathML Core says. latex2mathml, which feedback pages use, has no `aligned` and
sets `log q` without a space; MathJax and KaTeX would be two megabytes of script on every page.
"""

from __future__ import annotations

import re

from docutils import nodes
from math_core import LatexError, LatexToMathML
from sphinx.application import Sphinx
from sphinx.errors import SphinxError
from sphinx.writers.html5 import HTML5Translator

_CONVERTER = LatexToMathML()
# A large bracket with an exponent keeps its size in Chromium only when it stands in a row.
_BIG_BASE = re.compile(r"(<m(?:sup|sub|subsup)>)(<mo minsize[^>]*>[^<]*</mo>)")
_TOKEN = re.compile(r"\\[a-zA-Z]+|\\.|\n\s*\n|.|\n")
_OPENING, _CLOSING = {"{", r"\begin", r"\left"}, {"}", r"\end", r"\right"}


def mathml(tex: str, *, block: bool) -> str:
    """Return a formula as MathML."""
    try:
        made = _CONVERTER.convert_with_local_state(tex.strip(), displaystyle=block)
    except LatexError as error:
        raise SphinxError(f"This formula cannot be drawn: {tex.strip()}\n{error}") from error
    return _BIG_BASE.sub(r"\1<mrow>\2</mrow>", made)


def _inline(self: HTML5Translator, node: nodes.math) -> None:
    self.body.append(mathml(node.astext(), block=False))
    raise nodes.SkipNode


def _block(self: HTML5Translator, node: nodes.math_block) -> None:
    formulas = "".join(mathml(part, block=True) for part in apart(node.astext()))
    self.body.append(f'<div class="math">{formulas}</div>\n')
    raise nodes.SkipNode


def apart(tex: str) -> list[str]:
    r"""Return the formulas that stand beside one another: a narrow page has them one below another.

    They are separated by a wide space, ``\qquad``, or by an empty line, as in docstrings.

    Examples
    --------
    >>> apart(r"a = b \qquad\qquad \text{c \qquad d}")
    ['a = b', '\\text{c \\qquad d}']
    """
    parts, depth = [""], 0
    for token in _TOKEN.findall(tex):
        depth += (token in _OPENING) - (token in _CLOSING)
        if depth == 0 and (token == r"\qquad" or (token.isspace() and token.count("\n") > 1)):
            parts.append("")
        else:
            parts[-1] += token
    return [part.strip() for part in parts if part.strip()]


def setup(app: Sphinx) -> dict[str, bool]:
    """Tell Sphinx of it; ``html_math_renderer = "mathml"`` uses it."""
    app.add_html_math_renderer("mathml", (_inline, None), (_block, None))
    return {"parallel_read_safe": True, "parallel_write_safe": True}
