"""How cases and responses travel between the judge and a student's kernel: as plain JSON.

Arrays are dtype, shape and base64 of their bytes; nothing is ever unpickled, and what comes
from a kernel is believed no further than its bytes.
"""

from __future__ import annotations

import base64
import binascii
import math
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ._case import Case
from ._outputs import SIZE_LIMIT
from ._response import Failure, Problem, Response

TEXT_LIMIT = 1000
"""Characters of one text in a response."""

_DTYPES = frozenset(
    ["|b1", "|i1", "<i2", "<i4", "<i8", "|u1", "<u2", "<u4", "<u8", "<f2", "<f4", "<f8"]
)
_DIMENSIONS = 8


def case_to_wire(case: Case) -> dict[str, Any]:
    """Write down a case's arguments; its label stays with the judge.

    Raises
    ------
    TypeError
        If an argument is not made of numbers, arrays, texts, lists, tuples and dicts.
    """
    return {name: _to_wire(value) for name, value in case.arguments.items()}


def case_from_wire(wire: Mapping[str, Any]) -> Case:
    """Read a case that the judge sent.

    Examples
    --------
    >>> sent = case_to_wire(Case("two points", {"x": np.array([1.0, 2.0]), "steps": 3}))
    >>> case_from_wire(sent).arguments
    {'x': array([1., 2.]), 'steps': 3}
    """
    return Case("", {name: _from_wire(value) for name, value in wire.items()})


def response_to_wire(response: Response) -> dict[str, Any]:
    """Write down a response, in the student's kernel."""
    failure = response.failure
    return {
        "outputs": [_array_to_wire(array) for array in response.outputs],
        "failure": failure and [str(failure.problem), failure.detail, failure.line],
        "changed": list(response.changed),
        "printed": response.printed,
    }


def response_from_wire(wire: Any, returns: Sequence[str]) -> Response:
    """Read what claims to be a response; what does not hold water is a wrong return.

    Parameters
    ----------
    wire : object
        Anything that JSON can be.
    returns : sequence of str
        Names of what was asked for.

    Examples
    --------
    >>> sent = response_to_wire(Response((np.array([1.0, 2.0]),)))
    >>> response_from_wire(sent, ["y"]).outputs
    (array([1., 2.]),)
    >>> response_from_wire({"outputs": "all of them"}, ["y"]).failure.problem
    <Problem.WRONG_RETURN: 'wrong return'>
    """
    try:
        failure = None
        if wire["failure"] is not None:
            problem, detail, line = wire["failure"]
            failure = Failure(Problem(problem), _text(detail), _text(line))
        outputs = tuple(_array_from_wire(array) for array in wire["outputs"])
        if failure is None and len(outputs) != len(returns):
            raise ValueError("as many arrays as were asked for")
        changed = tuple(_text(name) for name in wire["changed"])
        return Response(() if failure else outputs, failure, changed, _text(wire["printed"]))
    except (KeyError, TypeError, ValueError, IndexError, AttributeError, OverflowError):
        detail = "What came back could not be read as arrays of numbers."
        return Response(failure=Failure(Problem.WRONG_RETURN, detail))


def _to_wire(value: Any) -> Any:
    if value is None or isinstance(value, bool | str):
        return value
    if isinstance(value, np.ndarray):
        return {"array": _array_to_wire(value)}
    if isinstance(value, np.generic):
        return {"scalar": _array_to_wire(np.asarray(value))}
    if isinstance(value, int):
        return value
    if isinstance(value, float):
        return {"float": value.hex() if math.isfinite(value) else repr(value)}
    if isinstance(value, list):
        return {"list": [_to_wire(item) for item in value]}
    if isinstance(value, tuple):
        return {"tuple": [_to_wire(item) for item in value]}
    if isinstance(value, Mapping):
        return {"dict": [[_to_wire(key), _to_wire(item)] for key, item in value.items()]}
    raise TypeError(f"A case holds numbers, arrays and texts, but here is {type(value).__name__}.")


def _from_wire(wire: Any) -> Any:
    if not isinstance(wire, dict):
        return wire
    ((kind, value),) = wire.items()
    if kind == "array":
        return _array_from_wire(value)
    if kind == "scalar":
        return _array_from_wire(value)[()]
    if kind == "float":
        return float.fromhex(value)
    if kind == "dict":
        return {_from_wire(key): _from_wire(item) for key, item in value}
    items = [_from_wire(item) for item in value]
    return items if kind == "list" else tuple(items)


def _array_to_wire(array: NDArray[Any]) -> dict[str, Any]:
    if array.dtype.kind == "f" and array.dtype.itemsize > 8:
        array = array.astype(np.float64)
    plain = np.ascontiguousarray(array, dtype=array.dtype.newbyteorder("<")).reshape(array.shape)
    data = base64.b64encode(plain.tobytes()).decode("ascii")
    return {"dtype": plain.dtype.str, "shape": list(array.shape), "data": data}


def _array_from_wire(wire: Any) -> NDArray[Any]:
    name, shape, data = wire["dtype"], wire["shape"], wire["data"]
    if not isinstance(name, str) or name not in _DTYPES:
        raise ValueError("a plain dtype")
    if not isinstance(shape, list) or len(shape) > _DIMENSIONS:
        raise ValueError("a plain shape")
    if not all(type(length) is int and 0 <= length <= SIZE_LIMIT for length in shape):
        raise ValueError("a plain shape")
    dtype = np.dtype(name)
    size = math.prod(shape)
    if size > SIZE_LIMIT or not isinstance(data, str) or len(data) > 12 * SIZE_LIMIT:
        raise ValueError("an array of a size that was asked for")
    try:
        raw = base64.b64decode(data, validate=True)
    except binascii.Error as error:
        raise ValueError("base64") from error
    if len(raw) != size * dtype.itemsize:
        raise ValueError("as many bytes as the shape says")
    return np.frombuffer(raw, dtype).reshape(shape).copy()


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise TypeError("a text")
    # Half a surrogate pair cannot be written to any file.
    return value[:TEXT_LIMIT].encode("utf-8", "replace").decode("utf-8")
