"""Every loss of PyTorch's that is here gives what PyTorch's gives."""

import hypothesis.strategies as st
import numpy as np
import pytest
from hypothesis import given, settings

from tinkernet import nn

from .both import close, tensor, torch

DTYPES = st.sampled_from([np.float64, np.float32])
REDUCTIONS = ("mean", "sum", "none")
SHAPES = st.lists(st.integers(1, 4), min_size=1, max_size=4).map(tuple)
quick = settings(max_examples=30, deadline=None)


def same_loss(name, y_hat, y, reduction, dtype=np.float64):
    ours, theirs = (
        getattr(nn, name)(reduction=reduction),
        getattr(torch.nn, name)(reduction=reduction),
    )
    guess = tensor(y_hat).requires_grad_()
    value = theirs(guess, tensor(y))
    close(ours(y_hat, y), value, dtype)
    value.sum().backward()
    close(ours.backward(), guess.grad, dtype)


@quick
@given(SHAPES, st.sampled_from(REDUCTIONS), DTYPES, st.integers(0, 99))
def test_losses_for_numbers(shape, reduction, dtype, seed):
    rng = np.random.default_rng(seed)
    y_hat, y = rng.normal(size=(2, *shape)).astype(dtype)
    y_hat.flat[0] = y.flat[0]  # an error of 0
    for name in ("MSELoss", "L1Loss"):
        same_loss(name, y_hat, y, reduction, dtype)


@quick
@given(SHAPES, st.sampled_from(REDUCTIONS), DTYPES, st.integers(0, 99))
def test_losses_for_yes_and_no(shape, reduction, dtype, seed):
    rng = np.random.default_rng(seed)
    y = rng.integers(0, 2, shape).astype(dtype)
    same_loss("BCELoss", rng.random(shape).astype(dtype), y, reduction, dtype)
    sums = (100 * rng.normal(size=shape)).astype(dtype)
    same_loss("BCEWithLogitsLoss", sums, y, reduction, dtype)
    same_loss("BCEWithLogitsLoss", sums, rng.random(shape).astype(dtype), reduction, dtype)


def test_a_probability_of_0_that_was_wrong_costs_100_as_in_pytorch():
    sure, truth = np.array([0.0, 1.0, 1.0, 0.0]), np.array([1.0, 0.0, 1.0, 0.0])
    for reduction in REDUCTIONS:
        same_loss("BCELoss", sure, truth, reduction)


@quick
@given(
    st.integers(1, 5), st.integers(1, 5), st.lists(st.integers(1, 3), max_size=2).map(tuple),
    st.sampled_from(REDUCTIONS), DTYPES, st.integers(0, 99),
)  # fmt: skip
def test_losses_for_classes(m, classes, rest, reduction, dtype, seed):
    rng = np.random.default_rng(seed)
    scores = (30 * rng.normal(size=(m, classes, *rest))).astype(dtype)
    y = rng.integers(0, classes, (m, *rest))
    same_loss("CrossEntropyLoss", scores, y, reduction, dtype)
    same_loss("NLLLoss", scores, y, reduction, dtype)
    shares = rng.random(scores.shape).astype(dtype)
    same_loss("CrossEntropyLoss", scores, shares, reduction, dtype)


@pytest.mark.parametrize("scale", [1e3, 1e30, 1e300])
def test_no_score_is_too_large(scale):
    scores = scale * np.array([[1.0, -1.0, 0.5], [-1.0, 0.0, 1.0]])
    same_loss("CrossEntropyLoss", scores, np.array([0, 1]), "mean")


def test_the_half_of_mse_has_the_error_as_its_slope():
    half = nn.MSELoss(reduction="sum", half=True)
    assert half(np.array([3.0, 1.0]), np.array([1.0, 1.0])) == 2.0
    np.testing.assert_array_equal(half.backward(), [2.0, 0.0])
    assert repr(half) == "MSELoss(half=True)"
