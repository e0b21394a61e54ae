"""What a training run leaves behind: the loss of every epoch."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tinkernet.plots import Picture


@dataclass
class History:
    """The loss of each epoch of a training run, in order.

    Attributes
    ----------
    loss : list of float
        ``loss[k]`` is the mean loss over the examples during epoch ``k``, counted from 0.

    Examples
    --------
    >>> History(loss=[4.0, 1.0, 0.25])
    History(3 epochs, loss 4 -> 0.25)
    """

    loss: list[float] = field(default_factory=list)

    def plot(self) -> Picture:
        """Draw the loss over the epochs, on a logarithmic axis.

        Returns
        -------
        Picture
            Shown at once where it is the last line of a cell.

        Examples
        --------
        >>> History(loss=[4.0, 1.0, 0.25]).plot().alt
        'Loss over epochs. training: from 4 to 0.25 in 3 epochs.'
        """
        # Only here, so that training needs no matplotlib.
        from tinkernet.plots import loss_curves

        return loss_curves({"training": self.loss}, step="epoch")

    def __repr__(self) -> str:
        if not self.loss:
            return "History(0 epochs)"
        return f"History({len(self.loss)} epochs, loss {self.loss[0]:.4g} -> {self.loss[-1]:.4g})"
