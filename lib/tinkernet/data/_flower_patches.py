"""Small images, flower or not, cut from two photographs."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from ._bundled import bundled
from ._dataset import Dataset
from ._expect import expect_at_least
from ._points import classes_in_turn
from ._split import Split

_HEIGHT, _WIDTH = 40, 60
_PHOTOGRAPHS = ("china.jpg", "flower.jpg")
_FLOWER = 1
_ROWS, _COLUMNS = 427, 640

# Train patches lie above this row of a photograph, test patches from it on.
_CUT = 240
_AREAS = {"train": slice(0, _CUT), "test": slice(_CUT, _ROWS)}

# Photograph pixels a side that are averaged into one pixel of a patch.
_ZOOMS = (1, 2, 3)

# Ellipses in flower.jpg: row and column of the middle, half height, half width. Places rather than
# a rule of colour, because decoders of JPEG differ a little and labels must not.
_FLOWERS = ((221, 307, 132, 133), (441, 378, 66, 90))
# With their petals' tips, and two buds.
_NEAR_FLOWERS = ((221, 307, 143, 145), (441, 378, 80, 106), (364, 385, 32, 34), (410, 600, 38, 38))


def _inside(ellipses: tuple[tuple[int, int, int, int], ...]) -> NDArray[np.bool_]:
    """Return which pixels of flower.jpg lie in one of the ellipses."""
    row, column = np.ogrid[:_ROWS, :_COLUMNS]
    parts = [((row - r) / h) ** 2 + ((column - c) / w) ** 2 <= 1 for r, c, h, w in ellipses]
    inside: NDArray[np.bool_] = np.logical_or.reduce(parts)
    return inside


def _share(mask: NDArray[np.bool_], height: int, width: int) -> NDArray[Any]:
    """Return the share of True in every window; that of the one from (r, c) on is entry (r, c)."""
    total = np.pad(mask.astype(np.int64).cumsum(axis=0).cumsum(axis=1), ((1, 0), (1, 0)))
    lower, upper = total[height:], total[:-height]
    inside = lower[:, width:] - lower[:, :-width] - upper[:, width:] + upper[:, :-width]
    share: NDArray[Any] = inside / (height * width)
    return share


def _choices(area: slice) -> dict[tuple[int, int, int], NDArray[Any]]:
    """Return the corners of all windows in an area, by class, photograph and zoom."""
    found = {}
    for zoom in _ZOOMS:
        height, width = _HEIGHT * zoom, _WIDTH * zoom
        petals = _share(_inside(_FLOWERS)[area], height, width)
        near = _share(_inside(_NEAR_FLOWERS)[area], height, width)
        for label, photograph, good in (
            (1, _FLOWER, petals >= 0.5),
            (0, _FLOWER, near == 0.0),
            (0, 1 - _FLOWER, np.ones_like(near, dtype=np.bool_)),
        ):
            found[label, photograph, zoom] = np.argwhere(good) + np.array([area.start, 0])
    return found


def _cut(photographs: list[NDArray[Any]], area: slice, m: int, rng: np.random.Generator) -> Dataset:
    choices = _choices(area)
    y = classes_in_turn(m + 1, classes=2)[1:]  # a flower first
    images, places = [], []
    for i, label in enumerate(y):
        # Those without a flower come from either photograph in turn.
        photograph = _FLOWER if label == 1 else i // 2 % 2
        zoom = int(rng.choice(_ZOOMS))
        row, column = rng.choice(choices[int(label), photograph, zoom])
        whole = photographs[photograph][row : row + _HEIGHT * zoom, column : column + _WIDTH * zoom]
        blocks = whole.reshape(_HEIGHT, zoom, _WIDTH, zoom, 3)
        images.append(blocks.mean(axis=(1, 3)).transpose(2, 0, 1))
        places.append((photograph, row, column, zoom))
    return Dataset(
        X=np.array(images),
        y=y,
        features=("red", "green", "blue"),
        units=("0 to 1",) * 3,
        target="flower or not",
        source="china.jpg and flower.jpg (CC BY 2.0), bundled with scikit-learn",
        classes=("no flower", "flower"),
        where=np.array(places, dtype=np.int64),
    )


def flower_patches(
    train: int = 200, test: int = 100, *, rng: np.random.Generator | int | None = 0
) -> Split:
    """Cut small images with and without a flower from scikit-learn's two photographs.

    Parameters
    ----------
    train, test : int, default 200 and 100
        Number of images in either part; with and without a flower take turns.
    rng : numpy.random.Generator, int or None
        Where the choice of places comes from; a number is a seed, None makes a fresh one.

    Returns
    -------
    Split
        ``train`` and ``test``. In each, ``X`` of shape (m, 3, 40, 60), float64, 0 (dark) to 1:
        red, green, blue; rows from the top. ``y`` of shape (m,), int64: 1 where at least half of
        the image is flower, 0 where no flower is near. ``where`` of shape (m, 4), int64: the
        photograph (0 china.jpg, 1 flower.jpg), row and column of the top left pixel in it, and
        the zoom: 1, 2 or 3 pixels a side were averaged into one.

    Raises
    ------
    ValueError
        If a part has no image.

    Notes
    -----
    ``flattened()`` makes the vectors of 3 x 40 x 60 = 7200 numbers of deck 001. Train images come
    from the upper 240 rows of the photographs, test images from the 187 rows below: none shares
    a pixel with one of the other part, while images of the same part do overlap. Images without
    a flower come in equal shares from the garden around the flower and from a pagoda, whose
    roofs are as orange. Photographs: danielbuechele and vultilion, flickr, CC BY 2.0. Source:
    deck 001, "Flower or no flower?".

    Examples
    --------
    >>> train, test = flower_patches(train=6, test=4, rng=0)
    >>> train
    Dataset(6 examples of shape 3 x 40 x 60 -> flower or not)
    >>> train.y.tolist(), train.where[:, 0].tolist()
    ([1, 0, 1, 0, 1, 0], [1, 0, 1, 1, 1, 0])
    """
    from PIL import Image  # matplotlib brings it; only these images need it

    expect_at_least(1, "flower_patches", train=train, test=test)
    rng = np.random.default_rng(rng)
    photographs = [
        np.asarray(Image.open(bundled("images", name)), dtype=np.float64) / 255.0
        for name in _PHOTOGRAPHS
    ]
    return Split(
        train=_cut(photographs, _AREAS["train"], train, rng),
        test=_cut(photographs, _AREAS["test"], test, rng),
    )
