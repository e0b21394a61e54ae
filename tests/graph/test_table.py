"""The table and the sentence of a drawing say what is in the graph, and where they stand for it."""

import sys

import pytest

from tinkernet import graph
from tinkernet.graph import Value

from .sample_graphs import neuron


def test_the_table_has_one_line_a_value_in_the_order_of_computing():
    assert graph.draw(neuron()).text.splitlines() == [
        "value  made by    data  grad",
        "x1                   2  -1.5",
        "w1                  -3     1",
        "#3     x1 * w1      -6   0.5",
        "x2                   0   0.5",
        "w2                   1     0",
        "#6     x2 * w2       0   0.5",
        "#7     #3 + #6      -6   0.5",
        "b                6.881   0.5",
        "n      #7 + b   0.8814   0.5",
        "o      tanh(n)  0.7071     1",
    ]


def test_the_table_tells_values_of_one_label_apart_and_shows_plain_numbers_as_such():
    a, b = Value(1.0, "a"), Value(2.0, "a")
    text = graph.draw(graph.maximum(-a, (a - b) ** 2, 5 / b)).text
    made_by = [line[7:].split("  ")[0] for line in text.splitlines()[1:]]
    assert made_by == [
        "",
        "-a (1)",
        "",
        "a (1) - a (2)",
        "#4 ** 2",
        "",
        "5 / a (2)",
        "max(#2, #5, #7)",
    ]


def test_no_name_in_the_table_is_given_twice():
    a = Value(1.0, "#2")
    table = graph.draw(a + Value(2.0)).text.splitlines()
    assert [line[:4].strip() for line in table[1:]] == ["#2", "#2'", "#3"]


def test_a_drawing_shows_the_graph_as_it_was():
    a = Value(2.0, "a")
    square = a**2
    before = graph.draw(square)
    square.backward()
    a.data = 7.0
    a.label = "changed"
    assert before.text.splitlines()[1].split() == ["a", "2", "0"]
    assert graph.draw(square).text.splitlines()[1].split() == ["changed", "7", "4"]


def test_the_sentence_says_what_can_be_seen():
    drawing = graph.draw(neuron())
    assert drawing.alt == (
        "A graph from left to right: from 5 leaves (x1, w1, x2, w2, b) by 5 operations "
        "(2 *, 2 +, 1 tanh) to o = 0.7071, with grad 1."
    )
    assert graph.draw(Value(2.0, "a")).alt == "A graph of a single value: a = 2, with grad 0."
    assert "(0, 1, 2, 3, 4, 5, ...)" in graph.draw(graph.maximum(*range(8))).alt


def shown(drawing):
    """Return what IPython would show, and what it says about it."""
    formatters = pytest.importorskip("IPython.core.formatters")
    return formatters.DisplayFormatter().format(drawing)


def test_notebooks_show_the_picture_with_its_sentence_and_the_table_as_text(monkeypatch):
    pytest.importorskip("grandalf")
    monkeypatch.delenv("NBGRADER_EXECUTION", raising=False)
    drawing = graph.draw(neuron())
    data, about = shown(drawing)
    assert data == {"text/plain": drawing.text, "image/svg+xml": drawing.svg}
    assert about == {"image/svg+xml": {"alt": drawing.alt}}
    assert drawing._repr_svg_() == drawing.svg
    assert repr(drawing) == drawing.text


def test_while_nbgrader_executes_the_table_is_enough(monkeypatch):
    monkeypatch.setenv("NBGRADER_EXECUTION", "autograde")
    drawing = graph.draw(neuron())
    assert shown(drawing)[0] == {"text/plain": drawing.text}


def test_without_grandalf_the_table_is_left(monkeypatch):
    monkeypatch.delenv("NBGRADER_EXECUTION", raising=False)
    for module in ("grandalf", "grandalf.graphs", "grandalf.layouts"):
        monkeypatch.setitem(sys.modules, module, None)
    drawing = graph.draw(neuron())
    assert shown(drawing)[0] == {"text/plain": drawing.text}
    assert drawing._repr_svg_() is None
    with pytest.raises(ImportError, match="pip install grandalf"):
        _ = drawing.svg


def test_a_graph_too_large_for_a_picture_leaves_the_table(monkeypatch):
    monkeypatch.delenv("NBGRADER_EXECUTION", raising=False)
    drawing = graph.draw(sum(map(Value, range(400)), Value(0.0)))
    assert shown(drawing)[0] == {"text/plain": drawing.text}
    assert drawing._repr_svg_() is None
    with pytest.raises(ValueError, match="at most 300 values, got 801"):
        _ = drawing.svg
