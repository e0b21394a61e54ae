"""Asking an answer never hurts the one who asks."""

import signal
import threading
import time
import warnings

import numpy as np
import pytest
from IPython.core.error import StdinNotImplementedError

from tinkernet.probe import (
    Case,
    Problem,
    TimeLimitError,
    ask,
    call_for_layers_again,
    call_on_graph,
    time_limit,
)


def test_time_limit_stops_a_loop_in_another_thread():
    stopped = []

    def run():
        try:
            with time_limit(0.1):
                while True:
                    time.sleep(0.001)
        except TimeLimitError:
            stopped.append(True)

    thread = threading.Thread(target=run)
    thread.start()
    thread.join(10)
    assert stopped == [True]


def test_time_limit_leaves_quick_code_alone():
    with time_limit(5):
        total = sum(range(1000))
    time.sleep(0.01)
    assert total == 499500


@pytest.mark.skipif(not hasattr(signal, "setitimer"), reason="timer signals: not on Windows")
def test_time_limit_gives_an_outer_timer_back():
    rung = []
    old = signal.signal(signal.SIGALRM, lambda *_: rung.append(True))
    before = signal.setitimer(signal.ITIMER_REAL, 0.2)
    try:
        with time_limit(5):
            pass
        deadline = time.monotonic() + 5
        while not rung and time.monotonic() < deadline:
            time.sleep(0.01)
    finally:
        signal.signal(signal.SIGALRM, old)
        signal.setitimer(signal.ITIMER_REAL, *before)
    assert rung


def test_an_answer_that_swallows_the_first_stop_is_stopped_again():
    def answer(x):
        tries = 0
        while True:
            try:
                while True:
                    pass
            except BaseException:
                tries += 1
                if tries == 2:
                    raise

    response = ask([answer], Case("", {"x": 1.0}), ["y"], seconds=0.1)
    assert response.failure.problem is Problem.TOO_SLOW


def test_an_answer_that_asks_for_input_is_told_so():
    def raw_input():
        raise StdinNotImplementedError("raw_input was called")

    def answer(x):
        return x + raw_input()

    failure = ask([answer], Case("", {"x": 1.0}), ["y"]).failure
    assert failure.problem is Problem.RAISED
    assert "cannot ask for input()" in failure.detail
    assert "return x + raw_input()" in failure.line


def test_changed_inputs_are_named():
    def answer(x, y):
        y[0] = 7.0
        return x

    case = Case("", {"x": np.zeros(2), "y": np.zeros(2)})
    assert ask([answer], case, ["x"]).changed == ("y",)
    assert case.arguments["y"][0] == 0.0


def test_an_input_given_back_and_changed_later_is_not_shared():
    case = Case("", {"x": np.zeros(2)})
    response = ask([lambda x: x], case, ["x"])
    response.outputs[0][0] = 5.0
    assert case.arguments["x"][0] == 0.0


def test_several_answers_are_asked_in_order():
    case = Case("", {"x": np.array([2.0])})
    response = ask([np.square, np.negative], case, ["square", "minus"])
    assert [output.tolist() for output in response.outputs] == [[4.0], [-2.0]]


def test_warnings_do_not_reach_the_student(recwarn):
    def answer(x):
        warnings.warn("deprecated", stacklevel=1)
        return x / 0

    ask([answer], Case("", {"x": np.ones(2)}), ["y"])
    assert not recwarn.list


def test_a_walk_along_every_path_of_a_graph_is_stopped_and_says_so():
    def every_path(node):
        for parent in node.parents:
            every_path(parent)

    layers = 40
    arguments = {"parents": [(), *((k, k) for k in range(layers))],
                 "slopes": [(), *((1.0, 1.0) for _ in range(layers))]}  # fmt: skip
    response = ask([every_path], Case("squares", arguments), ["grad"], probe=call_on_graph)
    assert response.failure.problem is Problem.NOT_AS_ASKED
    assert "too many paths" in response.failure.detail


def test_a_seed_is_asked_three_times_for_layers():
    def layers(sizes, rng):
        return [(rng.random((1, 1)), [0.0])]

    case = Case("one weight", {"sizes": (1, 1), "rng": 3})
    shapes, numbers, again, other = call_for_layers_again([layers], case)
    assert shapes.tolist() == [[1, 1, 1]]
    assert numbers.tolist() == again.tolist() != other.tolist()
