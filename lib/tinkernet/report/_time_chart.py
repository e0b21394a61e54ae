"""When work was handed in, and what it scored."""

from __future__ import annotations

import statistics
from datetime import datetime
from typing import Any

from ._chart import Chart, embedded, new_chart
from ._class_results import ClassResults, StudentWork

FARTHEST = 60.0
"""Days: a clock that was years off must not press all the others into one line."""


def time_chart(results: ClassResults) -> Chart | None:
    """Draw score over time of submission; nothing where no time is known."""
    dated = [(each.handed_in, each) for each in results.students if each.handed_in is not None]
    if not dated:
        return None
    zero = results.due or min(when for when, _ in dated)
    days = [_days(when, zero) for when, _ in dated]
    hours = max(map(abs, days)) <= 2
    unit, factor = ("hours", 24.0) if hours else ("days", 1.0)
    figure, ax = new_chart(3.2)
    looks: tuple[tuple[bool, str, dict[str, Any]], ...] = (
        (False, "in time" if results.due else "handed in", {"marker": "o", "color": "#0b559f"}),
        (True, "late", {"marker": "^", "color": "#d55e00", "facecolors": "none"}),
    )
    for late, label, look in looks:
        points = [
            (at * factor, each.score)
            for at, (_, each) in zip(days, dated, strict=True)
            if each.late is late
        ]
        if points:
            x, y = zip(*points, strict=True)
            size = 26 if len(dated) < 200 else 12
            ax.scatter(x, y, s=size, alpha=0.75, linewidths=1.2, label=label, **look)
    top = max([results.worth, *(each.score for _, each in dated)])
    ax.set_ylim(-0.04 * top - 0.01, top * 1.06 + 0.01)
    ax.set_ylabel(f"score (points, of {results.worth:g})")
    if results.due:
        ax.axvline(0, color="#000", linestyle="--", linewidth=1.2, label="due date")
        ax.set_xlabel(f"{unit} after the due date (negative: before)")
    else:
        ax.set_xlabel(f"{unit} after the first submission")
    figure.legend(loc="outside upper left", frameon=False, ncols=3, fontsize=8.5, columnspacing=1.2)
    return embedded(figure, _alt(results, [each for _, each in dated]))


def _days(when: datetime, zero: datetime) -> float:
    return max(-FARTHEST, min(FARTHEST, (when - zero).total_seconds() / 86400))


def _alt(results: ClassResults, students: list[StudentWork]) -> str:
    late = [each.score for each in students if each.late]
    early = [each.score for each in students if not each.late]
    said = f"Scatter plot of score over time of submission, {len(students)} students."
    if early:
        said += f" Median score of the {len(early)} in time: {statistics.median(early):.3g}."
    if late:
        said += f" Median score of the {len(late)} late: {statistics.median(late):.3g}."
    return said if results.due else said.replace(" in time", "")
