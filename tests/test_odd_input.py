"""Layers and losses with odd input: right numbers, or one sentence that says what is wrong."""

import numpy as np
import pytest

from tinkernet import nn


def test_whole_numbers_as_weights_are_weights():
    kernel = nn.Conv1d(1, 1, 2, bias=False)
    kernel.weight.data = np.array([[[1, -1]]])
    np.testing.assert_allclose(kernel(np.array([[[0.9, 0.2, 0.7]]])), [[[0.7, -0.5]]])
    assert nn.Parameter([[1, -1]]).data.dtype == np.float64


def test_whole_numbers_as_gradients_are_gradients():
    leaky = nn.LeakyReLU(0.1)
    leaky(np.array([-1.0, 2.0]))
    np.testing.assert_allclose(leaky.backward(np.array([5, 5])), [0.5, 5.0])
    pool = nn.AvgPool1d(2)
    pool(np.ones((1, 1, 4)))
    np.testing.assert_allclose(pool.backward(np.array([[[1, 1]]])), np.full((1, 1, 4), 0.5))
    layer = nn.Linear(2, 1, dtype=np.float32, rng=0)
    layer(np.ones((3, 2)))
    layer.backward(np.ones((3, 1), int))
    layer.backward(np.full((3, 1), 0.5))
    assert layer.bias.grad.dtype == np.float32
    np.testing.assert_allclose(layer.bias.grad, 4.5)


def test_batchnorm_of_whole_numbers():
    layer = nn.BatchNorm1d(1, affine=False)
    np.testing.assert_array_equal(layer(np.array([[3], [3]])), [[0.0], [0.0]])


def test_a_neuron_takes_any_leading_dimensions():
    neuron = nn.Neuron(2, nn.Tanh, rng=0)
    x = np.random.default_rng(0).normal(size=(3, 4, 2))
    assert neuron(x).shape == (3, 4)
    assert neuron.backward(np.ones((3, 4))).shape == (3, 4, 2)


@pytest.mark.parametrize("dtype", [np.float32, np.float64])
def test_both_tails_of_the_sigmoid(dtype):
    z = np.array([-80.0, -40.0, -20.0, 0.0, 20.0, 1000.0], dtype)
    expected = 1 / (1 + np.exp(-z.astype(np.longdouble)))
    np.testing.assert_allclose(nn.functional.sigmoid(z), expected.astype(dtype), rtol=3e-7)
    loss = nn.BCEWithLogitsLoss(reduction="none")(np.array([18.0], dtype), np.array([1.0], dtype))
    np.testing.assert_allclose(loss, np.log1p(np.exp(-18.0)), rtol=1e-5)


def test_a_layer_stands_in_one_place_only():
    shared = nn.Tanh()
    for make in (
        lambda: nn.Sequential(nn.Linear(2, 3), shared, nn.Linear(3, 3), shared),
        lambda: nn.Sequential(shared, nn.Sequential(shared)),
        lambda: nn.MLP([2, 3, 3, 1], activation=lambda: shared),
    ):
        with pytest.raises(ValueError, match="same layer twice"):
            make()


@pytest.mark.parametrize("wrong", [nn.ReLU(), "tanh", nn.functional.relu, None])
@pytest.mark.parametrize("make", [
    lambda activation: nn.MLP([2, 3, 1], activation=activation),
    lambda activation: nn.CNN((1, 8, 8), [2], 3, activation=activation),
])  # fmt: skip
def test_an_activation_is_the_class_of_a_layer(make, wrong):
    with pytest.raises(TypeError, match=r"class of a layer, such as nn\.Tanh, got"):
        make(wrong)


def test_numpys_whole_numbers_are_numbers():
    assert nn.Conv2d(np.int64(1), 2, np.int64(3)).kernel_size == (3, 3)
    assert nn.MaxPool2d(np.int64(2))(np.ones((1, 1, 4, 4))).shape == (1, 1, 2, 2)
    assert nn.Conv2d(1, 1, [3, 2]).kernel_size == (3, 2)


