"""What a drawing shows: the steps of a graph, as they were when it was drawn."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from ._order import in_order
from ._value import Value


@dataclass(frozen=True)
class Step:
    """One value of a graph.

    Attributes
    ----------
    name : str
        What it is called in texts: its label, or else its line, as in #3; never twice the same.
    label : str
        Its label.
    operation : str
        What made it; "" for a leaf.
    data, grad : float
        Its number and its gradient.
    parents : tuple of int
        Where in the steps its parents are.
    """

    name: str
    label: str
    operation: str
    data: float
    grad: float
    parents: tuple[int, ...]

    @property
    def called(self) -> str:
        """How it is called where it is used: a plain number by itself, all else by its name."""
        return self.name if self.operation or self.label else rounded(self.data)


def steps_of(last: Value) -> tuple[Step, ...]:
    """Return the steps that lead to ``last``, each after those it needs.

    Examples
    --------
    >>> a = Value(2.0, "a")
    >>> [(step.name, step.operation, step.parents) for step in steps_of(a * a)]
    [('a', '', ()), ('#2', '*', (0, 0))]
    """
    values = in_order(last)
    place = {id(value): number for number, value in enumerate(values)}
    labels = [_one_line(value.label) for value in values]
    return tuple(
        Step(
            name,
            label,
            value.operation,
            value.data,
            value.grad,
            tuple(place[id(parent)] for parent in value.parents),
        )
        for value, label, name in zip(values, labels, _names(labels), strict=True)
    )


def expression(step: Step, steps: tuple[Step, ...]) -> str:
    """Return how a step was made, such as ``a * b``; an empty text for a leaf."""
    names = [steps[parent].called for parent in step.parents]
    if not names:
        return ""
    if step.operation in ("+", "-", "*", "/", "**"):
        return f" {step.operation} ".join(names)
    if step.operation == "neg":
        return f"-{names[0]}"
    if step.operation.startswith("**"):
        return f"{names[0]} ** {step.operation[2:]}"
    return f"{step.operation}({', '.join(names)})"


def rounded(number: float) -> str:
    """Return a number with four significant digits.

    Examples
    --------
    >>> rounded(2 / 3), rounded(-0.0), rounded(1e-9)
    ('0.6667', '0', '1e-09')
    """
    return format(number + 0.0, ".4g")  # -0.0 + 0.0 is 0.0


def _one_line(label: str) -> str:
    """Return a label without line ends, and without signs that no page can show."""
    return "".join(
        " " if sign.isspace() else sign if sign.isprintable() else "\N{REPLACEMENT CHARACTER}"
        for sign in label
    ).strip()


def _names(labels: list[str]) -> list[str]:
    """Return a name for each: its label, numbered where several have the same."""
    times = Counter(labels)
    taken = set(labels)
    seen: Counter[str] = Counter()
    names = []
    for number, label in enumerate(labels, start=1):
        name = label
        if not label:
            name = f"#{number}"
        elif times[label] > 1:
            seen[label] += 1
            name = f"{label} ({seen[label]})"
        while name != label and name in taken:
            name += "'"
        taken.add(name)
        names.append(name)
    return names
