"""The class report in a browser: on a telephone, in print, for a screen reader."""

import pytest
from reported_class import HOSTILE, SUM, class_of, odd, student

from tinkernet.report import AnswerCell, render_page, similar_pairs

from .watched_page import NONE, TOUCH, Watched

CODE = "def f(X):\n    return " + " + ".join(f"abs(X[{n}] - {n * n})" for n in range(9))


@pytest.fixture(scope="module")
def address(tmp_path_factory):
    """Write the report on a class in which everything occurs."""
    flags = ({"kind": "tampered", "cell": "f", "detail": HOSTILE},)
    students = [
        *(student(f"lost {n} {HOSTILE}", mse=odd(HOSTILE), waits=True) for n in range(4)),
        *(student(f"sum {n}", mse=SUM, flags=flags, comments={("n", "essay"): HOSTILE})
          for n in range(3)),
    ]  # fmt: skip
    answers = {each.student: CODE for each in students[:3]}
    found = similar_pairs([AnswerCell(("n", "f"), "An exercise", (), answers)])
    assert found.pairs
    path = tmp_path_factory.mktemp("report") / "report.html"
    path.write_text(
        render_page(class_of(*students, missing=(HOSTILE,), graded_until="2026-02-01T10:30"), found)
    )
    return path.as_uri()


def test_nothing_runs_and_nothing_is_asked_for(browser, address):
    watched = Watched(browser, address)
    watched.page.goto(address)
    watched.page.evaluate(TOUCH, "main *")
    assert watched.offences() == NONE
    assert watched.errors == watched.refused == []
    assert watched.page.evaluate("[...document.images].every((one) => one.naturalWidth > 0)")
    watched.page.close()


def test_it_reads_on_a_telephone_and_with_a_screen_reader(browser, address):
    page = browser.new_page(viewport={"width": 390, "height": 800})
    page.goto(address)
    page.evaluate("document.querySelectorAll('details').forEach((one) => (one.open = true))")
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    axe = pytest.importorskip("axe_playwright_python.sync_playwright")
    assert axe.Axe().run(page).response["violations"] == []
    page.close()


def test_figures_stand_in_one_row_and_a_wide_table_shows_that_it_goes_on(browser, address):
    page = browser.new_page(viewport={"width": 1280, "height": 800})
    page.goto(address)
    tops = page.evaluate("[...document.querySelectorAll('.facts div')].map((one) => one.offsetTop)")
    assert len(tops) == 7
    assert len(set(tops)) == 1
    page.set_viewport_size({"width": 390, "height": 800})
    table = page.locator("#exercises .scroll")
    assert table.evaluate("(one) => one.scrollWidth > one.clientWidth")
    begin = table.screenshot()
    table.evaluate("(one) => { one.scrollLeft = one.scrollWidth; }")
    page.add_style_tag(content=".scroll table { visibility: hidden; }")
    end = table.screenshot()
    table.evaluate("(one) => { one.scrollLeft = 0; }")
    start = table.screenshot()
    assert len({begin, end, start}) == 3  # without the table, too, its two ends look different
    page.close()


def test_print_unfolds_what_is_folded(browser, address):
    page = browser.new_page()
    page.goto(address)
    name = page.locator("#misconceptions .names a").first
    assert not name.is_visible()
    page.emulate_media(media="print")
    assert name.bounding_box()["height"] > 0
    breaks = "(one) => getComputedStyle(one).breakBefore"
    assert page.locator("section.student").first.evaluate(breaks) == "page"
    page.close()
