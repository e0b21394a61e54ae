"""Outputs of an untrusted kernel, made safe to store and to show."""

import base64
import copy
import io
import json
from html.parser import HTMLParser

import pytest
from graded_course import report
from hypothesis import given, settings
from hypothesis import strategies as st
from nbconvert.filters import ansi2html
from nbformat.v4 import new_output
from page_attacks import DATA, HTML, SVG, outputs
from PIL import Image

from tinkernet.grading import _clean_html
from tinkernet.grading._clean_html import clean_html
from tinkernet.grading._plain_text import terminal_text
from tinkernet.grading._sanitise import sanitise_outputs

HARMLESS_TAGS = {
    "abbr", "b", "bdi", "blockquote", "br", "caption", "cite", "code", "col", "colgroup", "dd",
    "del", "details", "dfn", "div", "dl", "dt", "em", "figcaption", "figure", "h1", "h2", "h3",
    "h4", "h5", "h6", "hr", "i", "img", "ins", "kbd", "li", "mark", "ol", "p", "pre", "q", "s",
    "samp", "small", "span", "strong", "sub", "summary", "sup", "table", "tbody", "td", "tfoot",
    "th", "thead", "tr", "u", "ul", "var", "wbr",
}  # fmt: skip
HARMLESS_ATTRIBUTES = {
    "alt", "src", "width", "height", "colspan", "rowspan", "scope", "start", "style", "aria-hidden",
}  # fmt: skip


class Tags(HTMLParser):
    def __init__(self, text):
        super().__init__()
        self.tags = []
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))


def picture(kind="PNG", size=(3, 2)):
    file = io.BytesIO()
    Image.new("RGB", size).save(file, kind)
    return base64.b64encode(file.getvalue()).decode()


def shown(data, **more):
    (output,) = sanitise_outputs([{"output_type": "display_data", "data": data, **more}])
    return output


@pytest.mark.parametrize(
    "text", [*HTML.values(), *SVG.values()], ids=[*HTML, *map("svg {}".format, SVG)]
)
def test_only_harmless_html_is_left(text):
    kind = "image/svg+xml" if text in SVG.values() else "text/html"
    data = shown({kind: text}).data
    assert set(data) <= {"text/html", "text/plain"}
    for tag, attributes in Tags(data.get("text/html", "")).tags:
        assert tag in HARMLESS_TAGS
        assert set(attributes) <= HARMLESS_ATTRIBUTES
        assert attributes.get("src", "data:image/").startswith("data:image/")
        style = attributes.get("style", "").lower()
        assert not any(word in style for word in ("url", "image-set", "position", "\\", "fixed"))


@pytest.mark.parametrize("data", DATA.values(), ids=DATA)
def test_only_known_kinds_are_left(data):
    assert set(shown(data).data) == {"text/plain"}


def test_a_widget_leaves_its_words():
    data = {
        "application/vnd.jupyter.widget-view+json": {"model_id": "x"},
        "text/plain": "LineFit()",
    }
    assert shown(data).data == {"text/plain": "LineFit()"}


def test_the_judges_report_comes_through():
    before = report()
    after = shown(before.data, metadata=before.metadata)
    assert after.metadata == {}
    styles = [attributes.get("style") for _, attributes in Tags(before.data["text/html"]).tags]
    kept = [attributes.get("style") for _, attributes in Tags(after.data["text/html"]).tags]
    assert [one for one in kept if one] == [one for one in styles if one]
    for words in ("not right yet", "Hint:", "8.25  a number"):
        assert words in after.data["text/html"]


def test_pictures_are_pictures():
    png, jpeg = picture(), picture("JPEG")
    data = {"image/png": png[:30] + "\n" + png[30:], "image/jpeg": jpeg}
    kept = shown(data, metadata={"image/png": {"alt": "A <line>", "width": 3}, "x": 1})
    assert kept.data == {"image/png": png, "image/jpeg": jpeg}
    assert kept.metadata == {"image/png": {"alt": "A <line>"}}
    spoilt = bytearray(base64.b64decode(png))
    spoilt[-20] ^= 1
    spoilt = base64.b64encode(spoilt).decode()
    for wrong in (
        spoilt,
        png[:40],
        jpeg,
        "=" + png,
        png + "!",
        picture(size=(9000, 9000)),
        ["x", 1],
        None,
    ):
        assert set(shown({"image/png": wrong}).data) == {"text/plain"}


def test_an_svg_is_an_image_in_the_page():
    html = shown({"image/svg+xml": SVG["script"]}, metadata={"image/svg+xml": {"alt": "a 'b"}}).data
    ((tag, attributes),) = Tags(html["text/html"]).tags
    assert (tag, attributes["alt"]) == ("img", "a 'b")
    assert attributes["src"].startswith("data:image/svg+xml;base64,")


def test_an_svg_that_multiplies_itself_is_none():
    layers = "".join(f"<g id='a{n + 1}'>" + f"<use href='#a{n}'/>" * 10 + "</g>" for n in range(9))
    assert "text/html" not in shown({"image/svg+xml": f"<svg><g id='a0'/>{layers}</svg>"}).data
    entities = "<!DOCTYPE svg [<!ENTITY a 'aaaa'><!ENTITY b '&a;&a;'>]><svg><text>&b;</text></svg>"
    assert "text/html" not in shown({"image/svg+xml": entities}).data


