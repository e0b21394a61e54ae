"""Training steps of the course's networks: PyTorch against this library, in one process.

Both take turns, step by step, so that whatever else the machine does meets both alike. Ratios
are the point: nothing here passes or fails.
"""

from __future__ import annotations

import time
from statistics import median

import click
import torch
from rich.console import Console
from rich.table import Table
from tqdm import tqdm
from training_workloads import WORKLOADS, Workload, pair

WARM_UP = 20


def timed(workload: Workload, steps: int, seed: int) -> tuple[float, float]:
    """Return the median seconds of a step with PyTorch and with this library."""
    theirs, ours = pair(workload, seed)
    seconds: tuple[list[float], list[float]] = ([], [])
    for number in range(WARM_UP + steps):
        for step, found in zip((theirs, ours), seconds, strict=True):
            began = time.perf_counter()
            step()
            if number >= WARM_UP:
                found.append(time.perf_counter() - began)
    return median(seconds[0]), median(seconds[1])


@click.command()
@click.option("--steps", default=100, show_default=True, help="Of each, after the warm-up.")
@click.option("--seed", default=2026, show_default=True, help="Draws the examples.")
def main(steps: int, seed: int) -> None:
    """Time one training step of every workload with both, in float32."""
    table = Table("network", "batch", "PyTorch", "ours", "PyTorch / ours")
    for workload in tqdm(WORKLOADS, unit="network"):
        theirs, ours = timed(workload, steps, seed)
        table.add_row(
            workload.name,
            str(workload.batch),
            f"{1e3 * theirs:.3f} ms",
            f"{1e3 * ours:.3f} ms",
            f"{theirs / ours:.2f}",
        )
    console = Console()
    console.print(f"PyTorch {torch.__version__}, {torch.get_num_threads()} threads, float32")
    console.print(table)


if __name__ == "__main__":
    main()
