"""Every widget in a bare page: weights, state and the student's function."""

import pytest

from .widget_screen import POINTS, RANGES, SPINS, everything, state, visible
from .widgets import spec_of


def test_python_reads_and_sets_what_is_seen(page, spec):
    widget = spec.make()
    page.show(widget)
    before, first = everything(page), state(page)
    assert widget.state == first
    page.page.wait_for_timeout(400)  # Python has answered the first questions
    widget.weights = spec.CHANGED
    page.deliver(widget)
    assert everything(page) != before
    assert state(page) == widget.state
    control = visible(page, f"{RANGES}, {SPINS}, {POINTS}")[0]
    control.focus()
    for key in ("ArrowUp", "ArrowRight"):
        control.press(key)
    page.page.wait_for_timeout(300)
    assert widget.state == state(page)


def test_a_state_is_shared_as_a_text(page, spec):
    other = spec.make()
    other.weights = spec.CHANGED
    page.show(spec.make())
    field = page.page.locator(".tinker-state")
    field.fill(other.state)
    field.press("Enter")
    field.blur()
    assert state(page) == other.state
    for nonsense in ("", "[1]", '{"w":"x"}', "{", '{"nothing":1}'):
        field.fill(nonsense)
        field.press("Enter")
        page.page.get_by_text("That is no state of this widget.").wait_for()
        field.blur()
        assert state(page) == other.state
    again = spec.make()
    again.state = other.state
    assert again.state == other.state


def test_a_wrong_function_is_told_where(page, spec):
    if not hasattr(spec, "make_wrong"):
        pytest.skip("no function of a student's belongs to this widget")
    page.show(spec.make_wrong())
    page.page.wait_for_function(
        "() => /Your .* (gives|returns|stopped)/.test(document.querySelector('.tinker').innerText)"
    )


def test_a_busy_kernel_leaves_the_drawing_alone(page, spec):
    page.show(spec.make(), linked=False)  # Python never answers
    before = everything(page)
    control = visible(page, f"{RANGES}, {SPINS}, {POINTS}")[0]
    control.focus()
    for key in ("ArrowUp", "ArrowRight"):
        control.press(key)
    assert everything(page) != before


@pytest.mark.parametrize(
    ("name", "states"),
    [
        ("line_fit", ['{"lr":-1}', '{"lr":0}']),
        ("kernel_painter", ['{"stride":0}', '{"padding":9}', '{"stride":1.5}']),
        ("softmax_tinker", ['{"truth":9}', '{"temperature":0}', '{"truth":true}']),
        ("xor_tinker", ['{"rate":-3}', '{"activation":"foo"}']),
        ("neuron_tinker", ['{"activation":"foo"}', '{"points":[[0,0]]}']),
        ("descent_race", ['{"surface":"x"}']),
    ],
)
def test_a_state_with_values_out_of_range_is_refused(page, name, states):
    spec = spec_of(name)
    page.show(spec.make())
    before, field = state(page), page.page.locator(".tinker-state")
    for text in states:
        field.fill(text)
        field.press("Enter")
        page.page.get_by_text("That is no state of this widget.").wait_for()
        field.blur()
        assert state(page) == before
