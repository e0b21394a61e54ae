"""Answers that part examples among batches or sets, and answers that train a network."""

import numpy as np
import pytest

from tinkernet.checks import assess
from tinkernet.exercises import find
from tinkernet.probe import Case, Problem, ask, call_for_parts, call_for_training, network

PARTS = ("sizes", "indices", "later", "again")
NET = {"sizes": (2, 3, 2), "seed": 4, "dropout": 0.0}


def parted(answer):
    return ask([answer], Case("five", {"n": 5, "rng": 1}), PARTS, probe=call_for_parts)


def trained(answer, **description):
    case = Case("a network", {"model": {**NET, **description}, "rng": 1})
    return ask([answer], case, ("train", "validation", "parameters"), probe=call_for_training)


@pytest.mark.parametrize("wrap", [list, tuple, iter, lambda parts: (part for part in parts)])
def test_parts_may_come_in_any_row(wrap):
    response = parted(lambda n, rng: wrap([np.arange(3), [4, 3], []]))
    assert [output.tolist() for output in response.outputs] == [
        [3, 2, 0], [0, 1, 2, 4, 3], [0, 1, 2, 4, 3], [0, 1, 2, 4, 3],
    ]  # fmt: skip


def test_a_second_call_has_the_same_generator_and_a_third_one_a_new_one():
    response = parted(lambda n, rng: [rng.permutation(n)])
    _, indices, later, again = (output.tolist() for output in response.outputs)
    assert indices == again != later


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        (None, "does every way through it end with return?"),
        (3, "several arrays of indices, but returned int"),
        (np.array(3), "several arrays"),
        ({"train": [0]}, "returned dict"),
        ("01", "returned str"),
        ([0, 1], "Part 0 should be an array of indices with one axis"),
        ([[0, 1], [[2, 3]]], r"its shape is (1, 2)"),
        ([[0.0, 1.0]], "whole numbers, but holds float64"),
        ([[0, [1, 2]]], "cannot be read"),
    ],
)
def test_what_is_no_parts_is_refused(wrong, said):
    failure = parted(lambda n, rng: wrong).failure
    assert failure.problem is Problem.WRONG_RETURN
    assert said in failure.detail


def test_a_training_gets_a_network_and_its_parameters_come_back():
    def answer(model, rng):
        for parameter in model.parameters():
            parameter.data = np.zeros_like(parameter.data)
        return {"validation": [2.0], "train": np.array([rng.random()])}

    train, validation, parameters = trained(answer).outputs
    assert train == np.random.default_rng(1).random()
    assert validation == [2.0]
    assert parameters.tolist() == [0.0] * 17


def test_every_call_gets_a_network_of_its_own():
    seen = []

    def answer(model, rng):
        seen.append(model)
        model.parameters()[0].data += 1.0
        return {"train": [0.0], "validation": [0.0]}

    first, second = trained(answer).outputs[2], trained(answer).outputs[2]
    assert seen[0] is not seen[1]
    np.testing.assert_array_equal(first, second)
    assert "Dropout" not in repr(seen[0])
    trained(answer, dropout=0.5)
    assert "Dropout(p=0.5" in repr(seen[2])
    assert repr(network({**NET, "dropout": 0.5})) == repr(seen[2])


@pytest.mark.parametrize("wrong", [3.0, [1.0], {"train": [1.0]}, {"loss": [], "val_loss": []}])
def test_what_is_no_history_is_refused(wrong):
    failure = trained(lambda model, rng: wrong).failure
    assert failure.problem is Problem.WRONG_RETURN
    assert 'a dict with the keys "train" and "validation"' in failure.detail


def test_a_training_without_return_is_told_so():
    failure = trained(lambda model, rng: None).failure
    assert failure.detail == "It returned None: does every way through it end with return?"


def test_histories_of_another_length_are_told_so():
    verdict = assess(
        find("train"), [lambda *given: {"train": [1.0, 1.0], "validation": [1.0, 1.0]}]
    )
    assert not verdict.passed
    assert "history['train'] should hold 1 losses" in verdict.message


def test_the_loop_of_the_library_is_not_own_work_but_its_optimizer_is():
    from tinkernet import nn, optim
    from tinkernet.checks import judge

    def borrowed(model, X, y, X_val, y_val, lr, epochs, batch_size, rng):
        sgd = optim.SGD(model.parameters(), lr=lr)
        history = optim.fit(
            model, X, y, loss=nn.CrossEntropyLoss(), optimizer=sgd, epochs=epochs,
            batch_size=batch_size, validation=(X_val, y_val), rng=rng, progress=False,
        )  # fmt: skip
        return {"train": history.loss, "validation": history.val_loss}

    verdict = judge("train", borrowed)
    assert not verdict.passed
    assert "tinkernet.optim.fit" in verdict.message
    assert assess(find("train"), [borrowed]).passed
