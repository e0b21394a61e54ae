"""GraphBackprop's buttons, in a bare page where Python never answers."""

import pytest

from tinkernet.graph import Value
from tinkernet.widgets import GraphBackprop

from .widget_screen import said


@pytest.fixture
def shown(page):
    def show(widget):
        page.show(widget, linked=False)
        return page

    return show


def press(page, name):
    page.page.get_by_role("button", name=name, exact=True).click()
    page.settle()


def numbers(page):
    """Return the numbers in the boxes: values, then gradients, without signs and names."""
    return page.page.locator("svg").text_content()


def test_steps_go_forward_then_back(shown):
    widget = GraphBackprop()
    page = shown(widget)
    sentences = []
    for _ in range(widget.last_step):
        press(page, "Step")
        sentences.append(said(page))
    assert sentences[0] == "Forward: u = w1 × x1 = 0.6 × 1 = 0.6."
    assert sentences[6].startswith("Forward: L = e² = (−0.5379)² = 0.2893.")
    assert sentences[7] == "Back: d L / d L = 1: every way back begins here."
    assert sentences[8].startswith(
        "Back: d L / d e = d L / d L × d L / d e = d L / d L × 2 e = 1 × 2 "
    )
    assert "All gradients are there" in sentences[-1]
    assert page.get("step") == widget.last_step
    press(page, "Step")  # begins again
    assert page.get("step") == 0


def test_what_is_seen_is_what_value_finds(shown):
    widget = GraphBackprop.cross_entropy(step=-1)
    page = shown(widget)
    page.page.wait_for_timeout(900)
    text = page.page.locator("svg").get_attribute("aria-label").replace("−", "-")
    values, gradients = widget.computed(), widget.gradients
    for name in ("w", "x", "b", "z", "p", "q", "L"):
        assert f"{name} = {values[name]:.3g}, gradient {gradients[name]:.3g}" in text


def test_a_leaf_moves_all_that_follows(shown):
    page = shown(GraphBackprop(step=-1))
    before = numbers(page)
    field = page.page.get_by_role("spinbutton", name="w1")
    field.fill("2")
    field.press("Enter")
    page.settle()
    after = GraphBackprop()
    after.values = {"w1": 2.0}
    assert numbers(page) != before
    assert f"{after.gradients['b']:.3g}".replace("-", "−") in numbers(page)


def test_a_run_ends_by_itself_and_asks_for_nothing_then(shown):
    page = shown(GraphBackprop(Value(2.0, "a") * Value(3.0, "b")))
    page.page.evaluate(
        "() => { window.frames_asked = 0; const ask = window.requestAnimationFrame;"
        "window.requestAnimationFrame = (f) => { frames_asked++; return ask(f); }; }"
    )
    press(page, "Run")
    page.page.get_by_role("button", name="Stop").wait_for()
    page.page.get_by_role("button", name="Run").wait_for(timeout=10_000)
    page.page.wait_for_timeout(200)
    assert page.get("step") == 4
    asked = page.page.evaluate("frames_asked")
    page.page.wait_for_timeout(300)
    assert page.page.evaluate("frames_asked") == asked
    press(page, "Run")  # from the start
    press(page, "Stop")
    assert page.get("step") < 4
    press(page, "Reset")
    assert page.get("step") == 0


def test_the_way_ends_where_a_leaf_cannot_be_taken(shown):
    page = shown(GraphBackprop((Value(1.0, "a").log() * 2).tanh(), step=-1))
    field = page.page.get_by_role("spinbutton", name="a")
    field.fill("-1")
    field.press("Enter")
    assert "has no value or no slope: log needs a number above 0" in said(page)
    assert page.page.get_by_role("button", name="Step").is_disabled()
    field.fill("2")
    field.press("Enter")
    assert "All gradients are there" in said(page)


def test_keys_reach_the_leaves_in_reading_order(shown):
    page = shown(GraphBackprop.cross_entropy())
    names = []
    page.page.locator("[role=spinbutton]").first.focus()
    for _ in range(4):
        names.append(page.page.evaluate("document.activeElement.getAttribute('aria-label')"))
        page.page.keyboard.press("Tab")
    assert names == ["w", "x", "b", "y"]


def test_names_are_text(shown):
    page = shown(GraphBackprop(Value(2.0, "<b>a</b>") * 3, step=-1))
    assert page.page.locator("svg b").count() == 0
    page.page.set_viewport_size({"width": 340, "height": 900})
    page.settle()
    assert not page.complaints


def test_a_half_typed_number_survives_a_repaint(shown):
    page = shown(GraphBackprop())
    field = page.page.get_by_role("spinbutton", name="w1")
    field.fill("0.7")
    page.page.evaluate("() => model.receive({ yours: 'Python has something to say.' })")
    page.settle()
    assert field.input_value() == "0.7"
    field.press("Enter")
    page.settle()
    assert page.get("leaves")[0] == 0.7
    field.fill("500")  # beyond the range, twice
    field.press("Enter")
    field.fill("500")
    field.press("Enter")
    page.settle()
    assert field.input_value() == "20"
