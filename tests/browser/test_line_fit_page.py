"""LineFit in a bare page: sliders, buttons, words, themes, and what happens without a hand."""

import re
from typing import Any

import numpy as np
import pytest

from .line_fit_places import PLOT, VALLEY, corner, dot, drag, line_fit


def wait_for(page: Any, name: str, test: str) -> None:
    page.page.wait_for_function(f"() => {{ const v = model.get('{name}'); return {test}; }}")


def said(page: Any) -> str:
    page.settle()
    return str(page.page.locator(".tinker-message").inner_text())


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
        page.page.get_by_label("Intercept b", exact=True).get_attribute("aria-valuetext")
        == "Intercept b = 2.5"
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
