"""A page that is watched for what it should not do: run scripts, ask for addresses."""

from contextlib import contextmanager

# All that a hand could set off: a press, a pointer that passes, the keyboard's focus.
TOUCH = """async (what) => {
  for (const one of document.querySelectorAll(what)) {
    for (const kind of ["mouseover", "mouseenter", "focus", "toggle", "animationstart"])
      one.dispatchEvent(new Event(kind));
    if (one.click) one.click(); else one.dispatchEvent(new MouseEvent("click", { bubbles: true }));
  }
  await new Promise((done) => setTimeout(done, 150));
}"""

PAGE = "main *"
FORMGRADER = ".text_cell_render *, .output_subarea *"  # not nbgrader's own buttons


class Watched:
    """A page, and what it did that it should not."""

    def __init__(self, browser, home):
        self.page = browser.new_page(viewport={"width": 1100, "height": 900})
        self.home = home
        self.strays, self.dialogs, self.errors, self.refused = [], [], [], []
        self.page.on("requestfailed", lambda request: self.refused.append(request))
        self.page.on("request", lambda request: self._asked(request.url))
        self.page.on("dialog", lambda dialog: (self.dialogs.append(1), dialog.dismiss()))
        self.page.on("pageerror", lambda error: self.errors.append(str(error)))

    def _asked(self, url):
        if not url.startswith((self.home, "data:")):
            self.strays.append(url)

    def offences(self):
        pwned = self.page.evaluate("window.pwned || 0")
        return {"ran": pwned, "asked": self.strays, "dialogs": len(self.dialogs)}


NONE = {"ran": 0, "asked": [], "dialogs": 0}


@contextmanager
def opened(browser, place):
    watched = Watched(browser, place.as_uri())
    watched.page.goto(place.as_uri())
    watched.page.evaluate(TOUCH, PAGE)
    yield watched
    watched.page.close()


def written(folder, text, name="page.html"):
    folder.mkdir(exist_ok=True)
    place = folder / name
    place.write_text(text.replace("\ud800", "?"))
    return place
