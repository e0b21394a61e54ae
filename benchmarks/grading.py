"""Plain `nbgrader autograde` against `tinkernet grade`: the same class, one run, one machine.

Ratios are the point: machines are noisy, so nothing here passes or fails.
"""

from __future__ import annotations

import pickle
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click
import tqdm
from class_of_students import (
    NAME,
    PLAIN_CONFIG,
    ROOT,
    class_of,
    lay_course,
    scores,
    wrote_to_stderr,
)
from graders import Graded, plain_nbgrader, timed_grade, tinkernet_grade
from grading_sheets import growth, memory, sandbox, stages, ten_thousand, throughput
from machine import bubblewrap, machine
from rich.console import Console
from sandbox_costs import sandbox_costs
from sheets import Sheet, long_time, write_report

from tinkernet.grading import Assignment, Submission, grade_submission
from tinkernet.sandbox import Limits, require_bubblewrap

SIZES, QUICK_SIZES = (10, 40, 160, 1000), (4, 8)
RUNS, KERNELS, QUICK_KERNELS = 3, 20, 3
TITLE = "Grading: a benchmark"
OPENING = """
{warning}Made by `benchmarks/grading.py`, which writes this page. The command, in a clone of this
repository after `make test` or `make demo`:

```sh
{command}
```

Every seed is given ({seed}). Machines are noisy, so read the ratios; a second run differs by some
per cent. How grading works is told in [the guide to grading](grading.md).
"""
QUICK = (
    "**This page comes from a quick trial with few students on a busy machine: it shows the form, "
    "its numbers mean nothing.**\n\n"
)


@click.command()
@click.option("--students", default=40, show_default=True, help="In the class graded twice.")
@click.option("--workers", default=2, show_default=True, help="Of `tinkernet grade`.")
@click.option("--seed", default=2026, show_default=True, help="Draws the class and the cases.")
@click.option("--largest", default=1000, show_default=True, help="Class as classes grow.")
@click.option("--quick", is_flag=True, help="A trial of the benchmark: 6 students, small classes.")
@click.option(
    "--report",
    type=click.Path(dir_okay=False, path_type=Path),
    default=ROOT / "docs" / "grading-benchmark.md",
    help="Where to write; default: docs/grading-benchmark.md.",
)
def main(students: int, workers: int, seed: int, largest: int, quick: bool, report: Path) -> None:
    """Grade a class with plain nbgrader and with tinkernet; write a report.

    About twelve minutes on a quiet machine with two cores.
    """
    require_bubblewrap()
    tqdm.tqdm.monitor_interval = 0  # no thread beside us when a sandbox is forked
    console = Console()
    began = time.perf_counter()
    facts = machine("nbgrader", "ipykernel", "jupyter_client", "numpy", "matplotlib") | bubblewrap()
    count, sizes, kernels = (6, QUICK_SIZES, QUICK_KERNELS) if quick else (students, SIZES, KERNELS)
    sizes = tuple(size for size in sizes if size <= largest)
    sheets = [Sheet("The machine", "", ("", "what"), [list(each) for each in facts.items()])]
    with tempfile.TemporaryDirectory(prefix="benchmark-") as name:
        bench = Bench(Path(name), seed, workers)
        console.print(f"[bold]1. {count} students, graded by plain nbgrader and by tinkernet")
        sheets.append(bench.compare(count, 1 if quick else RUNS))
        console.print(f"[bold]2. Classes of {', '.join(map(str, sizes))}")
        runs = [bench.timed(size) for size in sizes]
        middle = min(runs, key=lambda run: abs(run.students - count))
        sheets += [stages(middle, workers), growth(runs, workers), memory(runs)]
        console.print(f"[bold]3. The sandbox, {kernels} times each")
        sheets.append(sandbox(sandbox_costs(kernels), kernels))
        sheets.append(ten_thousand(runs, workers, bench.bytes_on_the_way()))
    for sheet in sheets:
        sheet.show(console)
    opening = OPENING.format(
        command=_command(students, workers, seed, largest),
        seed=seed,
        warning=QUICK if quick else "",
    )
    write_report(report, TITLE, opening, sheets)
    console.print(f"Written to {report.name} after {long_time(time.perf_counter() - began)}.")


class Bench:
    """Classes in folders of their own, below one that is removed at the end.

    Parameters
    ----------
    folder : Path
    seed : int
    workers : int
    """

    def __init__(self, folder: Path, seed: int, workers: int) -> None:
        self._folder = folder
        self._seed = seed
        self._workers = workers
        self._made = 0

    def compare(self, count: int, runs: int) -> Sheet:
        """Grade one class with plain nbgrader once, with tinkernet several times."""
        with self._course(count, PLAIN_CONFIG) as folder:
            plain = plain_nbgrader(folder, count, self._seed)
            wanted = scores(folder)
            if loud := wrote_to_stderr(folder):
                raise click.ClickException(f"These write to stderr, so nbgrader gives 0: {loud}")
        ours = []
        different = set()
        for _ in range(runs):
            with self._course(count) as folder:
                ours.append(tinkernet_grade(folder, count, self._workers))
                found = scores(folder)
                keys = wanted.keys() | found.keys()
                different |= {key for key in keys if wanted.get(key) != found.get(key)}
        for student, cell in sorted(different):
            click.echo(f"   {student} {cell}: the scores differ", err=True)
        return throughput(plain, ours, self._workers, len(different))

    def timed(self, count: int) -> Graded:
        """Grade a class under a stopwatch."""
        with self._course(count) as folder:
            return timed_grade(folder, count, self._workers)

    def bytes_on_the_way(self) -> tuple[int, int]:
        """Return what a submission weighs on its way to a worker, and its result coming back."""
        with self._course(1) as folder:
            assignment = Assignment.load(folder, NAME)
            (place,) = (folder / "submitted").glob(f"*/{NAME}")
            submission = Submission.read(place)
            result = grade_submission(submission, assignment)
        task = (submission, assignment, Limits())
        return len(pickle.dumps(task)), len(pickle.dumps(result))

    @contextmanager
    def _course(self, count: int, config: str = "") -> Iterator[Path]:
        self._made += 1
        folder = self._folder / f"course-{self._made}"
        yield lay_course(folder, class_of(count, self._seed), self._seed, config)


def _command(students: int, workers: int, seed: int, largest: int) -> str:
    return (
        f".venv/bin/python benchmarks/grading.py --students {students} --workers {workers} "
        f"--seed {seed} --largest {largest}"
    )


if __name__ == "__main__":
    main()
