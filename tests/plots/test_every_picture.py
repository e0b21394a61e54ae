"""Every picture is labelled, described, readable in greyscale and the same every time."""

import numpy as np
import pytest

from tinkernet import data, nn, plots, widgets

from .looking import greys, outlines, pixels, within

X, Y = data.noisy_line(2.0, 1.0, m=12, noise=0.4, rng=0)
PATH = [(-1.0, 4.0), (0.5, 3.0), (1.5, 2.0)]
SPIRALS = data.spirals(80, arms=4, rng=0)
DIGITS = data.digits().take(range(12))
PATCHES = data.flower_patches(4, 1, rng=0).train
IRIS = data.iris()
GATES = {"AND": [0, 0, 0, 1], "XOR": [0, 1, 1, 0]}
FOLD = [[1, -1], [1, -1]]
CONVOLUTION = nn.Conv2d(1, 4, 3, rng=0)


def quarter(points):
    """Return a score of each quarter of the plane."""
    return np.eye(4)[(points[:, 0] > 0) + 2 * (points[:, 1] > 0)]


PICTURES = {
    "fits": lambda: plots.fits(X, Y, {"a line": (X, 2 * X), "level": (X, 0 * X)}, new=(X, Y + 1)),
    "stopping": lambda: plots.stopping([4, 2, 1, 0.5], [4, 3, 2, 5], best=2, stopped=3),
    "stopping, shaded": lambda: plots.stopping([4, 2, 1, 1], [4, 2, 3, 3], best=1, stopped=2),
    "valleys": lambda: plots.valleys({"a bowl": np.square}, {"a bowl": [[2.0, 1.0], [-1, 0]]}),
    "points": lambda: plots.points(X, Y),
    "line_fit": lambda: plots.line_fit(X, Y, 1.5, 1.0, truth=(2.0, 1.0)),
    "error_squares": lambda: plots.error_squares(X[:4], Y[:4], 1.5, 1.0),
    "slopes": lambda: plots.slopes(X, Y, 1.0, 2.0, -8.0, -2.0),
    "loss_surface": lambda: plots.loss_surface(X, Y, {"descent": PATH}),
    "line_and_loss": lambda: plots.line_and_loss(X, Y, 1.5, 1.0, PATH),
    "loss_curves": lambda: plots.loss_curves({"one": [4, 2, 1], "two": [4, 3, np.inf]}),
    "descents": lambda: plots.descents(X, Y, {"small": PATH[:2], "large": PATH}),
    "column_ranges": lambda: plots.column_ranges({"raw": np.c_[X, Y]}, ["x", "y"]),
    "decision_regions": lambda: plots.decision_regions(quarter, SPIRALS.X, SPIRALS.y),
    "image_sheet": lambda: plots.image_sheet(DIGITS.X, DIGITS.y),
    "image_sheet, no titles": lambda: plots.image_sheet(DIGITS.X, columns=5),
    "image_sheet, long titles": lambda: plots.image_sheet(DIGITS.X[:1], ["a handwritten nought"]),
    "image_sheet, colours": lambda: plots.image_sheet(PATCHES.X, PATCHES.y),
    "kernels": lambda: plots.kernels(CONVOLUTION.weight),
    "feature_maps": lambda: plots.feature_maps(CONVOLUTION(DIGITS.X[:1])[0]),
    "curves": lambda: plots.curves(X.cumsum(), {"one": {"a": Y, "b": -Y}, "two": {"c": X}}),
    "neuron_sketch": lambda: plots.neuron_sketch([1.0, -2.5], [0.5, 1.25], -0.75),
    "neuron_sketch, five": lambda: plots.neuron_sketch(X[:5], Y[:5], 1.0, activation="step"),
    "class_loss_surfaces": lambda: plots.class_loss_surfaces(X, Y > 3),
    "confusion_matrix": lambda: plots.confusion_matrix(DIGITS.y, DIGITS.y[::-1]),
    "function_slopes": lambda: plots.function_slopes(
        {"tanh": (np.tanh, lambda z: 1 - np.tanh(z) ** 2)}
    ),
    "dense_network": lambda: plots.dense_network([["x1", "x2"], ["y"]], [[["w1"], ["w2"]]]),
    "dense_network, numbers": lambda: plots.dense_network(
        [["x"], ["h1", "h2"], ["y"]], [[["a", "b"]], [["c"], ["d"]]], [[[2, -1]], [[0], [-0.5]]]
    ),
    "backward_chain": lambda: plots.backward_chain(),
    "confusion_matrix, names": lambda: plots.confusion_matrix(IRIS.y, IRIS.y[::-1], IRIS.classes),
    "gate_borders": lambda: plots.gate_borders(GATES, {"AND": ([1, 1], -0.5)}),
    "growth": lambda: plots.growth([1, 2, 3], {"one": [1, 2, 4], "two": [1, 10, 1000]}),
    "hidden_space": lambda: plots.hidden_space(FOLD, [-0.5, 1.5], [1, 1], -1.5),
    "layers": lambda: plots.layers([8, 9, 9, 4]),
    "relu_fit": lambda: plots.relu_fit([1, -2], [0, 1], [2, -1], 0.5, X, Y, points=(X[:3], Y[:3])),
    "one_hot_table": lambda: plots.one_hot_table(np.eye(3), ["you", "are", "a"], ["a", "b", "c"]),
    "one_hot_table, small": lambda: plots.one_hot_table([[1]], ["cat"], ["cat"]),
    "output_types": lambda: plots.output_types(),
    "cross_entropy_terms": lambda: plots.cross_entropy_terms(
        [0, 0, 1], [0.2, 0.7, 0.1], ["dog", "ostrich", "cat"]
    ),
    "surfaces": lambda: plots.surfaces({"one": lambda x: abs(x[:, 0]), "two": lambda x: x[:, 1]}),
    "weight_matrices": lambda: plots.weight_matrices(
        {"dense": np.arange(1, 49).reshape(6, 8), "shared": np.eye(6, 8, dtype=int)}
    ),
    "receptive_fields": lambda: plots.receptive_fields([(3, 1), (2, 2), (3, 1)]),
    "grey_pictures": lambda: plots.grey_pictures(
        {"photograph": PATCHES.X[0, 0], "edges": PATCHES.X[0, 1] - PATCHES.X[0, 2]}
    ),
}
# What stands in for a widget where no browser is, as the widget asks for it.
STILLS = {
    "computed_graph": widgets.GraphBackprop, "descent_race": widgets.DescentRace,
    "digit_answers": widgets.DigitPad, "fitted_curve": widgets.FitDial,
    "kernel_on_image": widgets.KernelPainter, "motif_scores": widgets.MotifScanner,
    "neuron_answers": widgets.NeuronTinker, "relu_units": widgets.ReluSum,
    "softmax_bars": widgets.SoftmaxTinker, "xor_network": widgets.XorTinker,
}  # fmt: skip
PICTURES |= {name: lambda make=make: make()._picture() for name, make in STILLS.items()}
pictures = pytest.mark.parametrize("draw", PICTURES.values(), ids=PICTURES)


