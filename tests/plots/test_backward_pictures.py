"""Pictures of notebook 04: slopes beside functions, a network's edges, the chain of layers."""

import numpy as np
import pytest

from tinkernet import plots

UNITS = [["x1", "x2"], ["h"], ["y"]]
NAMES = [[["w1"], ["w2"]], [["v"]]]


def texts(picture):
    return [text.get_text() for ax in picture.figure.axes for text in ax.texts]


def test_the_tangent_has_the_slope_that_was_given():
    picture = plots.function_slopes({"square": (np.square, lambda z: 3 * z)}, at=2.0)
    (ax,) = picture.figure.axes
    tangent = next(line for line in ax.lines if line.get_label() == "tangent")
    (x0, x1), (y0, y1) = tangent.get_data()
    assert (y1 - y0) / (x1 - x0) == pytest.approx(6.0)
    assert np.interp(2.0, tangent.get_xdata(), tangent.get_ydata()) == pytest.approx(4.0)
    assert picture.alt.endswith("square: value 4, slope 6 at z = 2.")


def test_a_mask_is_a_slope_too_and_a_list_of_slopes_as_well():
    relu = (lambda z: np.maximum(z, 0), lambda z: z > 0)
    assert "slope 1 at z = 1" in plots.function_slopes({"relu": relu}).alt
    assert plots.function_slopes({"list": (np.tanh, lambda z: list(z))}).png()


@pytest.mark.parametrize("slope", [lambda z: 1.0, lambda z: z[:, None], lambda z: ["a"] * len(z)])
def test_slopes_of_another_shape_are_refused_with_a_sentence(slope):
    with pytest.raises(ValueError, match="a number for each of 161 places"):
        plots.function_slopes({"odd": (np.tanh, slope)})
    with pytest.raises(ValueError, match="at least one"):
        plots.function_slopes({})


def test_every_edge_carries_its_name_and_negative_ones_are_dashed():
    picture = plots.dense_network(UNITS, NAMES, [[[2.0], [-1.0]], [[0.0]]])
    assert {"w1: 2.00", "w2: -1.00", "v: 0.00", "x1", "h"} <= set(texts(picture))
    lines = picture.figure.axes[0].lines
    assert [line.get_linestyle() for line in lines] == ["-", "--", "-"]
    widths = [line.get_linewidth() for line in lines]
    assert widths[0] > widths[1] > widths[2]
    assert "w2 from x2 to h, -1" in picture.alt


def test_without_numbers_all_edges_look_alike():
    lines = plots.dense_network(UNITS, NAMES).figure.axes[0].lines
    assert {(line.get_linestyle(), line.get_linewidth()) for line in lines} == {("-", 1.0)}


@pytest.mark.parametrize("given", [([NAMES[0]],), ([NAMES[1], NAMES[0]],), (NAMES, [[[1.0]]])])
def test_as_many_names_and_numbers_as_edges(given):
    with pytest.raises(ValueError, match=r"expects a table of shape \[\(2, 1\), \(1, 1\)\]"):
        plots.dense_network(UNITS, *given)


def test_each_row_of_the_chain_reuses_what_the_row_before_has_found():
    picture = plots.backward_chain(3)
    assert "to W1 by the factors de/dy, dy/dh2, dh2/dh1 and dh1/dW1" in picture.alt
    fractions = [text for text in texts(picture) if "frac" in text]
    assert len(fractions) == 2 + 3 + 4
    assert fractions.count(r"$\frac{de}{d\hat{y}}$") == 3
    assert fractions.count(r"$\frac{d\hat{y}}{dh^2}$") == 2


@pytest.mark.parametrize("layers", [0, 6])
def test_a_chain_has_one_to_five_layers(layers):
    with pytest.raises(ValueError, match=f"1 to 5 layers, got {layers}"):
        plots.backward_chain(layers)
