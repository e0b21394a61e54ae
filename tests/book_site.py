"""What is checked of the book without a browser: links, loads, and what must not be there."""

import html
import inspect
import re
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit

from tinkernet.exercises import catalog

ROOT = Path(__file__).resolve().parent.parent
EXECUTED = "04_backprop"
"""The notebook that the tests' book executes: it has pictures of all kinds, and takes 2 seconds."""
SHORT = 16
"""A line with fewer characters than this, such as `return x`, gives nothing away."""


@dataclass
class Page(HTMLParser):
    """A page: what it links to, what it loads, which places it has, which pictures say nothing."""

    path: Path
    links: list = field(default_factory=list)
    loads: list = field(default_factory=list)
    places: set = field(default_factory=set)
    silent: list = field(default_factory=list)

    def __post_init__(self):
        super().__init__()
        self.text = self.path.read_text("utf-8")
        self.feed(self.text)

    def handle_starttag(self, tag, attrs):
        named = dict(attrs)
        if named.get("id"):
            self.places.add(named["id"])
        if tag == "a" and named.get("href"):
            self.links.append(named["href"])
        if tag == "link" and named.get("rel") not in ("index", "search", "next", "prev"):
            self.loads.append(named["href"])
        elif tag == "link":
            self.links.append(named["href"])
        if named.get("src"):
            self.loads.append(named["src"])
        if tag == "img" and len(named.get("alt") or "") < 20:
            self.silent.append(named["src"])


def pages(site):
    """Return all pages, by place."""
    return {path: Page(path) for path in sorted(site.resolve().rglob("*.html"))}


def broken(site):
    """Return every link or load that leads nowhere, and every load from elsewhere."""
    found, known = [], pages(site)
    for path, page in known.items():
        for target in page.links + page.loads:
            parts = urlsplit(target)
            if parts.scheme or parts.netloc:
                if target in page.loads or parts.scheme not in ("http", "https"):
                    found.append(f"{path.name} loads {target}")
                continue
            place = (path.parent / unquote(parts.path)).resolve() if parts.path else path
            if parts.path.startswith("/") or not place.is_file():
                found.append(f"{path.name} leads to {target}")
            elif parts.fragment and place.suffix == ".html":
                wanted = unquote(parts.fragment)
                if wanted not in known[place].places:
                    found.append(f"{path.name} leads to {target}")
    return found


def shown(site):
    """Return what a reader could find in each file of the site, without spaces and markup."""
    for path in sorted(site.rglob("*")):
        if path.suffix in (".html", ".js", ".ipynb", ".txt", ".svg", ".inv", ".css"):
            text = path.read_bytes().decode("utf-8", errors="replace")
            if path.suffix == ".html":
                text = html.unescape(re.sub(r"<[^>]*>", "", text))
            elif path.suffix == ".ipynb":
                text = text.replace("\\n", "\n").replace('\\"', '"')
            yield path, squeezed(text)


def squeezed(line):
    return re.sub(r"\s", "", line)


def secrets():
    """Return lines of solutions, references, other answers and mistakes; and mistakes' hints."""
    texts = [
        solution
        for path in sorted((ROOT / "course").rglob("*.md"))
        for solution in re.findall(
            "### BEGIN SOLUTION\n(.*?)### END SOLUTION", path.read_text(), re.DOTALL
        )
    ]
    hints = []
    for exercise in catalog():
        hints += [mistake.hint for mistake in exercise.mistakes]
        variants = [variant for mistake in exercise.mistakes for variant in mistake.variants]
        for answer in (exercise.reference, *exercise.alternatives, *variants):
            for function in answer if isinstance(answer, tuple) else (answer,):
                texts += [_body(function)] if inspect.isfunction(function) else []
    lines = {squeezed(line) for text in [*texts, *hints] for line in text.splitlines()}
    released = _released()
    return {line for line in lines if len(line) >= SHORT and line not in released}


def _body(function):
    """Return a function's lines without its docstring: that is in words, as any page may be."""
    source = inspect.getsource(function)
    return re.sub(r'^\s*""".*?"""', "", source, count=1, flags=re.DOTALL | re.MULTILINE)


def _released():
    """Return what students have in their hands anyway, without spaces."""
    texts = (path.read_text() for path in (ROOT / "release").rglob("*.ipynb"))
    return squeezed("\n".join(text.replace("\\n", "\n").replace('\\"', '"') for text in texts))
