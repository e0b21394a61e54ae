"""WeightWidget: a live widget whose weights Python reads and sets, and whose state is a text."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any, ClassVar

import numpy as np
import traitlets

from ._base import TinkerWidget


class WeightWidget(TinkerWidget):
    """A live widget with weights.

    Attributes
    ----------
    yours : str
        What was found when the student's own function was asked, in a sentence; shown below.

    Notes
    -----
    A subclass names its ``WEIGHTS``, and in ``STATE`` whatever else is shared with a state.
    """

    WEIGHTS: ClassVar[tuple[str, ...]] = ()
    STATE: ClassVar[tuple[str, ...]] = ()

    yours = traitlets.Unicode("").tag(sync=True)

    @property
    def weights(self) -> dict[str, Any]:
        """The weights on the screen, by name: numbers and arrays. May be set, some or all."""
        return {name: _array(getattr(self, name)) for name in self.WEIGHTS}

    @weights.setter
    def weights(self, values: Mapping[str, Any]) -> None:
        self._set(values, self.WEIGHTS, "weights")

    @property
    def state(self) -> str:
        """What is on the screen as a short text, to share; set it to see another's."""
        names = self.WEIGHTS + self.STATE
        values = {name: _short(getattr(self, name)) for name in names}
        return json.dumps(values, separators=(",", ":"))

    @state.setter
    def state(self, text: str) -> None:
        try:
            values = json.loads(text)
        except (TypeError, ValueError):
            values = None
        if not isinstance(values, dict) or not values:
            raise ValueError(f"A state looks like {self.state}, got {text!r}.")
        self._set(values, self.WEIGHTS + self.STATE, "a state")

    def _set(self, values: Mapping[str, Any], known: tuple[str, ...], what: str) -> None:
        """Set all values, or none if one does not fit."""
        if not isinstance(values, Mapping):
            raise ValueError(f"Weights are set by name, such as {self.weights}, got {values!r}.")
        if unknown := [name for name in values if name not in known]:
            raise ValueError(
                f"{type(self).__name__} has {what} named {', '.join(known)}; got {unknown[0]!r}."
            )
        before = {name: getattr(self, name) for name in values}
        with self.hold_sync():
            try:
                for name, value in values.items():
                    setattr(self, name, value)
            except (ValueError, traitlets.TraitError) as error:
                for name, value in before.items():
                    setattr(self, name, value)
                raise ValueError(str(error)) from None


def _array(value: Any) -> Any:
    return np.array(value) if isinstance(value, list) else value


def _short(value: Any) -> Any:
    """Round to six significant digits, as the browser does."""
    if isinstance(value, list | tuple):
        return [_short(each) for each in value]
    if isinstance(value, float):
        rounded = float(f"{value:.6g}")
        return int(rounded) if rounded.is_integer() and abs(rounded) < 1e15 else rounded
    return value
