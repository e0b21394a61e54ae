"""image_to_vector(image): three colour bands, each read like a book (deck 001)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from tinkernet.probe import Case

from .._exercise import Exercise, Mistake

Array = NDArray[Any]


def cases(rng: np.random.Generator) -> Sequence[Case]:
    """Give a pixel, a row, a column, three by three by three, and random images."""
    fixed = [
        Case("one pixel", {"image": np.array([[[0.1, 0.2, 0.3]]])}),
        Case("one row of pixels", {"image": np.arange(6.0).reshape(1, 2, 3)}),
        Case("one column of pixels", {"image": np.arange(6.0).reshape(2, 1, 3)}),
        Case("two by two pixels", {"image": np.arange(12.0).reshape(2, 2, 3)}),
        Case("three by three pixels", {"image": np.arange(27.0).reshape(3, 3, 3)}),
    ]
    drawn = [
        Case(f"a random image of {h} x {w} pixels", {"image": rng.uniform(0.0, 1.0, (h, w, 3))})
        for h, w in ((2, 3), (4, 3), (5, 8))
    ]
    return fixed + drawn


def reference(image: Array) -> Array:
    """Bring the colours to the front, then read in order."""
    return np.moveaxis(image, -1, 0).ravel()


def in_a_loop(image: Array) -> list[float]:
    """Read pixel by pixel with plain Python."""
    height, width, bands = image.shape
    vector = []
    for band in range(bands):
        for row in range(height):
            for column in range(width):
                vector.append(image[row, column, band])  # noqa: PERF401 - as a beginner would
    return vector


def band_by_band(image: Array) -> Any:
    """Take the three matrices apart and string them together."""
    red, green, blue = image[:, :, 0], image[:, :, 1], image[:, :, 2]
    return np.concatenate([red.flatten(), green.flatten(), blue.flatten()])


def in_float32(image: Array) -> Any:
    """Turn the array round, in single precision."""
    return image.astype("float32").transpose(2, 0, 1).reshape(-1)


IMAGE_TO_VECTOR = Exercise(
    name="image_to_vector",
    title="An image as a vector",
    assignment="02_neuron",
    points=1,
    answers=("image_to_vector",),
    returns=("x",),
    asked="image_to_vector(image) should turn an image of shape (H, W, 3) into a vector of "
    "3 H W numbers: first all of the red band, row by row, then green, then blue.",
    cases=cases,
    reference=reference,
    mistakes=(
        Mistake(
            "interleaved",
            "colours interleaved: red, green, blue of the first pixel, then of the next",
            "The whole red band comes first. In which order does reshape walk along the axes, "
            "and which axis holds the colours?",
            (
                lambda image: image.ravel(),
                lambda image: image.reshape(-1, 1),
                lambda image: image.reshape(1, -1),
            ),
        ),
        Mistake(
            "columns_first",
            "columns read before rows",
            "A book is read along its lines: the first row from left to right, then the next.",
            (
                lambda image: image.transpose(2, 1, 0).ravel(),
                lambda image: image.ravel(order="F"),
            ),
        ),
        Mistake(
            "columns_first_interleaved",
            "columns read before rows, and the colours interleaved",
            "Band by band, and in each band row by row.",
            (lambda image: image.transpose(1, 0, 2).ravel(),),
        ),
        Mistake(
            "bands_row_by_row",
            "a row of red, a row of green, a row of blue, and only then the next row",
            "The whole red band comes before any green.",
            (lambda image: image.transpose(0, 2, 1).ravel(),),
        ),
        Mistake(
            "blue_first",
            "the bands in the order blue, green, red",
            "The last axis counts red, green, blue: in which order should they stand?",
            (lambda image: np.moveaxis(image[:, :, ::-1], -1, 0).ravel(),),
        ),
        Mistake(
            "one_band",
            "only the first band",
            "There are three matrices, one for each colour: how long should the vector be?",
            (lambda image: image[:, :, 0].ravel(),),
        ),
        Mistake(
            "grey",
            "one grey value for each pixel",
            "The colours stay apart: the vector holds three numbers for every pixel.",
            (
                lambda image: image.mean(axis=2).ravel(),
                lambda image: image.sum(axis=2).ravel(),
            ),
        ),
        Mistake(
            "not_flat",
            "the right order, but not yet one flat vector",
            "The result has a single axis: look at its shape.",
            (
                lambda image: np.moveaxis(image, -1, 0).reshape(3, -1),
                lambda image: np.moveaxis(image, -1, 0).reshape(-1, 1),
                lambda image: np.moveaxis(image, -1, 0).reshape(1, -1),
                lambda image: np.moveaxis(image, -1, 0),
            ),
        ),
        Mistake(
            "scaled",
            "brightness divided by 255",
            "The numbers come out as they went in; only their order changes.",
            (lambda image: np.moveaxis(image, -1, 0).ravel() / 255,),
        ),
    ),
    alternatives=(in_a_loop, band_by_band, in_float32),
    forbidden=("tinkernet.nn", "tinkernet.data", "sklearn"),
)
