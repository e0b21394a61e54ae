"""How the scores of a class are distributed."""

from __future__ import annotations

import math
import statistics
from typing import Any

import numpy as np
from matplotlib.ticker import MaxNLocator

from ._chart import Chart, embedded, new_chart
from ._class_results import ClassResults

_MOST_BARS = 15
_STEPS = (0.25, 0.5, 1, 2, 2.5, 5, 10, 20, 25, 50)


def score_chart(results: ClassResults) -> Chart | None:
    """Draw how many students have how many points; nothing where nobody handed in."""
    if not results.students:
        return None
    scores = [student.score for student in results.students]
    # Rounded once, so that 3 points added up in another way stay in their bar.
    all_scores = np.round(scores, 6)
    waiting = np.array([student.waits for student in results.students])
    top = max(results.worth, float(all_scores.max()), 1e-9)
    step = _step(top)
    edges = np.arange(0.0, top + step, step)
    edges = edges if edges[-1] >= top and len(edges) > 1 else np.append(edges, edges[-1] + step)
    done, _ = np.histogram(all_scores[~waiting], edges)
    waits, _ = np.histogram(all_scores[waiting], edges)
    figure, ax = new_chart(3.0)
    look: dict[str, Any] = {
        "width": step * 0.94,
        "align": "edge",
        "edgecolor": "#222",
        "linewidth": 0.8,
    }
    ax.bar(edges[:-1], done, color="#5b8db8", label="graded", **look)
    if waits.any():
        label = "waits for a person"
        ax.bar(edges[:-1], waits, bottom=done, color="#fff", hatch="////", label=label, **look)
    for left, count in zip(edges, done + waits, strict=False):
        if count:
            ax.annotate(
                str(count), (left + step * 0.47, count), (0, 2),
                textcoords="offset points", ha="center", va="bottom", fontsize=8.5,
                bbox={"facecolor": "#fff", "edgecolor": "none", "pad": 0.6},
            )  # fmt: skip
    middle = statistics.median(scores)
    ax.axvline(middle, color="#000", linestyle="--", linewidth=1.2, label=f"median {middle:.3g}")
    ax.set_xlabel(f"score (points, of {results.worth:g})")
    ax.set_ylabel("students")
    ax.yaxis.set_major_locator(MaxNLocator(integer=True))
    ax.set_ylim(0, float((done + waits).max()) * 1.12)
    figure.legend(loc="outside upper left", frameon=False, ncols=3, fontsize=8.5, columnspacing=1.2)
    fullest = int((done + waits).argmax())
    count = int((done + waits)[fullest])
    return embedded(
        figure,
        f"Histogram of {len(scores)} scores. Median {middle:.3g} of {results.worth:g} points, "
        f"lowest {min(scores):.3g}, highest {max(scores):.3g}; most of them, {count}, lie "
        f"between {edges[fullest]:g} and {edges[fullest + 1]:g}.",
    )


def _step(top: float) -> float:
    return next(
        (step for step in _STEPS if top / step <= _MOST_BARS), 10 ** math.ceil(math.log10(top / 10))
    )
