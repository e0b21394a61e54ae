"""Pictures of one neuron: what they show is what was asked for."""

import numpy as np
import pytest

from tinkernet import nn, plots


def test_a_curve_is_where_its_function_is():
    x = np.linspace(-2, 2, 9)
    ax, other = plots.curves(x, {"one": {"square": x**2}, "two": {"x": x}}).figure.axes
    square = next(line for line in ax.lines if line.get_label() == "square")
    assert np.array_equal(square.get_xydata(), np.stack([x, x**2], axis=1))
    assert [ax.get_title(), other.get_title()] == ["one", "two"]


def test_curves_of_one_panel_differ_without_colour():
    x = np.arange(3.0)
    (ax,) = plots.curves(x, {"four": dict.fromkeys("abcd", x)}).figure.axes
    styles = [line.get_linestyle() for line in ax.lines if line.get_label() in "abcd"]
    assert len(set(styles)) == 4


def test_what_is_not_finite_is_left_out():
    picture = plots.curves([0.0, 0.5, 1.0], {"loss": {"log": [np.inf, 0.7, 0.0]}})
    assert "log goes from 0.7 to 0" in picture.alt
    assert picture.png()


@pytest.mark.parametrize("panel", [{}, {"short": [1.0]}, {name: [0, 1] for name in "abcde"}])
def test_curves_that_cannot_be_drawn_are_refused(panel):
    with pytest.raises(ValueError, match="curves"):
        plots.curves([0.0, 1.0], {"panel": panel})


def test_a_sketch_says_what_its_neuron_answers():
    neuron = nn.Neuron(2, nn.Sigmoid, rng=0)
    neuron.weights.data[:] = (0.5, 2.0)
    neuron.bias.data[:] = -1.0
    x = np.array([1.0, 0.25])
    picture = plots.neuron_sketch(x, (0.5, 2.0), -1.0)
    assert picture.alt.endswith(f"the answer is {neuron(x):.2g}.")
    shown = {text.get_text() for text in picture.figure.axes[0].texts}
    assert {"1", "b = -1", "$w_1$ = 0.5", "$w_2$ = 2", "z = 0", "sigmoid", "0.5"} <= shown


@pytest.mark.parametrize(("x", "w"), [([1.0], [1.0, 2.0]), (np.ones(6), np.ones(6)), ([], [])])
def test_a_sketch_needs_a_weight_for_each_of_a_few_inputs(x, w):
    with pytest.raises(ValueError, match="neuron_sketch"):
        plots.neuron_sketch(x, w, 0.0)


def test_the_two_losses_are_those_of_the_library():
    x, y = np.array([-1.0, 0.5, 2.0]), np.array([0.0, 1.0, 1.0])
    squared, entropy = plots.class_losses(x, y, np.array([1.5]), np.array([-0.5]))
    p = nn.Sigmoid()(1.5 * x - 0.5)
    assert squared == pytest.approx(np.mean((p - y) ** 2))
    assert entropy == pytest.approx(nn.BCELoss()(p, y))


def test_only_one_of_the_two_landscapes_is_a_bowl():
    # Halfway between two places a bowl lies below the line that joins them.
    x, y = np.array([-3.0, -2.0, -1.0, 1.0, 2.0, 3.0]), np.array([0, 0, 1, 0, 1, 1])
    w = np.linspace(-10, 10, 201)
    squared, entropy = plots.class_losses(x, y, w, np.zeros(201))
    assert (np.diff(entropy, 2) > -1e-12).all()
    assert np.diff(squared, 2).min() < -1e-4
