"""What a change touches: which tests' results depended on something that is another now."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

Place = tuple[str, str]
"""A notebook's name and a grade id in it."""

UNKNOWN = "graded before the log noted what results depend on: every test is judged again"
_EVERYTHING = "every test is judged again, and points may move for this reason, too"
_SHARED = {
    "given": "given cells of {} changed: every test in it is judged again",
    "files": "data files beside {} changed: every test in it is judged again",
    "forbidden": "what the exercises of {} forbid changed: every test in it is judged again",
    "seed": "the secret seed or hide_cases changed: every test in {} is judged again",
    "limits": "the limits of kernels changed: every test in {} is judged again",
}
_OWN = {
    "text": "the text of {} changed",
    "guards": "what must fail where {} passes changed (your solution, or data files)",
    "before": "a test before {} leaves something else behind",
}


@dataclass(frozen=True)
class Touched:
    """What of a student's result a change touches.

    Attributes
    ----------
    judged : mapping of (notebook, grade id) to tuple of str
        Tests to judge again, with the reasons.
    worth : mapping of (notebook, grade id) to pair of float
        What cells were worth and are worth now, where that changed; answers in words among them.
    because : tuple of str
        All reasons, each once.
    """

    judged: Mapping[Place, tuple[str, ...]] = field(default_factory=dict)
    worth: Mapping[Place, tuple[float, float]] = field(default_factory=dict)
    because: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.judged or self.worth)

    def points_alone(self, place: Place) -> tuple[str, ...]:
        """Say why a cell that is not judged again gives other points."""
        return (_worth(place[1], *self.worth[place]),)


def touched(before: Any, now: Mapping[str, Any]) -> Touched:
    """Compare what results depended on with what they would depend on now.

    Parameters
    ----------
    before : Any
        What the log says; anything that ``dependencies`` cannot have made counts as unknown.
    now : mapping
        As ``dependencies`` gives it.

    Examples
    --------
    >>> test = {"points": 2.0, "text": "a", "guards": "", "before": "", "exercises": {}}
    >>> def told(**changed):
    ...     shared = dict.fromkeys(_SHARED, "")
    ...     book = {**shared, "tests": {"test_double": {**test, **changed}}, "by_hand": {}}
    ...     return {"environment": {}, "notebooks": {"hw": book}}
    >>> touched(told(), told(text="b")).because
    ('the text of test_double changed',)
    >>> touched(told(), told(points=3.0)).worth
    {('hw', 'test_double'): (2.0, 3.0)}
    >>> bool(touched(told(), told()))
    False
    """
    try:
        return _compared(before, now)
    except (KeyError, TypeError, ValueError, AttributeError):
        places = [(name, test) for name, book in now["notebooks"].items() for test in book["tests"]]
        return Touched(dict.fromkeys(places, (UNKNOWN,)), {}, (UNKNOWN,))


def _compared(before: Any, now: Mapping[str, Any]) -> Touched:
    everywhere = list(_environment(before["environment"], now["environment"]))
    judged: dict[Place, tuple[str, ...]] = {}
    worth: dict[Place, tuple[float, float]] = {}
    said: list[str] = []
    for name, book in now["notebooks"].items():
        old = before["notebooks"][name]
        changed = [sentence for key, sentence in _SHARED.items() if old[key] != book[key]]
        shared = [*everywhere, *(sentence.format(name) for sentence in changed)]
        for test, told in book["tests"].items():
            was, place = old["tests"][test], (name, test)
            reasons = (*_reasons(test, was, told), *shared)
            if float(was["points"]) != told["points"]:
                worth[place] = float(was["points"]), told["points"]
                said.append(_worth(test, *worth[place]))
                # What was worth nothing does not say how much of it was right.
                if reasons or not was["points"]:
                    reasons = (said[-1], *reasons)
            if reasons:
                judged[place] = reasons
                said += reasons
        for cell, points in book["by_hand"].items():
            if float(old["by_hand"][cell]) != points:
                worth[name, cell] = float(old["by_hand"][cell]), points
                said.append(f"{_worth(cell, *worth[name, cell])}; what you gave stays")
    own = [each for each in said if each not in everywhere]
    return Touched(judged, worth, tuple(dict.fromkeys([*everywhere, *own])))


def _environment(was: Mapping[str, str], now: Mapping[str, str]) -> Iterator[str]:
    """Say what all tests share and what of it changed: it may move points, too."""
    changed = [name for name in sorted(was.keys() | now.keys()) if was.get(name) != now.get(name)]
    rooms = [name for name in changed if name.startswith("tinkernet")]
    for name in changed:
        if name not in rooms:
            versions = f"{now.get(name, 'gone')} instead of {was.get(name, 'none')}"
            yield f"{name} is {versions}: {_EVERYTHING}"
    if rooms:
        yield f"the library changed ({', '.join(rooms)}): {_EVERYTHING}"


def _reasons(test: str, was: Mapping[str, Any], now: Mapping[str, Any]) -> Iterator[str]:
    changed = [key for key in _OWN if was[key] != now[key]]
    for key in changed:
        if key != "guards" or "text" not in changed:  # another text has other guards
            yield _OWN[key].format(test)
    # Which exercises are asked is part of the text.
    for name, digest in now["exercises"].items():
        if was["exercises"].get(name, digest) != digest:
            yield f"the exercise {name} changed"


def _worth(cell: str, was: float, now: float) -> str:
    return f"{cell} is worth {now:g} points instead of {was:g}"
