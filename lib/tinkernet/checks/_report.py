"""The report a student reads: one verdict as a page for JupyterLab and as plain text."""

from __future__ import annotations

import html
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from tinkernet.exercises import Exercise
from tinkernet.probe import leaves

from ._verdict import Reason, Verdict
from ._wording import describe

_VERIFIED = "values, shapes, untouched inputs"

_STYLE = {
    True: ("var(--jp-success-color0, #1b5e20)", "var(--jp-success-color1, #388e3c)"),
    False: ("var(--jp-ui-font-color1, #212121)", "var(--jp-warn-color1, #e65100)"),
}


@dataclass(frozen=True)
class Report:
    """A verdict, ready to be shown.

    Attributes
    ----------
    exercise : Exercise
        What was asked.
    verdict : Verdict
        What was decided.

    Examples
    --------
    >>> from tinkernet.checks import judge
    >>> from tinkernet.exercises import find
    >>> print(Report(find("mse"), judge("mse", lambda y_hat, y: ((y_hat - y) ** 2).sum())))
    ✗ Mean squared error: not right yet
      Asked: mse(y_hat, y) should return the mean ...
      Smallest case that fails: errors of both signs
        y_hat    = [1. 5. 0.]  float64 (3,)
        y        = [3.  3.  0.5]  float64 (3,)
        expected   2.75  a number
        got        8.25  a number
      It looks like: the sum instead of the mean.
      Hint: Twice as many points, equally far off, should give the same error.
    """

    exercise: Exercise
    verdict: Verdict

    def __str__(self) -> str:
        if self.verdict.passed:
            return f"✓ {self._headline()}"
        lines = [f"✗ {self._headline()}"]
        for label, text in self._paragraphs():
            lines.append(f"  {label}: {text}" if label else f"  {text}")
            if label == "Smallest case that fails":
                rows = self._rows()
                width = max((len(name) for name, _, _ in rows), default=0)
                for name, sign, value in rows:
                    indent = " " * (width + 7)
                    text = value.replace("\n", "\n" + indent)
                    lines.append(f"    {name.ljust(width)} {sign} {text}")
        return "\n".join(lines)

    def __repr__(self) -> str:
        return str(self)

    def _repr_mimebundle_(self, include: Any = None, exclude: Any = None) -> dict[str, str]:
        return {"text/plain": str(self), "text/html": self.to_html()}

    def to_html(self) -> str:
        """Return the report as a piece of HTML; all text that is not ours is escaped."""
        ink, border = _STYLE[self.verdict.passed]
        sign = "✓" if self.verdict.passed else "✗"
        parts = [
            f'<p style="margin:0;color:{ink};font-weight:600">'
            f'<span aria-hidden="true">{sign}</span> {html.escape(self._headline())}</p>'
        ]
        for label, text in [] if self.verdict.passed else self._paragraphs():
            bold = f"<b>{html.escape(label)}:</b> " if label else ""
            parts.append(f'<p style="margin:.5em 0 0">{bold}{html.escape(text)}</p>')
            if label == "Smallest case that fails":
                parts.append(self._table())
        return (
            f'<div role="status" style="border-left:4px solid {border};padding:.4em .8em;'
            f'max-width:52em;line-height:1.4">{"".join(parts)}</div>'
        )

    def _headline(self) -> str:
        verdict, title = self.verdict, self.exercise.title
        if verdict.passed:
            cases = f"{verdict.cases} case{'s' * (verdict.cases != 1)}"
            return f"{title}: right. Verified on {cases}: {_VERIFIED}."
        if verdict.reason is Reason.NOT_WRITTEN:
            return f"{title}: not written yet"
        return f"{title}: not right yet"

    def _paragraphs(self) -> list[tuple[str, str]]:
        """Return what to say, in order, each with its label."""
        verdict, failing = self.verdict, self.verdict.failing
        found = [("Asked", self.exercise.asked)]
        if verdict.reason is Reason.NOT_WRITTEN:
            names = " and ".join(self.exercise.answers)
            return [*found, ("", f"Write {names} in the cell above, run it, and check again.")]
        if failing is not None and failing.label:
            found.append(("Smallest case that fails", failing.label))
        if failing is not None and failing.detail:
            found.append(("What happened", failing.detail))
        if failing is not None and failing.line:
            found.append(("In your code", failing.line))
        if failing is not None and failing.printed.strip():
            found.append(("It printed", failing.printed.strip()))
        shapes = verdict.reason is Reason.WRONG_SHAPE and not verdict.mistake
        if shapes and failing is not None and failing.part:
            found.append(("What happened", describe(verdict.reason, failing)))
        if verdict.title:
            found.append(("It looks like", f"{verdict.title}."))
        if verdict.hint:
            found.append(("Hint", verdict.hint))
        return found

    def _rows(self) -> list[tuple[str, str, str]]:
        """Return the inputs, what was expected and what came back."""
        failing = self.verdict.failing
        if failing is None:
            return []
        rows = [(name, "=", shown(value)) for name, value in failing.arguments.items()]
        if failing.part:
            named = len(self.exercise.parts) > 1 or self.exercise.parts != self.exercise.returns
            of = f" {failing.part}" if named else ""
            rows.append((f"expected{of}", " ", shown(failing.expected)))
            rows.append((f"got{of}", " ", shown(failing.got)))
        return rows

    def _table(self) -> str:
        cell = "text-align:left;vertical-align:baseline;background:none"
        rows = "".join(
            '<tr style="background:none">'
            f'<th scope="row" style="{cell};font-weight:400;padding:0 1em 0 0">'
            f"{html.escape(name)}</th>"
            f'<td style="{cell};padding:0"><pre style="margin:0;background:none;color:inherit">'
            f"{html.escape(value)}</pre></td></tr>"
            for name, _, value in self._rows()
        )
        return f'<table style="margin:.2em 0 0 1em;border:none">{rows}</table>'


def shown(value: Any) -> str:
    """Show an array or number as a beginner would like to see it, with dtype and shape."""
    if isinstance(value, str):
        return value
    if isinstance(value, Mapping):
        return "\n".join(f"{name}: {shown(item)}" for name, item in value.items())
    if isinstance(value, list | tuple):
        arrays = any(isinstance(leaf, np.ndarray) for leaf in leaves(value))
        return "\n".join(map(shown, value)) if arrays else str(value)
    array = np.asarray(value)
    if array.dtype.kind == "f":
        array = array + 0.0  # no -0.
    text = np.array2string(array, precision=5, threshold=12, edgeitems=3)
    if array.ndim == 0:
        kind = "a whole number" if array.dtype.kind in "iu" else "a number"
        return f"{text}  {kind}"
    return f"{text}  {array.dtype} {array.shape}"
