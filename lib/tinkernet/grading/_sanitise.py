"""What a code cell showed, made safe to store and to show: an allow-list of kinds of output."""

from __future__ import annotations

import html
from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby, islice
from typing import Any

from nbformat import NotebookNode

from ._clean_html import clean_html
from ._new_output import new_output
from ._pictures import checked_picture, checked_svg
from ._plain_text import readable, terminal_text

ALLOWED_BYTES = 4_000_000
"""What the outputs of one cell may hold together, unless told otherwise."""

_COST = 200  # bytes that each output counts beside its content
_MAX_OUTPUTS = 2000
_MAX_ALT = 2000
_CUT = "[The output is longer than this; the rest is not kept.]"
_MALFORMED = "[An output that is not well formed is not shown.]"
_NOTHING = "[An output of a kind that is not shown here, such as a widget or a script.]"


def sanitise_outputs(outputs: Any, *, allowed_bytes: int = ALLOWED_BYTES) -> list[NotebookNode]:
    """Return a code cell's outputs with only what is safe on any page; never raises.

    Kept are streams and errors as text, and of what was displayed text, cleaned HTML, and
    pictures that are pictures. Everything else is dropped, with a note where nothing is left.

    Parameters
    ----------
    outputs : Any
        A list of nbformat 4 outputs, as an untrusted kernel sent them. It is not changed.
    allowed_bytes : int
        What all of them together may hold; what is beyond is cut off, with a note.

    Returns
    -------
    list of NotebookNode
        The same input gives the same bytes, and sanitising them again changes nothing.

    Examples
    --------
    >>> shown = {"text/html": "<b>4</b><script>steal()</script>", "application/javascript": "x"}
    >>> sanitise_outputs([{"output_type": "display_data", "data": shown}])
    [{'output_type': 'display_data', 'metadata': {}, 'data': {'text/html': '<b>4</b>'}}]
    >>> sanitise_outputs(["garbage"])[0].data
    {'text/plain': '[An output that is not well formed is not shown.]'}
    """
    if not isinstance(outputs, list | tuple):
        outputs = [] if outputs is None else ["not a list"]
    first = list(islice(_joined(outputs), _MAX_OUTPUTS + 1))
    safe = [one for one in map(_safe, first[:_MAX_OUTPUTS]) if one is not None]
    # An earlier call says so where it found no room for more.
    cut = len(first) > _MAX_OUTPUTS or safe[-1:] == [_note(_CUT)]
    kept: list[NotebookNode] = []
    left = allowed_bytes
    for output in _joined(one for one in safe if one != _note(_CUT)):
        fitting = _fitting(output, left)
        if fitting is not None:
            kept.append(fitting)
            left -= _size(fitting)
        if fitting is not output:
            cut = True
            break
    return [*kept, _note(_CUT)] if cut else kept


def _joined(outputs: Iterable[Any]) -> Iterator[Any]:
    """Yield the outputs, those that are parts of one stream as one."""
    for name, group in groupby(outputs, _stream_name):
        if name:
            text = "".join(_string(part["text"]) or "" for part in group)
            yield NotebookNode(output_type="stream", name=name, text=text)
        else:
            yield from group


def _stream_name(output: Any) -> str:
    """Return "stdout" or "stderr", or nothing for what is not a stream with text."""
    if not isinstance(output, Mapping) or output.get("output_type") != "stream":
        return ""
    if _string(output.get("text")) is None:
        return ""
    return "stderr" if output.get("name") == "stderr" else "stdout"


def _fitting(output: NotebookNode, left: int) -> NotebookNode | None:
    """Return the output, or the beginning of it, as far as it fits; None if nothing does."""
    if _size(output) <= left:
        return output
    if output.output_type != "stream" or left <= _COST:
        return None
    part = terminal_text(output.text.encode("utf-8")[: left - _COST].decode("utf-8", "ignore"))
    return new_output("stream", name=output.name, text=part) if part else None


def _size(output: NotebookNode) -> int:
    if output.output_type == "stream":
        texts = [output.text]
    elif output.output_type == "error":
        texts = [output.ename, output.evalue, *output.traceback]
    else:
        texts = list(output.data.values())
    return _COST + sum(len(text.encode("utf-8")) for text in texts)


