"""Two hundred steps of every optimizer, beside PyTorch's."""

import numpy as np
import pytest

from tinkernet import nn, optim

from .both import close, tensor, torch

SETTINGS = [
    ("SGD", {"lr": 0.05}),
    ("SGD", {"lr": 0.05, "momentum": 0.9}),
    ("SGD", {"lr": 0.05, "momentum": 0.9, "dampening": 0.3, "weight_decay": 0.01}),
    ("SGD", {"lr": 0.05, "momentum": 0.8, "nesterov": True, "weight_decay": 0.1}),
    ("Adam", {"lr": 0.01}),
    ("Adam", {"lr": 0.01, "betas": (0.8, 0.95), "eps": 1e-3, "weight_decay": 0.1}),
    ("AdamW", {"lr": 0.01}),
    ("AdamW", {"lr": 0.01, "weight_decay": 0.3}),
    ("RMSprop", {}),
    ("RMSprop", {"lr": 0.003, "alpha": 0.9, "momentum": 0.5, "weight_decay": 0.1, "eps": 1e-4}),
    ("Adagrad", {}),
    ("Adagrad", {"lr": 0.1, "lr_decay": 0.02, "weight_decay": 0.1, "initial_accumulator_value": 1}),
]


@pytest.mark.parametrize("dtype", [np.float64, np.float32])
@pytest.mark.parametrize(("name", "how"), SETTINGS)
def test_two_hundred_steps_stay_together(name, how, dtype):
    rng = np.random.default_rng(0)
    X = rng.normal(size=(32, 4)).astype(dtype)
    y = np.sin(X.sum(axis=1, keepdims=True)).astype(dtype)
    ours = nn.MLP([4, 8, 1], activation=nn.Tanh, rng=1, dtype=dtype)
    theirs = torch.nn.Sequential(torch.nn.Linear(4, 8), torch.nn.Tanh(), torch.nn.Linear(8, 1))
    theirs = theirs.to(tensor(X).dtype)
    theirs.load_state_dict({key: tensor(value) for key, value in ours.state_dict().items()})
    mine = getattr(optim, name)(ours.parameters(), **how)
    other = getattr(torch.optim, name)(theirs.parameters(), **how)
    criterion, their_criterion = nn.MSELoss(), torch.nn.MSELoss()
    for step in range(200):
        rows = slice(8 * (step % 4), 8 * (step % 4) + 8)
        criterion.forward(ours.forward(X[rows]), y[rows])
        ours.backward(criterion.backward())
        mine.step()
        mine.zero_grad()
        their_criterion(theirs(tensor(X[rows])), tensor(y[rows])).backward()
        other.step()
        other.zero_grad()
    for key, value in theirs.state_dict().items():
        if dtype == np.float64:
            np.testing.assert_allclose(ours.state_dict()[key], value, rtol=1e-9, atol=1e-10)
        else:
            np.testing.assert_allclose(ours.state_dict()[key], value, rtol=2e-3, atol=2e-4)


@pytest.mark.parametrize(
    ("name", "how"),
    [
        ("StepLR", {"step_size": 3, "gamma": 0.5}),
        ("CosineAnnealingLR", {"T_max": 7, "eta_min": 0.1}),
    ],
)
def test_schedules(name, how):
    mine = optim.SGD([nn.Parameter([1.0])], lr=1.5)
    other = torch.optim.SGD([torch.nn.Parameter(torch.ones(1))], lr=1.5)
    ours = getattr(optim.lr_scheduler, name)(mine, **how)
    theirs = getattr(torch.optim.lr_scheduler, name)(other, **how)
    for _ in range(8 if name == "StepLR" else 7):
        other.step()
        ours.step()
        theirs.step()
        close(ours.get_last_lr(), theirs.get_last_lr()[0])


def test_adam_without_correction_makes_small_first_steps():
    theta = nn.Parameter([1.0])
    theta.grad = [1.0]
    optim.Adam([theta], lr=0.1, bias_correction=False, eps=0.0).step()
    # mean 0.1, square 0.001: the step is lr * 0.1 / sqrt(0.001)
    np.testing.assert_allclose(theta.data, 1 - 0.1 * 0.1 / np.sqrt(0.001))
