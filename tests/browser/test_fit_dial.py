"""FitDial in the browser: the errors' picture obeys a hand, the models have their own sliders."""

import json

import pytest

from tinkernet.widgets import FitDial

from .widgets.fit_dial import make_wrong


@pytest.fixture
def dial(page):
    page.show(FitDial())
    return page


def test_a_hand_slides_across_the_degrees(dial):
    box = dial.page.locator("canvas").nth(1).bounding_box()
    mouse, y = dial.page.mouse, box["y"] + box["height"] / 2
    mouse.move(box["x"] + box["width"] - 25, y)
    mouse.down()
    dial.settle()
    assert dial.get("degree") == 12
    mouse.move(box["x"] + 75, y)
    dial.settle()
    assert dial.get("degree") == 0
    mouse.up()
    mouse.move(box["x"] + box["width"] / 2, y)
    dial.settle()
    assert dial.get("degree") == 0


def test_a_model_has_its_own_slider(dial):
    assert dial.page.get_by_label("Degree", exact=True).is_visible()
    assert not dial.page.get_by_label("Hidden units", exact=True).is_visible()
    dial.page.get_by_label("Model", exact=True).select_option("relu")
    dial.settle()
    assert not dial.page.get_by_label("Degree", exact=True).is_visible()
    dial.page.get_by_label("Hidden units", exact=True).press("End")
    dial.settle()
    assert dial.get("units") == 24
    assert "only the output layer is fitted" in dial.page.locator(".tinker-message").inner_text()


def test_the_words_are_pythons(page):
    page.show(FitDial(), linked=False)
    for degree in (0, 3, 5, 8, 12):
        page.page.evaluate("(degree) => model.receive({ degree })", degree)
        page.settle()
        widget = FitDial(degree)
        assert page.page.locator(".tinker-number").inner_text() == (
            f"Degree {degree}: {widget.balance}"
        )
        said = page.page.locator(".tinker-message").inner_text()
        for name, errors in widget.errors.items():
            assert f"{errors[degree]:.3g}" in said, name


def test_new_points_are_asked_of_python(dial):
    dial.page.get_by_role("button", name="New points").click()
    dial.settle()
    assert dial.get("seed") == 3


def test_a_curve_that_differs_is_drawn_for_its_own_state_only(page):
    widget = make_wrong()
    widget._answer("compare")  # the page's model takes bytes only at the start
    page.show(widget, linked=False)
    with_it = page.pixels(0)
    page.page.evaluate("() => model.receive({ yours_for: '' })")
    assert page.pixels(0) != with_it


def test_a_state_beyond_the_ranges_is_brought_back(dial):
    field = dial.page.locator(".tinker-state")
    field.fill('{"degree":99,"noise":-1,"points":2.5,"model":"spline"}')
    field.press("Enter")
    field.blur()
    dial.settle()
    wanted = {"degree": 12, "noise": 0, "points": 13, "model": "polynomial", "units": 6, "seed": 2}
    assert json.loads(field.input_value()) == wanted
