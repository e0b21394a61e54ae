"""The picture of a graph: everything is on it, nothing overlaps, labels cannot break out of it."""

import itertools
import os
import re
import subprocess
import sys

import numpy as np
import pytest
from defusedxml.ElementTree import fromstring

from tinkernet import graph
from tinkernet.graph import Value

from .sample_graphs import network, neuron, tangle

SVG = "{http://www.w3.org/2000/svg}"


def cut_label(length):
    """Return what a box shows of a label of so many letters."""
    return next(fromstring(graph.draw(Value(1.0, "w" * length)).svg).iter(f"{SVG}text")).text


def test_the_picture_is_well_formed_and_has_every_label_number_and_operation():
    pytest.importorskip("grandalf")
    drawing = graph.draw(neuron())
    root = fromstring(drawing.svg)
    assert (root.tag, root.get("role"), root.get("aria-label")) == (f"{SVG}svg", "img", drawing.alt)
    assert root.findtext(f"{SVG}title") == drawing.alt
    texts = [text.text for text in root.iter(f"{SVG}text")]
    assert texts.count("data") == texts.count("grad") == 10
    assert {"x1", "w1", "x2", "w2", "b", "n", "o", "6.881", "0.8814", "-1.5"} <= set(texts)
    assert (texts.count("\N{MULTIPLICATION SIGN}"), texts.count("+"), texts.count("tanh")) == (
        2,
        2,
        1,
    )
    assert cut_label(50) == "w" * 17 + "\N{HORIZONTAL ELLIPSIS}"
    assert cut_label(18) == "w" * 18
    x = {text.text: float(text.get("x")) for text in root.iter(f"{SVG}text")}
    assert x["x1"] < x["b"] < x["n"] < x["tanh"] < x["o"]


def test_the_picture_numbers_operands_where_their_order_matters():
    pytest.importorskip("grandalf")

    def numerals(value):
        texts = fromstring(graph.draw(value).svg).iter(f"{SVG}text")
        return sorted(text.text for text in texts if text.get("font-size"))

    a, b = Value(2.0, "a"), Value(3.0, "b")
    for ordered in (a - b, a / b, a**b):
        assert numerals(ordered) == ["1", "2"]
    for other in (a + b, a * b, -a, a**2, a.max(b)):
        assert numerals(other) == []
    for ordered in (a - b, (b * 7) / (a + 7)):
        texts = fromstring(graph.draw(ordered).svg).iter(f"{SVG}text")
        y = {text.text: float(text.get("y")) for text in texts}
        first, second = ("a", "b") if ordered.operation == "-" else ("b", "a")
        assert (y["1"] < y["2"]) == (y[first] < y[second])


def along(path):
    """Return points on the way of an arrow."""
    for step, numbers in re.findall("([MCH])([^MCH]+)", path.get("d")):
        to = [float(number) for number in numbers.split()]
        if step == "M":
            corners = [to] * 4
        elif step == "H":
            corners = [corners[-1], corners[-1], (to[0], corners[-1][1]), (to[0], corners[-1][1])]
        else:
            corners = [corners[-1], to[0:2], to[2:4], to[4:6]]
        for t in np.linspace(0.0, 1.0, 30):
            parts = [(1 - t) ** 3, 3 * t * (1 - t) ** 2, 3 * t * t * (1 - t), t**3]
            yield tuple(np.dot(parts, corners))


@pytest.mark.parametrize(
    "make",
    [
        neuron,
        lambda: network(2, 3, 1),
        lambda: network(4, 8, 4, 1),
        lambda: Value(1.0),
        lambda: graph.maximum(*range(20)).sigmoid(),
        lambda: Value(1.0, "a") + Value(2.0, "a wider one"),
        tangle,
        lambda: Value(1.0, "w" * 50) / Value(-1.23456789e-100, "m" * 18),
    ],
    ids=["neuron", "2-3-1", "4-8-4-1", "leaf", "wide", "uneven", "tangle", "long"],
)
def test_nothing_in_the_picture_overlaps_or_is_cut_off(make):
    pytest.importorskip("grandalf")
    root = fromstring(graph.draw(make()).svg)
    _, _, width, height = map(float, root.get("viewBox").split())
    names = ("x", "y", "width", "height")
    shapes = [
        tuple(float(one.get(name)) for name in names) for one in root.findall(f"{SVG}rect")[1:]
    ]
    for x, y, w, h in shapes:
        assert x >= 1
        assert y >= 1
        assert x + w <= width - 1
        assert y + h <= height - 1
    for (x, y, w, h), (x2, y2, w2, h2) in itertools.combinations(shapes, 2):
        assert x + w < x2 or x2 + w2 < x or y + h < y2 or y2 + h2 < y
    for text in root.iter(f"{SVG}text"):
        if text.get("font-size"):
            continue
        # A letter of this font is 7.23 pixels wide.
        long, at = 7.23 * len(text.text), float(text.get("x"))
        start = at - {None: 0.0, "middle": 0.5, "end": 1.0}[text.get("text-anchor")] * long
        line = float(text.get("y"))
        assert any(
            x < start and start + long < x + w and y + 9 < line < y + h - 2 for x, y, w, h in shapes
        ), text.text
    for path in root.findall(f"{SVG}path[@fill='none']"):
        for x, y in along(path):  # it starts on the edge of a box, but for rounding
            assert not any(a + 0.2 < x < a + w - 0.2 and b < y < b + h for a, b, w, h in shapes)


def test_labels_cannot_break_out_of_the_picture_or_the_table():
    pytest.importorskip("grandalf")
    nasty = "<b>&\"'</title>"
    value = Value(1.0, nasty) + Value(2.0, "zero\0bell\a\nline\ud800")
    value.label = "<script>alert(1)</script>"
    drawing = graph.draw(value)
    drawing.svg.encode()
    root = fromstring(drawing.svg)
    texts = [text.text for text in root.iter(f"{SVG}text")]
    assert nasty in texts
    assert (
        "zero\N{REPLACEMENT CHARACTER}bell\N{REPLACEMENT CHARACTER} line\N{REPLACEMENT CHARACTER}"
        in texts
    )
    assert {one.tag for one in root.iter()} == {
        f"{SVG}{name}" for name in ("svg", "title", "rect", "path", "text")
    }
    assert "script>alert" not in drawing.svg.replace("&lt;script&gt;alert", "")
    assert len(drawing.text.splitlines()) == 4


def test_the_same_graph_gives_the_same_bytes_in_every_run():
    pytest.importorskip("grandalf")
    assert graph.draw(network(3, 4, 2)).svg == graph.draw(network(3, 4, 2)).svg
    code = (
        "import hashlib; from tinkernet.graph import Value, draw, maximum\n"
        "x = [Value(0.5, f'x{k}') for k in range(4)]\n"
        "y = maximum(*[(a * b).tanh() / (a - b + 3) for a in x for b in x])\n"
        "print(hashlib.sha256(draw(y + x[0]).svg.encode()).hexdigest())"
    )
    runs = {
        subprocess.run(
            [sys.executable, "-c", code],
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("1", "2", "3")
    }
    assert len(runs) == 1
