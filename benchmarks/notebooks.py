"""How long each notebook takes to execute, and each check: writes docs/notebooks-benchmark.md."""

from __future__ import annotations

import time
from pathlib import Path
from statistics import median

import click
import nbformat
from machine import machine
from nbclient import NotebookClient
from rich.console import Console
from sheets import Sheet, write_report
from tqdm import tqdm

from tinkernet.checks import assess
from tinkernet.course import assignments
from tinkernet.exercises import catalog

ROOT = Path(__file__).resolve().parent.parent
PAGE = ROOT / "docs" / "notebooks-benchmark.md"
SLOWEST = 8


def executed(name: str) -> float:
    """Return the seconds that a new kernel takes for all cells with the author's solutions."""
    notebook = nbformat.read(ROOT / "source" / name / f"{name}.ipynb", as_version=4)
    start = time.perf_counter()
    NotebookClient(notebook, timeout=120, resources={"metadata": {"path": str(ROOT)}}).execute()
    return time.perf_counter() - start


def checked(exercise, answer) -> float:
    start = time.perf_counter()
    assess(exercise, answer if isinstance(answer, tuple) else (answer,))
    return time.perf_counter() - start


@click.command()
@click.option("--runs", default=5, show_default=True, help="How often each notebook is executed.")
def main(runs: int) -> None:
    """Measure, print, and write the page."""
    rows = []
    for name in tqdm(assignments(ROOT), unit="notebook"):
        seconds = [executed(name) for _ in range(runs)]
        rows.append((f"`{name}`", f"{median(seconds):.1f}", f"{max(seconds):.1f}"))
    checks = []
    for exercise in tqdm(catalog(), unit="exercise"):
        right = median(checked(exercise, exercise.reference) for _ in range(3))
        wrong = [checked(exercise, m.variants[-1]) for m in exercise.mistakes]
        checks.append((right, max(wrong), exercise))
    checks.sort(key=lambda row: -row[0])
    sheets = [
        Sheet(
            "Executing a notebook",
            f"All cells with the author's solutions in a new kernel, pictures drawn, {runs} times; "
            "seconds, the kernel's start included.",
            ("notebook", "median", "slowest"),
            rows,
        ),
        Sheet(
            "The slowest checks",
            "Seconds until the verdict on a right answer, and on the slowest of the known "
            "mistakes, each of which is compared with every other.",
            ("exercise", "right", "wrong"),
            [
                (f"`{e.name}`", f"{right:.2f}", f"{wrong:.2f}")
                for right, wrong, e in checks[:SLOWEST]
            ],
        ),
        Sheet("Machine", "", ("", ""), list(machine("numpy", "nbclient", "ipykernel").items())),
    ]
    for sheet in sheets:
        sheet.show(Console())
    write_report(
        PAGE, "What the notebooks cost", "Made by `python benchmarks/notebooks.py`.", sheets
    )


if __name__ == "__main__":
    main()
