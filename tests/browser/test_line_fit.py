"""LineFit in a bare page: what the hand does must arrive in the model and on the canvas."""

import re
import time
from typing import Any

import numpy as np
import pytest

from tinkernet.widgets import LineFit

pytestmark = pytest.mark.browser
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


def wait_for(page: Any, name: str, test: str) -> None:
    page.page.wait_for_function(f"() => {{ const v = model.get('{name}'); return {test}; }}")


def said(page: Any) -> str:
    page.settle()
    return str(page.page.locator(".tinker-message").inner_text())


def test_a_handle_turns_the_line_about_the_other_one(page: Any) -> None:
    widget = line_fit(a=1.0, b=0.5)
    page.show(widget)
    before = page.pixels(PLOT), page.pixels(VALLEY)
    x_range, y_range = views(widget)
    pivot = x_range[0] + 0.2 * np.diff(x_range)[0]
    height = widget.a * pivot + widget.b
    drag(page, handle(page, widget, 0.8), (0, -40))
    wait_for(page, "a", "v > 1.01")
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


def test_arrow_keys_on_every_slider(page: Any) -> None:
    widget = line_fit()
    page.show(widget)
    for label, name in [("Slope a", "a"), ("Intercept b", "b"), ("Learning rate", "lr")]:
        slider = page.page.get_by_label(label)
        assert slider.get_attribute("data-lm-suppress-shortcuts") == "true"
        before, picture = getattr(widget, name), page.pixels(VALLEY)
        slider.focus()
        for _ in range(5):
            slider.press("ArrowRight")
        page.settle()
        assert getattr(widget, name) > before
        text = slider.get_attribute("aria-valuetext")
        assert re.fullmatch(rf"{label} = [0-9.e−]+", text)
        assert (page.pixels(VALLEY) != picture) == (name != "lr")


def test_step_says_whose_gradient_it_was(page: Any) -> None:
    widget = line_fit(gradient=lambda x, y, a, b: (3.0, 1.0))
    page.show(widget)
    page.page.get_by_role("button", name="Step").click()
    wait_for(page, "path", "v.length === 2")
    assert (widget.a, widget.b) == pytest.approx((-0.3, -0.1))
    wrong = r"Your <lambda> gives da = 3, db = 1; the library's gives da = .* here"
    assert re.search(wrong, said(page))


def test_run_arrives(page: Any) -> None:
    widget = line_fit()
    page.show(widget)
    page.page.get_by_role("button", name="Run").click()
    page.page.get_by_role("button", name="Stop").wait_for()
    wait_for(page, "going_on", "v === false")
    page.page.get_by_role("button", name="Run").wait_for()
    best = np.polyfit(widget.x, widget.y, 1)
    assert (widget.a, widget.b) == pytest.approx(tuple(best), abs=1e-3)
    assert "arrived" in said(page)


def test_stop_stops_and_reset_goes_back(page: Any) -> None:
    widget = line_fit(lr=0.01)
    page.show(widget)
    page.page.get_by_role("button", name="Run").click()
    wait_for(page, "path", "v.length > 4")
    page.page.get_by_role("button", name="Stop").click()
    page.page.wait_for_timeout(200)
    stopped = len(widget.path)
    page.page.wait_for_timeout(300)
    assert len(widget.path) == stopped
    page.page.get_by_role("button", name="Reset").click()
    wait_for(page, "path", "v.length === 0")
    assert (widget.a, widget.b) == (0.0, 0.0)
    assert "Drag the line" in said(page)


def test_a_drag_stops_the_run(page: Any) -> None:
    widget = line_fit(lr=0.001)
    widget.lr_range = (1e-3, 1.0)
    page.show(widget)
    page.page.get_by_role("button", name="Run").click()
    wait_for(page, "path", "v.length > 2")
    drag(page, dot(page, widget), (30, 30))
    assert page.page.get_by_role("button", name="Run").count() == 1


def test_divergence_stops_the_run(page: Any) -> None:
    widget = line_fit(lr=2.0)
    page.show(widget)
    page.page.get_by_role("button", name="Run").click()
    wait_for(page, "going_on", "v === false")
    assert "diverges" in said(page)
    assert "smaller learning rate, such as 0.2" in said(page)
    page.page.get_by_role("button", name="Run").wait_for()


def test_a_slow_gradient_leaves_the_drawing_alone(page: Any) -> None:
    widget = line_fit()
    page.show(widget, linked=False)  # Python never answers
    page.page.get_by_role("button", name="Run").click()
    before = page.pixels(VALLEY)
    drag(page, dot(page, widget), (40, -40))
    assert page.pixels(VALLEY) != before
    page.page.get_by_text("Python has not answered yet").wait_for(timeout=5000)


def test_nothing_is_drawn_while_nothing_moves(page: Any) -> None:
    widget = line_fit()
    page.show(widget)
    page.settle()
    page.page.evaluate(
        "() => { window.frames_asked = 0; const ask = window.requestAnimationFrame;"
        "window.requestAnimationFrame = (f) => { frames_asked++; return ask(f); }; }"
    )
    page.page.wait_for_timeout(300)
    assert page.page.evaluate("frames_asked") == 0
    page.page.evaluate("() => { model.set('a', 1.5); model.set('b', 1.5); }")
    assert page.page.evaluate("frames_asked") == 1


def test_python_moves_the_picture(page: Any) -> None:
    page.show(line_fit())
    before = page.pixels(PLOT)
    page.page.evaluate("() => model.receive({ b: 2.5 })")
    assert page.pixels(PLOT) != before
    assert (
        page.page.get_by_label("Intercept b").get_attribute("aria-valuetext") == "Intercept b = 2.5"
    )


def test_the_number_is_the_mse_of_numpy(page: Any) -> None:
    widget = line_fit(a=1.25, b=-0.5)
    page.show(widget)
    assert page.page.locator(".tinker-number").inner_text() == f"MSE = {widget.mse:.5g}"
    page.page.wait_for_function(
        "text => document.querySelector('[aria-live=polite]').textContent.includes(text)",
        arg=f"MSE = {widget.mse:.5g}",
    )
    for canvas in page.page.get_by_role("img").all():
        assert f"MSE = {widget.mse:.5g}" in canvas.get_attribute("aria-label")


def test_dark_theme_is_followed_at_once(page: Any) -> None:
    page.show(line_fit())
    light = page.pixels(PLOT), page.pixels(VALLEY)
    page.page.evaluate(
        "() => { const s = document.body.style; s.setProperty('--jp-layout-color0', '#111');"
        "s.setProperty('--jp-ui-font-color1', '#eee'); }"
    )
    page.page.wait_for_timeout(500)
    assert page.pixels(PLOT) != light[0]
    assert page.pixels(VALLEY) != light[1]
    ink = page.page.evaluate("getComputedStyle(document.querySelector('.tinker')).color")
    assert ink == "rgb(238, 238, 238)"


def test_narrow_pages_stack_the_pictures(page: Any) -> None:
    page.page.set_viewport_size({"width": 340, "height": 900})
    page.show(line_fit())
    above, below = corner(page, PLOT), corner(page, VALLEY)
    assert below[1] >= above[1] + above[3]
    assert page.page.evaluate("document.documentElement.scrollWidth") <= 340


def test_cleanup_lets_go_of_the_model(page: Any) -> None:
    page.show(line_fit())
    page.page.evaluate(
        "() => { cleanup(); window.was = document.querySelector('canvas').toDataURL(); }"
    )
    page.page.evaluate("() => model.set('a', 2.0)")
    page.settle()
    assert page.pixels(PLOT) == page.page.evaluate("was")


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
