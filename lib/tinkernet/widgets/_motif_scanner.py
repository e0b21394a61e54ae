"""MotifScanner: a kernel slides along DNA, and its score tells where a motif is."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import traitlets
from numpy.typing import NDArray

from tinkernet import data
from tinkernet.nn import Conv1d

from ._base import HERE, Picture, ask_student, module
from ._numbers import Numbers
from ._weights import WeightWidget
from ._yours import TOLERANCE, verdict

BASES = "ACGT"
WIDTHS = range(3, 9)
LENGTHS = range(8, 101)


class MotifScanner(WeightWidget):
    r"""A kernel to set by hand, a sequence of DNA, and its score at every place.

    .. math:: y_i = \sum_{j,b} w_{j,b} \; x_{i+j,\,b}, \qquad \text{there if } \max_i y_i \ge t

    Here ``x`` is the sequence, one-hot, ``w`` the kernel, and ``t`` the threshold; a neuron has
    the bias ``b = -t`` instead and asks whether the sum is above 0.

    Parameters
    ----------
    motif : str
        What the kernel looks for at first, 3 to 8 of the letters A, C, G and T.
    sequence : str or None
        8 to 100 of these letters. Default: a made one in which the motif is planted once.
    threshold : float or None
        ``t`` at first. Default: half a letter less than a perfect match.
    scan : str or callable
        The student's ``scan(sequence_onehot, kernel)``, or the name under which the notebook
        defines it: from shapes (L, 4) and (K, 4) to (L - K + 1,) scores.

    Attributes
    ----------
    weights : dict
        ``kernel``, shape (K, 4), a row for each place with the weights of A, C, G and T, and
        ``threshold``; may be set.
    state : str
        Kernel, threshold, sequence and the window's place as a short text; may be set.
    onehot : Array, shape (L, 4)
        The sequence as numbers.
    scores : Array, shape (L - K + 1,)
        What the kernel answers, by the library.

    Raises
    ------
    ValueError
        If the motif or the sequence has other letters or another length.

    Notes
    -----
    Source: decks 003 (1D data, 1D convolution) and 004. Four sequences to choose from come
    from ``data.dna``, two of them with the motif; ``X`` there has shape (m, 4, L), so it is
    turned round here, ``X[i].T``.

    Examples
    --------
    >>> widget = MotifScanner("GAT", sequence="ACGATTACA")
    >>> widget.scores
    array([0., 0., 3., 1., 0., 1., 0.])
    >>> widget.weights = {"threshold": 3}
    >>> widget.state.endswith('"threshold":3,"sequence":"ACGATTACA","place":4}')
    True
    """

    _esm = module("motif_scanner.js")
    _css: Any = "".join((HERE / name).read_text("utf-8") for name in ("tinker.css", "cells.css"))
    WEIGHTS = ("kernel", "threshold")
    STATE = ("sequence", "place")

    kernel = Numbers((-1, 4), np.eye(4)[:3].tolist()).tag(sync=True)
    threshold = Numbers((), 2.5).tag(sync=True)
    sequence = traitlets.Unicode("ACGTACGT").tag(sync=True)
    place = traitlets.Int(4, min=0, max=max(LENGTHS)).tag(sync=True)
    sequences = traitlets.List(traitlets.Unicode()).tag(sync=True)
    theirs = traitlets.Bytes().tag(sync=True)  # the student's scores, then 1 where they differ

    def __init__(
        self,
        motif: str = "TATAAT",
        *,
        sequence: str | None = None,
        threshold: float | None = None,
        scan: str | Callable[..., Any] = "scan",
    ) -> None:
        if not isinstance(motif, str) or len(motif) not in WIDTHS or set(motif) - set(BASES):
            raise ValueError(
                f"MotifScanner expects a motif of 3 to 8 letters A, C, G and T, got {motif!r}."
            )
        self._scan = scan
        made = data.dna(4, length=36, motif=motif, rng=0)
        super().__init__(
            kernel=onehot(motif),
            threshold=len(motif) - 0.5 if threshold is None else threshold,
            sequences=[data.spell(one, BASES) for one in made.X[[1, 3, 0, 2]]],
        )
        self.sequence = self.sequences[0] if sequence is None else sequence

    @traitlets.validate("kernel")
    def _so_wide(self, proposal: Any) -> Any:
        if len(proposal["value"]) not in WIDTHS:
            wide = len(proposal["value"])
            raise ValueError(f"kernel expects 3 to 8 rows of 4 numbers, got {wide} rows.")
        return proposal["value"]

    @traitlets.validate("sequence")
    def _of_bases(self, proposal: Any) -> Any:
        letters = proposal["value"]
        if len(letters) not in LENGTHS or set(letters) - set(BASES):
            raise ValueError(
                f"sequence expects 8 to 100 of the letters A, C, G and T, got {letters!r}."
            )
        return letters

    @property
    def onehot(self) -> NDArray[np.float64]:
        """The sequence as numbers, a row for each letter."""
        return onehot(self.sequence)

    @property
    def scores(self) -> NDArray[np.float64]:
        """The score of every window, by ``nn.Conv1d``."""
        return self._scores(np.array(self.kernel))

    def _scores(self, kernel: NDArray[np.float64]) -> NDArray[np.float64]:
        layer = Conv1d(4, 1, len(kernel), bias=False, rng=0)
        layer.weight.data[0] = kernel.T
        scores: NDArray[np.float64] = layer(self.onehot.T[None])[0, 0]
        return scores

    def _answer(self, what: str) -> None:
        kernel, right = np.array(self.kernel), self.scores
        outcome = ask_student(self._scan, self.onehot, kernel.copy())
        said = verdict(
            outcome, right,
            lambda i: f"letter {i[0] + 1} ({self.sequence[i[0] : i[0] + len(kernel)]})",
        )  # fmt: skip
        self.theirs = b""
        if " gives " in said or " agrees " in said:
            given = np.asarray(outcome.value, dtype=np.float64)
            near = 10 * TOLERANCE * (1.0 + np.abs(right).max())
            if " gives " in said and np.allclose(given, self._scores(kernel[::-1].copy())):
                said += " It is what the kernel read backwards gives: here nothing is turned round."
            wrong = ~(np.abs(given - right) <= near)
            self.theirs = np.stack([np.nan_to_num(given), wrong]).tobytes()
        self.yours = said

    def _picture(self) -> Picture:
        from tinkernet.plots import motif_scores  # Matplotlib is slow to import

        return motif_scores(
            self.sequence, self.kernel, self.scores, threshold=self.threshold, place=self.place
        )


def onehot(letters: str) -> NDArray[np.float64]:
    """Return letters as rows of one 1 and three 0, in the order A, C, G, T.

    Examples
    --------
    >>> onehot("GA")
    array([[0., 0., 1., 0.],
           [1., 0., 0., 0.]])
    """
    return np.eye(4)[[BASES.index(letter) for letter in letters]]