@pytest.mark.parametrize(
    ("make", "error", "said"),
    [
        (lambda: nn.Linear(2.5, 1), ValueError, "whole numbers"),
        (lambda: nn.Conv2d(1, 1, "same"), ValueError, "whole number of at least 1"),
        (lambda: nn.Conv2d(1, 1, 1.5), ValueError, "whole number"),
        (lambda: nn.CNN((8, 8), [2], 3), ValueError, "channels, height and width"),
        (lambda: nn.CNN((1, 8, 8), [2], 3, kernel_size=(3, 3)), ValueError, "one whole number"),
        (lambda: nn.BatchNorm1d(2, eps=-1), ValueError, "eps of at least 0"),
        (lambda: nn.summary(nn.Linear(2, 1), 2), TypeError, r"such as \(64,\), got 2"),
        (lambda: nn.Linear(2, 1)([[1.0, 2.0], [3.0]]), ValueError, "rows of different lengths"),
        (lambda: nn.Identity()("text"), TypeError, "real numbers"),
        (lambda: nn.Flatten(5)(np.ones((2, 3, 4))), ValueError, "more dimensions"),
        (lambda: nn.Flatten()(np.float64(3.0)), ValueError, "more dimensions"),
        (lambda: nn.Linear(12, 1)(np.ones((2, 3, 4))), ValueError, r"nn.Flatten\(\) in front"),
        (
            lambda: nn.Sequential(nn.Linear(2, 3), nn.Linear(4, 1))(np.ones((5, 2))),
            ValueError, r"Linear expects .*\(m, 4\), got \(5, 3\).*Layer 1 of Sequential",
        ),
    ],
)  # fmt: skip
def test_one_clear_sentence(make, error, said):
    with pytest.raises(error, match=said):
        make()


def test_a_parameter_is_not_replaced_by_accident():
    layer = nn.Linear(2, 1, rng=0)
    with pytest.raises(TypeError, match=r"Linear.weight is a Parameter, .* set its numbers with"):
        layer.weight = np.zeros((1, 2))
    with pytest.raises(ValueError, match=r"data of shape \(1, 2\) was expected, got \(2,\)"):
        layer.weight.data = np.zeros(2)
    with pytest.raises(ValueError, match=r"grad of shape \(1,\) was expected, got \(\)"):
        layer.bias.grad = 3.0
    layer.weight = nn.Parameter([[1.0, 2.0]])
    assert layer.parameters()[0] is layer.weight


@pytest.mark.parametrize(
    ("targets", "said"),
    [
        (np.eye(3, dtype=int), r"one-hot rows should be floating-point numbers: y.astype\(float\)"),
        (np.array([[1.5, -0.5, 0.0]] * 3), "shares of at least 0"),
        (np.array([0, 1, 3]), "classes from 0 to 2, got numbers from 0 to 3"),
    ],
)
def test_targets_of_cross_entropy(targets, said):
    with pytest.raises(ValueError, match=said):
        nn.CrossEntropyLoss()(np.zeros((3, 3)), targets)


def test_no_examples_are_no_mistake():
    assert nn.Flatten()(np.ones((0, 2, 3))).shape == (0, 6)
    with pytest.raises(ValueError, match="at least one example"):
        nn.CrossEntropyLoss()(np.zeros((0, 3)), np.zeros((0, 3)))


def test_looking_at_a_model_changes_nothing():
    model = nn.Sequential(nn.Linear(2, 3, rng=0), nn.BatchNorm1d(3), nn.Linear(3, 1, rng=0))
    x = np.random.default_rng(0).normal(size=(5, 2))
    model(x)
    model.backward(np.ones((5, 1)))
    state = model.state_dict()
    grads = [parameter.grad.copy() for parameter in model.parameters()]
    nn.summary(model, (2,))
    nn.gradcheck(model, x)
    repr(model)
    for name, array in model.state_dict().items():
        np.testing.assert_array_equal(array, state[name])
    model.zero_grad()
    model.backward(np.ones((5, 1)))  # still that of the forward pass above
    for parameter, grad in zip(model.parameters(), grads, strict=True):
        np.testing.assert_array_equal(parameter.grad, grad)


def test_gradcheck_says_that_dropout_drops():
    with pytest.raises(ValueError, match=r"dropout, call eval\(\)"):
        nn.gradcheck(nn.Dropout(0.5, rng=0), np.ones((4, 4)))


def test_a_part_of_a_network_is_a_network():
    model = nn.MLP([2, 4, 3], rng=0)
    x = np.ones((1, 2))
    np.testing.assert_array_equal(model[1:](model[:1](x)), model(x))
