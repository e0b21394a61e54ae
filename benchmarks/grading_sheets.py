"""What the grading benchmark found, as the sections of its report."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from statistics import median

from graders import Graded
from process_memory import KINDS
from sheets import Sheet, long_time, megabytes, seconds

TEN_THOUSAND = 10_000
_CORES = (2, 8, 32, 128, 512)
_STAGES = {
    "read": "read the notebook, rebuild it from the instructor's",
    "kernel": "get a kernel (the first waits for the zygote)",
    "code": "the student's code",
    "judge": "ask and judge",
    "write": "sanitise, write reports",
}


def throughput(plain: Graded, ours: Sequence[Graded], workers: int, different: int) -> Sheet:
    """Compare the two graders on one class."""
    typical = median(each.seconds for each in ours)
    rows = [
        ("`nbgrader autograde`", *_speed(plain.seconds, plain.students), "1"),
        (
            f"`tinkernet grade --workers {workers}`",
            *_speed(typical, plain.students),
            f"**{plain.seconds / typical:.1f}**",
        ),
    ]
    runs = ", ".join(seconds(each.seconds) for each in ours)
    alike = "All automatic scores are identical, cell by cell."
    if different:
        alike = f"**{different} automatic scores differ: the numbers above compare nothing.**"
    return Sheet(
        "The same class, graded twice",
        f"{plain.students} submissions of `01_linear_regression`, all honest: perfect ones, loops, "
        "half done, untouched, one misconception each, a syntax error, a cell that raises. Plain "
        "nbgrader has its own course folder and gradebook, no preprocessor of ours and no sandbox. "
        "Its time is that of `nbgrader autograde` alone; ours is that of the whole command, with "
        "its start-up, a new gradebook and the recording of the assignment in it.",
        ("grader", "the class", "a submission", "submissions a minute", "times as fast"),
        rows,
        f"{alike} Runs of `tinkernet grade`: {runs}; the table has their median.",
    )


def _speed(total: float, students: int) -> tuple[str, str, str]:
    return seconds(total), seconds(total / students), f"{60 * students / total:.1f}"


def stages(run: Graded, workers: int) -> Sheet:
    """Split the time of a run: what its workers did, and what they waited for."""
    marks, count = run.marks, run.students
    each = run.seconds * workers / count
    starting = marks["ready"] * workers / count
    work = [(text, run.stages.get(name, 0.0)) for name, text in _STAGES.items()]
    known = starting + sum(run.stages.values())
    rows = [
        ("start of the command: imports, configuration, assignment", starting),
        *work,
        ("rest: start of the workers, a core taken by the writer, the end", max(each - known, 0.0)),
    ]
    table = [(text, seconds(value), f"{100 * value / each:.0f} %") for text, value in rows]
    table.append(("**together**", f"**{seconds(each)}**", "100 %"))
    filing = (marks["file"] + marks["add"]) / count
    return Sheet(
        "Where the time goes",
        f"Worker time a submission, in a class of {count} with {workers} workers: wall time of the "
        f"run, times {workers}, divided by {count}.",
        ("stage", "a submission", "share"),
        table,
        f"Beside this, the one writer filed each result in {seconds(filing)} (gradebook, folder "
        "and log), while the workers went on.",
    )


def growth(runs: Sequence[Graded], workers: int) -> Sheet:
    """Show the cost of a submission as the class grows."""
    rows = []
    for number, run in enumerate(runs):
        fewer = runs[number - 1] if number else None
        more = "-"
        if fewer:
            extra = run.seconds - fewer.seconds
            more = seconds(max(extra, 0.0) / (run.students - fewer.students))
        filing = (run.marks["file"] + run.marks["add"]) / run.students
        row = (str(run.students), seconds(run.seconds), seconds(run.each), more, seconds(filing))
        rows.append(row)
    return Sheet(
        "As the class grows",
        f"With {workers} workers. Flat means: the last column but one does not grow, which is what "
        "each further submission cost. The first of them pay for the start.",
        ("students", "wall time", "a submission", "each further one", "filing one"),
        rows,
    )


def memory(runs: Sequence[Graded]) -> Sheet:
    """Show the largest processes at each size."""
    rows = []
    for run in runs:
        found = run.memory
        if found is not None:
            cells = (
                f"{megabytes(found.resident[kind])} ({found.own[kind] / 2**20:,.0f})"
                for kind in KINDS
            )
            rows.append((str(run.students), *cells, megabytes(found.together)))
    return Sheet(
        "Memory",
        "The largest process of each kind that was seen (in brackets: what it shares with no "
        "other), and the whole run at its largest moment with shared pages counted once. Sampled "
        "twice a second: a peak of a kernel that is shorter goes unseen.",
        ("students", *KINDS, "all together"),
        rows,
    )


def sandbox(costs: Mapping[str, float], times: int) -> Sheet:
    """Show what the walls cost."""
    entering = ("fork", "setns", "mounts", "capabilities", "seccomp")
    names = {
        "start": "**sandboxed kernel: from asked for to ready**",
        "bubblewrap": "- of it bubblewrap: namespaces, read-only view",
        "setns": "- of it entering the namespaces (`setns`)",
        "mounts": "- of it three file systems in memory",
        "capabilities": "- of it giving up privileges",
        "seccomp": "- of it the system call filter",
        "first reply": "its first cell",
        "end": "ending it, and everything it started",
        "ordinary start": "**ordinary ipykernel: from asked for to ready**",
        "ordinary first reply": "its first cell",
        "ordinary imports": "what the zygote has imported already, imported there",
        "ordinary end": "ending it",
        "cell inside": "a further cell, there and back, sandboxed",
        "cell outside": "a further cell, there and back, the same kernel without walls",
        "zygote": "once a run: the zygote's imports and the first kernel",
    }
    rows = [(text, seconds(costs[name])) for name, text in names.items()]
    walls = costs["bubblewrap"] + sum(costs[name] for name in entering if name != "fork")
    usual = costs["ordinary start"] + costs["ordinary imports"]
    return Sheet(
        "What the sandbox costs",
        f"Medians of {times} kernels each, one after the other.",
        ("what", "time"),
        rows,
        f"The walls alone take {seconds(walls)} a kernel. A sandboxed kernel with everything "
        f"imported is there {usual / costs['start']:.0f} times as fast as an ordinary one, because "
        "it is forked and not started. The kernel without walls is the same program with the "
        "usual settings for its threads, so the last lines but one compare more than the walls.",
    )


def ten_thousand(runs: Sequence[Graded], workers: int, sizes: tuple[int, int]) -> Sheet:
    """Work out a large course from what was measured."""
    least, most = runs[0], runs[-1]
    each = (most.seconds - least.seconds) / (most.students - least.students) * workers
    start = max(least.seconds - each * least.students / workers, 0.0)
    filing = max(
        (sum(most.marks[name] - least.marks[name] for name in names))
        / (most.students - least.students)
        for names in (("file", "add"), ("cpu",))
    )
    rows = []
    for cores in _CORES:
        work, writer = TEN_THOUSAND * each / cores, TEN_THOUSAND * filing
        limit = "the workers" if work > writer else "the one writer"
        rows.append((str(cores), long_time(start + max(work, writer)), limit))
    out, back = sizes
    return Sheet(
        "Ten thousand submissions",
        f"Worked out from this run, not measured. Between {least.students} and {most.students} "
        f"students each further submission cost {seconds(each)} of a core (all processes "
        f"together), and the coordinator was busy with it for {seconds(filing)}, of which there "
        f"is one. Starting took {seconds(start)}. So, with one worker a core:",
        ("cores", f"{TEN_THOUSAND:,} submissions", "bound by"),
        rows,
        f"More than about {each / filing:.0f} cores do not help: then the coordinator is the "
        f"slowest. Over the network go {out / 1024:,.0f} kB to a worker and {back / 1024:,.0f} kB "
        f"back for each submission, {TEN_THOUSAND * (out + back) / 2**30:.1f} GB in all. Cores "
        "like those of this machine; a notebook that trains for minutes costs what it costs.",
    )
