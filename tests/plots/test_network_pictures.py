"""Pictures of small networks show what the numbers say, and refuse what they cannot show."""

import numpy as np
import pytest

from tinkernet import plots

from .looking import colors_at, greys

X = np.linspace(-1.0, 1.0, 21)


def lines(picture, number=0):
    return picture.figure.axes[number].lines


def test_a_gate_is_shaded_where_its_neuron_says_one_and_wrong_points_are_crossed_out():
    picture = plots.gate_borders(
        {"AND": [0, 0, 0, 1], "XOR": [0, 1, 1, 0]}, {"AND": ([1, 1], -0.5)}
    )
    ax = picture.figure.axes[0]
    on, off = greys(colors_at(picture, ax, [(1.3, 0.8), (-0.3, 0.2)]))
    assert on < off - 0.1
    crossed = lines(picture)[-1]
    assert sorted(zip(*crossed.get_data(), strict=True)) == [(0.0, 1.0), (1.0, 0.0)]
    assert (
        "AND: 0 0 0 1 for the points 00, 01, 10, 11; its neuron has 01 and 10 wrong." in picture.alt
    )
    assert picture.alt.endswith("XOR: 0 1 1 0 for the points 00, 01, 10, 11.")


def test_a_border_goes_where_the_sum_is_exactly_nought():
    picture = plots.gate_borders({"AND": [0, 0, 0, 1]}, {"AND": ([1, 1], -2)})
    assert "11 wrong" in picture.alt


def test_hidden_space_holds_the_points_where_sigmoids_put_them():
    W1, b1 = np.array([[1.0, 0.5], [-1.0, 2.0]]), np.array([-0.5, -1.0])
    picture = plots.hidden_space(W1, b1, [1, 1], -1.5, steepness=[4])
    z = np.array([[0, 0], [1, 1]]) @ W1 + b1
    zeros = next(
        line
        for line in lines(picture, 1)
        if line.get_marker() == "o" and len(line.get_xdata()) == 2
    )
    np.testing.assert_allclose(zeros.get_xydata(), 1 / (1 + np.exp(-4 * z)))
    assert len(picture.figure.axes) == 2


def test_hidden_space_draws_the_output_s_border_only_where_it_parts_the_points():
    def borders(b2):
        picture = plots.hidden_space([[1, -1], [1, -1]], [-0.5, 1.5], [1, 1], b2, steepness=[20])
        return len(picture.figure.axes[1].collections)

    assert (borders(-1.5), borders(-0.5)) == (1, 0)


@pytest.mark.parametrize("w", [[1.0, 1.0], [-1.0, 2.0], [0.0, 1.0]])
def test_a_relu_sum_is_drawn_as_it_is_whatever_the_signs(w):
    w, b, v = np.array(w), np.array([0.3, -0.2]), np.array([2.0, -3.0])
    picture = plots.relu_fit(w, b, v, 0.5, X, X**2, points=([0.0], [1.0]))
    total = next(line for line in lines(picture) if line.get_label() == "sum")
    x, y = total.get_data()
    np.testing.assert_allclose(y, 0.5 + np.maximum(0, x[:, None] * w + b) @ v)
    bends = -b[w != 0] / w[w != 0]
    assert np.isin(bends[np.abs(bends) < 1], x).all(), "the sum bends between two places"
    gap = np.abs(0.5 + np.maximum(0, X[:, None] * w + b) @ v - X**2).max()
    assert f"largest gap between them is {gap:.3g}" in picture.alt
    assert "and 1 point;" in picture.alt


def test_a_surface_has_the_function_s_heights():
    asked = []

    def fold(points):
        asked.append(points)
        return np.maximum(0, points[:, 0] - points[:, 1])

    picture = plots.surfaces({"a fold": fold}, span=(-1, 3))
    assert asked[0].shape[1] == 2
    assert asked[0].min() == -1
    assert asked[0].max() == 3
    assert "A fold: from 0 to 4." in picture.alt
    assert picture.figure.axes[0].get_zlim() == (0.0, 4.0)
    assert plots.surfaces({"level": lambda points: 0 * points[:, 0]}).png()


def test_growth_has_equal_factors_at_equal_distances():
    picture = plots.growth([1, 2, 3], {"fast": [10, 100, 1000], "slow": [1, 2, 3]}, ylabel="units")
    heights = picture.figure.axes[0].transData.transform(lines(picture)[0].get_xydata())[:, 1]
    assert np.diff(heights)[0] == pytest.approx(np.diff(heights)[1])
    assert picture.alt == "Units by n, from 1 to 3. Fast: from 10 to 1000. Slow: from 1 to 3."


def test_layers_are_connected_each_with_the_next():
    picture = plots.layers([3, 2, 4])
    edges = [
        line for line in lines(picture) if len(line.get_xdata()) == 2 and line.get_zorder() == 1
    ]
    assert len(edges) == 3 * 2 + 2 * 4
    assert picture.alt.endswith("input 3, hidden 2, output 4; 20 weights and biases.")
    named = plots.layers([2, 1], names=["features", "answer"])
    assert "features 2, answer 1; 3 weights" in named.alt


@pytest.mark.parametrize(
    ("draw", "said"),
    [
        (lambda: plots.gate_borders({}), "at least one truth table"),
        (lambda: plots.gate_borders({"AND": [0, 1]}), "four answers of 0 or 1 for 'AND'"),
        (lambda: plots.gate_borders({"AND": [0, 1, 2, 0]}), "four answers of 0 or 1"),
        (lambda: plots.relu_fit([1], [0, 1], [1], 0, X, X), r"\(h,\).*got \(1,\), \(2,\)"),
        (lambda: plots.relu_fit([1], [0], [1], 0, X, X[1:]), r"one shape; .*\(21,\) and \(20,\)"),
        (lambda: plots.surfaces({"a": lambda points: 1.0}), "'a' to give one number for each"),
        (lambda: plots.growth([1], {"a": [0]}), "above 0 .*'a'"),
        (lambda: plots.growth([1], {}), "one to 4 counts, got 0"),
        (lambda: plots.layers([2]), r"two layers or more .* got \[2\]"),
        (lambda: plots.layers([2, 13]), "1 to 12 units"),
        (lambda: plots.layers([2, 1], names=["in"]), "expects 2 names, got 1"),
    ],
)
def test_what_cannot_be_drawn_is_refused_in_one_sentence(draw, said):
    with pytest.raises(ValueError, match=said):
        draw()
