"""MotifScanner in Python: the scores, the state, the student's function, the still picture."""

import base64
import re

import numpy as np
import pytest

from tinkernet.widgets import MotifScanner


def right(sequence, kernel):
    wide = len(kernel)
    return np.array(
        [(sequence[i : i + wide] * kernel).sum() for i in range(len(sequence) - wide + 1)]
    )


def backwards(sequence, kernel):
    return right(sequence, kernel[::-1])


def compared(widget):
    number = f"after {widget._reply}"
    widget.set_state({"_request": {"id": number, "do": "compare"}})
    assert widget._reply == number
    return widget.yours


@pytest.mark.parametrize("motif", ["TAT", "TATAAT", "GATTACAG"])
def test_the_largest_score_is_where_the_motif_is(motif):
    widget = MotifScanner(motif)
    assert widget.sequence.count(motif) == 1
    assert widget.scores.argmax() == widget.sequence.index(motif)
    assert widget.scores.max() == len(motif) > widget.threshold > np.sort(widget.scores)[-2]
    assert [motif in letters for letters in widget.sequences] == [True, True, False, False]
    widget.weights = {"kernel": np.random.default_rng(0).normal(size=(len(motif), 4))}
    np.testing.assert_allclose(widget.scores, right(widget.onehot, widget.weights["kernel"]))


def test_the_same_widget_every_time():
    assert MotifScanner().state == MotifScanner().state


def test_a_state_goes_round_whatever_the_kernels_width():
    widget = MotifScanner("GATTACA", threshold=1 / 3, sequence="ACGATTACAT")
    other = MotifScanner()
    other.state = widget.state
    assert other.state == widget.state
    for nonsense in ("", "[]", '{"kernel":[[1,0,0,0]]}', '{"sequence":"ACGU"}', '{"place":-1}',
                     '{"threshold":"much"}', '{"motif":"TATA"}'):  # fmt: skip
        with pytest.raises(ValueError, match=r"state|expects|value"):
            other.state = nonsense
        assert other.state == widget.state


@pytest.mark.parametrize(
    ("settings", "said"),
    [
        ({"motif": "TA"}, "motif of 3 to 8 letters A, C, G and T, got 'TA'"),
        ({"motif": "TATAAU"}, "got 'TATAAU'"),
        ({"sequence": "ACGT"}, "sequence expects 8 to 100 of the letters"),
        ({"threshold": np.inf}, "threshold expects a finite number"),
    ],
)
def test_what_does_not_fit_is_said(settings, said):
    with pytest.raises(ValueError, match=said):
        MotifScanner(**settings)


@pytest.mark.parametrize(
    ("scan", "said"),
    [
        (right, "Your right agrees with the picture everywhere."),
        (backwards, r"gives .* at letter \d+ \([ACGT]{6}\), where .* It is what the kernel read "
                    "backwards gives"),
        (lambda x, w: right(x, w) + 1, r"gives .* is right\.$"),
        (lambda x, w: right(x, w)[1:], r"shape \(30,\), \(31,\) was expected"),
        (lambda x, w: "many", "numbers were expected"),
        (lambda x, w: right(x, w) * np.nan, "gives nan"),
        (lambda x, w: 1 / 0, "stopped with ZeroDivisionError"),
        ("scan_of_nobody", "scan_of_nobody is not defined yet"),
    ],
)  # fmt: skip
def test_the_students_function_is_compared(scan, said):
    widget = MotifScanner(scan=scan)
    assert re.search(said, compared(widget))
    assert bool(widget.theirs) == ("gives" in said or "agrees" in said)


def test_the_students_scores_are_marked_where_they_differ():
    def one_off(sequence, kernel):
        answer = right(sequence, kernel)
        answer[7] -= 2
        sequence[:] = 0  # what it is given is its own
        return answer

    widget = MotifScanner(scan=one_off)
    assert "at letter 8" in compared(widget)
    given, wrong = np.frombuffer(widget.theirs).reshape(2, -1)
    assert np.flatnonzero(wrong).tolist() == [7]
    assert given[7] == widget.scores[7] - 2


def test_the_still_picture_says_what_is_seen():
    data, described = MotifScanner()._repr_mimebundle_()
    assert base64.b64decode(data["image/png"]).startswith(b"\x89PNG")
    assert "its largest score is 6, at letter 14 (TATAAT), at or above" in data["text/plain"]
    assert described["image/png"]["alt"] == data["text/plain"]
