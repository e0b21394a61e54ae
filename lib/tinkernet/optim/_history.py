"""What a training run leaves behind: the loss of every epoch."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any


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

    def plot(self, ax: Any = None) -> Any:
        """Draw the loss over the epochs, on a logarithmic axis where all losses are positive.

        Parameters
        ----------
        ax : matplotlib Axes or None
            Where to draw; None makes a new figure.

        Returns
        -------
        matplotlib Axes
        """
        if ax is None:
            # Only here, so that training needs no matplotlib.
            from matplotlib import pyplot as plt

            _, ax = plt.subplots(figsize=(5.0, 3.2), layout="constrained")
        ax.plot(range(len(self.loss)), self.loss, color="black", marker="." * (len(self.loss) < 30))
        if self.loss and min(self.loss) > 0:
            ax.set_yscale("log")
        ax.set(xlabel="epoch", ylabel="loss", title="Loss while training")
        return ax

    def __repr__(self) -> str:
        if not self.loss:
            return "History(0 epochs)"
        return f"History({len(self.loss)} epochs, loss {self.loss[0]:.4g} -> {self.loss[-1]:.4g})"
