"""What NumPy finds for DigitPad's networks."""

import base64

import numpy as np

from tinkernet import nn
from tinkernet.widgets import DigitPad
from tinkernet.widgets._exported_network import exported


def networks(rng):
    def conv(*sizes, **named):
        return nn.Conv2d(*sizes, rng=rng, **named)

    def linear(*sizes, **named):
        return nn.Linear(*sizes, rng=rng, **named)

    yield nn.MLP([64, 30, 20, 10], activation=nn.Tanh, rng=rng)
    yield nn.CNN((1, 8, 8), [6, 8], 10, padding=1, rng=rng)
    yield nn.CNN((1, 28, 28), [8, 16], 10, activation=nn.Sigmoid, rng=rng)
    yield nn.Sequential(
        conv(1, 4, (3, 2), stride=(2, 1), padding=(2, 1), bias=False), nn.BatchNorm2d(4),
        nn.LeakyReLU(0.1), nn.Dropout(rng=rng), nn.MaxPool2d(3, stride=2, padding=1),
        nn.Sequential(nn.Flatten(), linear(60, 12, bias=False), nn.BatchNorm1d(12, affine=False)),
        nn.Identity(), linear(12, 10), nn.Softmax(),
    )  # fmt: skip
    yield nn.Sequential(
        conv(1, 5, 3, padding=1), nn.AvgPool2d((2, 3), stride=2, padding=(1, 1)), nn.Step(),
        conv(5, 10, 2), nn.AdaptiveAvgPool2d(), nn.Flatten(),
    )  # fmt: skip


def cases():
    rng = np.random.default_rng(2)
    found = []
    for model in networks(rng):
        for layer in model.modules():  # as if trained
            if isinstance(layer, nn.BatchNorm1d | nn.BatchNorm2d):
                layer.running_mean += rng.normal(size=layer.num_features)
                layer.running_var *= rng.uniform(0.5, 2.0, layer.num_features)
                if layer.weight is not None:
                    layer.weight.data += rng.normal(size=layer.num_features)
                    layer.bias.data += rng.normal(size=layer.num_features)
        pad = DigitPad(model, ink=3.0)
        layers, numbers = exported(model)
        found.append({
            "layers": layers, "numbers": base64.b64encode(numbers).decode(), "side": pad.side,
            "finer": pad.finer, "drawing": pad.drawing, "image": pad.image.ravel().tolist(),
            "answer": pad._ask(pad.image.reshape(pad._shape))[0].tolist(),
            "probabilities": pad.probabilities.tolist(),
        })  # fmt: skip
    return found
