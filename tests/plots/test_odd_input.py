"""Pictures asked for with odd input say what is wrong; a network drawn stays as it is."""

import numpy as np
import pytest

from tinkernet import nn, plots

X = np.array([[0.0, 0.0], [1.0, 1.0], [0.0, 1.0], [1.0, 0.0]])
LINE = np.array([0.0, 1.0, 2.0])


def test_a_network_is_drawn_in_evaluation_mode_and_stays_as_it_is():
    model = nn.Sequential(
        nn.Linear(2, 4, rng=0), nn.BatchNorm1d(4), nn.Dropout(0.9, rng=0), nn.Linear(4, 2, rng=1)
    )
    model(X)
    before = model.state_dict()
    first, second = (plots.decision_regions(model, X, np.array([0, 1, 0, 1])) for _ in "ab")
    assert first.png() == second.png()
    assert model.training
    for name, array in model.state_dict().items():
        np.testing.assert_array_equal(array, before[name])


def test_sums_are_parted_at_zero_if_so_asked():
    y = np.array([0, 1, 1, 1])

    def sums(points):
        return points.sum(axis=1) - 0.8

    assert "all lie" in plots.decision_regions(sums, X, y, threshold=0.0).alt
    assert "2 of them in the region of another" in plots.decision_regions(sums, X, y).alt


@pytest.mark.parametrize(
    ("draw", "error", "said"),
    [
        (lambda: plots.loss_curves([1.0, 2.0]), TypeError, "losses by name, .* got list"),
        (lambda: plots.loss_curves({"a": [np.nan]}), ValueError, "positive losses for 'a'"),
        (lambda: plots.loss_curves({"a": [[1.0]]}), ValueError, r"got shape \(1, 1\)"),
        (lambda: plots.loss_surface(LINE, LINE[:2]), ValueError, r"shapes \(3,\) and \(2,\)"),
        (lambda: plots.loss_surface(LINE, LINE * np.nan), ValueError, "all of them finite"),
        (
            lambda: plots.loss_surface(LINE, LINE, {"GD": np.ones((4, 3))}),
            ValueError, r"paths of shape \(k, 2\).* 'GD' has shape \(4, 3\)",
        ),
        (lambda: plots.kernels(nn.Conv2d(1, 1, 3)), TypeError, r"pass layer\.weight"),
    ],
)  # fmt: skip
def test_one_clear_sentence(draw, error, said):
    with pytest.raises(error, match=said):
        draw()


def test_a_surface_takes_lists_and_columns():
    flat = plots.loss_surface(LINE, 2 * LINE)
    assert plots.loss_surface(LINE.tolist(), (2 * LINE).reshape(-1, 1)).alt == flat.alt
