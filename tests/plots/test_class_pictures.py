"""Pictures of classes and probabilities show what the numbers say, and refuse what is none."""

import numpy as np
import pytest

from tinkernet import plots

from .looking import colors_at, greys, outlines

NAMES = ["dog", "ostrich", "cat"]


def texts(ax):
    return [text.get_text() for text in ax.texts]


def test_a_one_stands_dark_below_its_word_and_a_nought_light():
    picture = plots.one_hot_table([[0, 0, 1], [1, 0, 0]], ["cat", "dog"], NAMES)
    (ax,) = picture.figure.axes
    corner = [(k + 0.4, row + 0.4) for row in range(2) for k in range(3)]
    dark = greys(colors_at(picture, ax, corner)) < 0.5
    assert dark.tolist() == [False, False, True, True, False, False]
    assert texts(ax) == ["0", "0", "1", "1", "0", "0"]
    assert "cat, cat; dog, dog. All else is 0." in picture.alt
    words = {
        text.get_text(): box for text, box in outlines(picture).items() if text not in ax.texts
    }
    assert words["dog"].y1 < words["cat"].y0 or words["cat"].x0 > words["ostrich"].x0


@pytest.mark.parametrize("rows", [[[0, 1]], np.zeros((2, 2)), np.zeros(3), np.zeros((0, 3))])
def test_a_table_has_as_many_names_as_rows_and_columns(rows):
    with pytest.raises(ValueError, match="one_hot_table"):
        plots.one_hot_table(rows, ["cat"] * len(rows) if np.ndim(rows) else [], NAMES)


def test_the_cost_of_each_class_is_drawn_and_added_up():
    p, q = np.array([0.5, 0.0, 0.5]), np.array([0.25, 0.5, 0.25])
    picture = plots.cross_entropy_terms(p, q, NAMES)
    widths = [[bar.get_width() for bar in ax.patches] for ax in picture.figure.axes]
    np.testing.assert_allclose(widths, [p, q, [np.log(2), 0, np.log(2)]])
    assert picture.figure.axes[2].get_title() == "together 1.39"
    assert picture.alt.endswith("Together 1.39.")


def test_nought_times_the_logarithm_of_nought_is_nought():
    picture = plots.cross_entropy_terms([0, 1, 0], [0, 1, 0], NAMES)
    assert "cat 0, 0, 0. Together 0." in picture.alt


@pytest.mark.parametrize(
    ("p", "q"),
    [([1, 0], [0.5, 0.5]), ([0, 0, 1], [0.5, 0.5, 0]), ([0, 0, 1], [-1, 0, 2]),
     ([np.nan, 0, 1], [0.2, 0.2, 0.6])],
)  # fmt: skip
def test_only_probabilities_have_a_cross_entropy(p, q):
    with pytest.raises(ValueError, match="cross_entropy_terms"):
        plots.cross_entropy_terms(p, q, NAMES)


def test_three_last_layers_stand_side_by_side():
    binary, multiclass, regression = plots.output_types().figure.axes
    squeezed = binary.lines[-1].get_ydata()
    assert 0 < squeezed.min() < 0.01 < 0.99 < squeezed.max() < 1
    shares = [bar.get_width() for bar in multiclass.patches]
    assert sum(shares) == pytest.approx(1)
    assert [f"{share:.2f}" for share in shares] == texts(multiclass)
    across, up = regression.lines[-1].get_data()
    assert (across == up).all()
