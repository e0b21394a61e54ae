"""What layers, losses and networks do beside their numbers: names, modes, states, bad input."""

import numpy as np
import pytest

from tinkernet import nn


def test_a_network_lists_its_parameters_by_pytorchs_names():
    model = nn.CNN((1, 8, 8), [2, 3], 4, rng=0, padding=1)
    names = [name for name, _ in model.named_parameters()]
    assert names == ["0.weight", "0.bias", "3.weight", "3.bias", "7.weight", "7.bias"]
    assert model.state_dict().keys() == set(names)


def test_a_state_is_a_copy_and_comes_back():
    model = nn.Sequential(nn.Linear(2, 3, rng=0), nn.BatchNorm1d(3))
    kept = model.state_dict()
    X = np.random.default_rng(0).normal(size=(5, 2))
    before = model.eval()(X)
    model.train()(X)
    for parameter in model.parameters():
        parameter.data += 1.0
    assert kept["0.weight"].sum() != model.state_dict()["0.weight"].sum()
    model.load_state_dict(kept)
    np.testing.assert_array_equal(model.eval()(X), before)


@pytest.mark.parametrize(
    ("state", "sentence"),
    [
        ({}, "missing: bias, weight"),
        ({"weight": np.ones((1, 2)), "bias": np.ones(1), "b": 1}, "unknown: b"),
        (
            {"weight": np.ones((2, 1)), "bias": np.ones(1)},
            r"weight has shape \(1, 2\), got \(2, 1\)",
        ),
    ],
)
def test_a_state_that_does_not_fit_changes_nothing(state, sentence):
    layer = nn.Linear(2, 1, rng=0)
    before = layer.state_dict()
    with pytest.raises(ValueError, match=sentence):
        layer.load_state_dict(state)
    for name, array in layer.state_dict().items():
        np.testing.assert_array_equal(array, before[name])


def test_train_and_eval_reach_every_layer_and_return_the_model():
    model = nn.Sequential(nn.Sequential(nn.Dropout(0.5, rng=0)), nn.BatchNorm1d(2))
    assert model.eval() is model
    assert [module.training for module in model.modules()] == [False] * 4
    assert model.train() is model
    assert all(module.training for module in model.modules())


def test_precision_is_that_of_the_weights():
    for dtype in (np.float32, np.float64):
        model = nn.CNN((1, 8, 8), [2], 3, dtype=dtype, rng=0)
        y = model(np.zeros((2, 1, 8, 8)))
        assert y.dtype == dtype
        assert model.backward(np.ones(y.shape, dtype)).dtype == dtype
        assert {parameter.grad.dtype for parameter in model.parameters()} == {np.dtype(dtype)}
    assert nn.Linear(2, 1).float()(np.zeros((1, 2))).dtype == np.float32
    assert nn.Linear(2, 1, dtype=np.float32).double().weight.data.dtype == np.float64


def test_the_same_seed_gives_the_same_network():
    for make in (
        lambda rng: nn.MLP([3, 4, 2], rng=rng),
        lambda rng: nn.CNN((1, 8, 8), [2], 3, rng=rng),
        lambda rng: nn.LocallyConnected1d(1, 2, 5, 3, rng=rng),
    ):
        one, same, other = make(1).state_dict(), make(1).state_dict(), make(2).state_dict()
        assert all(np.array_equal(one[name], same[name]) for name in one)
        assert not all(np.array_equal(one[name], other[name]) for name in one)


def test_nothing_that_was_returned_changes_later():
    """Buffers may be used again inside, never what somebody else may hold."""
    rng = np.random.default_rng(0)
    model = nn.CNN((1, 8, 8), [2, 3], 4, padding=1, rng=0)
    first, second = rng.normal(size=(2, 3, 1, 8, 8))
    held = []
    for layer in model:
        first = layer(first)
        held.append((first, first.copy()))
    model(second)
    slope = np.ones((3, 4))
    back = model.backward(slope)
    kept = back.copy()
    model(second + 1)
    model.backward(2 * slope)
    for array, copy in held:
        np.testing.assert_array_equal(array, copy)
    np.testing.assert_array_equal(back, kept)


