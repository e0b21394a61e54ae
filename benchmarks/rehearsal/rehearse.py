"""Two terms, one after the other: one undisturbed, one with processes killed on the way."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from tqdm import tqdm

from .ends import count_by_hand, differences, end_of, gradebook, lost_by_hand
from .hand_ins import HandIn
from .interruptions import Interruptions
from .recognised import recognised
from .running import Ran, end_earlier, run, run_and_kill
from .sizes import sizes_of
from .state import State
from .steps import Step
from .students import Student
from .the_class import copy_course, lay_empty_course

CALM, DISTURBED = "undisturbed", "disturbed"


def rehearse(
    state: State,
    steps: Sequence[tuple[str, Step]],
    students: Sequence[Student],
    handed: Mapping[str, Sequence[HandIn]],
) -> list[str]:
    """Run the term twice, from where it was left; list where the two ends differ.

    Parameters
    ----------
    state : State
        Is written down after every step.
    steps : sequence of (str, Step)
    students : sequence of Student
    handed : mapping of str to sequence of HandIn

    Raises
    ------
    RuntimeError
        If a command fails, something given by hand is lost, or nothing could be killed.
    """
    done = sum(len(each) for each in state.ran.values())
    again = steps[_branch(state, steps) :]
    with tqdm(total=len(steps) + len(again), initial=done, unit="step") as bar:
        for term, its_steps in ((CALM, steps), (DISTURBED, again)):
            course = lay_empty_course(state.folder / term, students, state.plan["seed"])
            end_earlier(course)
            _one_term(state, term, course, its_steps, bar)
            _look_at_end(state, term, course, handed)
    calm, disturbed = (json.loads(_end_file(state, term).read_text()) for term in (CALM, DISTURBED))
    return differences(calm, disturbed)


def _branch(state: State, steps: Sequence[tuple[str, Step]]) -> int:
    """Return where the two terms part: nothing is killed before, so nothing need be done twice."""
    assignments = [step.assignment for _, step in steps]
    first = state.plan["disturbed from"]
    return 0 if first == state.plan["assignments"][0] else assignments.index(first)


def counted(state: State) -> dict[str, int]:
    """Return how many things of each kind the undisturbed term came to."""
    end = json.loads(_end_file(state, CALM).read_text(encoding="utf-8"))
    return {part: len(names) for part, names in end.items()}


def _one_term(
    state: State, term: str, course: Path, steps: Sequence[tuple[str, Step]], bar: tqdm[Any]
) -> None:
    ran, begun = state.ran.setdefault(term, {}), state.begun.setdefault(term, {})
    kills = None
    if term == DISTURBED:
        totals = {name: each["progress"] for name, each in state.ran[CALM].items()}
        kills = Interruptions(steps, totals, state.killed, state.plan["seed"])
    branch = _branch(state, steps) if term == CALM else 0
    for number, (name, step) in enumerate(steps):
        if name in ran:
            continue
        if branch and number == branch:
            copy_course(course, state.folder / DISTURBED)
        step.prepare(course)
        resumed = name in begun
        before = begun.setdefault(name, step.progress(course))
        state.save()
        if kills and kills.wanted(name):
            bar.set_description(f"{term}: {name}, to be killed")
            killed = run_and_kill(step, course, before, totals[name], kills.chance(name))
            if killed.of:
                state.killed[name] = asdict(killed)
        bar.set_description(f"{term}: {name}")
        ran[name] = {**asdict(_ran(name, step, course, before, bar)), "resumed": resumed}
        state.save()
        bar.update()
    if kills and (missing := kills.missing()):
        raise RuntimeError(
            f"Nothing could be killed in time of: {'; '.join(missing)}. Take more students."
        )


def _ran(name: str, step: Step, course: Path, before: int, bar: tqdm[Any]) -> Ran:
    def look(seconds: float, progress: int) -> None:
        bar.set_postfix_str(f"{seconds:.0f} s" + (f", {progress} done" if progress else ""))

    rows = gradebook(course) if step.changes_nothing else None
    ran = run(step, course, before, look)
    if rows is not None and gradebook(course) != rows:
        raise RuntimeError(f"{name} should have changed nothing, but the gradebook is another.")
    return ran


def _look_at_end(
    state: State, term: str, course: Path, handed: Mapping[str, Sequence[HandIn]]
) -> None:
    if term in state.found:
        return
    end = end_of(course)
    if lost := lost_by_hand(course, end["gradebook"]):
        raise RuntimeError(f"{term}: {len(lost)} grades given by hand are lost: {lost[:5]}.")
    _end_file(state, term).write_text(json.dumps(end), encoding="utf-8")
    state.found[term] = {
        "by hand": count_by_hand(course),
        "sizes": sizes_of(course),
        "recognised": recognised(handed, end["last verdicts"]),
        "states": _states(end["last verdicts"]),
    }
    state.save()


def _states(verdicts: Mapping[str, Any]) -> dict[str, int]:
    states = [str(each["state"]) for each in verdicts.values()]
    return {each: states.count(each) for each in sorted(set(states))}


def _end_file(state: State, term: str) -> Path:
    return state.folder / f"end-{term}.json"
