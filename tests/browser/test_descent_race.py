"""DescentRace in the browser: Step, Run, Reset, and the student's own path."""

import pytest

from tinkernet.widgets import DescentRace

from .widgets.descent_race import make_wrong


@pytest.fixture
def race(page):
    page.show(DescentRace("bowl", steps=0))
    return page


def press(race, name):
    race.page.get_by_role("button", name=name, exact=True).click()
    race.settle()


def test_reset_and_run_again_give_the_same_picture(race):
    begun = race.pixels(0)
    for _ in range(3):
        press(race, "Step")
    assert race.get("steps") == 3
    third = race.pixels(0)
    assert third != begun
    press(race, "Reset")
    assert race.pixels(0) == begun
    for _ in range(3):
        press(race, "Step")
    assert race.pixels(0) == third


def test_a_run_goes_on_until_it_is_stopped(race):
    press(race, "Run")
    race.page.wait_for_function("() => model.get('steps') > 10")
    press(race, "Stop")
    now = race.get("steps")
    race.page.wait_for_timeout(200)
    assert race.get("steps") == now
    assert race.page.evaluate("model.saved.every((one) => !('start' in one))")


def test_a_run_ends_by_itself_and_begins_anew(page):
    page.show(DescentRace("bowl", steps=298))
    press(page, "Run")
    page.page.get_by_role("button", name="Run", exact=True).wait_for()
    assert page.get("steps") == 300
    press(page, "Run")
    page.page.wait_for_function("() => model.get('steps') > 0 && model.get('steps') < 300")


def test_settings_run_the_race_again_at_once(race):
    press(race, "Step")
    before, loss = race.pixels(0), race.page.locator(".tinker-message").inner_text()
    race.page.get_by_label("Learning rate", exact=True).press("End")
    assert race.pixels(0) != before
    assert race.page.locator(".tinker-message").inner_text() != loss


def test_a_path_that_differs_is_drawn_for_its_own_settings_only(page):
    widget = make_wrong()
    widget._answer("compare")  # the page's model takes bytes only at the start
    page.show(widget)
    said = page.page.locator(".tinker-message")
    assert "yours" in said.inner_text()
    page.page.evaluate("() => model.receive({ lr: 0.2 })")
    page.settle()
    assert "yours" not in said.inner_text()


def test_a_state_beyond_the_ranges_is_brought_back(race):
    field = race.page.locator(".tinker-state")
    field.fill('{"steps":9999,"start":[9,0],"batch":2.4}')
    field.press("Enter")
    race.settle()
    assert race.get("steps") == 300
    assert race.get("start") == [2, 0]
    assert race.get("batch") == 2
