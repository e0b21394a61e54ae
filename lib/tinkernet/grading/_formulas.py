"""Formulas on pages without scripts: TeX becomes MathML, which browsers draw by themselves."""

from __future__ import annotations

import html
from functools import lru_cache
from xml.etree.ElementTree import Element, tostring

from latex2mathml.converter import convert_to_element

_MAX_CHARACTERS = 2000
_MAX_BRACES = 200
_UNNUMBERED = ("align", "equation", "gather", "multline", "eqnarray")


@lru_cache(maxsize=5000)  # the questions are the same on every student's page
def formula(tex: str, *, block: bool = False) -> str:
    r"""Return a formula as MathML; where that fails, its TeX source, to be read as it is.

    Parameters
    ----------
    tex : str
        TeX without the dollars around it.
    block : bool
        Whether it stands on a line of its own.

    Returns
    -------
    str
        HTML that may go to a page only after ``clean_html(..., formulas=True)``.

    Examples
    --------
    >>> formula("x^2")
    '<math display="inline" alttext="x^2"><mrow><msup><mi>x</mi><mn>2</mn></msup></mrow></math>'
    >>> formula(r"\left( half")
    '<code>\\left( half</code>'
    """
    tex = tex.strip()
    source = f"<code>{html.escape(tex)}</code>"
    if len(tex) > _MAX_CHARACTERS or tex.count("{") > _MAX_BRACES:
        return source
    try:
        element = convert_to_element(_without_numbers(tex), display="block" if block else "inline")
    except Exception:  # it has many ways to fail, none of which is of interest
        return source
    return _written(element, tex)


def _without_numbers(tex: str) -> str:
    r"""Write ``\begin{align*}`` for ``\begin{align}``: nobody refers to the numbers."""
    for name in _UNNUMBERED:
        for word in ("begin", "end"):
            tex = tex.replace(f"\\{word}{{{name}}}", f"\\{word}{{{name}*}}")
    return tex


def _written(element: Element, tex: str) -> str:
    """Write the tree as XML; the converter leaves entities in texts and escapes nothing."""
    element.attrib.pop("xmlns", None)
    element.set("alttext", tex)
    for one in element.iter():
        one.text = html.unescape(one.text) if one.text else one.text
        side = one.attrib.pop("columnalign", "")
        if one.tag == "mtd" and side in ("left", "right"):
            one.set("style", f"text-align:{side}")  # columnalign is not drawn by Chromium
    return tostring(element, encoding="unicode", short_empty_elements=False)
