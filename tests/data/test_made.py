"""Whatever is made from a seed has its shape, its classes, and nothing of global chance."""

import subprocess
import sys

import numpy as np
import pytest

from tinkernet import data

from .contents import content

# What is made: how, the shape of X, and the number of classes (0: y is measured).
MADE = {
    "xor": (lambda rng: data.xor(41, noise=0.1, rng=rng), (41, 2), 2),
    "circles": (lambda rng: data.circles(41, rng=rng), (41, 2), 2),
    "moons": (lambda rng: data.moons(41, rng=rng), (41, 2), 2),
    "spirals": (lambda rng: data.spirals(41, arms=3, rng=rng), (41, 2), 3),
    "polynomial": (lambda rng: data.polynomial([1, 2, 3], m=41, rng=rng), (41, 1), 0),
    "signals": (lambda rng: data.signals(41, length=30, rng=rng), (41, 1, 30), 10),
    "dna": (lambda rng: data.dna(41, length=30, rng=rng), (41, 4, 30), 2),
    "sentences": (lambda rng: data.sentences(41, rng=rng), (41, 10, 7), 2),
    "train patches": (lambda rng: data.flower_patches(41, 7, rng=rng).train, (41, 3, 40, 60), 2),
    "test patches": (lambda rng: data.flower_patches(7, 41, rng=rng).test, (41, 3, 40, 60), 2),
}
made = pytest.mark.parametrize(("make", "shape", "classes"), MADE.values(), ids=MADE)


@made
def test_made_data_have_their_shape_their_types_and_a_name_for_everything(make, shape, classes):
    made = make(0)
    assert made.X.shape == shape
    assert made.X.dtype == np.float64
    assert np.isfinite(made.X).all()
    assert made.y.shape == shape[:1]
    assert made.y.dtype == (np.int64 if classes else np.float64)
    assert len(made.features) == len(made.units) == shape[1]
    assert len(made.classes) == classes
    assert made.target
    assert made.source


@made
def test_every_class_has_its_fair_share(make, shape, classes):
    y = make(0).y
    if classes and classes != 2:
        assert np.ptp(np.bincount(y, minlength=classes)) <= 1
    elif classes:
        assert abs(np.count_nonzero(y) - shape[0] / 2) <= 1


@made
def test_a_seed_says_it_all(make, shape, classes):
    assert content(make(5)) == content(make(5)) == content(make(np.random.default_rng(5)))
    assert content(make(5)) != content(make(6))
    assert content(make(None)) != content(make(None))


@made
def test_global_chance_is_neither_used_nor_moved(make, shape, classes):
    np.random.seed(0)  # noqa: NPY002
    before = make(3)
    state = np.random.get_state()[1].copy()  # noqa: NPY002
    make(None)
    assert np.array_equal(np.random.get_state()[1], state)  # noqa: NPY002
    np.random.seed(1)  # noqa: NPY002
    assert content(make(3)) == content(before)


@pytest.mark.parametrize(
    ("ask", "says"),
    [
        (lambda: data.split(data.iris(), test=1.0), "between 0 and 1 for test, got 1.0"),
        (lambda: data.split(data.xor(1)), "at least two examples, got 1"),
        (lambda: data.xor(0), "m of at least 1, got 0"),
        (lambda: data.xor(noise=-0.1), "noise of 0 or more, got -0.1"),
        (lambda: data.moons(noise=float("nan")), "noise of 0 or more, got nan"),
        (lambda: data.moons(noise=float("inf")), "noise of 0 or more, got inf"),
        (lambda: data.circles(inner=1.5), "between 0 and 1 for inner, got 1.5"),
        (lambda: data.spirals(arms=1), "arms of at least 2, got 1"),
        (lambda: data.polynomial([]), "the constant first"),
        (lambda: data.polynomial([1], m=0), "m of at least 1"),
        (lambda: data.polynomial([1], low=2, high=1), "low below high"),
        (lambda: data.signals(length=10), "length of at least 20, got 10"),
        (lambda: data.signals(noise=-1), "noise of 0 or more"),
        (lambda: data.dna(motif="TATUUT"), "letters A, C, G and T, got 'TATUUT'"),
        (lambda: data.dna(motif=""), "letters A, C, G and T"),
        (lambda: data.dna(length=5), "length of at least 6, got 5"),
        (lambda: data.sentences(0), "m of at least 1"),
        (lambda: data.sentences(157), "156 different ones, not m=157"),
        (lambda: data.flower_patches(test=0), "test of at least 1, got 0"),
        (lambda: data.spell(np.zeros((3, 5)), "ACGT"), r"shape \(4, L\).*got \(3, 5\)"),
    ],
)
def test_what_cannot_be_made_is_refused_in_one_sentence(ask, says):
    with pytest.raises(ValueError, match=says) as refusal:
        ask()
    assert "\n" not in str(refusal.value)


def test_importing_the_room_costs_nothing_but_numpy():
    heavy = ("sklearn", "scipy", "PIL", "matplotlib", "tqdm", "urllib.request", "http.client")
    code = f"import sys, tinkernet.data; print([n for n in {heavy} if n in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
