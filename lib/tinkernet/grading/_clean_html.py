"""HTML from strangers: what is left of it when only what looks may stay, and nothing acts."""

from __future__ import annotations

from functools import lru_cache
from string import ascii_letters, digits

import nh3
import tinycss2
from pygments.token import STANDARD_TYPES

from ._nesting import nested_too_deep
from ._pictures import checked_uri

_TEXT = {
    "abbr", "b", "bdi", "blockquote", "br", "caption", "cite", "code", "col", "colgroup", "dd",
    "del", "details", "dfn", "div", "dl", "dt", "em", "figcaption", "figure", "h1", "h2", "h3",
    "h4", "h5", "h6", "hr", "i", "img", "ins", "kbd", "li", "mark", "ol", "p", "pre", "q", "s",
    "samp", "small", "span", "strong", "sub", "summary", "sup", "table", "tbody", "td", "tfoot",
    "th", "thead", "tr", "u", "ul", "var", "wbr",
}  # fmt: skip
_MATH = {
    "math", "mrow", "mi", "mo", "mn", "ms", "mtext", "mspace", "mfrac", "msqrt", "mroot", "mstyle",
    "mpadded", "mphantom", "merror", "msub", "msup", "msubsup", "munder", "mover", "munderover",
    "mmultiscripts", "mprescripts", "mtable", "mtr", "mtd",
}  # fmt: skip
# Their text is not meant to be read.
_WITH_CONTENT = {
    "script", "style", "title", "template", "noscript", "iframe", "object", "svg", "audio",
    "video", "canvas", "textarea", "select", "datalist", "noembed", "noframes",
}  # fmt: skip
_ATTRIBUTES = {
    "img": {"alt", "src", "width", "height"},
    "td": {"colspan", "rowspan"},
    "th": {"colspan", "rowspan", "scope"},
    "ol": {"start"},
    "*": {"style"},
}
_MATH_ATTRIBUTES = {
    "math": {"display", "alttext"},
    "mo": {
        "stretchy", "fence", "separator", "form", "largeop", "movablelimits", "lspace", "rspace",
        "minsize", "maxsize", "symmetric",
    },
    "mi": {"mathvariant"},
    "mfrac": {"linethickness"},
    "mover": {"accent"},
    "munder": {"accentunder"},
    "munderover": {"accent", "accentunder"},
    "mspace": {"width", "height", "depth"},
    "mstyle": {"displaystyle", "scriptlevel"},
    "mtable": {"displaystyle"},
    "mtd": {"columnspan", "rowspan"},
}  # fmt: skip
_STYLE = {
    "color", "background", "background-color", "font-weight", "font-style", "text-align",
    "text-decoration", "vertical-align", "line-height", "white-space", "max-width",
    "border-collapse", "border-spacing", "border-radius",
    *(f"{box}{side}" for box in ("margin", "padding", "border")
      for side in ("", "-left", "-right", "-top", "-bottom")),
}  # fmt: skip
_STYLE_TOKENS = {"ident", "number", "dimension", "percentage", "hash", "whitespace"}
_STYLE_FUNCTIONS = {"var", "rgb", "rgba", "hsl", "hsla"}
_MAX_MARKS = 25_000
"""Room for the largest table that pandas shows. Ten times as many tags one in the other, or
attributes of one tag, would keep nh3 busy for minutes."""
_NO_MARKS = {ord(sign): None for sign in ascii_letters + digits + "+="}  # nor is base64 made of any
_MAX_STYLE = 500
_MAX_ROUNDS = 8


def clean_html(text: str, *, formulas: bool = False) -> str | None:
    """Return HTML of which only harmless looks are left, or None where there is no such thing.

    Kept are text, tables, lists, pictures inside the page itself, and styles of the kind that
    stay in their place. Gone are scripts, forms, frames, links, addresses, names, ids, classes.

    Parameters
    ----------
    text : str
        HTML, however broken, as ``readable`` returns it.
    formulas : bool
        Whether MathML and the classes of highlighted code are kept.

    Returns
    -------
    str or None
        Cleaning it again changes nothing. None if it is too large, nested too deep, or does
        not come to rest.

    Examples
    --------
    >>> clean_html('<p onclick="steal()" style="color:red;position:fixed">Hi <a href="//x">you</a>')
    '<p style="color:red">Hi you</p>'
    """
    cleaner = _WITH_FORMULAS if formulas else _WITHOUT
    if len(text.translate(_NO_MARKS)) > _MAX_MARKS or nested_too_deep(text):
        return None
    for _ in range(_MAX_ROUNDS):
        cleaned = cleaner.clean(text)
        if cleaned == text:
            return text
        text = cleaned  # what changes when read again may be read in two ways: not yet safe
    return None


def _kept_value(tag: str, name: str, value: str) -> str | None:
    """Return an attribute's value as far as it is harmless; called by nh3."""
    try:
        return _harmless_value(tag, name, value)
    except Exception:  # nh3 would keep the value as it was
        return None


def _harmless_value(tag: str, name: str, value: str) -> str | None:
    if name == "src":
        return checked_uri(value)
    if name == "style":
        return _kept_style(value) if len(value) <= _MAX_STYLE else None
    if name in ("width", "height", "colspan", "rowspan", "columnspan", "start"):
        plain = value.isascii() and value.isdigit() and len(value) <= 4
        return value if plain or tag == "mspace" else None
    return value


@lru_cache(maxsize=1000)
def _kept_style(style: str) -> str | None:
    parts = tinycss2.parse_blocks_contents(style, skip_comments=True, skip_whitespace=True)
    kept = [
        f"{part.lower_name}:{tinycss2.serialize(part.value).strip()}"
        for part in parts
        if part.type == "declaration" and part.lower_name in _STYLE and _harmless(part.value)
    ]
    return ";".join(kept) or None


def _harmless(tokens: list[tinycss2.ast.Node]) -> bool:
    """Whether a style's value names no address and moves nothing out of its place."""
    for token in tokens:
        if token.type == "function":
            if token.lower_name not in _STYLE_FUNCTIONS or not _harmless(token.arguments):
                return False
        elif token.type in ("number", "dimension", "percentage"):
            if not 0 <= token.value <= 1000:
                return False
        elif token.type == "literal":
            if token.value not in ",/":
                return False
        elif token.type not in _STYLE_TOKENS:
            return False
    return True


_WITHOUT = nh3.Cleaner(
    tags=_TEXT,
    clean_content_tags=_WITH_CONTENT | {"math"},
    attributes=_ATTRIBUTES,
    tag_attribute_values={"span": {"aria-hidden": {"true"}}},
    attribute_filter=_kept_value,
    url_schemes={"data"},
    url_relative="deny",
    link_rel=None,
)
_WITH_FORMULAS = nh3.Cleaner(
    tags=_TEXT | _MATH,
    clean_content_tags=_WITH_CONTENT,
    attributes=_ATTRIBUTES | _MATH_ATTRIBUTES,
    allowed_classes={
        "span": {name for name in STANDARD_TYPES.values() if name} | {"address", "math", "inline"},
        "div": {"math", "block"},
    },
    attribute_filter=_kept_value,
    url_schemes={"data"},
    url_relative="deny",
    link_rel=None,
)
