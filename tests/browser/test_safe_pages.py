"""What hostile students write does nothing in real Chromium when it is on a feedback page."""

import re

import pytest
from graded_course import notebook
from nbconvert.exporters import HTMLExporter
from page_attacks import HTML, MARKDOWN, cells

from tinkernet.grading import _clean_html, _pages
from tinkernet.grading._feedback import FeedbackExporter

from .watched_page import NONE, PAGE, TOUCH, Watched, opened, written

pytestmark = pytest.mark.timeout(600)


def feedback_page():
    resources = {"nbgrader": {"notebook": "p1", "score": 1.5, "max_score": 8, "late_penalty": 0}}
    return FeedbackExporter().from_notebook_node(notebook(*cells()), resources=resources)[0]


def test_feedback_page_does_nothing(browser, tmp_path):
    page = feedback_page()
    assert "Content-Security-Policy" in page
    with opened(browser, written(tmp_path, page)) as watched:
        assert watched.offences() == NONE
        assert watched.page.locator("script, iframe, object, embed, form, base").count() == 0


def test_feedback_page_does_nothing_without_its_policy(browser, tmp_path):
    """The cleaning is enough by itself; the policy is for what nobody thought of."""
    page = feedback_page()
    bare = re.sub(r'<meta http-equiv="Content-Security-Policy"[^>]*>', "", page)
    assert bare != page
    with opened(browser, written(tmp_path, bare)) as watched:
        assert watched.offences() == NONE


def test_policy_stops_what_is_not_cleaned(browser, tmp_path, monkeypatch):
    """And the policy stops every script by itself, were the cleaning to fail."""
    monkeypatch.setattr(_pages, "clean_html", lambda text: text)
    monkeypatch.setattr(_pages, "safe_notebook", lambda notebook: notebook)
    resources = {"nbgrader": {"notebook": "p1", "score": 1.5, "max_score": 8, "late_penalty": 0}}
    for name in ("script", "onerror", "script from outside", "image outside", "css url"):
        output = {"output_type": "display_data", "data": {"text/html": HTML[name]}, "metadata": {}}
        cell = {"cell_type": "code", "source": "", "metadata": {}, "outputs": [output]}
        cell["execution_count"] = None
        page, _ = FeedbackExporter().from_notebook_node(notebook(cell), resources=resources)
        assert HTML[name] in page
        with opened(browser, written(tmp_path, page)) as watched:
            assert watched.offences()["ran"] == 0
            # Chromium reports a request that the policy then refuses; it is never sent.
            refused = [one.url for one in watched.refused if one.failure == "csp"]
            assert sorted(refused) == sorted(watched.strays)


def test_attacks_are_alive(browser, tmp_path):
    """The same attacks, uncleaned, do run or do ask outside addresses: thirty are enough to see."""
    alive = []
    for name, text in HTML.items():
        if len(text) < 20_000 and len(alive) < 30:
            place = written(tmp_path, f"<!doctype html><title>t</title><main>{text}</main>")
            watched = Watched(browser, place.as_uri())
            watched.page.goto(place.as_uri(), wait_until="commit")
            try:
                watched.page.evaluate(TOUCH, PAGE)
                acted = watched.offences() != NONE
            except Exception:  # it has sent the page elsewhere meanwhile
                acted = bool(watched.strays)
            watched.page.close()
            alive += [name] if acted else []
    assert len(alive) == 30


def test_nbgraders_own_page_runs_them(browser, tmp_path):
    """What these pages are for: nbconvert's page of the same notebook runs a student's script."""
    few = [{"cell_type": "markdown", "source": HTML["onerror"], "metadata": {}}]
    page, _ = HTMLExporter().from_notebook_node(notebook(*few))
    with opened(browser, written(tmp_path, page)) as watched:
        assert watched.offences() != NONE


@pytest.mark.parametrize("cleaned", [True, False])
def test_nothing_is_drawn_outside_its_cell(browser, tmp_path, monkeypatch, cleaned):
    """Cleaned styles stay in their place; and a cell holds in itself what is drawn in it."""
    if not cleaned:
        monkeypatch.setattr(_clean_html, "_kept_style", lambda style: style)
    cover = "<p style='position:fixed;top:0;margin:-500px;padding:900px;background:red'>15/15</p>"
    cell = {"cell_type": "markdown", "source": cover, "metadata": {}}
    page, _ = FeedbackExporter().from_notebook_node(notebook(cell))
    assert ("position" in page.split("15/15")[0].rpartition("<p")[2]) != cleaned
    with opened(browser, written(tmp_path, page)) as watched:
        on_top = "() => document.elementFromPoint(200, 40).closest('header') !== null"
        assert watched.page.evaluate(on_top)


def test_markdown_attacks_show_as_text(browser, tmp_path):
    texts = [{"cell_type": "markdown", "source": one, "metadata": {}} for one in MARKDOWN.values()]
    page, _ = FeedbackExporter().from_notebook_node(notebook(*texts))
    with opened(browser, written(tmp_path, page)) as watched:
        assert watched.page.locator("main a").count() == 0
        assert watched.page.locator("math").count() >= 4
