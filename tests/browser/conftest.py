"""A bare Chromium page, and a model that stands in for the one Jupyter gives to a widget."""

from __future__ import annotations

import base64
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from .widgets import NAMES, spec_of

NO_CHROMIUM = "Debian's chromium is not installed: apt-get install chromium"
SIZE = {"width": 1000, "height": 640}
SWITCHES = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]

MODEL = """
window.errors = [];
window.addEventListener("error", (e) => errors.push(e.message));
window.makeModel = (state, buffers, toPython) => {
  const handlers = {};
  let changed = {};
  const view = (text) => new DataView(Uint8Array.from(atob(text), (c) => c.charCodeAt(0)).buffer);
  const decoded = (all) =>
    Object.fromEntries(Object.entries(all).map(([name, text]) => [name, view(text)]));
  Object.assign(state, decoded(buffers));
  const fire = (name) => (handlers["change:" + name] || []).forEach((f) => f());
  return {
    state,
    saved: [],
    get: (name) => state[name],
    set(name, value) {
      if (JSON.stringify(state[name]) === JSON.stringify(value)) return;
      state[name] = changed[name] = value;
      fire(name);
    },
    save_changes() {
      const sent = changed;
      changed = {};
      this.saved.push(sent);
      if (!toPython) return;
      window.toPython(sent).then(([news, bytes]) => this.receive({ ...news, ...decoded(bytes) }));
    },
    receive(news) { // as Backbone does: first all values, then the events
      const same = (a, b) => JSON.stringify(a) === JSON.stringify(b);
      const differs = (n) => news[n] instanceof DataView || !same(state[n], news[n]);
      const fresh = Object.keys(news).filter(differs);
      Object.assign(state, news);
      fresh.forEach(fire);
    },
    on: (event, f) => (handlers[event] ||= []).push(f),
    off: (event, f) => { handlers[event] = (handlers[event] || []).filter((g) => g !== f); },
    send() {},
  };
};
window.show = async (source, css, state, buffers, toPython) => {
  const style = document.createElement("style");
  style.textContent = css;
  document.head.append(style);
  const url = URL.createObjectURL(new Blob([source], { type: "text/javascript" }));
  window.lib = await import(url);
  window.model = makeModel(state, buffers, toPython);
  const el = document.createElement("div");
  document.body.append(el);
  window.cleanup = lib.default.render({ model, el });
};
"""


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    sync_api = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    path = shutil.which("chromium")
    if path is None:
        pytest.skip(NO_CHROMIUM)
    with sync_api.sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=path, args=SWITCHES)
        yield chromium
        chromium.close()


@pytest.fixture(scope="session")
def window(browser: Any) -> Iterator[Any]:
    """Give one window for all bare pages: a window each, with a process each, takes longer."""
    window = browser.new_context(viewport=SIZE)
    window.new_page()  # stays, and with it the process
    yield window
    window.close()


class WidgetPage:
    """A page with one widget on it, linked with its Python half."""

    def __init__(self, page: Any) -> None:
        self.complaints: list[str] = []
        self.page = page
        self.page.on("console", lambda said: self._complain(said.type, said.text))
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.page.on("request", lambda request: self._asked(request.url))
        self.page.set_content("<!doctype html><title>t</title><body style='margin:0'></body>")

    def _complain(self, kind: str, text: str) -> None:
        if kind in ("error", "warning"):
            self.complaints.append(text)

    def _asked(self, url: str) -> None:
        if not url.startswith(("blob:", "data:", "about:")):
            self.complaints.append(f"a request left the page: {url}")

    def show(self, widget: Any, *, linked: bool = True) -> None:
        """Render the widget; unless ``linked``, nothing the browser saves reaches Python."""
        state, buffers = split(widget.get_state())

        def to_python(changes: dict[str, Any]) -> list[dict[str, Any]]:
            """Return what Python changed, as Jupyter does: no echo of what the browser said."""
            known = [{**before, **changes} for before in split(widget.get_state())]
            widget.set_state(changes)
            return [
                {name: value for name, value in after.items() if before.get(name) != value}
                for before, after in zip(known, split(widget.get_state()), strict=True)
            ]

        self.page.expose_function("toPython", to_python)
        self.page.evaluate(f"() => {{ {MODEL} }}")
        source, css = str(widget._esm), str(widget._css)
        self.page.evaluate("(all) => show(...all)", [source, css, state, buffers, linked])
        self.settle()

    def deliver(self, widget: Any) -> None:
        """Tell the browser what Python has set."""
        self.page.evaluate("(news) => model.receive(news)", split(widget.get_state())[0])
        self.settle()

    def settle(self) -> None:
        """Wait until two frames have been drawn."""
        self.page.evaluate(
            "() => new Promise((r) => requestAnimationFrame(() => requestAnimationFrame(r)))"
        )

    def get(self, name: str) -> Any:
        """Return a value of the model in the browser."""
        return self.page.evaluate("(name) => model.get(name)", name)

    def pixels(self, which: int) -> str:
        """Return canvas number ``which`` as a data URL."""
        self.settle()
        return str(
            self.page.evaluate("(k) => document.querySelectorAll('canvas')[k].toDataURL()", which)
        )


def split(state: dict[str, Any]) -> tuple[dict[str, Any], dict[str, str]]:
    """Take a widget's state apart into JSON and base64 buffers, without its code."""
    buffers = {k: base64.b64encode(v).decode() for k, v in state.items() if isinstance(v, bytes)}
    plain = {
        key: value
        for key, value in state.items()
        if key not in buffers and key not in ("_esm", "_css", "layout", "tabbable", "tooltip")
    }
    return plain, buffers


@pytest.fixture
def open_page(browser: Any, window: Any) -> Iterator[Any]:
    """Open pages with ``open_page(**options)``; all must end without a complaint."""
    opened: list[WidgetPage] = []

    def make(**options: Any) -> WidgetPage:
        page = browser.new_page(viewport=SIZE, **options) if options else window.new_page()
        opened.append(WidgetPage(page))
        return opened[-1]

    yield make
    complaints = [text for one in opened for text in one.complaints]
    for one in opened:
        one.page.close()
    assert complaints == []


@pytest.fixture(params=NAMES)
def spec(request: pytest.FixtureRequest) -> Any:
    """How a widget is made for the tests that hold for every one."""
    return spec_of(request.param)


@pytest.fixture
def page(open_page: Any) -> WidgetPage:
    """One bare page."""
    return open_page()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    here = Path(__file__).parent
    for item in items:
        if here in item.path.parents:
            item.add_marker(pytest.mark.browser)
