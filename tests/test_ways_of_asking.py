"""Answers that are asked with functions, seeds, graphs and packed results."""

import numpy as np
import pytest

from tinkernet.probe import (
    FUNCTIONS,
    Case,
    Problem,
    ask,
    call,
    call_for_dict,
    call_for_each_seed,
    call_for_gates,
    call_for_layers,
    call_for_training,
    call_on_graph,
    call_with_functions,
    call_with_rng,
    call_with_words,
    case_from_wire,
    case_to_wire,
)

LAYERS = [(np.zeros((2, 3)), np.zeros(3)), (np.ones((3, 1)), np.ones(1))]
GATES = {"OR": ([1, 1], 0), "AND": (np.ones(2), -1), "NAND": ((-1, -1), 2)}


def asked(probe, answers, arguments, returns):
    answers = answers if isinstance(answers, tuple) else (answers,)
    return ask(answers, Case("one", arguments), returns, probe=probe)


def refused(*question):
    failure = asked(*question).failure
    assert failure.problem is Problem.WRONG_RETURN
    return failure.detail


def test_what_a_judge_measures_with_never_travels():
    case = Case("patches", {"X": np.zeros((2, 3))}, unseen={"X": np.ones((5, 3))})
    assert list(case_to_wire(case)) == ["X"]
    assert case_from_wire(case_to_wire(case)).unseen == {}
    seen = []
    ask([lambda X: seen.append(X)], case, ["w"])
    assert [X.shape for X in seen] == [(2, 3)]


def test_the_numbers_in_packed_arguments_are_counted_and_copied():
    params = {"W": np.zeros((2, 3)), "b": (1.0, [2.0, np.zeros(2)])}
    case = Case("a network", {"params": params, "x": 1})
    assert case.size == 11

    def overwrites(params, x):
        params["b"][1][1][0] = 7.0
        return 1.0

    response = ask([overwrites], case, ["y"])
    assert response.changed == ("params",)
    assert params["b"][1][1][0] == 0.0


def test_a_dict_is_no_pair_and_a_pair_no_dict():
    """Whoever unpacks a dict gets its keys."""
    said = refused(call, lambda: {"W": 1.0, "b": 2.0}, {}, ["W", "b"])
    assert said == "It should return 2 values (W, b), but returned a dict."
    model = {"model": {"sizes": (1, 2), "seed": 0, "dropout": 0.0}}
    returns = ["train", "validation", "parameters"]
    backwards = {"validation": [2.0], "train": [1.0]}
    response = asked(call_for_training, lambda model: backwards, model, returns)
    assert [response.outputs[0].tolist(), response.outputs[1].tolist()] == [[1.0], [2.0]]
    assert "a dict with the keys" in refused(
        call_for_training, lambda model: ([1.0], [2.0]), model, returns
    )


@pytest.mark.parametrize("name", ["step", "identity", "sigmoid", "tanh", "relu", "square"])
def test_activations_take_any_shape(name):
    activation = FUNCTIONS[name]
    for z in (0.5, np.zeros(3), np.ones((2, 3)), [1.0, -1.0]):
        assert np.shape(activation(z)) == np.shape(z)
    assert activation(0.0) == {"sigmoid": 0.5}.get(name, 0.0)


@pytest.mark.parametrize(
    "name", ["sum_of_cubes", "weighted_squares", "sum_of_waves", "tilted_squares"]
)
def test_functions_of_many_numbers_give_one(name):
    f = FUNCTIONS[name]
    for theta in (np.float64(0.5), np.zeros(3), np.ones((2, 3))):
        assert isinstance(f(theta), float)
    assert f(np.zeros(4)) == 0.0


def test_texts_that_name_functions_become_functions():
    response = asked(call_with_functions, lambda z, g: g(z), {"z": -1.0, "g": "relu"}, ["a"])
    assert response.outputs[0] == 0.0


def test_seeds_become_new_generators():
    draw = {"n": 4, "rng": 3}
    first = asked(call_with_rng, lambda n, rng: rng.normal(size=n), draw, ["z"])
    again = asked(call_with_rng, lambda n, rng: rng.normal(size=n), draw, ["z"])
    np.testing.assert_array_equal(first.outputs[0], np.random.default_rng(3).normal(size=4))
    np.testing.assert_array_equal(first.outputs[0], again.outputs[0])


def test_results_of_several_seeds_are_stacked():
    seeds = {"seeds": np.array([4, 5])}
    response = asked(
        call_for_each_seed, lambda rng: {"W": rng.normal(size=3), "b": 0}, seeds, ["W", "b"]
    )
    assert [output.shape for output in response.outputs] == [(2, 3), (2,)]
    assert not np.allclose(*response.outputs[0])
    assert "a dict" in refused(call_for_each_seed, lambda rng: 3.0, seeds, ["W", "b"])
    ragged = lambda rng: {"W": np.zeros([1] * int(rng.integers(1, 30))), "b": 0}  # noqa: E731
    assert "number of axes" in refused(call_for_each_seed, ragged, seeds, ["W", "b"])


def test_shorter_results_of_a_seed_are_filled_with_zeros():
    sizes = iter([(2, 1), (1, 3)])
    widths = lambda rng: {"W": np.ones(next(sizes)), "b": [1.0]}  # noqa: E731
    W, b = asked(call_for_each_seed, widths, {"seeds": np.array([4, 5])}, ["W", "b"]).outputs
    assert W.tolist() == [[[1, 0, 0], [1, 0, 0]], [[1, 1, 1], [0, 0, 0]]]
    assert b.tolist() == [[1], [1]]
    sizes = iter([(1, 10**6), (10**6, 1)])
    assert "far more" in refused(call_for_each_seed, widths, {"seeds": np.arange(2)}, ["W", "b"])


