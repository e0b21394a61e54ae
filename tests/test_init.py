"""Initialisers do what they are for: signals keep their size, and equal weights stay equal."""

import numpy as np
import pytest

from tinkernet import nn


@pytest.mark.parametrize(
    "name", ["xavier_uniform_", "xavier_normal_", "kaiming_uniform_", "kaiming_normal_"]
)
def test_initialisers_keep_signals_at_their_size(name):
    layer = nn.Linear(400, 300, bias=False, rng=0)
    getattr(nn.init, name)(layer.weight, rng=1)
    x = np.random.default_rng(0).normal(size=(200, 400))
    y = layer(x)
    if "kaiming" in name:
        y = nn.functional.relu(y)
        assert (y**2).mean() == pytest.approx((x**2).mean(), rel=0.1)
    else:
        assert y.var() == pytest.approx(2 * 400 / 700, rel=0.1)


def test_zeros_keep_hidden_neurons_alike():
    model = nn.MLP([2, 3, 1], activation=nn.Tanh, rng=0)
    for parameter in model.parameters():
        nn.init.constant_(parameter, 0.1)
    model.backward(np.ones_like(model(np.array([[1.0, -2.0]]))))
    rows = model[0].weight.grad
    np.testing.assert_array_equal(rows, np.broadcast_to(rows[0], rows.shape))
