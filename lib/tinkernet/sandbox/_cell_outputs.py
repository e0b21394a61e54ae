"""Read a cell's outputs from what a kernel sent."""

from __future__ import annotations

from typing import Any

_MOST_OUTPUTS = 1000
_FIELDS = {
    "stream": ("name", "text"),
    "display_data": ("data", "metadata"),
    "execute_result": ("data", "metadata", "execution_count"),
    "error": ("ename", "evalue", "traceback"),
}


def read_outputs(said: Any, room: int) -> tuple[list[dict[str, Any]], int]:
    """Read what claims to be the outputs of a cell, up to a size.

    Parameters
    ----------
    said : object
        Anything that JSON can be.
    room : int
        Characters that there is room for.

    Returns
    -------
    outputs : list of dict
    size : int
        About how many characters they take.
    """
    outputs: list[dict[str, Any]] = []
    size, clear = 0, False
    for each in said if isinstance(said, list) else ():
        if not (isinstance(each, list) and len(each) == 2 and isinstance(each[1], dict)):
            continue
        kind, body = each
        if kind == "clear_output":
            clear = bool(body.get("wait"))
            outputs = outputs if clear else []
        elif isinstance(kind, str) and kind in _FIELDS:
            outputs, clear = ([] if clear else outputs), False
            output = {"output_type": kind, **{name: body.get(name) for name in _FIELDS[kind]}}
            size += _size(output)
            if size > 2 * room + 10_000 or len(outputs) >= _MOST_OUTPUTS:
                break
            outputs.append(output)
    return outputs, size


def _size(value: Any) -> int:
    """Measure an output in characters, roughly, without recursion."""
    total, waiting = 0, [value]
    while waiting:
        each = waiting.pop()
        if isinstance(each, dict):
            waiting.extend(each.keys())
            waiting.extend(each.values())
        elif isinstance(each, list):
            waiting.extend(each)
        total += len(each) if isinstance(each, str) else 8
    return total
