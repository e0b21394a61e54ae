"""Listen to a kernel: what its checks say, and which error ended a cell. The rest is let go."""

from __future__ import annotations

import asyncio
import contextlib
import math
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from tinkernet.checks import VERDICT_KEY

_LAST_WORDS = 2.0  # seconds that outputs may lag behind the reply
_MOST_SIGNS = 300


@dataclass
class Heard:
    """What one cell said.

    Attributes
    ----------
    verdicts : list of dict
        Of the checks in it, in order: ``exercise``, ``passed``, ``score``, ``reason``, ``title``.
    error : str
        What ended it; nothing where it ran through.
    """

    verdicts: list[dict[str, Any]] = field(default_factory=list)
    error: str = ""


class Listener:
    """Runs cells through a client, one at a time, and keeps of each what matters.

    However much a cell prints, nothing of it is kept.
    """

    def __init__(self, client: Any) -> None:
        self._client = client
        self._running = ""
        self._heard = Heard()
        self._idle = asyncio.Event()

    @contextmanager
    def listening(self) -> Iterator[None]:
        """Listen while the body runs."""
        task = asyncio.ensure_future(self._listen())
        try:
            yield
        finally:
            task.cancel()

    async def execute(self, source: str) -> Heard:
        """Run a cell and return what it said."""
        self._heard, self._idle = Heard(), asyncio.Event()
        heard = self._heard
        self._running = self._client.execute(source, allow_stdin=False, stop_on_error=False)
        reply = await self._reply(self._running)
        with contextlib.suppress(asyncio.TimeoutError):  # a flood may have drowned the last word
            await asyncio.wait_for(self._idle.wait(), _LAST_WORDS)
        if reply.get("status") == "error":
            said = f"{reply.get('ename', '')}: {reply.get('evalue', '')}".strip(": ")
            heard.error = " ".join(said.split())[:_MOST_SIGNS]
        return heard

    async def _reply(self, number: str) -> Mapping[str, Any]:
        while True:
            message = await self._client.get_shell_msg()
            if message["parent_header"].get("msg_id") == number:
                content: Mapping[str, Any] = message["content"]
                return content

    async def _listen(self) -> None:
        while True:
            message = await self._client.get_iopub_msg()
            if message["parent_header"].get("msg_id") != self._running:
                continue
            content = message["content"]
            if message["msg_type"] == "display_data":
                metadata = content.get("metadata")
                self._note(metadata.get(VERDICT_KEY) if isinstance(metadata, dict) else None)
            elif message["msg_type"] == "status" and content.get("execution_state") == "idle":
                self._idle.set()

    def _note(self, raw: Any) -> None:
        """Keep a verdict, if it is one."""
        if not isinstance(raw, dict):
            return
        score = raw.get("score")
        if not isinstance(score, int | float) or not math.isfinite(score):
            return
        verdict = {key: str(raw.get(key) or "") for key in ("exercise", "reason", "title")}
        passed = raw.get("passed") is True
        self._heard.verdicts.append(
            {**verdict, "passed": passed, "score": 1.0 if passed else min(max(score, 0.0), 1.0)}
        )