def test_a_dict_with_the_keys_of_the_parameters_comes_back():
    params = {"params": {"W": np.ones(2), "b": 1.0}}
    found = asked(call_for_dict, lambda params: {"b": 3.0, "W": [1, 2]}, params, ["W", "b"])
    assert [output.tolist() for output in found.outputs] == [[1, 2], 3.0]
    should = 'It should return a dict with the keys "W", "b", but '
    for wrong, said in (
        ((1.0, 2.0), "returned a tuple."),
        (np.ones(2), "returned a ndarray."),
        ({"W": 1.0}, 'the dict lacks the key "b".'),
        ({}, 'the dict lacks the keys "W", "b".'),
        ({"W": 1.0, "b": 1.0, "loss": 1.0}, 'the dict has the key "loss" as well.'),
    ):
        detail = refused(call_for_dict, lambda params, w=wrong: w, params, ["W", "b"])
        assert detail == should + said
    assert "None" in refused(call_for_dict, lambda params: None, params, ["W", "b"])
    unwritten = asked(call_for_dict, lambda params: ..., params, ["W", "b"])
    assert unwritten.failure.problem is Problem.NOT_WRITTEN


def test_one_function_tells_rows_from_columns():
    theta = np.array([[1.0, 2.0, 0.0], [0.0, 1.0, 3.0]])
    assert FUNCTIONS["tilted_squares"](theta) == 1 + 4 * 4 + 2 * 4 + 2 * 9 * 9
    assert FUNCTIONS["tilted_squares"](theta.ravel()) == 1 + 2 * 4 + 5 + 6 * 9


def test_gates_come_in_any_order_and_any_kind_of_pair():
    names = [f"{gate} {part}" for gate in ("AND", "OR", "NAND") for part in "wb"]
    response = asked(call_for_gates, lambda: GATES, {}, names)
    assert [output.tolist() for output in response.outputs] == [
        [1.0, 1.0], -1, [1, 1], 0, [-1, -1], 2
    ]  # fmt: skip
    assert '"AND", "OR" and "NAND"' in refused(call_for_gates, lambda: {"AND": 1}, {}, names)
    assert "but returned list" in refused(call_for_gates, lambda: [1], {}, names)
    said = refused(call_for_gates, lambda: {**GATES, "OR": 1.0}, {}, names)
    assert said == "The value of 'OR' should be a pair of weights and bias."


def test_layers_are_laid_out_flat():
    shapes, numbers = asked(
        call_for_layers, lambda sizes, rng: LAYERS, {"sizes": (2, 3, 1), "rng": 0}, ["s", "n"]
    ).outputs
    assert shapes.tolist() == [[2, 3, 3], [3, 1, 1]]
    assert numbers.tolist() == [0.0] * 9 + [1.0] * 4
    for wrong, said in (
        (3.0, "a list of pairs"),
        ([np.zeros((2, 3))], "Layer 0 should be W with two axes and b with one"),
        ([(np.zeros(3), np.zeros(3))], r"shapes are \(3,\) and \(3,\)"),
        ([("a", "b")], "two axes"),
    ):
        detail = refused(
            call_for_layers, lambda sizes, rng, w=wrong: w, {"sizes": (), "rng": 0}, ["s", "n"]
        )
        import re

        assert re.search(said, detail), detail


def test_a_graph_is_built_and_its_gradients_read():
    def backward(node):
        assert node.grad == 0.0
        node.grad = 1.0
        for parent, slope in zip(node.parents, node.slopes, strict=True):
            parent.grad += slope

    graph = {"parents": [(), (), (0, 0, 1)], "slopes": [(), (), (2.0, 3.0, -1.0)]}
    response = asked(call_on_graph, backward, graph, ["grad"])
    assert response.outputs[0].tolist() == [5.0, -1.0, 1.0]


def coded(encode, words):
    """Return the number for what became of the words, beside "a" and "b" which are known."""
    arguments = {"words": words, "vocabulary": ["a", "b"]}
    return asked(call_with_words, encode, arguments, ["rows", "error", "instead"])


@pytest.mark.parametrize(
    ("error", "code"),
    [(ValueError("no cat here"), 1.0), (ValueError("no such word"), 2.0), (KeyError("cat"), 3.0),
     (IndexError("cat"), 3.0), (AssertionError("cat"), 3.0)],
)  # fmt: skip
def test_what_is_raised_for_an_unknown_word_becomes_a_number(error, code):
    def refusing(words, vocabulary):
        raise error

    rows, got, instead = coded(refusing, ["a", "cat"]).outputs
    assert (rows.size, got, instead.size) == (0, code, 0)


def test_what_comes_back_in_spite_of_an_unknown_word_is_kept_apart():
    rows, error, instead = coded(lambda words, vocabulary: [[1, 0]], ["cat"]).outputs
    assert (rows.size, error, instead.tolist()) == (0, 0.0, [[1, 0]])
    rows, error, instead = coded(lambda words, vocabulary: [[1, 0]], ["a"]).outputs
    assert (rows.tolist(), error, instead.size) == ([[1, 0]], 0.0, 0)


def test_an_error_where_all_words_are_known_is_let_through():
    failure = coded(lambda words, vocabulary: vocabulary.index("cat"), ["a"]).failure
    assert failure.problem is Problem.RAISED
    failure = coded(lambda words, vocabulary: undefined, ["cat"]).failure  # noqa: F821
    assert "NameError" in failure.detail
