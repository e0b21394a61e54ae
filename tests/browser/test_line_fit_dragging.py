"""LineFit in a bare page: what the hand drags must arrive in the model and on the canvas."""

import time
from typing import Any

import numpy as np
import pytest

from tinkernet.widgets import LineFit

from .line_fit_places import PLOT, VALLEY, corner, dot, drag, handle, line_fit, to_pixel, views


def test_a_handle_turns_the_line_about_the_other_one(page: Any) -> None:
    widget = line_fit(a=1.0, b=0.5)
    page.show(widget)
    before = page.pixels(PLOT), page.pixels(VALLEY)
    x_range, y_range = views(widget)
    pivot = x_range[0] + 0.2 * np.diff(x_range)[0]
    height = widget.a * pivot + widget.b
    drag(page, handle(page, widget, 0.8), (0, -40))
    page.page.wait_for_function("() => model.get('a') > 1.01")
    _, _, _, tall = corner(page, PLOT)
    raised = 40 / (tall - 50) * np.diff(y_range)[0] / (0.6 * np.diff(x_range)[0])
    assert widget.a == pytest.approx(1.0 + raised, rel=0.02)
    assert widget.a * pivot + widget.b == pytest.approx(height, abs=1e-9)
    assert page.pixels(PLOT) != before[0]
    assert page.pixels(VALLEY) != before[1]


def test_the_line_itself_shifts(page: Any) -> None:
    widget = line_fit(a=1.0, b=0.5)
    page.show(widget)
    x_range, y_range = views(widget)
    middle = x_range.mean()
    drag(page, to_pixel(page, PLOT, x_range, y_range, (middle, middle + 0.5)), (25, 30))
    assert widget.a == 1.0
    _, _, _, tall = corner(page, PLOT)
    assert widget.b == pytest.approx(0.5 - 30 / (tall - 50) * np.diff(y_range)[0], rel=0.02)


def test_a_press_beside_the_line_moves_nothing(page: Any) -> None:
    widget = line_fit(a=1.0, b=0.5)
    page.show(widget)
    u, v = handle(page, widget, 0.5)
    drag(page, (u, v + 60), (10, 10))
    assert (widget.a, widget.b) == (1.0, 0.5)


def test_the_dot_moves_on_the_surface(page: Any) -> None:
    widget = line_fit()
    page.show(widget)
    before = page.pixels(PLOT)
    target = to_pixel(page, VALLEY, widget.a_range, widget.b_range, (2.5, 1.5))
    start = dot(page, widget)
    drag(page, start, (target[0] - start[0], target[1] - start[1]))
    assert (widget.a, widget.b) == pytest.approx((2.5, 1.5), abs=0.05)
    assert page.pixels(PLOT) != before


def test_the_dot_stays_in_the_picture(page: Any) -> None:
    widget = line_fit()
    page.show(widget)
    drag(page, dot(page, widget), (-600, 0))
    assert widget.a == widget.a_range[0]


def test_touch(open_page: Any) -> None:
    page = open_page(has_touch=True, is_mobile=True)
    widget = line_fit()
    page.show(widget)
    u, v = dot(page, widget)
    chrome = page.page.context.new_cdp_session(page.page)

    def touch(kind: str, *points: tuple[float, float]) -> None:
        places = [{"x": x, "y": y} for x, y in points]
        chrome.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": places})

    touch("touchStart", (u + 18, v + 12))  # a finger is less exact than a mouse
    for shift in (10, 30, 50):
        touch("touchMove", (u + 18 + shift, v + 12 - shift))
    touch("touchEnd")
    page.settle()
    width = corner(page, VALLEY)[2]
    assert widget.a == pytest.approx(50 / width * np.diff(widget.a_range)[0], rel=0.3)
    assert widget.b > 0


def test_frames_while_dragging_many_points(page: Any, record_property: Any) -> None:
    rng = np.random.default_rng(0)
    x = rng.normal(size=442)
    widget = LineFit(x, 50 * x + 150 + 60 * rng.normal(size=442))
    page.show(widget, linked=False)
    u, v = dot(page, widget)
    began = time.perf_counter()
    frames = page.page.evaluate(
        """([u, v]) => new Promise((done) => {
        const canvas = document.querySelectorAll('canvas')[1];
        const send = (type, x, y) => canvas.dispatchEvent(new PointerEvent(type,
          { clientX: x, clientY: y, pointerId: 1, bubbles: true, isPrimary: true }));
        canvas.setPointerCapture = () => {};
        send('pointerdown', u, v);
        let n = 0;
        const start = performance.now(), next = (now) => {
          if (now - start > 1500) {
            send('pointerup', u, v);
            done(n / (now - start) * 1000);
            return;
          }
          n++;
          send('pointermove', u + 40 * Math.sin(n / 10), v + 40 * Math.cos(n / 10));
          requestAnimationFrame(next);
        };
        requestAnimationFrame(next); })""",
        [u, v],
    )
    record_property("frames_per_second", round(frames, 1))
    print(f"{frames:.1f} frames a second while dragging, {time.perf_counter() - began:.1f} s")
    assert page.get("a") != 0.0
