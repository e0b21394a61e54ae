"""parameter_count(kind, in_shape, out_channels, kernel): what sharing saves (deck 004)."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np

from tinkernet.probe import Case

from .._exercise import Exercise, Mistake, Tolerance

Shape = tuple[int, int, int]
Counting = Callable[[str, Shape, int, int], float]

KINDS = ("dense", "locally_connected", "convolutional")


def cases(rng: np.random.Generator) -> Sequence[Case]:
    """Give every kind of layer for a point, squares, and images with three different sides."""
    settings = [((1, 1, 1), 1, 1), ((1, 4, 4), 1, 3), ((2, 3, 5), 3, 2), ((3, 8, 6), 4, 3)]
    for _ in range(2):
        channels, height, width, out = (int(n) for n in rng.integers((2, 9, 5, 6), (5, 13, 9, 12)))
        settings.append(((channels, height, width), out, int(rng.integers(2, 5))))
    return [
        Case(
            f"{kind.replace('_', ' ')}, {' x '.join(map(str, shape))}",
            {"kind": kind, "in_shape": shape, "out_channels": out, "kernel": k},
        )
        for shape, out, k in settings
        for kind in KINDS
    ]


def reference(kind: str, in_shape: Shape, out_channels: int, kernel: int) -> int:
    """Count the weights of one output unit, and how many of these there are."""
    channels, height, width = in_shape
    units = out_channels * (height - kernel + 1) * (width - kernel + 1)
    if kind == "dense":
        return units * (channels * height * width + 1)
    if kind == "locally_connected":
        return units * (channels * kernel * kernel + 1)
    return out_channels * (channels * kernel * kernel + 1)


def weights_and_biases(kind: str, in_shape: Shape, out_channels: int, kernel: int) -> object:
    """Add up weights and biases, with NumPy."""
    out_shape = np.array([out_channels, *(np.array(in_shape[1:]) - kernel + 1)])
    seen = np.prod(in_shape) if kind == "dense" else in_shape[0] * kernel**2
    different = out_shape[0] if kind == "convolutional" else np.prod(out_shape)
    return np.array(seen * different + different)


def of_real_arrays(kind: str, in_shape: Shape, out_channels: int, kernel: int) -> int:
    """Make the arrays and count what they hold."""
    c, h, w = in_shape
    rows, columns = h - kernel + 1, w - kernel + 1
    weight, bias = {
        "dense": (np.zeros((out_channels * rows * columns, c * h * w)),
                  np.zeros(out_channels * rows * columns)),
        "locally_connected": (np.zeros((rows, columns, out_channels, c, kernel, kernel)),
                              np.zeros((out_channels, rows, columns))),
        "convolutional": (np.zeros((out_channels, c, kernel, kernel)), np.zeros(out_channels)),
    }[kind]  # fmt: skip
    return weight.size + bias.size


def one_by_one(kind: str, in_shape: Shape, out_channels: int, kernel: int) -> float:
    """Count in loops; return a float."""
    total = 0.0
    for _ in range(out_channels):
        for i in range(in_shape[1] - kernel + 1):
            for j in range(in_shape[2] - kernel + 1):
                if kind == "dense":
                    total += in_shape[0] * in_shape[1] * in_shape[2] + 1
                elif kind == "locally_connected" or (i == 0 and j == 0):
                    total += in_shape[0] * kernel * kernel + 1
    return total


def _counted(
    seen: Callable[[Shape, int], int] = lambda shape, k: shape[0] * k * k,
    biases: Callable[[str, int, int, int], int] = lambda kind, o, units, c: (
        o if kind == "convolutional" else units
    ),
    side: Callable[[int, int], int] = lambda n, k: n - k + 1,
    shared: tuple[str, ...] = ("convolutional",),
) -> Counting:
    """Count with one thing another way."""

    def answer(kind: str, in_shape: Shape, out_channels: int, kernel: int) -> int:
        c, h, w = in_shape
        units = out_channels * side(h, kernel) * side(w, kernel)
        own = c * h * w if kind == "dense" else seen(in_shape, kernel)
        kernels = out_channels if kind in shared else units
        return kernels * own + biases(kind, out_channels, units, c)

    return answer


PARAMETER_COUNT = Exercise(
    name="parameter_count",
    title="Count the numbers to be learnt",
    assignment="07_cnn",
    points=2,
    answers=("parameter_count",),
    returns=("count",),
    asked="parameter_count(kind, in_shape, out_channels, kernel) should return how many weights "
    'and biases a "dense", "locally_connected" or "convolutional" layer has that turns (C, H, W) '
    "into (out_channels, H-k+1, W-k+1).",
    cases=cases,
    reference=reference,
    tolerance=Tolerance(1e-9, 1e-9),
    mistakes=(
        Mistake(
            "biases_forgotten",
            "weights without the biases",
            "A layer adds a number to each of its sums; that one is learnt, too.",
            (_counted(biases=lambda kind, o, units, c: 0),),
        ),
        Mistake(
            "bias_for_every_place",
            "a bias for every place of a convolution's feature map",
            "What is shared in a convolution? The bias belongs to the kernel.",
            (_counted(biases=lambda kind, o, units, c: units),),
        ),
        Mistake(
            "bias_for_every_channel",
            "one bias an output channel, for layers that share nothing as well",
            "Where nothing is shared, every output unit has a bias of its own.",
            (_counted(biases=lambda kind, o, units, c: o),),
        ),
        Mistake(
            "one_bias",
            "a single bias for the whole layer",
            "How many kernels are there, and how many sums does each begin?",
            (_counted(biases=lambda kind, o, units, c: 1),),
        ),
        Mistake(
            "bias_for_every_input_channel",
            "a bias for each pair of an input and an output channel",
            "The input channels are added up to one sum, and the sum gets one bias.",
            (
                _counted(
                    biases=lambda kind, o, units, c: o * c if kind == "convolutional" else units
                ),
                _counted(
                    biases=lambda kind, o, units, c: (o if kind == "convolutional" else units) * c
                ),
                _counted(
                    biases=lambda kind, o, units, c: (
                        o * c
                        if kind == "convolutional"
                        else units * c
                        if kind == "locally_connected"
                        else units
                    )
                ),
            ),
        ),
        Mistake(
            "channels_forgotten",
            "kernels that see one input channel only",
            "A kernel reaches through all C channels of its input.",
            (_counted(seen=lambda shape, k: k * k),),
        ),
        Mistake(
            "kernel_not_squared",
            "kernels of k weights instead of k times k",
            "The kernel is a square with sides of k.",
            (
                _counted(seen=lambda shape, k: shape[0] * k),
                _counted(seen=lambda shape, k: k),
            ),
        ),
        Mistake(
            "size_kept",
            "feature maps as large as the image",
            "A kernel of k has H - k + 1 places along a side of H.",
            (_counted(side=lambda n, k: n),),
        ),
        Mistake(
            "size_off_by_one",
            "feature maps of H - k rows",
            "How many windows of 3 fit into a side of 5? Count them on paper.",
            (_counted(side=lambda n, k: n - k),),
        ),
        Mistake(
            "locally_connected_shares",
            "a locally connected layer whose places share their weights",
            "It looks at its neighbours only, as a convolution does, but with a kernel of its own "
            "at each place.",
            (
                _counted(shared=("convolutional", "locally_connected")),
                _counted(
                    shared=("convolutional", "locally_connected"),
                    biases=lambda kind, o, units, c: units if kind == "dense" else o,
                ),
            ),
        ),
        Mistake(
            "convolution_shares_nothing",
            "a convolution with a kernel for every place",
            "In a convolution one kernel is used at all places.",
            (
                _counted(shared=()),
                _counted(shared=(), biases=lambda kind, o, units, c: units),
            ),
        ),
        Mistake(
            "dense_by_channels",
            "a dense layer with one output unit a channel",
            "All three layers give an output of the same shape: count its units.",
            (
                lambda kind, in_shape, out_channels, kernel: (
                    out_channels * (in_shape[0] * in_shape[1] * in_shape[2] + 1)
                    if kind == "dense"
                    else reference(kind, in_shape, out_channels, kernel)
                ),
            ),
        ),
    ),
    alternatives=(weights_and_biases, of_real_arrays, one_by_one),
    forbidden=("tinkernet.nn", "torch"),
    left_open=("Other names of layers, and kernels larger than the image: they are not asked.",),
)
