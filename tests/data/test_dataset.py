"""A data set keeps together what belongs together: columns, rows, both sides of a split."""

import numpy as np
import pytest

from tinkernet import data

from .contents import arrays


def test_a_column_is_a_copy_and_a_wrong_name_lists_the_right_ones():
    people = data.diabetes()
    people.column("bmi")[:] = 0
    assert people.column("bmi").mean() > 20
    with pytest.raises(KeyError, match="age, sex, bmi"):
        people.column("weight")


def test_one_channel_of_images_is_a_column():
    patches = data.flower_patches(2, 1, rng=0).train
    green = patches.column("green")
    assert np.array_equal(green, patches.X[:, 1])
    green[:] = -1
    assert patches.X.min() >= 0


def test_flattened_reads_an_image_like_a_book_and_names_every_pixel():
    patches = data.flower_patches(2, 1, rng=0).train
    flat = patches.flattened()
    assert flat.X.shape == (2, 7200)
    assert np.array_equal(flat.column("green 7 59"), patches.X[:, 1, 7, 59])
    assert np.array_equal(flat.y, patches.y)
    flat.X[:] = -1
    assert patches.X.min() >= 0
    iris = data.iris()
    assert iris.flattened().features == iris.features


def test_take_keeps_what_belongs_together():
    genes = data.dna(6, rng=0)
    some = genes.take([5, 0])
    for part, whole in zip(arrays(some), arrays(genes), strict=True):
        assert np.array_equal(part, whole[[5, 0]])
    assert some.features == genes.features
    assert np.array_equal(genes.take(genes.y == 1).y, [1, 1, 1])
    assert genes.take([]).X.shape == (0, 4, 50)


def test_a_data_set_whose_parts_do_not_fit_is_refused():
    x, y = np.zeros((3, 2)), np.zeros(3)
    with pytest.raises(ValueError, match="one y"):
        data.Dataset(x, y[:2], ("a", "b"), ("cm", "cm"), "t", "s")
    with pytest.raises(ValueError, match="one place"):
        data.Dataset(x, y, ("a", "b"), ("cm", "cm"), "t", "s", where=y[:2])
    with pytest.raises(ValueError, match="2 names and 2 units"):
        data.Dataset(x, y, ("a",), ("cm", "cm"), "t", "s")
    with pytest.raises(ValueError, match="got 2 and 1"):
        data.Dataset(x, y, ("a", "b"), ("cm",), "t", "s")


def test_split_shares_out_every_example_once():
    # The place of a gene serves as its number here.
    genes = data.dna(50, rng=0)
    numbered = data.Dataset(
        genes.X, genes.y, genes.features, genes.units, "t", "s", where=np.arange(50)
    )
    train, test = data.split(numbered, test=0.3, rng=1)
    assert (len(train.X), len(test.X)) == (35, 15)
    assert sorted([*train.where, *test.where]) == list(range(50))
    assert list(test.where) != sorted(test.where)
    for part in (train, test):
        assert np.array_equal(part.X, genes.X[part.where])
        assert np.array_equal(part.y, genes.y[part.where])
    assert np.array_equal(data.split(numbered, test=0.3, rng=1).test.where, test.where)
    assert not np.array_equal(data.split(numbered, test=0.3, rng=2).test.where, test.where)


def test_split_leaves_at_least_one_example_on_either_side():
    table = data.xor(3)
    assert [len(part.X) for part in data.split(table, test=0.01, rng=0)] == [2, 1]
    assert [len(part.X) for part in data.split(table, test=0.99, rng=0)] == [1, 2]
