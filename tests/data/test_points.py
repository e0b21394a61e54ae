"""Points lie on their curves, have their noise, and ask for more than a straight line."""

import numpy as np
import pytest

from tinkernet import data

from .learnable import linear_score, nearest_neighbour_score, separable


@pytest.mark.parametrize(
    ("make", "line_at_most"),
    [
        (lambda rng: data.xor(200, noise=0.1, rng=rng), 0.8),
        (lambda rng: data.circles(rng=rng), 0.7),
        (lambda rng: data.moons(rng=rng), 0.95),
        (lambda rng: data.spirals(rng=rng), 0.75),
    ],
    ids=["xor", "circles", "moons", "spirals"],
)
def test_no_line_separates_what_neighbours_tell_apart(make, line_at_most):
    train, test = make(0), make(1)
    assert not separable(train)
    assert linear_score(train, test) < line_at_most
    assert nearest_neighbour_score(train, test) > 0.97


def test_three_arms_are_three_classes_that_neighbours_tell_apart():
    train, test = (data.spirals(300, arms=3, turns=1, rng=seed) for seed in (0, 1))
    assert nearest_neighbour_score(train, test) > 0.97


def test_xor_without_noise_is_the_truth_table_and_says_what_y_means():
    table = data.xor()
    assert [(a, b, y) for (a, b), y in zip(table.X, table.y, strict=True)] == [
        (0, 0, 0),
        (0, 1, 1),
        (1, 0, 1),
        (1, 1, 0),
    ]
    assert [table.classes[y] for y in table.y] == ["same", "different", "different", "same"]
    assert not separable(table)


def test_without_noise_points_lie_on_their_curves():
    rings = data.circles(100, inner=0.3, noise=0, rng=0)
    assert np.linalg.norm(rings.X, axis=1) == pytest.approx(np.where(rings.y, 0.3, 1.0))
    pair = data.moons(100, noise=0, rng=0)
    centre = np.where(pair.y[:, None], (1.0, 0.5), (0.0, 0.0))
    assert np.linalg.norm(pair.X - centre, axis=1) == pytest.approx(np.ones(100))
    above = pair.X[:, 1] >= centre[:, 1]
    assert np.array_equal(above, pair.y == 0)
    galaxy = data.spirals(100, arms=2, turns=0.75, noise=0, rng=0)
    radius = np.linalg.norm(galaxy.X, axis=1)
    assert 0.1 <= radius.min() < 0.4 < 0.9 < radius.max() <= 1
    angle = 2 * np.pi * (0.75 * radius + galaxy.y / 2)
    assert np.allclose(galaxy.X, radius[:, None] * np.c_[np.cos(angle), np.sin(angle)])


@pytest.mark.parametrize(
    "make",
    [data.xor, data.circles, data.moons, data.spirals],
    ids=["xor", "circles", "moons", "spirals"],
)
def test_points_have_the_noise_they_were_asked_for(make):
    # The same seed draws the same places: what is left is the noise.
    noise = make(20_000, noise=0.3, rng=1).X - make(20_000, noise=0, rng=1).X
    assert noise.mean(axis=0) == pytest.approx([0, 0], abs=0.01)
    assert noise.std(axis=0) == pytest.approx([0.3, 0.3], rel=0.03)


def test_a_noisy_line_has_the_noise_it_was_asked_for():
    x, y = data.noisy_line(3.0, -2.0, m=20_000, noise=0.5, rng=1)
    assert np.polyfit(x, y, 1) == pytest.approx([3.0, -2.0], abs=0.05)
    assert np.std(y - 3 * x + 2) == pytest.approx(0.5, rel=0.05)
    assert np.array_equal(y, data.noisy_line(3.0, -2.0, m=20_000, noise=0.5, rng=1)[1])


def test_a_polynomial_has_its_coefficients_its_range_and_its_noise():
    curve = data.polynomial([1, -2, 0, 3], m=20_000, noise=0.5, low=-2, high=1, rng=0)
    x = curve.column("x")
    assert -2 <= x.min() < -1.99
    assert 0.99 < x.max() <= 1
    assert np.polyfit(x, curve.y, 3)[::-1] == pytest.approx([1, -2, 0, 3], abs=0.05)
    assert np.std(curve.y - (1 - 2 * x + 3 * x**3)) == pytest.approx(0.5, rel=0.03)
