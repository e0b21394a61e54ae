"""The page about a rehearsal: docs/term-benchmark.md."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from sheets import Sheet, long_time, megabytes, seconds, write_report

from .hand_ins import AGAIN, COPIED, LATE, MISSING, SHARES, WRITTEN, HandIn
from .rehearse import CALM
from .state import State
from .steps import Step

TITLE = "A term: a rehearsal"
OPENING = """
{warning}Made by `benchmarks/term.py`, which writes this page. The command, in a clone of this
repository after `make test`:

```sh
{command}
```

{students} students and {assignments} assignments: what the class hands in is generated, collected
as learning management systems (LMSs) hand it out, graded, graded by hand, collected again with what
came late, judged anew where a test was mended, given back, reported and exported. Every step is a
command of its own, as an instructor types it. The term is played twice from the same seed ({seed}):
once undisturbed, which the figures are from, and once with processes killed on the way{branched}.
**Both ended alike.**
"""
BRANCHED = """ (from `{branch}` on: as
nothing is killed before, it begins as a copy of the undisturbed term at that moment)"""
SMALL = "**This page comes from a small trial: it shows the form, its numbers mean little.**\n\n"


_COMPARED = {
    "gradebook": "rows of the gradebook",
    "submitted": "files in `submitted/`",
    "autograded": "in `autograded/`",
    "feedback": "in `feedback/`",
    "exports": "exported files and files in exported zips, class reports among them",
}


def page(
    state: State,
    steps: Sequence[tuple[str, Step]],
    handed: Mapping[str, Sequence[HandIn]],
    count: Mapping[str, int],
) -> tuple[str, list[Sheet]]:
    """Return the opening and the sheets.

    Parameters
    ----------
    state : State
        A finished rehearsal.
    steps : sequence of (str, Step)
    handed : mapping of str to sequence of HandIn
    count : mapping of str to int
        How many things of each kind both ends agree in.
    """
    plan = state.plan
    names = ",".join(plan["assignments"])
    branch = plan["disturbed from"]
    opening = OPENING.format(
        warning=SMALL if plan["students"] < 100 else "",
        command=(
            f".venv/bin/python benchmarks/term.py --students {plan['students']} "
            f"--workers {plan['workers']} --seed {plan['seed']}"
            + (f" --assignments {names}" if len(plan["assignments"]) < 7 else "")
            + (f" --disturbed-from {branch}" if branch != plan["assignments"][0] else "")
        ),
        students=plan["students"],
        assignments=len(plan["assignments"]),
        seed=plan["seed"],
        branched=BRANCHED.format(branch=branch) if branch != plan["assignments"][0] else "",
    )
    found, ran = state.found[CALM], state.ran[CALM]
    sheets = [
        Sheet("The machine", "", ("", "what"), list(state.found["machine"].items())),
        _class(plan["students"], handed),
        _steps(ran, steps),
        _assignments(ran, steps, handed),
        _recognised(found["recognised"]),
        _interrupted(state, count, found),
        _sizes(found["sizes"]),
    ]
    return opening, sheets


def write_page(path: Path, opening: str, sheets: Sequence[Sheet]) -> None:
    """Write it."""
    write_report(path, TITLE, opening, sheets)


def _class(students: int, handed: Mapping[str, Sequence[HandIn]]) -> Sheet:
    everything = [one for files in handed.values() for one in files]
    first = {(one.student, one.assignment): one for one in reversed(everything)}.values()
    kinds = Counter(one.kind for one in first)
    kinds[MISSING] = students * len(handed) - len(first)
    late = sum(one.late for one in first)
    copied = sum(one.copied for one in first)
    return Sheet(
        "The class",
        "What students hand in, by design and in this class, all assignments together. Who is able "
        "in one assignment mostly is in the next. More than half of the right answers are not the "
        "author's words: names, remarks and lines differ.",
        ("kind", "what it is", "share wanted", "handed in"),
        [(kind, what, f"{share:.1%}", str(kinds[kind])) for kind, (share, what) in SHARES.items()],
        f"Of those who hand in, {late} ({LATE:.0%} wanted) come only after the deadline, "
        f"{len(everything) - len(first)} hand in a second time ({AGAIN:.0%} of those who are not "
        f"all right), {copied} have copied ({COPIED:.0%}), half of them with other names; "
        f"{WRITTEN:.0%} answer the written question, in some of the author's sentences. Notebooks "
        "come without outputs.",
    )


def _steps(ran: Mapping[str, Any], steps: Sequence[tuple[str, Step]]) -> Sheet:
    kinds: dict[str, list[Any]] = {}
    for name, step in steps:
        kinds.setdefault(step.kind, []).append(ran[name])
    rows = [
        (
            kind,
            str(len(runs)),
            long_time(sum(each["seconds"] for each in runs)),
            long_time(max(each["seconds"] for each in runs)),
            megabytes(max(each["peak"] for each in runs)),
        )
        for kind, runs in kinds.items()
    ]
    resumed = [
        f"{name} ({seconds(each['seconds'])})" for name, each in ran.items() if each["resumed"]
    ]
    rest = f" The rehearsal itself was interrupted: only the rest is timed of {', '.join(resumed)}."
    mended = ", ".join(f"`{s.assignment}`" for _, s in steps if s.kind == "regrade") or "none"
    together = sum(each["seconds"] for each in ran.values())
    peak = max(each["peak"] for each in ran.values())
    return Sheet(
        "Step by step",
        "Wall time of the commands with their start-up, and the memory of a command with "
        "everything below it at its largest moment, shared pages counted once (sampled twice a "
        "second).",
        ("step", "runs", "all together", "the longest", "peak memory"),
        [*rows, ("**the term**", str(len(ran)), long_time(together), "", megabytes(peak))],
        "In between, people grade by hand, as in formgrader, but through nbgrader's API: points "
        "for the written answers, comments, now and then a point more than the tests gave. "
        "`feedback` makes the pages with nbgrader first, then the zip. After `collect --update` "
        f"only what is new is graded again. Tests were mended in {mended}: `--dry-run` was "
        f"seen to leave the gradebook as it was.{rest if resumed else ''}",
    )


def _assignments(
    ran: Mapping[str, Any],
    steps: Sequence[tuple[str, Step]],
    handed: Mapping[str, Sequence[HandIn]],
) -> Sheet:
    rows = []
    for assignment, files in handed.items():
        taken: Counter[str] = Counter()
        graded = 0
        for name, step in steps:
            if step.assignment == assignment:
                taken[step.kind] += ran[name]["seconds"]
                graded += ran[name]["progress"] if step.kind == "grade" else 0
        peak = max(
            ran[name]["peak"] for name, step in steps
            if step.assignment == assignment and step.kind == "grade"
        )  # fmt: skip
        people = len({one.student for one in files})
        rows.append(
            (
                f"`{assignment}`",
                str(graded),
                long_time(taken["grade"]),
                seconds(taken["grade"] / max(graded, 1)),
                megabytes(peak),
                seconds(taken["feedback"] / people),
                seconds(taken["report"]),
            )
        )
    return Sheet(
        "By assignment",
        "Graded are first, late and second submissions. `07_cnn` trains networks, the student's "
        "and the judge's; an endless loop takes a worker up to two minutes.",
        (
            *("assignment", "graded", "grading", "a submission", "peak memory"),
            *("feedback, a page", "report"),
        ),
        rows,
    )


def _recognised(counts: Mapping[str, Mapping[str, int]]) -> Sheet:
    keys = ("right", "refused", "ideas", "as meant", "otherwise", "unnamed", "passed")
    keys += ("changes", "noticed", "named")
    everything: Counter[str] = Counter()
    rows = []
    for assignment, each in counts.items():
        everything.update(each)
        rows.append((f"`{assignment}`", *(str(each.get(key, 0)) for key in keys)))
    ideas, wrong = everything["ideas"], everything["ideas"] + everything["noticed"]
    named = everything["as meant"] + everything["otherwise"] + everything["named"]
    return Sheet(
        "What the judge said",
        "Submissions with right answers only, and how many of them were refused; answers with a "
        "known wrong idea, and what the judge called it; answers with one sign, number, "
        "comparison, axis or index changed at random, how many of these were noticed, and named. "
        "A changed answer may still be right: not every change of a program changes what it gives.",
        (
            *("assignment", "right", "refused", "wrong idea", "named as meant", "named otherwise"),
            *("not named", "passed", "one change", "noticed", "named"),
        ),
        [*rows, ("**together**", *(str(everything[key]) for key in keys))],
        f"Of the known wrong ideas {everything['as meant'] / max(ideas, 1):.0%} were named as "
        f"meant; of all wrong answers {named / max(wrong, 1):.0%} got a name. What leans on a "
        "wrong answer of the same notebook may be named otherwise or not at all.",
    )


def _interrupted(state: State, count: Mapping[str, int], found: Mapping[str, Any]) -> Sheet:
    rows = [
        (
            name,
            f"{each['at']} of {each['of']} done",
            seconds(each["seconds"]),
            str(each["processes"]),
        )
        for name, each in state.killed.items()
    ]
    agree = ", ".join(f"{number:,} {_COMPARED.get(what, what)}" for what, number in count.items())
    return Sheet(
        "Interrupted, and the same in the end",
        "Steps that were ended by `kill -9` in the second term, at a moment drawn from the seed, "
        "and then run again. Of a grading run only the coordinator was killed, and its workers and "
        "sandboxes were seen to end by themselves; of other steps everything at once.",
        ("step", "killed when", "after", "processes"),
        rows,
        "Then everything that counts was compared with the undisturbed term, times of grading "
        f"aside: {agree}. No difference. All {found['by hand']} cells graded by hand kept their "
        "points and comments through second submissions, mended tests and interruptions. "
        f"Submissions by their last state: {_states(found['states'])}.",
    )


def _states(states: Mapping[str, int]) -> str:
    return ", ".join(f"{number} {state}" for state, number in states.items())


def _sizes(sizes: Mapping[str, Sequence[int]]) -> Sheet:
    return Sheet(
        "On the disk",
        "What the term leaves in the course folder.",
        ("what", "files", "together"),
        [(what, str(number), f"{size / 2**20:,.1f} MB") for what, (number, size) in sizes.items()],
    )
