"""What is said of networks that did not find XOR: each mistake beyond doubt, from any seeds."""

import itertools

import numpy as np
import pytest

from tinkernet.checks import assess
from tinkernet.exercises import UnfitError, find
from tinkernet.probe import Case, ask

EXERCISE = find("train_xor")
NAMES = [mistake.name for mistake in EXERCISE.mistakes]
VARIANTS = [
    pytest.param(variant, mistake.name, id=f"{mistake.name}-{number}")
    for mistake in EXERCISE.mistakes
    for number, variant in enumerate(mistake.variants)
]
X = np.array([[0.0, 0.0], [0.0, 1.0], [1.0, 0.0], [1.0, 1.0]])


def named(seeds, answer):
    """Return the name that these seeds show, or what is said where there is none."""
    case = Case("", {"seeds": np.append(seeds, seeds[0])})
    outputs = ask([answer], case, EXERCISE.returns, probe=EXERCISE.probe, seconds=60.0).outputs
    try:
        (number,) = EXERCISE.fingerprint(case, outputs)
    except UnfitError as error:
        return str(error)
    return NAMES[int(number)]


def training(rows=(0, 1, 2, 3), moving="W1 b1 W2 b2", h=9, y=(0, 1, 1, 0), steps=500):
    """Write a training from random weights, on some points, of some parameters."""
    x, truth = X[list(rows)], np.reshape([y[row] for row in rows], (-1, 1))

    def answer(rng):
        width = h if isinstance(h, int) else int(rng.integers(*h))
        params = {"W1": rng.normal(0, 1, (2, width)), "b1": np.zeros(width),
                  "W2": rng.normal(0, 1, (width, 1)), "b2": np.zeros(1)}  # fmt: skip
        for _ in range(steps):
            H = np.tanh(x @ params["W1"] + params["b1"])
            d = (0.5 + 0.5 * np.tanh((H @ params["W2"] + params["b2"]) / 2) - truth) / len(x)
            back = d @ params["W2"].T * (1 - H**2)
            slopes = {"W1": x.T @ back, "b1": back.sum(0), "W2": H.T @ d, "b2": d.sum(0)}
            params |= {name: params[name] - slopes[name] for name in moving.split()}
        return params

    return answer


@pytest.mark.parametrize(("variant", "name"), VARIANTS)
def test_thirty_seeds_show_every_variant_as_itself(variant, name):
    seeds = np.random.default_rng(7).choice(10**6, 30, replace=False)
    assert {named(ten, variant) for ten in np.split(seeds, 3)} == {name}


def test_nothing_is_named_where_nothing_shows():
    seeds = np.arange(10)
    assert named(seeds, training()) == "Nothing went wrong here."
    # Six seeds that find XOR and four that were taught with two points only.
    right, wrong, turns = training(), training(rows=(0, 3)), itertools.cycle("++++++----+")
    mixed = lambda rng: (right if next(turns) == "+" else wrong)(rng)  # noqa: E731
    assert named(seeds, mixed) == "These networks do not show what went wrong."


def test_the_number_of_hidden_units_may_change_with_the_seed():
    assert assess(EXERCISE, [training(h=(9, 14))]).passed


def test_a_network_without_hidden_units_is_refused_in_words():
    def none(rng):
        return {"W1": np.zeros((2, 0)), "b1": [], "W2": np.zeros((0, 1)), "b2": [0.0]}

    verdict = assess(EXERCISE, [none])
    assert (verdict.score, verdict.failing.detail) == (0.0, "The network has no hidden unit.")


def test_one_network_for_all_seeds_gets_nothing_and_fresh_chance_half():
    right = training()
    same = assess(EXERCISE, [lambda rng: right(np.random.default_rng(0))])
    assert (same.score, same.mistake) == (0.0, "always_the_same")
    fresh = assess(EXERCISE, [lambda rng: right(np.random.default_rng())])
    assert (fresh.score, fresh.mistake) == (0.5, "own_generator")


@pytest.mark.parametrize(("rows", "moving"), [((0, 1, 2), "W1 b1 W2 b2"),
                                             ((1, 2, 3), "W1 b1 W2 b2")])  # fmt: skip
def test_a_point_left_out_shows_a_gate(rows, moving):
    assert named(np.arange(10), training(rows, moving)) == "another_gate"
