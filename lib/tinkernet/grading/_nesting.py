"""Find HTML whose cleaning would make it grow without end."""

from __future__ import annotations

from html.parser import HTMLParser
from typing import Any

_FORMATTING = frozenset(
    (
        *("a", "b", "big", "code", "em", "font", "i", "nobr", "s", "small", "strike", "strong"),
        *("tt", "u"),
    )
)
_ENDS_OF_NAMES = (">", " ", "/", "\n", "\t", "\f", "\r")
_DEEPEST = 50
# Where one reader may see tags and another none.
_HIDING = (
    *("<!", "<?", "<title", "<textarea", "<style", "<script", "<xmp", "<iframe", "<noembed"),
    *("<noframes", "<plaintext", "<noscript", "<svg", "<math", "<select", "<template"),
)


def nested_too_deep(text: str) -> bool:
    """Tell whether formatting is opened, and not closed, again and again.

    HTML opens all formatting that was left open anew in each paragraph, so that k open tags and
    k paragraphs become k times k tags: a short text, a page that fills the memory.

    Examples
    --------
    >>> nested_too_deep("<p><b>bold</b></p>" * 1000)
    False
    >>> nested_too_deep("".join(f"<b a{k}>" for k in range(100)))
    True
    """
    lower = text.lower()
    opened = sum(lower.count(f"<{tag}{end}") for tag in _FORMATTING for end in _ENDS_OF_NAMES)
    if opened <= _DEEPEST:
        return False
    if any(mark in lower for mark in _HIDING):
        return True
    depth = _Depth()
    try:
        depth.feed(text)
    except AssertionError:  # html.parser's own complaint about what it cannot read
        return True
    return depth.deepest > _DEEPEST


class _Depth(HTMLParser):
    """Counts how many formatting tags are open."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.deepest = 0
        self._open = 0

    def handle_starttag(self, tag: str, attrs: Any) -> None:
        if tag in _FORMATTING:
            self._open += 1
            self.deepest = max(self.deepest, self._open)

    def handle_endtag(self, tag: str) -> None:
        if tag in _FORMATTING:
            self._open = max(self._open - 1, 0)