def test_no_picture_is_left_out():
    # line_loss and class_losses return numbers, and Picture is what the others return.
    drawn = {name.partition(",")[0] for name in PICTURES}
    assert drawn == set(plots.__all__) - {"Picture", "class_losses", "line_loss"}


@pictures
def test_pictures_have_labels_a_description_and_the_same_bytes(draw):
    picture = draw()
    for ax in picture.figure.axes:
        # Rows and columns of pixels speak for themselves, if nothing counts them.
        bare = ax.images and not len(ax.get_xticks()) and not len(ax.get_yticks())
        bare = bare or not ax.axison  # a network, a graph: nothing is counted along its sides
        assert bare or (ax.get_xlabel() and ax.get_ylabel())
    assert len(picture.alt) > 30
    assert "\n" not in picture.alt
    assert picture.png() == draw().png()


@pictures
def test_nothing_drawn_touches_the_edge_of_the_picture(draw):
    seen = pixels(draw())
    edge = np.concatenate([seen[0], seen[-1], seen[:, 0], seen[:, -1]])
    assert (edge > 0.99).all(), "something is cut off"


@pictures
def test_every_text_is_in_the_picture_as_a_whole(draw):
    # What lies outside altogether leaves the edge white.
    picture = draw()
    cut = [text for text, box in outlines(picture).items() if not within(box, picture.figure.bbox)]
    assert cut == []


@pictures
def test_pictures_can_be_read_in_greyscale(draw):
    seen = pixels(draw())
    coloured = np.ptp(seen, axis=-1) > 0.3
    # Whatever is told apart by colour must still stand out from the white page.
    assert not coloured.any() or np.median(greys(seen)[coloured]) < 0.8


def test_a_picture_in_a_notebook_carries_its_description(monkeypatch):
    monkeypatch.delenv("NBGRADER_EXECUTION", raising=False)
    bundle = plots.points(X, Y, xlabel="a < b")._repr_mimebundle_()
    assert 'alt="12 points: a &lt; b from' in bundle["text/html"]
    assert bundle["text/html"].startswith('<img src="data:image/png;base64,')


def test_while_grading_the_description_stands_for_the_picture(monkeypatch):
    monkeypatch.setenv("NBGRADER_EXECUTION", "autograde")
    bundle = plots.points(X, Y)._repr_mimebundle_()
    assert "<img" not in bundle["text/html"]
    assert "12 points" in bundle["text/plain"]


def test_a_diverging_descent_can_still_be_drawn():
    wild = [(0.0, 0.0), (1e9, -1e9), (np.inf, np.nan)]
    assert plots.descents(X, Y, {"wild": wild}).png()
    assert plots.line_and_loss(X, Y, 1.0, 1.0, wild[:2]).png()
