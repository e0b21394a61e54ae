"""What the report's charts share: their look, and how they get into the page."""

from __future__ import annotations

import base64
import io
from dataclasses import dataclass
from typing import Any

import matplotlib as mpl
from matplotlib.axes import Axes
from matplotlib.figure import Figure

WIDTH = 4.2
"""Inches: narrow, so that labels can still be read where it fills a telephone."""

_STYLE: Any = {
    # The same bytes for the same chart, with letters as outlines: the page brings no font.
    "svg.hashsalt": "tinkernet",
    "svg.fonttype": "path",
    "hatch.linewidth": 0.6,
    "font.size": 9.5,
}


@dataclass(frozen=True)
class Chart:
    """A picture for the page.

    Attributes
    ----------
    uri : str
        An SVG file as a data address.
    alt : str
        What can be seen, in a sentence or two.
    """

    uri: str
    alt: str


def new_chart(height: float) -> tuple[Figure, Axes]:
    """Make a figure with one pair of axes that finds its own margins."""
    with mpl.rc_context(_STYLE):
        figure = Figure(figsize=(WIDTH, height), layout="constrained")
        ax = figure.add_subplot()
    ax.spines[["top", "right"]].set_visible(False)
    return figure, ax


def embedded(figure: Figure, alt: str) -> Chart:
    """Turn a figure into something that a page can hold."""
    buffer = io.BytesIO()
    nothing: dict[str, Any] = {"Date": None, "Creator": None}
    with mpl.rc_context(_STYLE):
        figure.savefig(buffer, format="svg", metadata=nothing)
    data = base64.b64encode(buffer.getvalue()).decode()
    return Chart(f"data:image/svg+xml;base64,{data}", alt)
