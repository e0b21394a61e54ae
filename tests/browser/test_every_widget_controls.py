"""Every widget in a bare page: keyboard, mouse, finger."""

import pytest

from .widget_screen import POINTS, RANGES, SPINS, everything, middle, saved, state, visible
from .widgets import spec_of

BACK = {"ArrowRight": "ArrowLeft", "ArrowLeft": "ArrowRight", "ArrowUp": "ArrowDown"}


def test_every_control_obeys_the_keyboard(page, spec):
    page.show(spec.make())
    keys = [(RANGES, "ArrowRight"), (SPINS, "ArrowUp"), (POINTS, "ArrowLeft")]
    controls = [(one, key) for what, key in keys for one in visible(page, what)]
    assert controls
    for control, key in controls:
        name = control.get_attribute("aria-label") or control.get_attribute("aria-valuetext")
        before, seen, sent = state(page), everything(page), saved(page)
        control.focus()
        for _ in range(4):
            control.press(key)
        if state(page) == before:  # it was at its end
            for _ in range(4):
                control.press(
                    {"ArrowRight": "ArrowLeft", "ArrowLeft": "ArrowRight"}.get(key, "ArrowDown")
                )
        assert everything(page) != seen, name
        assert saved(page) > sent, name
        assert control.get_attribute("data-lm-suppress-shortcuts") == "true", name
        assert control.get_attribute("aria-valuetext"), name


def test_every_choice_changes_what_is_seen(page, spec):
    page.show(spec.make())
    for select in visible(page, "select"):
        before = everything(page)
        values = select.locator("option").evaluate_all("all => all.map((o) => o.value)")
        now = select.input_value()
        select.select_option(next(value for value in values if value != now))
        assert everything(page) != before, select.get_attribute("id")


def test_points_follow_the_mouse(page, spec):
    page.show(spec.make())
    for point in visible(page, POINTS)[:3]:
        before, seen = state(page), everything(page)
        x, y = middle(point)
        page.page.mouse.move(x, y)
        page.page.mouse.down()
        for shift in (6, 14, 22):
            page.page.mouse.move(x + shift, y - shift)
        page.page.mouse.up()
        assert everything(page) != seen
        assert state(page) != before
        page.page.mouse.move(1, 1)
        now = state(page)
        page.page.mouse.move(200, 200)  # let go
        assert state(page) == now


def test_points_and_numbers_follow_a_finger(open_page, spec):
    page = open_page(has_touch=True, is_mobile=True)
    page.show(spec.make())
    chrome = page.page.context.new_cdp_session(page.page)
    for one in visible(page, f"{POINTS}, {SPINS}")[:3]:
        one.scroll_into_view_if_needed()
        before, (x, y) = state(page), middle(one)
        for kind, places in [
            ("touchStart", [(x + 4, y + 4)]),
            *(("touchMove", [(x + 4 + s, y + 4 - s)]) for s in (8, 20, 32)),
            ("touchEnd", []),
        ]:
            points = [{"x": px, "y": py} for px, py in places]
            chrome.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})
        page.settle()
        assert state(page) != before


def test_numbers_can_be_typed_and_dragged(page, spec):
    page.show(spec.make())
    for field in visible(page, SPINS)[:3]:
        before = state(page)
        field.fill("0.7")
        field.press("Enter")
        assert state(page) != before
        field.fill("no number")
        field.press("Enter")
        field.blur()
        page.settle()
        assert field.get_attribute("aria-valuenow") == "0.7"
        assert field.input_value() == "0.7"
        x, y = middle(field)
        page.page.mouse.move(x, y)
        page.page.mouse.down()
        page.page.mouse.move(x + 20, y)
        page.page.mouse.move(x + 40, y)
        page.page.mouse.up()
        page.settle()
        assert float(field.get_attribute("aria-valuenow")) > 0.7


def test_a_number_being_typed_is_where_the_arrow_keys_begin(page):
    page.show(spec_of("xor_tinker").make())
    field = visible(page, SPINS)[0]
    field.fill("3")
    field.press("ArrowUp")
    page.settle()
    assert float(field.get_attribute("aria-valuenow")) == pytest.approx(3.1)
