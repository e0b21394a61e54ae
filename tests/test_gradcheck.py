"""Every layer's backward pass against central differences, and the checker against wrong ones."""

import numpy as np
import pytest

from tinkernet import nn


def drawn(*shape, seed=0):
    return np.random.default_rng(seed).normal(size=shape)


def kinks_away(x):
    """Move numbers away from 0, where ReLU has no slope."""
    return x + 0.1 * np.sign(x)


LAYERS = [
    (nn.Linear(3, 2, rng=0), drawn(4, 3)),
    (nn.Linear(3, 2, bias=False, rng=0), drawn(2, 5, 3)),
    (nn.Neuron(3, nn.Sigmoid, rng=0), drawn(4, 3)),
    (nn.Neuron(3, nn.Tanh, rng=0), drawn(3)),
    (nn.Identity(), drawn(2, 3)),
    (nn.Step(), kinks_away(drawn(2, 3))),
    (nn.Sigmoid(), drawn(2, 3)),
    (nn.Tanh(), drawn(2, 3)),
    (nn.ReLU(), kinks_away(drawn(2, 3))),
    (nn.LeakyReLU(0.2), kinks_away(drawn(2, 3))),
    (nn.Softmax(1), drawn(2, 3)),
    (nn.Conv1d(2, 3, 3, stride=2, padding=1, dilation=2, rng=0), drawn(2, 2, 9)),
    (nn.Conv2d(2, 3, (2, 3), stride=(2, 1), padding=(1, 0), rng=0), drawn(2, 2, 5, 4)),
    (nn.Conv2d(1, 2, 3, bias=False, rng=0), drawn(1, 1, 3, 5)),
    (nn.Conv3d(1, 2, (1, 2, 2), padding=(0, 1, 0), rng=0), drawn(2, 1, 2, 3, 3)),
    (nn.LocallyConnected1d(2, 3, length=7, kernel_size=3, stride=2, rng=0), drawn(2, 2, 7)),
    (nn.LocallyConnected1d(1, 1, length=4, kernel_size=4, bias=False, rng=0), drawn(3, 1, 4)),
    (nn.MaxPool1d(2), drawn(2, 2, 5)),
    (nn.MaxPool2d(3, stride=1, padding=1), drawn(1, 2, 4, 3)),
    (nn.AvgPool1d(3, stride=1), drawn(2, 2, 5)),
    (nn.AvgPool2d(2, padding=1), drawn(1, 2, 4, 3)),
    (nn.AdaptiveAvgPool2d(1), drawn(2, 2, 3, 2)),
    (nn.Flatten(), drawn(2, 2, 3)),
    (nn.Dropout(0.5).eval(), drawn(2, 3)),
    (nn.BatchNorm1d(3), drawn(5, 3)),
    (nn.BatchNorm1d(3).eval(), drawn(2, 3, 4)),
    (nn.BatchNorm2d(2, affine=False), drawn(3, 2, 2, 2)),
    (nn.MLP([2, 4, 3], activation=nn.Tanh, rng=0), drawn(5, 2)),
    (nn.CNN((1, 6, 6), [2], 3, padding=1, activation=nn.Tanh, rng=0), drawn(2, 1, 6, 6)),
]


@pytest.mark.parametrize(("layer", "x"), LAYERS, ids=lambda each: getattr(each, "shape", each))
def test_every_layers_gradient_is_the_slope_that_is_there(layer, x):
    before = x.copy()
    assert nn.gradcheck(layer, x)
    np.testing.assert_array_equal(x, before)


LOSSES = [
    (nn.MSELoss(), drawn(3, 2), drawn(3, 2, seed=1)),
    (nn.MSELoss("sum", half=True), drawn(3, 2), drawn(3, 2, seed=1)),
    (nn.L1Loss(), drawn(3, 2), drawn(3, 2, seed=1)),
    (nn.BCELoss(), np.full((3, 1), 0.3), np.array([[1.0], [0.0], [0.4]])),
    (nn.BCEWithLogitsLoss("sum"), drawn(3, 1), np.array([[1.0], [0.0], [0.4]])),
    (nn.NLLLoss(), drawn(3, 4), np.array([0, 3, 1])),
    (nn.CrossEntropyLoss(), drawn(3, 4), np.array([0, 3, 1])),
    (nn.CrossEntropyLoss("sum"), drawn(2, 4, 3), np.array([[0, 3, 1], [2, 2, 0]])),
    (nn.CrossEntropyLoss(), drawn(2, 3), np.array([[0.2, 0.3, 0.5], [0.0, 1.0, 0.0]])),
]


@pytest.mark.parametrize(("loss", "guess", "truth"), LOSSES, ids=lambda each: repr(each)[:30])
def test_every_losss_gradient_is_the_slope_that_is_there(loss, guess, truth):
    def value_and_slope(guess):
        return loss(guess, truth), loss.backward()

    assert nn.gradcheck(value_and_slope, guess)


def test_a_wrong_gradient_is_named_with_the_entry_and_both_values():
    class Doubled(nn.Tanh):
        def backward(self, grad_output):
            gradient = super().backward(grad_output)
            gradient[1, 0] *= 2
            return gradient

    with pytest.raises(AssertionError, match=r"gradient of x disagrees at entry \(1, 0\): "):
        nn.gradcheck(Doubled(), drawn(2, 3))


def test_a_wrong_gradient_of_a_parameter_is_found():
    class NoBias(nn.Linear):
        def backward(self, grad_output):
            gradient = super().backward(grad_output)
            self.bias.zero_grad()
            return gradient

    with pytest.raises(AssertionError, match=r"gradient of bias disagrees at entry \(0,\): 0 "):
        nn.gradcheck(NoBias(2, 1, rng=0), drawn(3, 2))


def test_no_number_is_no_agreement():
    with pytest.raises(AssertionError, match="nan was given"):
        nn.gradcheck(lambda x: (float(x.sum()), np.full(2, np.nan)), np.zeros(2))


def test_float32_is_refused():
    with pytest.raises(TypeError, match="needs float64, but weight is float32"):
        nn.gradcheck(nn.Linear(2, 1, dtype=np.float32), np.zeros((1, 2)))
