"""The fast layers against their formulas, and what their tricks with memory must not change."""

import copy
import pickle

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tinkernet import nn, optim

from . import plain

CONVOLUTIONS = {1: nn.Conv1d, 2: nn.Conv2d, 3: nn.Conv3d}
MAX_POOLS = {1: nn.MaxPool1d, 2: nn.MaxPool2d}


def several(draw, dimensions, low, high):
    return tuple(draw(st.integers(low, high)) for _ in range(dimensions))


@given(data=st.data(), dimensions=st.sampled_from([1, 2, 3]))
@settings(max_examples=40, deadline=None)
def test_convolution_is_its_formula(data, dimensions):
    n, c, o = (data.draw(st.integers(1, 3)) for _ in range(3))
    kernel = several(data.draw, dimensions, 1, 3)
    stride, dilation = several(data.draw, dimensions, 1, 3), several(data.draw, dimensions, 1, 2)
    padding = several(data.draw, dimensions, 0, 2)
    size = [
        d * (k - 1) + 1 + data.draw(st.integers(0, 3))
        for k, d in zip(kernel, dilation, strict=True)
    ]
    rng = np.random.default_rng(0)
    layer = CONVOLUTIONS[dimensions](c, o, kernel, stride, padding, dilation, rng=rng)
    x = rng.normal(size=(n, c, *size))
    expected = plain.convolution(x, layer.weight.data, layer.bias.data, stride, padding, dilation)
    np.testing.assert_allclose(layer(x), expected, atol=1e-12)


