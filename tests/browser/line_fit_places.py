"""Where the things of a LineFit are on the page, and how to drag them."""

from typing import Any

import numpy as np

from tinkernet.widgets import LineFit

PLOT, VALLEY = 0, 1


def line_fit(**options: Any) -> LineFit:
    rng = np.random.default_rng(3)
    x = rng.normal(0.0, 1.0, 40)
    return LineFit(x, 3.0 * x + 2.0 + rng.normal(0.0, 1.0, 40), **options)


def corner(page: Any, which: int) -> tuple[float, float, float, float]:
    box = page.page.locator("canvas").nth(which).bounding_box()
    return box["x"], box["y"], box["width"], box["height"]


def to_pixel(page: Any, which: int, x_range: Any, y_range: Any, point: Any) -> tuple[float, float]:
    """Where a point is on the page: the box is read off the canvas by its tick labels' width."""
    left, top, width, height = corner(page, which)
    inner = page.page.evaluate(
        """([lo, hi]) => { const pen = document.createElement('canvas').getContext('2d');
        pen.font = '12px ' + getComputedStyle(document.querySelector('.tinker')).fontFamily;
        const width = (v) => pen.measureText(lib.format(v)).width;
        return 30 + Math.max(...lib.ticks(lo, hi).map(width)); }""",
        list(y_range),
    )
    u = (point[0] - x_range[0]) / (x_range[1] - x_range[0])
    v = (point[1] - y_range[0]) / (y_range[1] - y_range[0])
    return left + inner + u * (width - 14 - inner), top + height - 42 - v * (height - 50)


def dot(page: Any, widget: LineFit) -> tuple[float, float]:
    return to_pixel(page, VALLEY, widget.a_range, widget.b_range, (widget.a, widget.b))


def views(widget: LineFit) -> tuple[np.ndarray, np.ndarray]:
    """The x and y ranges of the left picture."""
    x_range = np.array([widget.x.min(), widget.x.max()])
    x_range += np.diff(x_range) * [-0.06, 0.06]
    span = np.ptp(widget.y)
    ends = widget.start[0] * x_range + widget.start[1]
    ends = np.clip(ends, widget.y.min() - 0.6 * span, widget.y.max() + 0.6 * span)
    y_range = np.array([min(widget.y.min(), *ends), max(widget.y.max(), *ends)])
    return x_range, y_range + np.diff(y_range) * [-0.06, 0.06]


def handle(page: Any, widget: LineFit, which: float) -> tuple[float, float]:
    x_range, y_range = views(widget)
    x = x_range[0] + which * (x_range[1] - x_range[0])
    return to_pixel(page, PLOT, x_range, y_range, (x, widget.a * x + widget.b))


def drag(page: Any, start: tuple[float, float], by: tuple[float, float]) -> None:
    mouse = page.page.mouse
    mouse.move(*start)
    mouse.down()
    for part in np.linspace(0, 1, 6)[1:]:
        mouse.move(start[0] + part * by[0], start[1] + part * by[1])
    mouse.up()
    page.settle()
