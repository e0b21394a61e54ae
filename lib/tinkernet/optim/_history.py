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
    val_loss : list of float
        The loss of the validation set after each epoch; empty where there was none.

    Examples
    --------
    >>> History(loss=[4.0, 1.0, 0.25])
    History(3 epochs, loss 4 -> 0.25)
    """

    loss: list[float] = field(default_factory=list)
    val_loss: list[float] = field(default_factory=list)

    def plot(self) -> Picture:
        """Draw the losses over the epochs, on a logarithmic axis.

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

        curves = {"training": self.loss}
        if self.val_loss:
            curves["validation"] = self.val_loss
        return loss_curves(curves, step="epoch")

    def __repr__(self) -> str:
        if not self.loss:
            return "History(0 epochs)"
        parts = [f"{len(self.loss)} epochs", f"loss {self.loss[0]:.4g} -> {self.loss[-1]:.4g}"]
        if self.val_loss:
            parts.append(f"val_loss {self.val_loss[0]:.4g} -> {self.val_loss[-1]:.4g}")
        return f"History({', '.join(parts)})"
