"""Look at a picture as somebody does: at its pixels and its texts, whatever drew them."""

import io

import matplotlib.image
import numpy as np
from matplotlib.text import Text


def pixels(picture):
    return matplotlib.image.imread(io.BytesIO(picture.png()))[..., :3]


def greys(colors):
    """Return how light colours are without their hue, from 0 to 1."""
    return np.asarray(colors) @ [0.299, 0.587, 0.114]


def colors_at(picture, ax, places):
    """Return the colours of the pixels at places given in an axis' own numbers, shape (k, 3)."""
    seen = pixels(picture)
    size = picture.figure.bbox.size
    across, up = (ax.transData.transform(np.reshape(places, (-1, 2))) / size).T
    height, width, _ = seen.shape
    return seen[((1 - up) * height).astype(int), (across * width).astype(int)]


def image_colors(picture, number):
    """Return the colour at the middle of each pixel of one drawn image, shape (H, W, 3)."""
    ax = picture.figure.axes[number]
    height, width = ax.images[0].get_size()
    rows, columns = np.indices((height, width))
    places = np.stack([columns, rows], axis=-1)
    return colors_at(picture, ax, places).reshape(height, width, 3)


def _beyond(ax):
    """Return the labels of ticks that are not drawn: beyond the end of an axis, or of none."""
    if not ax.axison:
        yield from ax.get_xticklabels(which="both") + ax.get_yticklabels(which="both")
        return
    for axis, place in ((ax.xaxis, 0), (ax.yaxis, 1)):
        low, high = sorted(axis.get_view_interval())
        for label in axis.get_ticklabels(which="both"):
            if not low <= label.get_position()[place] <= high:
                yield label


def outlines(picture):
    """Return the box around each text that can be seen, in the pixels of the PNG."""
    figure = picture.figure
    figure.set_dpi(pixels(picture).shape[1] / figure.get_figwidth())
    figure.canvas.draw()
    hidden = {label for ax in figure.axes for label in _beyond(ax)}
    texts = [text for text in figure.findobj(Text) if text.get_text() and text not in hidden]
    return {text: text.get_window_extent() for text in texts if text.get_visible()}


def within(inner, outer):
    across = outer.x0 <= inner.x0 and inner.x1 <= outer.x1
    return across and outer.y0 <= inner.y0 and inner.y1 <= outer.y1
