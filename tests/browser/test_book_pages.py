"""The book in real Chromium: on a phone, from a file, from any path, in light and dark."""

import functools
import http.server
import os
import threading

import pytest

pytestmark = [pytest.mark.xdist_group("book"), pytest.mark.timeout(600)]

# For the sake of time: every kind of page. TINKERNET_BOOK_SITE checks another site, all of it.
SAMPLE = ["index.html", "notebooks/04_backprop.html", "coverage.html", "api/index.html"]
# What is wider than the page must lie in something that scrolls inside itself.
OVERFLOW = """() => [...document.querySelectorAll("body, article *")].filter((one) => {
  const inside = one.parentElement.closest("pre, div.math, .table-wrapper");
  return !inside && one.getBoundingClientRect().right > innerWidth + 1;
}).map((one) => one.outerHTML.slice(0, 200))"""
FLAT = """() => [...document.querySelectorAll("math")].filter((one) => {
  const box = one.getBoundingClientRect();
  return box.height < 4 || box.width < 2 || one.querySelector("merror");
}).map((one) => one.textContent)"""
EMPTY = """() => [...document.images].filter((one) => one.complete && !one.naturalWidth
  ).map((one) => one.src)"""


class Visit:
    """A window that notes what a page says and asks for."""

    def __init__(self, browser, home, **options):
        self.page = browser.new_page(**options)
        self.home, self.complaints = home, []
        self.page.on("console", lambda said: self._note(said.type in ("error", "warning"), said))
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.page.on("request", lambda asked: self._note(not self._near(asked.url), asked.url))
        self.page.on("response", lambda got: self._note(got.status >= 400, got.url))

    def _note(self, bad, what):
        if bad:
            self.complaints.append(getattr(what, "text", what))

    def _near(self, url):
        return url.startswith((self.home, "data:"))

    def to(self, place):
        self.page.goto(f"{self.home}/{place}")


def places(book):
    return sorted(str(path.relative_to(book)) for path in book.rglob("*.html"))


def test_every_page_fits_a_phone_and_is_quiet(browser, book):
    visit = Visit(browser, book.as_uri(), viewport={"width": 390, "height": 844})
    for place in places(book):
        visit.to(place)
        assert visit.page.evaluate(OVERFLOW) == [], place
        assert visit.page.evaluate(FLAT) == [], place
        assert visit.page.evaluate(EMPTY) == [], place
    visit.page.close()
    assert visit.complaints == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_serious(browser, book, scheme):
    axe = pytest.importorskip("axe_playwright_python.sync_playwright")
    visit = Visit(browser, book.as_uri(), color_scheme=scheme)
    sample = SAMPLE if scheme == "light" else SAMPLE[1:2]  # what differs is colours
    for place in places(book) if "TINKERNET_BOOK_SITE" in os.environ else sample:
        visit.to(place)
        found = axe.Axe().run(visit.page).response["violations"]
        serious = [one for one in found if one["impact"] in ("serious", "critical")]
        said = [(one["id"], one["nodes"][0]["html"]) for one in serious]
        assert said == [], place
    visit.page.close()


def test_it_is_read_by_its_own_links_and_its_search_from_files(browser, book):
    visit = Visit(browser, book.as_uri(), viewport={"width": 1300, "height": 900})
    visit.to("index.html")
    visit.page.get_by_role("link", name="01 A line, a loss, a slope").first.click()
    visit.page.locator(".related-pages .next-page").click()
    assert visit.page.title().startswith("02 ")
    visit.page.locator(".related-pages .prev-page").click()
    assert visit.page.title().startswith("01 ")
    visit.to("search.html?q=softmax")
    visit.page.locator("ul.search li").first.wait_for()
    assert visit.complaints == []
    visit.page.close()


class Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *_):
        pass


def test_it_works_from_a_path_below_any_host(browser, book, tmp_path):
    (tmp_path / "some" / "where").mkdir(parents=True)
    (tmp_path / "some" / "where" / "book").symlink_to(book)
    handler = functools.partial(Quiet, directory=tmp_path)
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        visit = Visit(browser, f"http://127.0.0.1:{server.server_port}/some/where/book")
        for place in SAMPLE:
            visit.to(place)
        visit.page.close()
        server.shutdown()
    assert visit.complaints == []
