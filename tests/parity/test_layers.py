"""Every layer of PyTorch's that is here gives what PyTorch's gives."""

import hypothesis.strategies as st
import numpy as np
import pytest
from hypothesis import assume, given, settings

from tinkernet import nn

from .both import carried, close, same_layer, tensor, torch

DTYPES = st.sampled_from([np.float64, np.float32])
quick = settings(max_examples=40, deadline=None)


def drawn(rng_seed, *shape):
    return np.random.default_rng(rng_seed).normal(size=shape)


@quick
@given(
    st.integers(1, 6),
    st.integers(1, 7),
    st.integers(1, 7),
    st.booleans(),
    DTYPES,
    st.integers(0, 99),
)
def test_linear(m, n, k, bias, dtype, seed):
    ours, theirs = nn.Linear(n, k, bias), torch.nn.Linear(n, k, bias)
    same_layer(ours, theirs, drawn(seed, m, n), dtype)


def test_linear_takes_any_number_of_leading_dimensions():
    for shape in ((3,), (2, 3), (4, 2, 3)):
        same_layer(nn.Linear(3, 5), torch.nn.Linear(3, 5), drawn(0, *shape))


def windows(dimensions, dilated=True):
    """Draw kernel, stride, padding and dilation, one for each dimension, and a size that fits."""
    each = st.tuples(
        st.integers(1, 3), st.integers(1, 3), st.integers(0, 2),
        st.integers(1, 2) if dilated else st.just(1), st.integers(1, 7),
    )  # fmt: skip
    return st.lists(each, min_size=dimensions, max_size=dimensions)


@quick
@given(st.data(), st.sampled_from([1, 2, 3]), DTYPES, st.integers(0, 99), st.booleans())
def test_convolutions(data, dimensions, dtype, seed, bias):
    kernel, stride, padding, dilation, size = zip(*data.draw(windows(dimensions)), strict=True)
    fits = (
        n + 2 * p >= d * (k - 1) + 1
        for n, p, d, k in zip(size, padding, dilation, kernel, strict=True)
    )
    assume(all(fits))
    n, c, o = data.draw(st.tuples(st.integers(1, 3), st.integers(1, 3), st.integers(1, 4)))
    name = f"Conv{dimensions}d"
    arguments = (c, o, kernel, stride, padding, dilation, 1, bias)
    ours, theirs = getattr(nn, name)(*arguments), getattr(torch.nn, name)(*arguments)
    same_layer(ours, theirs, drawn(seed, n, c, *size), dtype)


@quick
@given(
    st.data(), st.sampled_from(["Max", "Avg"]), st.sampled_from([1, 2]), DTYPES, st.integers(0, 99)
)
def test_poolings(data, kind, dimensions, dtype, seed):
    kernel, stride, padding, _, size = zip(
        *data.draw(windows(dimensions, dilated=False)), strict=True
    )
    assume(all(2 * p <= k for p, k in zip(padding, kernel, strict=True)))
    assume(all(n + 2 * p >= k for n, p, k in zip(size, padding, kernel, strict=True)))
    if dimensions == 1:
        kernel, stride, padding = kernel[0], stride[0], padding[0]
    n, c = data.draw(st.tuples(st.integers(1, 3), st.integers(1, 3)))
    x = drawn(seed, n, c, *size)
    if data.draw(st.booleans()):
        x = np.round(x)  # ties: the first of the largest gets the gradient
    name = f"{kind}Pool{dimensions}d"
    arguments = (kernel, stride, padding)
    same_layer(getattr(nn, name)(*arguments), getattr(torch.nn, name)(*arguments), x, dtype)


@pytest.mark.parametrize("dtype", [np.float64, np.float32])
def test_global_pooling_and_flatten(dtype):
    x = drawn(0, 3, 2, 5, 4)
    same_layer(nn.AdaptiveAvgPool2d(1), torch.nn.AdaptiveAvgPool2d(1), x, dtype)
    same_layer(nn.Flatten(), torch.nn.Flatten(), x, dtype)
    same_layer(nn.Flatten(0, 2), torch.nn.Flatten(0, 2), x, dtype)


