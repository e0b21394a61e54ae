"""The same layer twice, PyTorch's and ours, with the same weights."""

import numpy as np
import pytest

torch = pytest.importorskip("torch", reason="PyTorch is missing: pip install torch==2.13.0")

TOLERANCE = {np.float64: {"rtol": 1e-10, "atol": 1e-10}, np.float32: {"rtol": 1e-4, "atol": 1e-5}}
"""PyTorch's own tests allow float32 about as much."""


def tensor(array, dtype=None):
    return torch.from_numpy(np.array(array, dtype=dtype))


def close(ours, theirs, dtype=np.float64):
    """Hold that an array equals a tensor, up to rounding, and has its precision."""
    theirs = theirs.detach().numpy() if hasattr(theirs, "detach") else np.asarray(theirs)
    ours = np.asarray(ours)
    assert ours.shape == theirs.shape
    scale = max(1.0, float(np.abs(theirs).max())) if theirs.size else 1.0
    allowed = TOLERANCE[dtype]
    np.testing.assert_allclose(ours, theirs, rtol=allowed["rtol"], atol=allowed["atol"] * scale)


def carried(ours, theirs, dtype=np.float64):
    """Give our layer the weights of PyTorch's, by name; return both in one precision."""
    theirs = theirs.to(torch.float64 if dtype == np.float64 else torch.float32)
    ours.to(dtype)
    if theirs.state_dict():
        ours.load_state_dict(theirs.state_dict())
    return ours, theirs


def same_layer(ours, theirs, x, dtype=np.float64):
    """Hold that two layers agree: output, gradient of the input and of every parameter."""
    ours, theirs = carried(ours, theirs, dtype)
    x = np.asarray(x, dtype)
    before = x.copy()
    x_theirs = tensor(x).requires_grad_()
    y_ours, y_theirs = ours(x), theirs(x_theirs)
    close(y_ours, y_theirs, dtype)
    assert y_ours.dtype == dtype
    gradient = np.random.default_rng(1).normal(size=y_ours.shape).astype(dtype)
    y_theirs.backward(tensor(gradient))
    close(ours.backward(gradient), x_theirs.grad, dtype)
    parameters = dict(theirs.named_parameters())
    assert [name for name, _ in ours.named_parameters()] == list(parameters)
    for name, parameter in ours.named_parameters():
        close(parameter.grad, parameters[name].grad, dtype)
    np.testing.assert_array_equal(x, before)
    assert repr(ours) == repr(theirs)
