"""What training does with bad input and bad luck: one clear sentence, and nothing is lost."""

import numpy as np
import pytest

from tinkernet import nn, optim

X = np.linspace(-1, 1, 12).reshape(-1, 1)
Y = 2 * X + 1


def fit(**changes):
    model = changes.pop("model", None) or nn.Linear(1, 1, rng=0)
    given = {
        "loss": nn.MSELoss(), "optimizer": optim.SGD(model.parameters(), lr=0.1), "epochs": 3,
        "progress": False,
    }  # fmt: skip
    X_given, y_given = changes.pop("X", X), changes.pop("y", Y)
    return optim.fit(model, X_given, y_given, **given | changes)


def with_hole(array):
    array = array.copy()
    array[4, 0] = np.nan
    return array


@pytest.mark.parametrize(
    ("changes", "error", "said"),
    [
        ({"X": with_hole(X)}, ValueError, r"X has nan at \(4, 0\)"),
        ({"y": with_hole(Y)}, ValueError, r"y has nan at \(4, 0\)"),
        ({"y": Y[:5]}, ValueError, r"as many rows in X as in y.*\(12, 1\) and \(5, 1\)"),
        ({"loss": nn.MSELoss}, TypeError, r"nn.MSELoss\(\), with its brackets"),
        ({"loss": "mse"}, TypeError, "got 'mse'"),
        ({"loss": nn.MSELoss(reduction="none")}, ValueError, "one number"),
        ({"optimizer": optim.SGD}, TypeError, "expects an optimizer such as"),
        ({"optimizer": optim.SGD([nn.Parameter([1.0])])}, ValueError, "holds none of them"),
        ({"callbacks": optim.EarlyStopping()}, TypeError, r"as a list, such as \[optim"),
        ({"epochs": 1.5}, ValueError, "whole numbers"),
        ({"epochs": 0}, ValueError, "at least one epoch"),
        ({"batch_size": 0}, ValueError, "one example a batch"),
        ({"validation": (X, Y, Y)}, TypeError, r"validation=\(X, y\)"),
        ({"validation": X}, TypeError, "got ndarray"),
        ({"validation": (X, Y[:3])}, ValueError, "validation of fit"),
    ],
)
def test_what_fit_cannot_work_with(changes, error, said):
    with pytest.raises(error, match=said) as caught:
        fit(**changes)
    assert caught.value.history.loss == []


def test_whatever_ends_a_run_keeps_its_history():
    def trips(training):
        if len(training.history.loss) == 2:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt) as caught:
        fit(epochs=10, callbacks=[trips])
    assert len(caught.value.history.loss) == 2
    model = nn.Linear(1, 1, rng=0)
    with pytest.raises(optim.NotFiniteError, match="smaller learning rate") as caught:
        fit(model=model, epochs=2000, optimizer=optim.SGD(model.parameters(), lr=50.0))
    assert 0 < len(caught.value.history.loss) < 2000
    assert np.isfinite(caught.value.history.loss).all()


def test_early_stopping_puts_the_best_back_when_a_run_breaks():
    model = nn.Linear(1, 1, rng=0)
    early = optim.EarlyStopping(patience=2000)
    with pytest.raises(optim.NotFiniteError):
        fit(model=model, epochs=2000, optimizer=optim.SGD(model.parameters(), lr=50.0),
            validation=(X, Y), callbacks=[early])  # fmt: skip
    assert optim.evaluate(model, X, Y, loss=nn.MSELoss()) == pytest.approx(early.best)


def test_a_validation_loss_that_is_no_number_is_told():
    class Odd(nn.Identity):
        def forward(self, x):
            return super().forward(x) * (np.inf if not self.training else 1.0)

    model = nn.Sequential(nn.Linear(1, 1, rng=0), Odd())
    with pytest.raises(optim.NotFiniteError, match="validation loss is inf in epoch 0"):
        fit(model=model, optimizer=optim.SGD(model.parameters()), validation=(X, Y))


def test_early_stopping_begins_anew_with_every_run():
    early = optim.EarlyStopping(patience=2)
    first, second = nn.Linear(1, 1, rng=0), nn.Linear(1, 1, rng=1)
    for model in (first, second):
        fit(model=model, optimizer=optim.SGD(model.parameters(), lr=0.5), epochs=300,
            validation=(X, Y), callbacks=[early])  # fmt: skip
        assert optim.evaluate(model, X, Y, loss=nn.MSELoss()) == pytest.approx(early.best)


def test_without_validation_nothing_is_put_back():
    model = nn.Linear(1, 1, rng=0)
    early = optim.EarlyStopping(patience=1)
    history = fit(
        model=model, epochs=40, optimizer=optim.SGD(model.parameters(), lr=1.2), callbacks=[early]
    )
    repeated = nn.Linear(1, 1, rng=0)
    fit(
        model=repeated,
        epochs=len(history.loss),
        optimizer=optim.SGD(repeated.parameters(), lr=1.2),
    )
    np.testing.assert_array_equal(model.weight.data, repeated.weight.data)


def test_every_layer_keeps_its_mode():
    frozen = nn.BatchNorm1d(3).eval()
    model = nn.Sequential(nn.Linear(1, 3, rng=0), frozen, nn.Linear(3, 1, rng=0))
    optim.evaluate(model, X, Y, loss=nn.MSELoss())
    assert not frozen.training
    model.eval()
    fit(model=model, optimizer=optim.SGD(model.parameters()))
    assert not model.training


@pytest.mark.parametrize("kind", [optim.SGD, optim.Adam, optim.RMSprop, optim.Adagrad])
def test_parameters_without_a_gradient_stay(kind):
    moved, still = nn.Parameter([1.0]), nn.Parameter([1.0])
    optimizer = kind([moved, still], lr=0.1, weight_decay=0.5)
    for _ in range(3):
        optimizer.zero_grad()
        moved.accumulate(np.array([1.0]))
        assert still.grad == 0.0  # looking is not adding
        optimizer.step()
    assert still.data == 1.0
    assert moved.data < 1.0


@pytest.mark.parametrize(
    ("params", "error", "said"),
    [
        (nn.Linear(1, 1), TypeError, r"model.parameters\(\), got Linear"),
        ([np.zeros(2)], TypeError, "ndarray in it"),
        ([{"params": []}], TypeError, "dict in it"),
        ([], ValueError, "no parameters"),
    ],
)
def test_what_an_optimizer_cannot_move(params, error, said):
    with pytest.raises(error, match=said):
        optim.SGD(params)


def test_a_parameter_is_moved_once():
    parameter = nn.Parameter([1.0])
    with pytest.raises(ValueError, match="twice"):
        optim.SGD([parameter, parameter])
    tied = nn.Sequential(nn.Linear(2, 2, rng=0), nn.Tanh(), nn.Linear(2, 2, rng=1))
    tied[2].weight = tied[0].weight
    assert len(tied.parameters()) == 3
    with pytest.raises(ValueError, match="two betas"):
        optim.Adam([parameter], betas=(0.9,))
