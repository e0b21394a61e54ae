"""From files to submissions: whose they are, which attempt counts, what is the notebook."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import PurePosixPath

from ._lms_names import HandedOut, Lms

_MOST_FILES, _MOST_BYTES = 200, 100_000_000
"""What the grader takes from one student."""

_COPY = re.compile(r"(?: ?\(\d+\)|-\d+|[ _-]*copy(?:[ _-]?\d+)?)+$", re.IGNORECASE)


@dataclass
class Arrived:
    """What somebody handed in.

    Attributes
    ----------
    first : HandedOut
        Its notebook; the first file, where there is none.
    files : dict of str to HandedOut
        By the path that each gets in the submission.
    notes : list of str
        What is worth knowing.
    problem : str
        Why it cannot be placed; empty if it can.
    """

    first: HandedOut
    files: dict[str, HandedOut] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)
    problem: str = ""


def without_copy_mark(stem: str) -> str:
    """Take away what browsers and LMSs add to the name of a second copy.

    Examples
    --------
    >>> [without_copy_mark(s) for s in ("02_neuron-1", "02_neuron (2)", "02_neuron - Copy")]
    ['02_neuron', '02_neuron', '02_neuron']
    """
    return _COPY.sub("", stem) or stem


def gather(
    handed: Iterable[HandedOut], notebooks: Collection[str], elsewhere: Collection[str]
) -> list[Arrived]:
    """Put the files of each person together.

    Parameters
    ----------
    handed : iterable of HandedOut
    notebooks : collection of str
        Names of the assignment's notebooks, without ``.ipynb``.
    elsewhere : collection of str
        Names of other assignments' notebooks.
    """
    people: dict[tuple[str, str], list[HandedOut]] = defaultdict(list)
    for each in handed:
        people[each.lms, each.key].append(each)
    return [_arrived(files, notebooks, elsewhere) for files in people.values()]


def _arrived(
    files: Sequence[HandedOut], notebooks: Collection[str], elsewhere: Collection[str]
) -> Arrived:
    notes: list[str] = []
    if files[0].lms is Lms.BLACKBOARD:
        files = _newest_attempt(files, notes)
    # Without a name: a text typed into the LMS, or Blackboard's page about the attempt.
    own = sorted((each for each in files if each.file), key=lambda each: each.file)
    arrived = Arrived(files[0], notes=notes)
    books = [each for each in own if each.file.lower().endswith(".ipynb")]
    strange = [each for each in books if _meant(each, elsewhere)]
    notes += [f"{each.file} belongs to another assignment; not laid" for each in strange]
    books = [each for each in books if each not in strange]
    chosen: dict[str, HandedOut] = {}
    for name in notebooks:
        candidates = [each for each in books if _meant(each, [name])]
        if candidates:
            best = max(candidates, key=lambda each: _rank(each, name))
            chosen[f"{name}.ipynb"] = best
            for other in candidates:
                if other is not best and other.order:
                    books.remove(other)
                    notes.append(f"{other.file}: an older one; not laid")
            if _base(best.file) != f"{name}.ipynb":
                notes.append(f"was called {_base(best.file)}")
    if strange and not books:
        others = ", ".join(_base(each.file) for each in strange[:4])
        arrived.problem = f"{others} belongs to another assignment"
        notes.clear()
        return arrived
    if not books:
        there = ", ".join(each.file for each in own[:4]) or "only text"
        arrived.problem = f"there is no notebook of this assignment in it ({there})"
        return arrived
    arrived.first = next(iter(chosen.values()), books[0])
    if not chosen:
        notes.append(f"no notebook has the name of this assignment's; {books[0].file} is there")
    rest = [each for each in own if each in books or not each.file.lower().endswith(".ipynb")]
    _lay_out(arrived, chosen, [each for each in rest if each not in chosen.values()])
    return arrived


def _newest_attempt(files: Sequence[HandedOut], notes: list[str]) -> list[HandedOut]:
    attempts = sorted({each.prefix: each.order for each in files if each.file}.items(),
                      key=lambda attempt: attempt[1])  # fmt: skip
    if not attempts:
        return list(files)
    for prefix, _ in attempts[:-1]:
        notes.append(f"an older attempt of {prefix.rpartition('_attempt_')[2][:-1]} was left")
    return [each for each in files if each.prefix == attempts[-1][0]]


def _lay_out(arrived: Arrived, chosen: dict[str, HandedOut], rest: Sequence[HandedOut]) -> None:
    """Give every file its place; notebooks lie at the top, what lay beside them stays beside."""
    arrived.files |= chosen
    top = PurePosixPath(arrived.first.file).parent
    size = sum(each.found.size for each in chosen.values())
    taken = {name.casefold() for name in chosen}
    for each in rest:
        path = PurePosixPath(each.file)
        place = str(path.relative_to(top) if path.is_relative_to(top) else path)
        size += each.found.size
        if _clashes(place.casefold(), taken) or place.casefold() == "timestamp.txt":
            arrived.notes.append(f"{each.file}: its place is taken; not laid")
        elif place.startswith(".") or "/." in place:
            arrived.notes.append(f"{each.file}: a hidden file; not laid")
        elif len(taken) >= _MOST_FILES or size > _MOST_BYTES:
            arrived.notes.append(f"{each.file}: more than the grader takes; not laid")
        else:
            taken.add(place.casefold())
            arrived.files[place] = each


def _clashes(place: str, taken: Collection[str]) -> bool:
    """Tell whether a file would lie where another does, or would need a file for a folder."""
    return place in taken or any(
        one.startswith(f"{place}/") or place.startswith(f"{one}/") for one in taken
    )


def _base(file: str) -> str:
    return PurePosixPath(file).name


def _meant(handed: HandedOut, names: Collection[str]) -> bool:
    base = _base(handed.file)
    stem = base[: -len(".ipynb")] if base.lower().endswith(".ipynb") else base
    small = {name.casefold() for name in names}
    return stem.casefold() in small or without_copy_mark(stem).casefold() in small


def _rank(handed: HandedOut, name: str) -> tuple[int, bool, int, str]:
    """Sort candidates: the newest, if the LMS tells; else the one called right; else the last."""
    numbers = re.findall(r"\d+", _base(handed.file)[len(name) :])
    return (
        handed.order,
        _base(handed.file) == f"{name}.ipynb",
        int(numbers[-1][:9]) if numbers else 0,
        handed.file,
    )
