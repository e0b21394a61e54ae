"""What came of the answers, exercise by exercise."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from matplotlib.patches import Patch

from ._chart import Chart, embedded, new_chart
from ._exercise_counts import CellCounts
from ._outcome import Outcome

_LOOKS: dict[Outcome, dict[str, Any]] = {
    Outcome.RIGHT: {"facecolor": "#0b559f"},
    Outcome.PARTLY: {"facecolor": "#a9cbe8"},
    Outcome.MISTAKE: {"facecolor": "#f0a05a", "hatch": "////"},
    Outcome.UNRECOGNISED: {"facecolor": "#ffffff", "hatch": "xxxx"},
    Outcome.ERROR: {"facecolor": "#6b6b6b", "hatch": "...."},
    Outcome.NOT_OWN: {"facecolor": "#f5e28a", "hatch": "++++"},
    Outcome.NOT_ANSWERED: {"facecolor": "#e6e6e6"},
    Outcome.UNKNOWN: {"facecolor": "#ffffff", "hatch": "----"},
}
"""By colour, by lightness and by hatch: any of the three is enough."""

_NARROWEST = 0.05
_LONGEST = 50


def outcome_chart(counted: Sequence[CellCounts]) -> Chart | None:
    """Draw a bar of the outcomes for each cell, hardest first; nothing where there are none."""
    cells = [each for each in counted if each.counts]
    if not cells:
        return None
    figure, ax = new_chart(1.1 + 0.46 * len(cells))
    for row, each in enumerate(cells):
        total = sum(each.counts.values())
        left = 0.0
        for outcome, count in each.counts.items():
            share = count / total
            look = {"edgecolor": "#222", "linewidth": 0.8, **_LOOKS[outcome]}
            ax.barh(row, share, left=left, height=0.5, **look)
            if share >= _NARROWEST:
                ax.text(
                    left + share / 2, row, str(count), ha="center", va="center", fontsize=8.5,
                    bbox={"facecolor": "#fff", "edgecolor": "none", "pad": 1.2},
                )  # fmt: skip
            left += share
        title = each.cell.title
        title = title if len(title) <= _LONGEST else f"{title[: _LONGEST - 1]}…"
        ax.text(0, row - 0.29, title.replace("$", r"\$"), ha="left", va="bottom", fontsize=9)
    ax.set_ylim(len(cells) - 0.6, -0.75)
    ax.set_xlim(0, 1)
    ax.set_yticks([])
    ax.spines["left"].set_visible(False)
    ax.set_xticks([0, 0.25, 0.5, 0.75, 1], ["0", "25", "50", "75", "100"])
    ax.set_xlabel("share of the students (%); numbers: students")
    there = [outcome for outcome in Outcome if any(outcome in each.counts for each in cells)]
    handles = [Patch(edgecolor="#222", label=each.value, **_LOOKS[each]) for each in there]
    figure.legend(
        handles=handles, loc="outside upper left", ncols=3, frameon=False, fontsize=8.5,
        handlelength=1.8, handleheight=1.1, columnspacing=1.2,
    )  # fmt: skip
    return embedded(
        figure,
        "For each exercise a bar of what came of the answers, the hardest exercise first: "
        f"{cells[0].cell.title}, {cells[0].share or 0:.0%} of the points. "
        "The table below has the same numbers.",
    )
