"""Pictures of trainings: fits, early stopping, valleys."""

import numpy as np
import pytest

from tinkernet import plots

X = np.array([0.0, 1.0, 2.0])


def test_each_fit_has_a_panel_and_a_wild_curve_is_cut_off():
    curves = {"tame": (X, X), "wild": (X, [0.0, 1e6, 0.0])}
    picture = plots.fits(X, X, curves, new=([0.5], [3.0]))
    tame, wild = picture.figure.axes
    assert (tame.get_title(), wild.get_title()) == ("tame", "wild")
    assert tame.get_ylim() == wild.get_ylim() == (-0.75, 3.75)
    for ax in (tame, wild):
        shapes = [line.get_xydata().shape for line in ax.lines]
        assert shapes == [(3, 2), (1, 2), (3, 2)]
    assert picture.alt == (
        "3 points, and 1 new ones with a curve through them, 2 times. tame: from 0 to 2. "
        "wild: from 0 to 1e+06."
    )


def test_fits_refuse_points_that_are_none():
    with pytest.raises(ValueError, match="fits"):
        plots.fits(X, X[:2], {"a": (X, X)})


def test_stopping_marks_the_best_epoch_and_shades_what_is_never_seen():
    losses = [3.0, 2.0, 1.0, 0.5], [3.0, 1.0, 2.0, 4.0]
    (ax,) = plots.stopping(*losses, best=1, stopped=2).figure.axes
    (mark,) = [line for line in ax.lines if line.get_marker() == "o"]
    assert mark.get_xydata().tolist() == [[1.0, 1.0]]
    (shade,) = ax.patches
    assert shade.get_bbox().x0 == 2.0
    assert shade.get_bbox().x1 == 3.0
    names = [text.get_text() for text in ax.get_legend().get_texts()]
    assert names == ["stopped: epoch 2", "kept: epoch 1", "training", "validation"]
    (ax,) = plots.stopping(*losses, best=1).figure.axes
    assert list(ax.patches) == []


@pytest.mark.parametrize(
    ("train", "validation", "best"), [([1.0], [1.0, 2.0], 0), ([], [], 0), ([1.0], [1.0], 1)]
)
def test_stopping_refuses_what_does_not_fit(train, validation, best):
    with pytest.raises(ValueError, match="stopping expects"):
        plots.stopping(train, validation, best=best)


def test_walks_end_where_they_say():
    walks = {"one": [[1.0, 0.5]], "two": [[1.0, 0.0], [-1.0, -0.5]]}
    picture = plots.valleys({"one": np.square, "two": np.abs}, walks)
    one, two = picture.figure.axes
    assert one.lines[-1].get_xydata().tolist() == [[0.5, 0.25]]
    assert len(two.lines) == 7
    assert picture.alt == (
        "Walks downhill on losses of one parameter. one: from 1 to 0.5. "
        "two: from 1 to 0 and from -1 to -0.5."
    )
