"""A figure with a text that says what can be seen on it."""

from __future__ import annotations

import base64
import html
import io
import os
from collections.abc import Callable
from functools import cached_property
from typing import Any

from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure

DPI = 110
"""Dots per inch of pictures in notebooks."""

BLUE, ORANGE, GREY = "#0b559f", "#d55e00", "#6b6b6b"
"""Two colours that everyone can tell apart, in greyscale too, and one for the background."""

STYLES = ("-", "--", "-.", ":")
"""Line styles, so that colour is never all that tells two lines apart."""


class Picture:
    """A matplotlib figure together with its alternative text.

    Displayed in a notebook it is an image that a screen reader can read out; in a notebook that
    nbgrader executes it is the text alone.

    Parameters
    ----------
    draw : callable
        Makes the figure; called when somebody looks, not before.
    alt : str
        What can be seen, in a sentence or two.

    Attributes
    ----------
    figure : matplotlib Figure
        The drawing. It belongs to no window, so nothing has to be closed.
    alt : str
        The text.
    """

    def __init__(self, draw: Callable[[], Figure], alt: str) -> None:
        self._draw = draw
        self.alt = alt

    @cached_property
    def figure(self) -> Figure:
        """The drawing, made the first time it is asked for."""
        return self._draw()

    def png(self) -> bytes:
        """Return the figure as the bytes of a PNG file."""
        buffer = io.BytesIO()
        FigureCanvasAgg(self.figure)
        # Metadata would carry matplotlib's version into the bytes.
        self.figure.savefig(buffer, format="png", dpi=DPI, metadata={"Software": None})
        return buffer.getvalue()

    def _repr_mimebundle_(self, include: Any = None, exclude: Any = None) -> dict[str, str]:
        # While nbgrader validates or grades, nobody looks: the text is enough, and drawing would
        # take longer than all the rest.
        if os.environ.get("NBGRADER_EXECUTION"):
            text = f"Picture, drawn when you run the notebook: {self.alt}"
            return {"text/plain": text, "text/html": f"<p><em>{html.escape(text)}</em></p>"}
        data = base64.b64encode(self.png()).decode()
        width = round(self.figure.get_figwidth() * 96)
        image = (
            f'<img src="data:image/png;base64,{data}" width="{width}" '
            f'style="max-width:100%;height:auto;background:#fff" alt="{html.escape(self.alt)}">'
        )
        return {"text/html": image, "text/plain": self.alt}

    def __repr__(self) -> str:
        return f"Picture({self.alt})"


def counted(number: int, noun: str) -> str:
    """Return a number with its noun, in the plural if there is more than one or none."""
    return f"{number} {noun}{'s' * (number != 1)}"


def text_width(text: str, size: float) -> float:
    """Return the width of a text in inches, as it will be drawn."""
    figure = Figure(dpi=DPI)
    FigureCanvasAgg(figure)
    return float(figure.text(0, 0, text, size=size).get_window_extent().width) / DPI


def new_axes(
    columns: int = 1, width: float = 4.6, height: float = 3.4
) -> tuple[Figure, list[Axes]]:
    """Make a figure with so many axes side by side, in the course's look.

    Margins are fixed, in inches: a layout engine would draw everything twice.
    """
    left, right, bottom, top = 0.75, 0.12, 0.55, 0.3
    inner = width - left - right
    figure = Figure(figsize=(width * columns, height))
    grid = figure.add_gridspec(
        1,
        columns,
        left=left / (width * columns),
        right=1 - right / (width * columns),
        bottom=bottom / height,
        top=1 - top / height,
        wspace=(left + right) / inner,
    )
    axes = [figure.add_subplot(grid[0, column]) for column in range(columns)]
    for ax in axes:
        ax.spines[["top", "right"]].set_visible(False)
        ax.tick_params(labelsize=9)
    return figure, axes
