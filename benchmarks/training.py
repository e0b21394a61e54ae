"""Training of the course's networks: PyTorch against this library, in one process.

Ratios are the point: machines are noisy, so nothing here passes or fails.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path
from statistics import median

import click
import torch
from machine import machine
from rich.console import Console
from sheets import Sheet, long_time, seconds, write_report
from tqdm import tqdm
from training_fits import COURSES, fits
from training_workloads import WORKLOADS, pair

PAGE = Path(__file__).resolve().parent.parent / "docs" / "training-benchmark.md"
Work = Callable[[], float]

REST = 0.1
"""Seconds after which the threads of one no longer wait, awake, for more to do."""

BLOCKS = 10
WARM_UP = 5

TITLE = "Training: a benchmark"
OPENING = """
Made by `benchmarks/training.py`, which writes this page, but for what follows
["What was tried"](#what-was-tried). The command, in a clone of this repository after `make test`:

```sh
.venv/bin/python benchmarks/training.py --steps {steps} --fits {fits} --seed {seed}
```

Both compute in float32, start from the same weights, see the same examples, and end with the same
loss. Our networks are built as any user builds them. Machines are noisy: read the ratios.
"""
STEPS = """
One step: forward, loss, backward, SGD with momentum. PyTorch and our library take turns in one
process. The first three columns of times: they change after a block of some twenty steps and a rest
of 0.1 s, so that each has the machine for itself. Turn by turn: they change after every step; then
each also waits for the other's threads, which stay awake for a while and hold a core. Medians.
"""
FITS = """
`optim.fit` from the first epoch to the last, and the same loop written with PyTorch: the network
and the data of each notebook. They take turns, with a rest of 0.1 s. Medians.
"""
TRIED = "What was tried"


def turn_by_turn(theirs: Work, ours: Work, steps: int) -> tuple[float, float]:
    """Return the median seconds of a step of both, which change after every step."""
    times: tuple[list[float], list[float]] = ([], [])
    for number in range(WARM_UP + steps):
        for step, found in zip((theirs, ours), times, strict=True):
            duration = timed(step)
            if number >= WARM_UP:
                found.append(duration)
    return median(times[0]), median(times[1])


def block_by_block(theirs: Work, ours: Work, steps: int, blocks: int) -> tuple[float, float]:
    """Return the median seconds of a step of both, which change after several and a rest."""
    times: tuple[list[float], list[float]] = ([], [])
    for _ in range(blocks):
        for step, found in zip((theirs, ours), times, strict=True):
            time.sleep(REST)
            for _ in range(WARM_UP if steps > blocks else 0):
                step()
            found += [timed(step) for _ in range(steps // blocks)]
    return median(times[0]), median(times[1])


def timed(work: Work) -> float:
    """Return how long it takes."""
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


def compared(times: tuple[float, float]) -> list[str]:
    """Write both times, and PyTorch's over ours."""
    return [*map(seconds, times), f"**{times[0] / times[1]:.2f}**"]


def steps_sheet(steps: int, seed: int) -> Sheet:
    """Time one step of every network, in both ways."""
    rows = []
    for workload in tqdm(WORKLOADS, unit="network"):
        times = block_by_block(*pair(workload, seed), steps, BLOCKS)
        in_turn = turn_by_turn(*pair(workload, seed), steps)
        rows.append([workload.name, str(workload.batch), *compared(times), *compared(in_turn)])
    header = ["network", "batch", "PyTorch", "ours", "ratio"]
    header += ["PyTorch, turn by turn", "ours, turn by turn", "ratio, turn by turn"]
    return Sheet("One training step", STEPS.strip(), header, rows)


def fits_sheet(count: int) -> Sheet:
    """Train the network of every notebook."""
    rows = []
    for course in tqdm(COURSES, unit="notebook"):
        theirs, ours = fits(course)
        losses = theirs(), ours()
        times = block_by_block(theirs, ours, count, count)
        rows.append([course.name, str(course.epochs), *compared(times)])
        rows[-1] += [f"{loss:.4f}" for loss in losses]
    header = ["notebook", "epochs", "PyTorch", "ours", "ratio", "PyTorch's loss", "our loss"]
    return Sheet("A whole fit", FITS.strip(), header, rows)


@click.command()
@click.option("--steps", default=200, show_default=True, help="Of each, after the warm-up.")
@click.option("--fits", "count", default=7, show_default=True, help="Whole fits of each.")
@click.option("--seed", default=2026, show_default=True, help="Draws the examples.")
def main(steps: int, count: int, seed: int) -> None:
    """Time training with both, in float32; write a report. About two minutes."""
    began, console = time.perf_counter(), Console()
    facts = machine("numpy", "torch") | {"Threads of PyTorch": str(torch.get_num_threads())}
    sheets = [
        Sheet("The machine", "", ("", "what"), [list(each) for each in facts.items()]),
        steps_sheet(steps, seed),
        fits_sheet(count),
    ]
    for sheet in sheets:
        sheet.show(console)
    kept = PAGE.read_text(encoding="utf-8").partition(f"## {TRIED}\n")[2] if PAGE.exists() else ""
    write_report(PAGE, TITLE, OPENING.format(steps=steps, fits=count, seed=seed), sheets)
    with PAGE.open("a", encoding="utf-8") as page:
        page.write(f"\n## {TRIED}\n{kept}")
    console.print(f"Written to {PAGE.name} after {long_time(time.perf_counter() - began)}.")


if __name__ == "__main__":
    main()
