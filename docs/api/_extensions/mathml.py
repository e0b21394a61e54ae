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
    # Numpydoc and reStructuredText separate several formulas by an empty line.
    parts = [part for part in node.astext().split("\n\n") if part.strip()]
    formulas = "".join(mathml(part, block=True) for part in parts)
    self.body.append(f'<div class="math">{formulas}</div>\n')
    raise nodes.SkipNode


def setup(app: Sphinx) -> dict[str, bool]:
    """Tell Sphinx of it; ``html_math_renderer = "mathml"`` uses it."""
    app.add_html_math_renderer("mathml", (_inline, None), (_block, None))
    return {"parallel_read_safe": True, "parallel_write_safe": True}
