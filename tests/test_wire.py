"""What travels between judge and kernel is plain, bounded, and believed as bytes only."""

import base64

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from tinkernet.probe import (
    Case,
    Failure,
    Problem,
    Response,
    case_from_wire,
    case_to_wire,
    response_from_wire,
    response_to_wire,
)


@given(
    st.dictionaries(
        st.text(min_size=1, max_size=5),
        st.one_of(
            st.integers(-(2**60), 2**60),
            st.floats(),
            st.booleans(),
            st.text(max_size=5),
            st.lists(st.floats(allow_nan=False), max_size=3),
            arrays(np.float64, (2, 3)),
            arrays(np.int32, 4),
        ),
        max_size=4,
    )
)
def test_a_case_arrives_as_it_was_sent(arguments):
    read = case_from_wire(case_to_wire(Case("its label stays", arguments)))
    assert read.label == ""
    assert read.arguments.keys() == arguments.keys()
    for name, value in arguments.items():
        assert type(read.arguments[name]) is type(value)
        np.testing.assert_equal(read.arguments[name], value)


def test_a_response_arrives_as_it_was_sent():
    sent = Response((np.array([1.0, np.nan]), np.array(3)), changed=("x",), printed="hello")
    read = response_from_wire(response_to_wire(sent), ["a", "b"])
    np.testing.assert_equal(read.outputs, sent.outputs)
    assert (read.changed, read.printed, read.failure) == (("x",), "hello", None)


def test_a_failure_arrives_as_it_was_sent():
    sent = Response(failure=Failure(Problem.RAISED, "ValueError: no", "line 3"))
    assert response_from_wire(response_to_wire(sent), ["a"]) == sent


def good():
    return response_to_wire(Response((np.array([1.0, 2.0]),)))


@pytest.mark.parametrize(
    ("place", "value"),
    [
        ("dtype", "O"),
        ("dtype", "<f8,<f8"),
        ("dtype", ["<f8"]),
        ("shape", [3]),
        ("shape", [-2]),
        ("shape", [True, 2]),
        ("shape", [10**9]),
        ("shape", [1] * 40),
        ("shape", "2"),
        ("data", "not base64 at all!"),
        ("data", base64.b64encode(b"short").decode()),
        ("data", None),
    ],
)
def test_what_is_no_array_is_a_wrong_return(place, value):
    wire = good()
    wire["outputs"][0][place] = value
    assert response_from_wire(wire, ["a"]).failure.problem is Problem.WRONG_RETURN


@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
        lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
        max_leaves=10,
    )
)
def test_anything_at_all_is_read_without_an_error(wire):
    response = response_from_wire(wire, ["a"])
    assert response.failure is not None or len(response.outputs) == 1


def test_more_or_fewer_arrays_than_asked_for_are_a_wrong_return():
    for names in ([], ["a", "b"]):
        assert response_from_wire(good(), names).failure.problem is Problem.WRONG_RETURN