def test_a_convolution_is_the_sum_that_the_formula_says():
    rng = np.random.default_rng(0)
    layer = nn.Conv2d(2, 3, (2, 3), stride=2, padding=1, dilation=(1, 2), rng=0)
    x = rng.normal(size=(2, 2, 5, 7))
    y = layer(x)
    grown = np.pad(x, ((0, 0), (0, 0), (1, 1), (1, 1)))
    for n, o, i, j in np.ndindex(y.shape):
        total = layer.bias.data[o]
        for c, k, m in np.ndindex(2, 2, 3):
            total += layer.weight.data[o, c, k, m] * grown[n, c, 2 * i + k, 2 * j + 2 * m]
        assert y[n, o, i, j] == pytest.approx(total)


def test_a_convolution_is_a_locally_connected_layer_whose_kernels_are_alike():
    shared = nn.Conv1d(2, 3, 3, stride=2, rng=0)
    local = nn.LocallyConnected1d(2, 3, length=9, kernel_size=3, stride=2)
    local.weight.data[:] = shared.weight.data
    local.bias.data[:] = shared.bias.data[:, np.newaxis]
    x = np.random.default_rng(0).normal(size=(4, 2, 9))
    np.testing.assert_allclose(local(x), shared(x))


BAD = [
    (nn.Linear(3, 1), np.ones((2, 4)), r"Linear expects an array of shape \(m, 3\), got \(2, 4\)"),
    (nn.Conv2d(3, 1, 3), np.ones((2, 1, 5, 5)), r"\(N, 3, H, W\), got \(2, 1, 5, 5\)"),
    (nn.Conv2d(1, 1, 3), np.ones((5, 5)), r"Conv2d expects .* got \(5, 5\)"),
    (nn.Conv2d(1, 1, 3), np.ones((2, 1, 2, 9)), "does not fit into an input of shape"),
    (nn.Conv1d(2, 1, 3), np.ones((2, 1, 5)), r"Conv1d expects .*\(N, 2, L\), got \(2, 1, 5\)"),
    (nn.Conv3d(1, 1, 1), np.ones((2, 2, 1, 1, 1)), r"\(N, 1, D, H, W\)"),
    (nn.LocallyConnected1d(1, 1, 5, 2), np.ones((2, 1, 6)), r"\(N, 1, 5\), got \(2, 1, 6\)"),
    (nn.MaxPool2d(2), np.ones((2, 5)), r"MaxPool2d expects .*\(N, C, H, W\), got \(2, 5\)"),
    (nn.MaxPool2d(3), np.ones((1, 1, 2, 2)), "does not fit"),
    (nn.AvgPool1d(2), np.ones((2, 5)), r"AvgPool1d expects .*\(N, C, L\)"),
    (nn.AdaptiveAvgPool2d(1), np.ones((2, 5)), "AdaptiveAvgPool2d expects"),
    (nn.BatchNorm1d(3), np.ones((2, 4)), r"\(N, 3\) or \(N, 3, L\), got \(2, 4\)"),
    (nn.BatchNorm2d(3), np.ones((2, 3)), r"BatchNorm2d expects .*\(N, 3, H, W\)"),
    (nn.BatchNorm1d(3), np.ones((1, 3)), "more than one value a channel"),
]


@pytest.mark.parametrize(("layer", "x", "sentence"), BAD, ids=lambda each: repr(each)[:25])
def test_a_wrong_input_is_one_sentence_with_both_shapes_and_the_layer(layer, x, sentence):
    with pytest.raises(ValueError, match=sentence):
        layer(x)


@pytest.mark.parametrize("layer", [nn.Linear(1, 1), nn.ReLU(), nn.Conv1d(1, 1, 1), nn.MaxPool1d(1)])
def test_text_and_complex_numbers_are_refused(layer):
    for x in (np.full((1, 1, 1), "a"), np.full((1, 1, 1), 1j), np.full((1, 1, 1), None)):
        with pytest.raises(TypeError, match="expects real numbers, got an array of dtype"):
            layer(x)


@pytest.mark.parametrize(
    "layer", [nn.Linear(1, 1), nn.Tanh(), nn.Conv1d(1, 1, 1), nn.MaxPool1d(1), nn.Flatten(),
              nn.Dropout(), nn.BatchNorm1d(1), nn.LocallyConnected1d(1, 1, 1, 1)]
)  # fmt: skip
def test_backward_before_forward_or_of_another_shape_is_one_sentence(layer):
    with pytest.raises(RuntimeError, match="backward needs a forward pass first"):
        layer.backward(np.ones((1, 1)))
    y = layer(np.random.default_rng(0).normal(size=(3, 1, 1)))
    with pytest.raises(ValueError, match=r"expects a gradient of the shape of its output"):
        layer.backward(np.ones((*y.shape, 2)))


