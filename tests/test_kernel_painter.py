"""KernelPainter in Python: feature map, state, the student's function, the still picture."""

import base64
import re

import numpy as np
import pytest

from tinkernet.widgets import KernelPainter

SOBEL = [[-1.0, 0.0, 1.0], [-2.0, 0.0, 2.0], [-1.0, 0.0, 1.0]]


def loops(image, kernel, stride, padding):
    size, (rows, columns) = len(kernel), image.shape
    wide = np.zeros((rows + 2 * padding, columns + 2 * padding))
    wide[padding : padding + rows, padding : padding + columns] = image
    return np.array([
        [(wide[i : i + size, j : j + size] * kernel).sum()
         for j in range(0, wide.shape[1] - size + 1, stride)]
        for i in range(0, wide.shape[0] - size + 1, stride)
    ])  # fmt: skip


def compared(widget):
    number = f"after {widget._reply}"
    widget.set_state({"_request": {"id": number, "do": "compare"}})
    assert widget._reply == number
    return widget.yours


@pytest.mark.parametrize("picture", ["digit 7", "photograph", "drawing"])
@pytest.mark.parametrize(("stride", "padding"), [(1, 0), (2, 1), (3, 2)])
def test_the_map_is_a_cross_correlation(picture, stride, padding):
    kernel = np.random.default_rng(0).normal(size=(5, 5))
    widget = KernelPainter(kernel, picture=picture, stride=stride, padding=padding)
    assert 0.0 <= widget.image.min() < widget.image.max() <= 1.0
    np.testing.assert_allclose(widget.feature_map, loops(widget.image, kernel, stride, padding))


def test_a_shift_moves_the_picture_by_whole_cells():
    widget = KernelPainter(picture="digit 0")
    before = widget.image
    widget.shift = [1, -2]
    np.testing.assert_array_equal(widget.image[1:, :-2], before[:-1, 2:])
    assert not widget.image[0].any()
    assert not widget.image[:, -2:].any()


def test_a_state_goes_round_whatever_the_kernels_size():
    widget = KernelPainter(np.ones((5, 5)) / 3, stride=2, padding=1, picture="drawing")
    widget.shift, widget.pooling = [0, -1], "max"
    other = KernelPainter()
    other.state = widget.state
    assert other.state == widget.state
    for nonsense in ("", "[]", '{"kernel":[[1]]}', '{"stride":4}', '{"picture":"cat"}',
                     '{"drawing":"ff"}', '{"shift":[9,0]}', '{"place":[-1,0]}',
                     '{"pen":[1,1]}'):  # fmt: skip
        with pytest.raises(ValueError, match=r"state|expects|expected"):
            other.state = nonsense
        assert other.state == widget.state


@pytest.mark.parametrize(
    ("settings", "said"),
    [
        ({"kernel": np.ones((4, 4))}, r"3 x 3 or 5 x 5 numbers, got shape \(4, 4\)"),
        ({"kernel": np.full((3, 3), np.nan)}, "finite"),
        ({"stride": 0}, "stride expects one of 1, 2, 3, got 0"),
        ({"padding": 3}, "padding expects one of 0, 1, 2"),
        ({"picture": "cat"}, "picture expects one of digit 0"),
    ],
)
def test_what_does_not_fit_is_said(settings, said):
    with pytest.raises(ValueError, match=said):
        KernelPainter(**settings)


def flipped(image, kernel, stride, padding):
    return loops(image, kernel[::-1, ::-1], stride, padding)


@pytest.mark.parametrize(
    ("conv", "said"),
    [
        (loops, "Your loops agrees with the picture everywhere."),
        (flipped, r"gives .* at row \d, column \d of the map, .* 36 of 36 cells differ\. It is "
                  "what the kernel turned round by 180° gives"),
        (lambda *a: loops(*a) + 1, "36 of 36 cells differ.$"),
        (lambda *a: loops(*a)[1:], r"shape \(5, 6\), \(6, 6\) was expected"),
        (lambda *a: None, "returns None: is a return missing"),
        (lambda *a: np.full((6, 6), np.nan), "gives nan"),
        (lambda *a: 1 / 0, "stopped with ZeroDivisionError"),
        ("conv2d_of_nobody", "conv2d_of_nobody is not defined yet"),
    ],
)  # fmt: skip
def test_the_students_function_is_compared(conv, said):
    kernel = np.arange(9.0).reshape(3, 3) + 1
    assert re.search(said, compared(KernelPainter(kernel, conv=conv)))


def test_the_students_map_is_shown_with_its_marks():
    def one_off(*args):
        answer = loops(*args)
        answer[2, 3] += 1
        return answer

    widget = KernelPainter(SOBEL, conv=one_off)
    assert "row 3, column 4" in compared(widget)
    given, wrong = np.frombuffer(widget.theirs).reshape(2, *widget.theirs_shape)
    np.testing.assert_array_equal(np.argwhere(wrong), [[2, 3]])
    assert given[2, 3] == pytest.approx(widget.feature_map[2, 3] + 1)
    widget._conv = "conv2d_of_nobody"
    compared(widget)
    assert widget.theirs == b""


def test_a_function_that_changes_what_it_is_given_changes_nothing():
    def careless(image, kernel, stride, padding):
        answer = loops(image, kernel, stride, padding)
        image[:], kernel[:] = 0, 0
        return answer

    widget = KernelPainter(SOBEL, conv=careless)
    before = widget.feature_map
    assert "agrees" in compared(widget)
    np.testing.assert_array_equal(widget.feature_map, before)


def test_the_still_picture_says_what_is_seen():
    widget = KernelPainter(SOBEL, padding=1)
    data, described = widget._repr_mimebundle_()
    assert base64.b64decode(data["image/png"]).startswith(b"\x89PNG")
    assert f"sum to {widget.feature_map[3, 3]:.3g}" in data["text/plain"]
    assert described["image/png"]["alt"] == data["text/plain"]
