"""Answers that may be right, but go a way that the exercise rules out."""

import numpy as np

from tinkernet.probe import Case, Problem, ask, call_activations, call_without_loops


def asked(probe, answers, arguments, returns):
    answers = answers if isinstance(answers, tuple) else (answers,)
    return ask(answers, Case("one", arguments), returns, probe=probe)


def test_a_warning_is_a_problem_of_its_own():
    naive = lambda z: 1 / (1 + np.exp(-z))  # noqa: E731
    relu = lambda z: np.maximum(z, 0)  # noqa: E731
    leaky = lambda z, slope: np.where(z > 0, z, slope * z)  # noqa: E731
    names = ["sigmoid", "relu", "leaky_relu"]
    mild = asked(call_activations, (naive, relu, leaky), {"z": np.ones(2), "slope": 0.1}, names)
    assert mild.failure is None
    wild = {"z": np.array([-1000.0, 1000.0]), "slope": 0.1}
    failure = asked(call_activations, (naive, relu, leaky), wild, names).failure
    assert failure.problem is Problem.NOT_AS_ASKED
    assert failure.detail == "NumPy warned: overflow encountered in exp."
    quiet = lambda z: 0.5 + 0.5 * np.tanh(0.5 * z)  # noqa: E731
    assert asked(call_activations, (quiet, relu, leaky), wild, names).failure is None


def test_rows_cannot_be_taken_one_by_one_but_everything_else_can():
    table = {"X": np.arange(12.0).reshape(4, 3)}
    for all_at_once in (
        lambda X: (X @ np.ones(3)).sum(),
        lambda X: sum(X[:, j].sum() for j in range(3)),
        lambda X: np.einsum("ij->", X) + len(X),
        lambda X: X[0].sum() + X[-1, 2],
        lambda X: sum(column.sum() for column in X.T),
        lambda X: X.mean(axis=0)[1] + X.astype("float32").max(),
    ):
        assert asked(call_without_loops, all_at_once, table, ["y"]).failure is None
    for one_by_one in (
        lambda X: sum(row.sum() for row in X),
        lambda X: sum(X[i].sum() for i in range(4)),
        lambda X: sum(X[i, j] for i in range(4) for j in range(3)),
        lambda X: sum(x.sum() for x, _ in zip(X, range(4), strict=True)),
    ):
        failure = asked(call_without_loops, one_by_one, table, ["y"]).failure
        assert failure.problem is Problem.NOT_AS_ASKED
        assert failure.detail == "It takes one example after the other out of X."


def test_a_table_that_is_written_to_is_noticed_through_the_guard():
    def overwrites(X):
        X *= 2
        return X.sum()

    assert asked(call_without_loops, overwrites, {"X": np.ones((2, 2))}, ["y"]).changed == ("X",)
