"""Tables that were there before: scikit-learn's, and those of deck 003."""

import numpy as np
from sklearn.datasets import load_diabetes

from tinkernet import data

from .learnable import separable


def test_bundled_data_are_scikit_learns():
    from sklearn import datasets

    for ours, theirs in (
        (data.iris(), datasets.load_iris()),
        (data.breast_cancer(), datasets.load_breast_cancer()),
        (data.digits().flattened(), datasets.load_digits()),
        (data.diabetes(), datasets.load_diabetes(scaled=False)),
    ):
        assert np.array_equal(ours.X, theirs.data)
        assert np.array_equal(ours.y, theirs.target)
    assert list(data.iris().classes) == datasets.load_iris().target_names.tolist()
    cancer = datasets.load_breast_cancer()
    assert list(data.breast_cancer().features) == cancer.feature_names.tolist()
    assert list(data.breast_cancer().classes) == cancer.target_names.tolist()
    assert np.array_equal(data.digits().X[:, 0], datasets.load_digits().images)


def test_diabetes_is_scikit_learns_in_its_own_units():
    ours, theirs = data.diabetes(), load_diabetes(scaled=False)
    assert np.array_equal(ours.X, theirs.data)
    assert np.array_equal(ours.y, theirs.target)
    assert list(ours.features) == theirs.feature_names
    assert len(ours.units) == len(ours.features)


def test_the_five_samples_are_deck_003s_and_one_neuron_can_learn_them():
    five = data.five_samples()
    table = np.column_stack([five.X, five.y]).tolist()
    assert table == [[0, 1, 1], [1, -1, 0], [-1, 1, 1], [0, 0, 0], [1, 0, 1]]
    assert five.y.dtype == np.int64
    assert separable(five)
    assert np.array_equal(five.X @ [1, 2] - 0.5 > 0, five.y == 1)


def test_the_predictions_are_deck_003s():
    seen, unseen = data.training_predictions(), data.validation_predictions()
    assert np.column_stack([seen.data.X, seen.data.y, seen.predicted]).tolist() == [
        [0.5, -0.6, 1, 1],
        [0.1, 0.4, 0, 1],
        [-0.1, 0.1, 1, 1],
        [0.5, 0.8, 0, 0],
        [1, 0.01, 1, 0],
    ]
    assert np.column_stack([unseen.data.X, unseen.data.y, unseen.predicted]).tolist() == [
        [0.1, -0.3, 0, 1],
        [0.1, -0.1, 0, 0],
        [-0.3, -0.7, 1, 1],
    ]