@pytest.mark.parametrize("dtype", [np.float64, np.float32])
@pytest.mark.parametrize(
    ("name", "arguments"),
    [
        ("Identity", ()), ("Sigmoid", ()), ("Tanh", ()), ("ReLU", ()), ("LeakyReLU", ()),
        ("LeakyReLU", (0.2,)), ("Softmax", (1,)), ("Softmax", (-1,)), ("Softmax", (0,)),
    ],
)  # fmt: skip
def test_activations(name, arguments, dtype):
    for x in (drawn(0, 4, 5), drawn(1, 2, 3, 4, 5), np.array([[-200.0, 0.0, 200.0]])):
        same_layer(getattr(nn, name)(*arguments), getattr(torch.nn, name)(*arguments), x, dtype)


@pytest.mark.parametrize("dtype", [np.float64, np.float32])
@pytest.mark.parametrize("affine", [True, False])
@pytest.mark.parametrize("tracked", [True, False])
@pytest.mark.parametrize(("kind", "shape"), [(1, (6, 3)), (1, (4, 3, 5)), (2, (4, 3, 5, 2))])
def test_batch_norms(kind, shape, affine, tracked, dtype):
    arguments = (3, 1e-4, 0.2, affine, tracked)
    ours = getattr(nn, f"BatchNorm{kind}d")(*arguments, dtype=dtype)
    theirs = getattr(torch.nn, f"BatchNorm{kind}d")(*arguments)
    for seed in range(3):
        same_layer(ours, theirs, drawn(seed, *shape) * 3 + 1, dtype)
        ours.zero_grad()
        theirs.zero_grad()
    for name, value in theirs.state_dict().items():
        close(ours.state_dict()[name], value, dtype)
    same_layer(ours.eval(), theirs.eval(), drawn(9, *shape), dtype)


def test_dropout_keeps_the_mean_and_is_nothing_in_evaluation():
    x = np.ones((200, 200))
    layer = nn.Dropout(0.3, rng=0)
    y = layer(x)
    assert set(np.unique(y)) == {0.0, 1 / 0.7}
    assert abs(y.mean() - 1) < 0.02
    np.testing.assert_array_equal(layer.backward(x), y)
    np.testing.assert_array_equal(layer.eval()(x), x)
    assert repr(layer) == repr(torch.nn.Dropout(0.3))


def test_networks_with_weights_carried_across_predict_and_learn_the_same():
    theirs = torch.nn.Sequential(
        torch.nn.Conv2d(3, 4, 3, padding=1), torch.nn.BatchNorm2d(4), torch.nn.ReLU(),
        torch.nn.MaxPool2d(2), torch.nn.Conv2d(4, 5, (2, 3), stride=2), torch.nn.Tanh(),
        torch.nn.Flatten(), torch.nn.Linear(5 * 2 * 3, 7), torch.nn.LeakyReLU(),
        torch.nn.Linear(7, 2),
    )  # fmt: skip
    ours = nn.Sequential(
        nn.Conv2d(3, 4, 3, padding=1), nn.BatchNorm2d(4), nn.ReLU(),
        nn.MaxPool2d(2), nn.Conv2d(4, 5, (2, 3), stride=2), nn.Tanh(),
        nn.Flatten(), nn.Linear(5 * 2 * 3, 7), nn.LeakyReLU(), nn.Linear(7, 2),
    )  # fmt: skip
    same_layer(ours, theirs, drawn(0, 6, 3, 9, 15))
    assert list(ours.state_dict()) == list(theirs.state_dict())
    theirs.load_state_dict({name: tensor(array) for name, array in ours.state_dict().items()})
    x = drawn(1, 2, 3, 9, 15)
    close(ours.eval()(x), theirs.eval()(tensor(x)))
    ours, theirs = carried(ours, theirs, np.float32)
    close(ours(x.astype(np.float32)), theirs(tensor(x, np.float32)), np.float32)
