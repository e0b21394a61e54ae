"""Two losses for yes or no, over the weight and the bias of a neuron with one input."""

from __future__ import annotations

from typing import Any

import numpy as np
from matplotlib.figure import Figure
from matplotlib.ticker import MaxNLocator
from numpy.typing import ArrayLike, NDArray

from ._expect import expect_points
from ._picture import Picture

Array = NDArray[Any]
Range = tuple[float, float]


def class_losses(x: Array, y: Array, w: ArrayLike, b: ArrayLike) -> tuple[Array, Array]:
    """Return squared error and cross-entropy of sigmoid(w x + b), for w and b of one shape.

    Examples
    --------
    >>> squared, entropy = class_losses(np.array([1.0]), np.array([1]), np.zeros(1), np.zeros(1))
    >>> squared, entropy.round(3)
    (array([0.25]), array([0.693]))
    """
    z = np.asarray(w, float)[..., None] * x + np.asarray(b, float)[..., None]
    squared: Array = np.mean((0.5 + 0.5 * np.tanh(0.5 * z) - y) ** 2, axis=-1)
    entropy: Array = np.mean(np.logaddexp(0.0, z) - y * z, axis=-1)
    return squared, entropy


def class_loss_surfaces(
    x: ArrayLike, y: ArrayLike, *, w_range: Range = (-10.0, 10.0), b_range: Range = (-10.0, 10.0)
) -> Picture:
    """Draw the squared error and the cross-entropy of a sigmoid neuron as two landscapes.

    Parameters
    ----------
    x : array_like, shape (m,)
        The one feature of each example.
    y : array_like, shape (m,)
        Their classes, 0 or 1.
    w_range, b_range : pair of float
        What part of the plane of weight and bias to show.

    Returns
    -------
    Picture

    Examples
    --------
    >>> class_loss_surfaces([-1, 1, 2], [0, 1, 0]).alt.partition(":")[0]
    'Two landscapes over weight w and bias b'
    """
    x, y = expect_points("class_loss_surfaces", x, y)
    w, b = np.meshgrid(np.linspace(*w_range, 41), np.linspace(*b_range, 41))
    both = class_losses(x, y, w, b)
    titles = ("squared error", "cross-entropy")

    def draw() -> Figure:
        figure = Figure(figsize=(9.2, 4.3))
        for number, (title, loss) in enumerate(zip(titles, both, strict=True)):
            box = (0.02 + 0.48 * number, 0.04, 0.44, 0.88)
            ax: Any = figure.add_axes(box, projection="3d")
            ax.plot_surface(w, b, loss, cmap="Blues_r", vmax=1.5 * loss.max(),
                            edgecolor="#33333355", linewidth=0.3, rcount=41, ccount=41)  # fmt: skip
            ax.set(xlabel="weight w", ylabel="bias b", zlabel="loss")
            top = float(loss.max())
            ax.set(xticks=np.linspace(*w_range, 5), yticks=np.linspace(*b_range, 5), zlim=(0, top))
            ax.set_zticks([tick for tick in MaxNLocator(5).tick_values(0, top) if tick <= top])
            ax.set_title(title, fontsize=11)
            ax.tick_params(labelsize=8)
            ax.view_init(elev=32, azim=-60)
        return figure

    squared, entropy = both
    alt = (
        f"Two landscapes over weight w and bias b: the squared error lies between "
        f"{squared.min():.2g} and {squared.max():.2g}, with level plains and more than one slope "
        f"between them; the cross-entropy is a single bowl, {entropy.min():.2g} at its lowest and "
        f"{entropy.max():.2g} at its rim."
    )
    return Picture(draw, alt)
