"""Layers, loss, optimizer and training loop against numbers worked out by other means."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tinkernet import data, nn, optim

SHAPES = st.tuples(st.integers(1, 6), st.integers(1, 5), st.integers(1, 4))


@settings(deadline=None, max_examples=30)
@given(shape=SHAPES, seed=st.integers(0, 2**32 - 1), bias=st.booleans())
def test_backward_agrees_with_nudging_every_number(shape, seed, bias):
    m, n_in, n_out = shape
    rng = np.random.default_rng(seed)
    layer, criterion = nn.Linear(n_in, n_out, bias, rng=rng), nn.MSELoss()
    x, y = rng.normal(size=(m, n_in)), rng.normal(size=(m, n_out))

    def loss():
        return criterion(layer(x), y)

    loss()
    grad_x = layer.backward(criterion.backward())
    pairs = [(p.data, p.grad) for p in layer.parameters()] + [(x, grad_x)]
    for values, grads in pairs:
        for index in np.ndindex(values.shape):
            kept = values[index]
            values[index] = kept + 1e-5
            above = loss()
            values[index] = kept - 1e-5
            below = loss()
            values[index] = kept
            assert grads[index] == pytest.approx((above - below) / 2e-5, rel=1e-5, abs=1e-7)


def test_gradients_accumulate_until_zeroed():
    layer = nn.Linear(2, 1, rng=0)
    for times in (1, 2):
        layer(np.ones((3, 2)))
        layer.backward(np.ones((3, 1)))
        assert layer.weight.grad.tolist() == [[3.0 * times, 3.0 * times]]
    optim.SGD(layer.parameters(), lr=1.0).zero_grad()
    assert not layer.weight.grad.any()
    assert not layer.bias.grad.any()


def test_initial_weights_are_pytorchs_interval_and_depend_on_the_seed_alone():
    layer = nn.Linear(25, 400, rng=1)
    assert layer.weight.shape == (400, 25)
    assert np.abs(layer.weight.data).max() <= 0.2
    assert np.abs(layer.weight.data).max() > 0.19
    assert np.array_equal(layer.weight.data, nn.Linear(25, 400, rng=1).weight.data)
    assert not np.array_equal(layer.weight.data, nn.Linear(25, 400, rng=2).weight.data)


def test_forward_does_not_change_its_input():
    x = np.ones((2, 3))
    nn.Linear(3, 2, rng=0)(x)
    assert x.tolist() == np.ones((2, 3)).tolist()


@pytest.mark.parametrize("x", [np.ones(4), np.ones((2, 4)), np.ones((2, 3, 1)), np.array(3.0)])
def test_a_wrong_shape_is_one_clear_sentence(x):
    with pytest.raises(ValueError, match=r"expects an array of shape \(m, 3\), got"):
        nn.Linear(3, 1, rng=0)(x)


def test_a_loss_of_two_shapes_is_refused():
    with pytest.raises(ValueError, match=r"got \(3,\) and \(3, 1\)"):
        nn.MSELoss()(np.ones(3), np.ones((3, 1)))


def test_backward_before_forward_says_so():
    with pytest.raises(RuntimeError, match="forward pass first"):
        nn.Linear(1, 1, rng=0).backward(np.ones((1, 1)))
    with pytest.raises(RuntimeError, match="forward pass first"):
        nn.MSELoss().backward()


@pytest.mark.parametrize("lr", [0, -1])
def test_a_learning_rate_must_be_positive(lr):
    with pytest.raises(ValueError, match="positive learning rate"):
        optim.SGD(nn.Linear(1, 1, rng=0).parameters(), lr=lr)


def _problem():
    x, y = data.noisy_line(2.0, -1.0, m=23, noise=0.3, rng=5)
    return x.reshape(-1, 1), y.reshape(-1, 1)


def test_fit_finds_the_least_squares_line():
    x, y = _problem()
    model = nn.Linear(1, 1, rng=0)
    sgd = optim.SGD(model.parameters(), lr=0.1)
    optim.fit(model, x, y, loss=nn.MSELoss(), optimizer=sgd, epochs=2000, progress=False)
    a, b = np.polyfit(x.ravel(), y.ravel(), 1)
    assert model.weight.data.item() == pytest.approx(a, abs=1e-6)
    assert model.bias.data.item() == pytest.approx(b, abs=1e-6)


def test_the_first_loss_is_that_of_the_untrained_model():
    x, y = _problem()
    model = nn.Linear(1, 1, rng=0)
    before = nn.MSELoss()(model(x), y)
    sgd = optim.SGD(model.parameters(), lr=0.01)
    history = optim.fit(model, x, y, loss=nn.MSELoss(), optimizer=sgd, epochs=3, progress=False)
    assert history.loss[0] == pytest.approx(before)
    assert len(history.loss) == 3


def test_an_epoch_of_uneven_batches_is_the_mean_over_examples():
    x, y = _problem()
    model = nn.Linear(1, 1, rng=0)
    expected = nn.MSELoss()(model(x), y)
    tiny = optim.SGD(model.parameters(), lr=1e-12)
    history = optim.fit(
        model, x, y, loss=nn.MSELoss(), optimizer=tiny, epochs=1, batch_size=5, rng=0,
        progress=False,
    )  # fmt: skip
    assert history.loss[0] == pytest.approx(expected, rel=1e-9)


def test_the_same_rng_gives_the_same_history_and_another_does_not():
    def run(seed):
        x, y = _problem()
        model = nn.Linear(1, 1, rng=0)
        sgd = optim.SGD(model.parameters(), lr=0.05)
        return optim.fit(
            model, x, y, loss=nn.MSELoss(), optimizer=sgd, epochs=4, batch_size=4, rng=seed,
            progress=False,
        ).loss  # fmt: skip

    assert run(3) == run(3)
    assert run(3) != run(4)


@pytest.mark.parametrize(
    ("m", "n", "epochs"), [(0, 0, 1), (3, 4, 1), (3, 3, 0)], ids=["empty", "uneven", "no epoch"]
)
def test_fit_refuses_what_cannot_be_trained(m, n, epochs):
    model = nn.Linear(1, 1, rng=0)
    with pytest.raises(ValueError, match="fit"):
        optim.fit(
            model, np.ones((m, 1)), np.ones((n, 1)), loss=nn.MSELoss(),
            optimizer=optim.SGD(model.parameters(), lr=1.0), epochs=epochs, progress=False,
        )  # fmt: skip


def test_a_history_plots_itself():
    picture = optim.History(loss=[3.0, 2.0, 1.0]).plot()
    assert picture.png().startswith(b"\x89PNG")
    assert picture.figure.axes[0].get_xlabel() == "epoch"