def _safe(output: Any) -> NotebookNode | None:
    """Return one output made safe; None where there is nothing in it."""
    if not isinstance(output, Mapping):
        return _note(_MALFORMED)
    kind = output.get("output_type")
    if kind == "stream":
        return _stream(output)
    if kind == "error":
        return _error(output)
    if kind in ("display_data", "execute_result"):
        return _display(output)
    return _note(_MALFORMED)


def _stream(output: Mapping[str, Any]) -> NotebookNode | None:
    text = _string(output.get("text"))
    if text is None:
        return _note(_MALFORMED)
    shown = terminal_text(text)
    return new_output("stream", name=_stream_name(output), text=shown) if shown else None


def _error(output: Mapping[str, Any]) -> NotebookNode:
    lines = output.get("traceback")
    traceback = lines if isinstance(lines, list | tuple) else []
    return new_output(
        "error",
        ename=terminal_text(_string(output.get("ename")) or "") or "Error",
        evalue=terminal_text(_string(output.get("evalue")) or ""),
        traceback=[terminal_text(line) for line in traceback if isinstance(line, str)],
    )


def _display(output: Mapping[str, Any]) -> NotebookNode:
    data = output.get("data")
    if not isinstance(data, Mapping):
        return _note(_MALFORMED)
    alt = _alt_texts(output.get("metadata"))
    kept: dict[str, str] = {}
    text = _text_of(data)
    if text:
        kept["text/plain"] = text
    page = _html_of(data, alt)
    if page:
        kept["text/html"] = page
    for mime in ("image/png", "image/jpeg"):
        encoded = _string(data.get(mime))
        picture = checked_picture(mime, encoded) if encoded else None
        if picture:
            kept[mime] = picture
    if not kept:
        return _note(_NOTHING if data else _MALFORMED)
    metadata = {mime: {"alt": alt[mime]} for mime in kept if mime in alt and mime[:5] == "image"}
    if output.get("output_type") == "display_data":
        return new_output("display_data", kept, metadata=metadata)
    count = output.get("execution_count")
    known = isinstance(count, int) and not isinstance(count, bool) and 0 <= count < 10**9
    return new_output(
        "execute_result", kept, metadata=metadata, execution_count=count if known else None
    )


def _text_of(data: Mapping[str, Any]) -> str:
    """Return the plain text; where it only says which object it is, the source of the object."""
    plain = terminal_text(_string(data.get("text/plain")) or "")
    if plain and not plain.startswith("<IPython.core.display."):
        return plain
    sources = (_string(data.get(mime)) for mime in ("text/markdown", "text/latex"))
    return next((terminal_text(one) for one in sources if one), plain)


def _html_of(data: Mapping[str, Any], alt: Mapping[str, str]) -> str:
    page = _string(data.get("text/html"))
    if page is not None:
        return clean_html(readable(page)) or ""
    picture = checked_svg(readable(_string(data.get("image/svg+xml")) or ""))
    if picture is None:
        return ""
    words = html.escape(alt.get("image/svg+xml", ""))
    return clean_html(f'<img alt="{words}" src="data:image/svg+xml;base64,{picture}">') or ""


def _alt_texts(metadata: Any) -> dict[str, str]:
    """Return the alternative texts of pictures, by MIME type."""
    found = {}
    for mime in ("image/png", "image/jpeg", "image/svg+xml"):
        about = metadata.get(mime) if isinstance(metadata, Mapping) else None
        alt = about.get("alt") if isinstance(about, Mapping) else None
        if isinstance(alt, str) and alt:
            found[mime] = readable(alt)[:_MAX_ALT]
    return found


def _string(value: Any) -> str | None:
    """Return a string, or one that nbformat keeps as a list of lines; None for all else."""
    if isinstance(value, str):
        return value
    if isinstance(value, list | tuple) and all(isinstance(line, str) for line in value):
        return "".join(value)
    return None


def _note(text: str) -> NotebookNode:
    return new_output("display_data", {"text/plain": text})
