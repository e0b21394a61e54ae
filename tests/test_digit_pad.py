"""DigitPad in Python: what is exported, the probabilities, the state, the still picture."""

import base64
import time

import numpy as np
import pytest

from tinkernet import data, nn
from tinkernet.widgets import DigitPad
from tinkernet.widgets._exported_network import exported


class Own(nn.Sequential):
    """A student's network with a forward of its own."""

    def forward(self, x):
        return super().forward(x) * 2


class Doubled(nn.Module):
    """A student's layer."""

    def forward(self, x):
        return 2 * x

    def backward(self, grad_output):
        return 2 * grad_output


def cnn():
    return nn.CNN((1, 8, 8), [4, 6], 10, padding=1, rng=0)


@pytest.mark.parametrize(
    ("model", "side", "layer"),
    [
        (nn.Linear(64, 10, rng=0), 8, 0),
        (nn.MLP([64, 20, 10], activation=nn.Tanh, rng=0), 8, 0),
        (cnn(), 8, 2),
        (nn.CNN((1, 28, 28), [4], 10, rng=0), 28, 2),
        (nn.MLP([784, 10], rng=0), 28, 0),
    ],
)
def test_the_networks_images_are_recognised(model, side, layer):
    pad = DigitPad(model)
    assert (pad.side, pad.layer, pad.image.shape) == (side, layer, (side, side))
    assert 0.0 <= pad.image.min() < pad.image.max() <= 1.0
    assert pad.probabilities.sum() == pytest.approx(1.0)
    assert pad.message == ""


def test_a_digit_of_the_data_set_is_averaged_to_itself():
    images = data.digits()
    pad, as_they_are = DigitPad(cnn()), DigitPad(cnn(), ink=16.0)
    for number in (0, 7, 1000):
        for one, largest in ((pad, 16.0), (as_they_are, 1.0)):
            one.show(number)
            np.testing.assert_array_equal(one.image * largest, images.X[number, 0])
    wanted = nn.functional.softmax(cnn().forward(images.X[[1000]] / 16.0))[0]
    np.testing.assert_allclose(pad.probabilities, wanted)
    with pytest.raises(ValueError, match="8 x 8 pixels"):
        DigitPad(nn.MLP([784, 10], rng=0)).show(0)


def test_without_a_network_one_is_trained_in_no_time():
    began = time.perf_counter()
    pad = DigitPad()
    assert time.perf_counter() - began < 5  # 0.2 s; the machine may be busy
    assert "softmax regression, trained just now: right for 96 %" in pad.message
    assert len(pad.samples) == 30
    right = 0
    for text, digit in zip(pad.samples, pad.sample_classes, strict=True):
        pad.drawing = text
        right += int(pad.probabilities.argmax() == digit)
    assert right >= 27


@pytest.mark.parametrize(
    ("model", "named"),
    [
        (nn.Sequential(nn.Flatten(), Doubled(), nn.Linear(64, 10, rng=0)), r"layer 1, Doubled\("),
        (Own(nn.Flatten(), nn.Linear(64, 10, rng=0)), "layer 0, Own, in the browser;"),
        (nn.Sequential(nn.Flatten(), nn.Sequential(Doubled()), nn.Linear(64, 10, rng=0)),
         r"layer 1\.0, Doubled"),
        (nn.Sequential(nn.Conv2d(1, 2, 3, dilation=2, rng=0), nn.Flatten(),
                       nn.Linear(32, 10, rng=0)), r"layer 0, Conv2d"),
    ],
)  # fmt: skip
def test_an_unknown_layer_is_named(model, named):
    with pytest.raises(ValueError, match=f"DigitPad cannot compute {named}.* it knows Linear"):
        DigitPad(model)


@pytest.mark.parametrize("model", [nn.MLP([64, 9], rng=0), nn.MLP([100, 10], rng=0), nn.ReLU()])
def test_a_network_for_something_else_is_refused(model):
    with pytest.raises(ValueError, match="expects a network that turns images"):
        DigitPad(model)


def test_the_network_is_left_as_it_was():
    model = nn.Sequential(nn.Flatten(), nn.BatchNorm1d(64), nn.Dropout(rng=0), nn.Linear(64, 10))
    model[2].eval()
    before = model.state_dict()
    pad = DigitPad(model)
    assert [one.training for one in model] == [True, True, False, True]
    np.testing.assert_array_equal(pad.probabilities, pad.probabilities)
    for name, array in model.state_dict().items():
        np.testing.assert_array_equal(array, before[name])


def test_further_training_is_shown_after_update():
    model = nn.MLP([64, 10], rng=0)
    pad = DigitPad(model)
    before = pad.numbers
    model[0].weight.data += 1.0
    assert pad.numbers == before
    pad.update()
    assert pad.numbers == exported(model)[1] != before


def test_a_state_goes_round():
    pad, other = DigitPad(cnn()), DigitPad(cnn())
    pad.show(5)
    pad.layer, pad.pen = 3, [1, 31]
    other.state = pad.state
    assert other.state == pad.state
    for nonsense in ("", "[]", '{"drawing":"ff"}', '{"layer":-1}', '{"layer":99}', '{"pen":[32,0]}',
                     '{"numbers":[]}'):  # fmt: skip
        with pytest.raises(ValueError, match=r"state|expects|value"):
            other.state = nonsense
        assert other.state == pad.state


def test_the_still_picture_says_what_is_seen():
    pad = DigitPad()
    data_, described = pad._repr_mimebundle_()
    assert base64.b64decode(data_["image/png"]).startswith(b"\x89PNG")
    assert f"says {pad.probabilities.argmax()} with" in data_["text/plain"]
    assert described["image/png"]["alt"] == data_["text/plain"]
