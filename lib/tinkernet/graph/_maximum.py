"""The largest of several values."""

from __future__ import annotations

from typing import SupportsFloat

from ._value import Value


def maximum(*values: Value | SupportsFloat) -> Value:
    r"""Return the largest of two or more values; all of the slope goes to it.

    .. math:: y = \max_k x_k, \qquad
              \frac{\partial y}{\partial x_k} = 1 \text{ for the first largest, else } 0

    Parameters
    ----------
    *values : Value or float
        Two or more.

    Raises
    ------
    TypeError
        If there are fewer, or one is no number.

    Notes
    -----
    Where several are largest, the first gets the slope; ``torch.maximum`` shares it out.

    Examples
    --------
    >>> a, b = Value(2.0), Value(2.0)
    >>> maximum(a, b, 1.0).backward()
    >>> a.grad, b.grad
    (1.0, 0.0)
    """
    if len(values) < 2:
        raise TypeError(
            f"maximum needs two or more values, got {len(values)}; "
            "write maximum(a, b), or maximum(*several) for a list."
        )
    lifted = tuple(one if isinstance(one, Value) else Value(one) for one in values)
    return lifted[0]._largest(lifted)