@given(data=st.data(), dimensions=st.sampled_from([1, 2]))
@settings(max_examples=40, deadline=None)
def test_max_pooling_is_its_formula(data, dimensions):
    kernel, stride = several(data.draw, dimensions, 1, 3), several(data.draw, dimensions, 1, 3)
    padding = tuple(data.draw(st.integers(0, k // 2)) for k in kernel)
    size = [k + data.draw(st.integers(0, 4)) for k in kernel]
    x = np.random.default_rng(1).normal(size=(2, 3, *size))
    layer = MAX_POOLS[dimensions](
        *(each if dimensions > 1 else each[0] for each in (kernel, stride, padding))
    )
    np.testing.assert_array_equal(layer(x), plain.max_pooling(x, kernel, stride, padding))


def test_slopes_with_equal_numbers_go_to_the_first():
    pool = nn.MaxPool2d(2)
    pool(np.ones((1, 1, 2, 2)))
    np.testing.assert_array_equal(pool.backward(np.ones((1, 1, 1, 1)))[0, 0], [[1, 0], [0, 0]])


@pytest.mark.parametrize("bias", [True, False])
def test_backward_twice_adds_the_same_again(bias):
    rng = np.random.default_rng(2)
    layer = nn.Conv2d(2, 3, 3, padding=1, bias=bias, rng=rng)
    x, slope = rng.normal(size=(4, 2, 5, 6)), rng.normal(size=(4, 3, 5, 6))
    layer(x)
    first = layer.backward(slope)
    grads = [parameter.grad.copy() for parameter in layer.parameters()]
    second = layer.backward(slope)
    np.testing.assert_array_equal(first, second)
    for parameter, grad in zip(layer.parameters(), grads, strict=True):
        np.testing.assert_allclose(parameter.grad, 2 * grad)


def test_batches_of_other_sizes_in_between_change_nothing():
    rng = np.random.default_rng(3)
    layer = nn.Conv2d(1, 2, 3, rng=rng)
    x, slope = rng.normal(size=(4, 1, 5, 5)), rng.normal(size=(4, 2, 3, 3))
    y = layer(x).copy()
    slopes = layer.backward(slope).copy()
    kept = layer(rng.normal(size=(2, 1, 7, 4)))
    before = kept.copy()
    np.testing.assert_array_equal(layer(x), y)
    np.testing.assert_array_equal(layer.backward(slope), slopes)
    np.testing.assert_array_equal(kept, before)  # an output belongs to who got it


def networks():
    return {
        "MLP": (nn.MLP([4, 3, 2], rng=0), np.random.default_rng(4).normal(size=(5, 4))),
        "CNN": (nn.CNN((1, 6, 6), (2,), 3, rng=0), np.arange(180.0).reshape(5, 1, 6, 6) % 7),
        "one layer": (nn.Sequential(nn.Linear(4, 2, rng=0)), np.ones((3, 4))),
        "one convolution": (nn.Sequential(nn.Conv1d(1, 2, 3, rng=0)), np.ones((3, 1, 5))),
    }  # fmt: skip


def by_hand(model, x, slope):
    model(x)
    for layer in reversed(list(model)):
        slope = layer.backward(slope)
    return slope


@pytest.mark.parametrize("name", networks())
def test_a_slope_read_late_is_the_one_of_its_time(name):
    model, x = networks()[name]
    slope = np.random.default_rng(5).normal(size=model(x).shape)
    expected = np.array(by_hand(model, x, slope.copy()))
    model.zero_grad()
    model(x)
    late = model.backward(slope)
    slope[:] = 0.0
    optim.SGD(model.parameters(), lr=1.0).step()
    model(x + 1.0)
    np.testing.assert_allclose(late, expected)


def test_a_slope_not_read_yet_is_an_array_to_everybody():
    def slope():
        model, x = networks()["MLP"]
        model(x)
        return model.backward(np.ones((5, 2)))

    read = np.asarray(slope())
    assert isinstance(slope(), np.ndarray)
    assert (slope().shape, slope().dtype, slope().ndim, len(slope())) == ((5, 4), read.dtype, 2, 5)
    np.testing.assert_array_equal(slope() + 1, read + 1)
    np.testing.assert_array_equal(1 + slope(), read + 1)
    np.testing.assert_array_equal(-slope(), -read)
    np.testing.assert_array_equal(slope()[1:, 0], read[1:, 0])
    np.testing.assert_array_equal(slope().sum(axis=0), read.sum(axis=0))
    np.testing.assert_array_equal(np.concatenate([slope(), slope()]), np.concatenate([read, read]))
    np.testing.assert_array_equal([row.sum() for row in slope()], [row.sum() for row in read])
    np.testing.assert_array_equal(slope() @ np.ones(4), read @ np.ones(4))
    np.testing.assert_array_equal(copy.deepcopy(slope()), read)
    np.testing.assert_array_equal(pickle.loads(pickle.dumps(slope())), read)
    assert repr(slope()) == repr(read)
    changed = slope()
    changed *= 2
    changed[0] = 0
    np.testing.assert_array_equal(changed, np.vstack([np.zeros((1, 4)), 2 * read[1:]]))
    assert nn.Tanh().forward(slope()).shape == (5, 4)


def test_evaluating_many_examples_takes_them_in_parts():
    seen = []

    class Watching(nn.Identity):
        def forward(self, x):
            seen.append(len(x))
            return super().forward(x)

    X = np.arange(2500.0).reshape(-1, 1)
    loss = optim.evaluate(Watching(), X, np.zeros_like(X), loss=nn.L1Loss())
    assert max(seen) <= 1000
    assert loss == pytest.approx(1249.5)
    summed = optim.evaluate(nn.Identity(), X, np.zeros_like(X), loss=nn.L1Loss(reduction="sum"))
    assert summed == pytest.approx(1249.5)


def test_fit_wants_one_number_as_loss():
    model = nn.Linear(1, 1, rng=0)
    with pytest.raises(ValueError, match="one number"):
        optim.fit(
            model, np.ones((2, 1)), np.ones((2, 1)), loss=nn.MSELoss(reduction="none"),
            optimizer=optim.SGD(model.parameters()), epochs=1,
        )  # fmt: skip
