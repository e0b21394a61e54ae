"""Keep what a cell prints and shows, in order, instead of publishing it."""

from __future__ import annotations

import io
import json
import sys
from functools import partial
from typing import Any

from jupyter_client.jsonutil import json_clean, json_default
from jupyter_client.session import Session


class OutputLimitError(BaseException):
    """A cell prints or shows too much. Not an ``Exception``, so that ``except`` lets it pass."""

    def _render_traceback_(self) -> list[str]:
        return ["OutputLimitError: this cell printed or showed too much and was stopped."]


class Recording:
    """The outputs of one cell.

    Attributes
    ----------
    messages : list of [kind, content]
        As they would have been published.
    overflow : bool
        Whether there was more than there is room for.
    """

    def __init__(self) -> None:
        self.start(0)

    def start(self, room: int) -> None:
        """Forget all and make room for a number of characters."""
        self.messages: list[list[Any]] = []
        self.overflow = False
        self._room = room

    def add(self, kind: str, content: dict[str, Any], size: int) -> None:
        """Keep an output.

        Raises
        ------
        OutputLimitError
            Once, when there is no room for it; later ones are dropped in silence.
        """
        if self.overflow:
            return
        self._room -= size + 50
        if self._room < 0:
            self.overflow = True
            raise OutputLimitError
        last: list[Any] = self.messages[-1] if self.messages else ["", {}]
        if kind == "stream" == last[0] and content["name"] == last[1]["name"]:
            last[1]["text"].append(content["text"][0])
        else:
            self.messages.append([kind, content])

    def outputs(self) -> list[list[Any]]:
        """Return what was kept, in a form that JSON can hold."""
        return [
            [kind, {**content, "text": "".join(content["text"])} if kind == "stream" else content]
            for kind, content in self.messages
        ]


class RecordingSession(Session):  # type: ignore[misc]
    """Sends replies, and gives to a recording what is for everybody to see."""

    recording: Recording
    published: tuple[Any, ...] = ()

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.pack = _pack

    def send(self, stream: Any, msg_or_type: Any, content: Any = None, *a: Any, **k: Any) -> Any:
        """Send on the shell channel; record what would go to the public one."""
        if not any(stream is each for each in self.published):
            return super().send(stream, msg_or_type, content, *a, **k)
        kind = msg_or_type["msg_type"] if isinstance(msg_or_type, dict) else msg_or_type
        body = msg_or_type["content"] if isinstance(msg_or_type, dict) else content
        if kind in ("display_data", "execute_result", "error", "clear_output"):
            self.recording.add(kind, body, sum(map(_size, _texts(body))))
        return None


class RecordingStream(io.TextIOBase):
    """A standard stream whose text goes to a recording."""

    encoding = "utf-8"
    errors = "replace"

    def __init__(self, name: str, recording: Recording) -> None:
        self.name = name
        self._recording = recording

    def write(self, text: str) -> int:
        """Keep the text."""
        if not isinstance(text, str):
            raise TypeError(f"write() argument must be str, not {type(text).__name__}")
        self._recording.add("stream", {"name": self.name, "text": [text]}, len(text))
        return len(text)

    def writable(self) -> bool:
        """Say yes."""
        return True


def _pack(message: Any) -> bytes:
    """Write a message down, whatever is in its texts: half a sign is no reason to be silent."""
    try:
        text = _json(message)
    except (TypeError, ValueError):
        text = _json(json_clean(message))
    return text.encode("utf-8", "replace")


_json = partial(json.dumps, default=json_default, ensure_ascii=False, allow_nan=False)


def _texts(body: Any) -> list[Any]:
    """List the parts of an output that can be large."""
    parts = [body.get("evalue", ""), *body.get("traceback", ())]
    return parts + list(body.get("data", {}).values())


def _size(part: Any) -> int:
    return len(part) if isinstance(part, str | bytes) else sys.getsizeof(part)
