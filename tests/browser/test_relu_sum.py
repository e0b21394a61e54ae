"""ReluSum in a bare page: its handles, units that come and go, the fit, the student's curve."""

import base64
import json

import numpy as np
import pytest

from tinkernet.widgets import ReluSum

from .widget_screen import button, drag, in_python, middle, shown_values, visible


@pytest.mark.parametrize("number", [0, 1, 2])
def test_a_handle_goes_where_it_is_dragged(page, number):
    page.show(ReluSum())
    point, before = visible(page, ".tinker-handle")[number], shown_values(page)
    x, y = drag(page, point, 40, -25)
    assert middle(point) == pytest.approx((x + 40, y - 25), abs=0.6)
    now = shown_values(page)
    assert now["knots"][number] > before["knots"][number]
    assert now["slopes"][number] != before["slopes"][number]
    kept = [k for k in range(3) if k != number]
    for name in ("knots", "slopes"):
        assert [now[name][k] for k in kept] == [before[name][k] for k in kept]


def test_arrow_keys_move_the_knot_or_turn_the_slope(page):
    page.show(ReluSum())
    point = visible(page, ".tinker-handle")[1]
    before = shown_values(page)
    point.focus()
    point.press("ArrowRight")
    moved = shown_values(page)
    assert moved["knots"][1] > before["knots"][1]
    assert moved["slopes"] == before["slopes"]
    point.press("ArrowUp")
    turned = shown_values(page)
    assert turned["knots"] == moved["knots"]
    assert turned["slopes"][1] > moved["slopes"][1]


def test_a_handle_stays_within_reach(page):
    page.show(ReluSum([0], [50]))  # the curve leaves the picture
    (point,) = visible(page, ".tinker-handle")
    canvas = page.page.locator("canvas").bounding_box()
    _, y = middle(point)
    assert canvas["y"] <= y <= canvas["y"] + canvas["height"]
    drag(page, point, 2000, 30)
    found = shown_values(page)
    assert found["knots"] == [3]
    assert abs(found["slopes"][0]) <= 50


def test_units_come_and_go(page):
    widget = ReluSum()
    page.show(widget)
    picture = page.pixels(0)
    sums = widget.answers(np.linspace(-3, 3, 50))
    for count in range(4, 9):
        button(page, "Add unit").click()
        assert len(shown_values(page)["knots"]) == count
        assert len(visible(page, ".tinker-handle")) == count
        assert len(visible(page, "[role=spinbutton]")) == 2 * count + 1
    assert page.pixels(0) != picture
    assert in_python(page, widget)
    np.testing.assert_allclose(widget.answers(np.linspace(-3, 3, 50)), sums)  # the same curve
    assert button(page, "Add unit").is_disabled()
    for count in range(7, 0, -1):
        button(page, "Remove unit").click()
        assert len(shown_values(page)["slopes"]) == count
        assert len(visible(page, ".tinker-handle")) == count
    assert button(page, "Remove unit").is_disabled()


@pytest.mark.parametrize("target", ["sine", "parabola", "bump", "steps"])
def test_the_fit_is_the_best_there_is(page, target):
    widget = ReluSum(np.linspace(-3, 2, 6), np.zeros(6), target=target)
    page.show(widget)
    before = widget.mean_squared_gap
    button(page, "Fit slopes").click()
    assert in_python(page, widget)
    best = widget.mean_squared_gap
    assert best < 0.2 * before
    found = widget.weights
    for k in range(6):
        for way in (-1e-3, 1e-3):
            slopes = found["slopes"].copy()
            slopes[k] += way
            widget.weights = {"slopes": slopes}
            assert widget.mean_squared_gap > best


def test_a_state_with_another_number_of_units(page):
    page.show(ReluSum())
    other = ReluSum([1, 2, -1, 0, 0.5], [1, 2, 3, 4, 5], target="steps")
    field = page.page.locator(".tinker-state")
    field.fill(other.state)
    field.press("Enter")
    field.blur()
    assert shown_values(page) == json.loads(other.state)
    many = json.dumps({"knots": [0.0] * 9, "slopes": [0.0] * 9})
    for nonsense in (many, '{"knots":[]}', '{"knots":[1]}', '{"target":"moon"}', '{"c":null}'):
        field.fill(nonsense)
        field.press("Enter")
        field.blur()
        assert shown_values(page) == json.loads(other.state)


def test_the_students_curve_is_drawn_dotted(page):
    page.show(ReluSum())
    before = page.pixels(0)
    curve = np.linspace(1, -1, 240).astype("<f4").tobytes()
    page.page.evaluate(
        "(text) => { const bytes = Uint8Array.from(atob(text), (c) => c.charCodeAt(0));"
        " model.state.curve = new DataView(bytes.buffer); model.receive({ yours: 'Here.' }); }",
        base64.b64encode(curve).decode(),
    )
    assert page.pixels(0) != before
    page.page.wait_for_timeout(900)
    label = page.page.locator("canvas").get_attribute("aria-label")
    assert "dotted, what your function gives" in label