def test_what_cannot_be_read_is_not_kept_as_it_was():
    """A style that makes its parser give up is dropped; nh3 would keep it."""
    for style in ("rgb(" * 100, "rgb(" * 5000, "(" * 400, "x" * 10_000):
        assert "position" not in (clean_html(f"<p style='position:fixed;color:{style}'>x") or "")


def test_a_filter_that_raises_keeps_nothing(monkeypatch):
    def failing(value):
        raise ValueError(value)

    monkeypatch.setattr(_clean_html, "checked_uri", failing)
    assert clean_html("<img src='data:image/png;base64,AAAA' alt='x'>") == '<img alt="x">'


def test_streams_are_one_and_bounded():
    lines = [new_output("stream", name="stdout", text=f"{n}\n") for n in range(5000)]
    (whole,) = sanitise_outputs(lines)
    assert whole.text == "".join(f"{n}\n" for n in range(5000))
    cut = sanitise_outputs(lines, allowed_bytes=1000)
    assert len(cut) == 2
    assert len(cut[0].text) <= 800
    assert "longer" in cut[1].data["text/plain"]
    assert sanitise_outputs(cut, allowed_bytes=1000) == cut
    many = [{"output_type": "display_data", "data": {"text/plain": "x"}}] * 100_000
    assert len(sanitise_outputs(many)) <= 2001


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("\x1b[31mred\x1b[0m", "\x1b[31mred\x1b[0m"),
        ("\x1b[38;5;9mx\x1b[48;2;1;2;3my", "\x1b[38;5;9mx\x1b[48;2;1;2;3my"),
        ("\x1b[38mx\x1b[38;5my\x1b[48;2;1mz", "xyz"),  # ansi2html raises on these
        ("a\x1b[2Jb\x1b]8;;http://evil.example\x07c\x9b31md", "ab]8;;http://evil.examplec31md"),
        ("\u202egood\u2066", "good"),
        ("10 %\r100 %\r\nnext", "100 %\nnext"),
        ("\ud800\udc00 \ud800", "\U00010000 \ufffd"),
    ],
)
def test_terminal_text(text, kept):
    assert terminal_text(text) == kept
    ansi2html(terminal_text(text))


PIECES = st.sampled_from(
    [*(text for text in HTML.values() if len(text) < 2000), *SVG.values(), "\x1b[", "38;5m", "\r",
     "\n", "<pre>\n\n", "<p style='color:", "</", "<!--", "\ud800", "\x00", "&lt;", "<svg>",
     "<math>", "'"]
)  # fmt: skip
STRINGS = st.lists(st.text(max_size=8) | PIECES, max_size=5).map("".join)
ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | STRINGS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(STRINGS, inner, max_size=3),
    max_leaves=8,
)
KINDS = st.sampled_from(
    ["text/plain", "text/html", "text/markdown", "text/latex", "image/png", "image/jpeg",
     "image/svg+xml", "application/javascript"]
)  # fmt: skip
OUTPUTS = st.fixed_dictionaries(
    {
        "output_type": st.sampled_from(["stream", "display_data", "execute_result", "error"])
        | ANYTHING
    },
    optional={
        "name": st.sampled_from(["stdout", "stderr"]) | ANYTHING,
        "text": STRINGS | ANYTHING,
        "data": st.dictionaries(KINDS, STRINGS | ANYTHING, max_size=4) | ANYTHING,
        "metadata": st.dictionaries(KINDS, st.fixed_dictionaries({"alt": ANYTHING})) | ANYTHING,
        "execution_count": ANYTHING,
        "ename": STRINGS | ANYTHING,
        "evalue": STRINGS | ANYTHING,
        "traceback": st.lists(STRINGS, max_size=4) | ANYTHING,
    },
)


def test_a_name_that_vanishes_is_the_one_of_an_error_without_a_name():
    once = sanitise_outputs([{"output_type": "error", "ename": "\x08"}])
    assert once[0].ename == "Error"
    assert sanitise_outputs(once) == once


@settings(max_examples=300, deadline=None)
@given(st.lists(OUTPUTS | ANYTHING, max_size=5) | ANYTHING, st.integers(0, 3000))
def test_never_raises_and_comes_to_rest(given_outputs, allowed):
    before = copy.deepcopy(given_outputs)
    once = sanitise_outputs(given_outputs, allowed_bytes=allowed)
    assert repr(given_outputs) == repr(before)
    json.dumps(once).encode()
    json.dumps(once, ensure_ascii=False).encode()
    assert sanitise_outputs(given_outputs, allowed_bytes=allowed) == once
    assert sanitise_outputs(once, allowed_bytes=allowed) == once


@settings(max_examples=300, deadline=None)
@given(STRINGS)
def test_text_can_always_be_shown(text):
    kept = terminal_text(text)
    assert terminal_text(kept) == kept
    kept.encode()
    assert "<script" not in ansi2html(kept)


def test_nesting_without_end():
    nest = deep = []
    for _ in range(100_000):
        deep.append([])
        deep = deep[0]
    whole = [nest, {"output_type": "display_data", "data": {"text/html": nest}}, nest]
    assert [one.output_type for one in sanitise_outputs(whole)] == ["display_data"] * 3


def test_all_attacks_at_once():
    once = sanitise_outputs(outputs())
    assert sanitise_outputs(once) == once