@pytest.mark.parametrize(
    ("make", "sentence"),
    [
        (lambda: nn.Linear(0, 1), "at least 1, got in_features=0"),
        (lambda: nn.Conv2d(1, 1, 0), "Conv2d kernel_size needs"),
        (lambda: nn.Conv2d(1, 1, (1, 2, 3)), "or 2 of them"),
        (lambda: nn.Conv2d(1, 1, 1, groups=2), "groups=1 only"),
        (lambda: nn.Conv2d(1, 1, 1, padding=-1), "at least 0"),
        (lambda: nn.MaxPool2d(2, padding=2), "at most half the kernel"),
        (lambda: nn.AdaptiveAvgPool2d(2), "output_size=1 only"),
        (lambda: nn.Dropout(1.5), "between 0 and 1"),
        (lambda: nn.MLP([3]), "an input and an output size"),
        (lambda: nn.CNN((1, 4, 4), [2, 2, 2], 3), "too small"),
        (lambda: nn.LocallyConnected1d(1, 1, 2, 3), "longer than length=2"),
        (lambda: nn.LeakyReLU(-1), "at least 0"),
        (lambda: nn.MSELoss("average"), "'mean', 'sum', 'none', got 'average'"),
        (lambda: nn.init.xavier_uniform_(nn.Parameter([1.0])), "at least two dimensions"),
        (lambda: nn.init.calculate_gain("swish"), "No gain is known for 'swish'"),
    ],
)
def test_settings_that_make_no_sense_are_refused(make, sentence):
    with pytest.raises(ValueError, match=sentence):
        make()


def test_sequential_takes_layers_only():
    with pytest.raises(TypeError, match="takes layers; number 1 is"):
        nn.Sequential(nn.Tanh(), np.tanh)


@pytest.mark.parametrize(
    ("loss", "guess", "truth", "sentence"),
    [
        (nn.MSELoss(), np.ones(3), np.ones((3, 1)), r"one shape, got \(3,\) and \(3, 1\)"),
        (nn.MSELoss(), np.ones(0), np.ones(0), "at least one prediction"),
        (nn.BCELoss(), np.array([1.5]), np.array([1.0]), "predictions between 0 and 1"),
        (nn.BCELoss(), np.array([0.5]), np.array([2.0]), "targets between 0 and 1"),
        (nn.CrossEntropyLoss(), np.ones((2, 3)), np.array([0, 3]), "classes from 0 to 2, got .* 3"),
        (nn.CrossEntropyLoss(), np.ones((2, 3)), np.array([-1, 0]), "from -1 to 0"),
        (nn.CrossEntropyLoss(), np.ones((2, 3)), np.array([0]), r"\(2, 3\) and \(1,\)"),
        (nn.CrossEntropyLoss(), np.ones((2, 3)), np.array([0.5, 1]), "whole numbers as classes"),
        (nn.NLLLoss(), np.ones(3), np.array(0), "scores of shape"),
    ],
)
def test_targets_that_do_not_fit_are_one_sentence(loss, guess, truth, sentence):
    with pytest.raises(ValueError, match=sentence):
        loss(guess, truth)


def test_a_loss_needs_a_forward_pass_first():
    with pytest.raises(RuntimeError, match=r"CrossEntropyLoss.backward needs a forward pass"):
        nn.CrossEntropyLoss().backward()


def test_a_perceptron_finds_a_half_plane():
    neuron = nn.Neuron(2, activation=nn.Step, rng=0)
    rng = np.random.default_rng(0)
    X = rng.normal(size=(100, 2))
    y = (X @ [2.0, -1.0] > 0.3).astype(float)
    X, y = X[np.abs(X @ [2.0, -1.0] - 0.3) > 0.2], y[np.abs(X @ [2.0, -1.0] - 0.3) > 0.2]
    for _ in range(100):
        for row, truth in zip(X, y, strict=True):
            error = truth - neuron(row)  # the perceptron's rule
            neuron.weights.data += error * row
            neuron.bias.data += error
    np.testing.assert_array_equal(neuron(X), y)


def test_a_summary_changes_nothing():
    model = nn.Sequential(nn.BatchNorm1d(3), nn.Dropout(0.5, rng=0), nn.MLP([3, 2]))
    before = model.state_dict()
    text = nn.summary(model, (3,))
    assert "2.0 Linear" in text
    assert text.splitlines()[-1].split() == ["together", "14"]
    assert model.training
    for name, array in model.state_dict().items():
        np.testing.assert_array_equal(array, before[name])
