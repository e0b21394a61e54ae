"""Pictures from strangers: only what is one, small enough, and in a form that cannot act."""

from __future__ import annotations

import base64
import binascii
import io
import warnings
from collections import Counter
from xml.etree.ElementTree import Element, ParseError

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import fromstring
from PIL import Image, UnidentifiedImageError

_FORMATS = {"image/png": "PNG", "image/jpeg": "JPEG", "image/gif": "GIF"}
_MAX_PIXELS = 40_000_000
_MAX_SVG_BYTES = 500_000
_MAX_SVG_SHAPES = 50_000


def checked_picture(mime: str, encoded: str) -> str | None:
    """Return a picture's base64 in one line, or None if it is not the picture it claims to be.

    Parameters
    ----------
    mime : str
        Such as ``image/png``.
    encoded : str
        Base64; blanks and line ends in it do not matter.

    Examples
    --------
    >>> checked_picture("image/png", "PHNjcmlwdD4=") is None
    True
    """
    try:
        content = base64.b64decode("".join(encoded.split()), validate=True)
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            with Image.open(io.BytesIO(content), formats=[_FORMATS[mime]]) as picture:
                width, height = picture.size
                picture.verify()
    except (
        binascii.Error, KeyError, ValueError, UnidentifiedImageError, OSError, SyntaxError,
        Image.DecompressionBombError, Image.DecompressionBombWarning,
    ):  # fmt: skip
        return None
    if width * height > _MAX_PIXELS:
        return None
    return base64.b64encode(content).decode("ascii")


def checked_svg(source: str) -> str | None:
    """Return an SVG picture's base64, or None if it is none, or too much to draw.

    It is meant for the ``src`` of an ``<img>``. There, browsers run none of its scripts and
    fetch nothing that it names; so only what would keep the browser busy is looked for.

    Parameters
    ----------
    source : str
        The picture as XML.

    Examples
    --------
    >>> checked_svg("<svg xmlns='http://www.w3.org/2000/svg'/>")[:8]
    'PHN2ZyB4'
    >>> checked_svg("<svg><g></svg>") is None
    True
    """
    content = source.encode("utf-8")
    if len(content) > _MAX_SVG_BYTES:
        return None
    try:
        root = fromstring(source)
    except (ParseError, DefusedXmlException, ValueError):
        return None
    if _name(root) != "svg" or _shapes(root) > _MAX_SVG_SHAPES:
        return None
    return base64.b64encode(content).decode("ascii")


def checked_uri(uri: str) -> str | None:
    """Return a ``data:`` address of a picture in its plainest form, or None for any other.

    Parameters
    ----------
    uri : str
        The ``src`` of an ``<img>``.

    Examples
    --------
    >>> checked_uri("https://example.org/seen.png") is None
    True
    """
    start, comma, encoded = uri.strip().partition(",")
    if not comma or not start.lower().startswith("data:"):
        return None
    mime, _, coding = start[len("data:") :].lower().partition(";")
    if coding != "base64":
        return None
    if mime != "image/svg+xml":
        checked = checked_picture(mime, encoded)
    else:
        try:
            source = base64.b64decode("".join(encoded.split()), validate=True).decode("utf-8")
        except (binascii.Error, ValueError):
            return None
        checked = checked_svg(source)
    return checked and f"data:{mime};base64,{checked}"


def _shapes(root: Element) -> int:
    """Count what is drawn; a ``use`` counts as all that it repeats and may repeat no ``use``."""
    uses = [one for one in root.iter() if _name(one) == "use"]
    asked = Counter(
        value for one in uses for name, value in one.items() if name.rpartition("}")[2] == "href"
    )
    total = sum(1 for _ in root.iter())
    for one in root.iter() if asked else ():
        times = asked.get(f"#{one.get('id')}", 0)
        if times:
            repeated = list(one.iter())
            if any(_name(part) == "use" for part in repeated):
                return _MAX_SVG_SHAPES + 1
            total += times * len(repeated)
        if total > _MAX_SVG_SHAPES:
            break
    return total


def _name(element: Element) -> str:
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""
