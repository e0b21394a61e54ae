"""Feedback pages whose templates are compiled once a process, not once a student."""

from __future__ import annotations

from jinja2 import BytecodeCache, Environment
from jinja2.bccache import Bucket
from nbconvert.exporters import HTMLExporter


class FeedbackExporter(HTMLExporter):
    """nbconvert's HTML exporter, with its compiled templates kept; for ``exporter_class``.

    Compiling them takes longer than filling them in.
    """

    def _create_environment(self) -> Environment:
        environment: Environment = super()._create_environment()  # type: ignore[no-untyped-call]
        environment.bytecode_cache = _compiled
        return environment


class _InMemory(BytecodeCache):
    """Compiled templates of this process, by jinja's own keys and checksums."""

    def __init__(self) -> None:
        self._code: dict[str, bytes] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        if bucket.key in self._code:
            bucket.bytecode_from_string(self._code[bucket.key])

    def dump_bytecode(self, bucket: Bucket) -> None:
        self._code[bucket.key] = bucket.bytecode_to_string()


_compiled = _InMemory()
