"""Patches are cut from the photographs as they say, and show a flower or none."""

import numpy as np
import pytest

from tinkernet import data

from .learnable import nearest_neighbour_score


@pytest.fixture(scope="module")
def patches():
    return data.flower_patches(300, 300, rng=0)


@pytest.fixture(scope="module")
def photographs():
    """Read both pictures here again, by way of scikit-learn's package."""
    import importlib.resources

    from PIL import Image

    images = importlib.resources.files("sklearn") / "datasets" / "images"
    return [np.asarray(Image.open(images / name)) / 255 for name in ("china.jpg", "flower.jpg")]


def test_a_patch_is_what_lies_where_it_says(patches, photographs):
    for part in patches:
        for patch, (photograph, row, column, zoom) in zip(part.X, part.where, strict=True):
            for i, j in ((0, 0), (13, 41), (39, 59)):
                top, left = row + i * zoom, column + j * zoom
                block = photographs[photograph][top : top + zoom, left : left + zoom]
                assert block.shape == (zoom, zoom, 3)
                assert patch[:, i, j] == pytest.approx(block.mean(axis=(0, 1)))


def test_no_pixel_of_a_test_patch_is_in_a_train_patch(patches, photographs):
    covered = []
    for part in patches:
        seen = np.zeros((2, 427, 640), dtype=bool)
        for photograph, row, column, zoom in part.where:
            seen[photograph, row : row + 40 * zoom, column : column + 60 * zoom] = True
        covered.append(seen)
    assert not (covered[0] & covered[1]).any()
    # Both parts do look around in both photographs.
    assert all(seen.mean() > 0.2 for part in covered for seen in part)


def test_a_flower_is_in_the_patches_that_say_so_and_in_no_other(patches):
    for part in patches:
        assert part.X.min() >= 0
        assert part.X.max() <= 1
        red, _, blue = part.X.transpose(1, 0, 2, 3)
        petals = ((red > 0.5) & (red - blue > 0.15)).mean(axis=(1, 2))
        garden = (part.y == 0) & (part.where[:, 0] == 1)
        pagoda = (part.y == 0) & (part.where[:, 0] == 0)
        assert (part.where[part.y == 1, 0] == 1).all()
        assert petals[part.y == 1].min() > 0.45
        assert petals[garden].max() < 0.01
        assert abs(garden.sum() - pagoda.sum()) <= 1
        # Some patches without a flower are orange too: colour alone is not the answer.
        assert petals[pagoda].max() > 0.15


def test_flowers_can_be_learnt(patches):
    assert nearest_neighbour_score(*patches) > 0.8
    assert set(patches.train.where[:, 3]) == {1, 2, 3}
