"""A table with its text, printed for who watches and written down for who reads later."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from rich.console import Console
from rich.table import Table


@dataclass(frozen=True)
class Sheet:
    """One section of a report.

    Attributes
    ----------
    title : str
    text : str
        Before the table; Markdown.
    header : sequence of str
        Empty where there is no table.
    rows : sequence of sequences of str
    after : str
        After the table; Markdown.
    """

    title: str
    text: str
    header: Sequence[str] = ()
    rows: Sequence[Sequence[str]] = ()
    after: str = ""

    def show(self, console: Console) -> None:
        """Print it."""
        table = Table(title=self.title, title_justify="left", header_style="bold")
        for number, name in enumerate(self.header):
            table.add_column(name, justify="right" if number else "left")
        for row in self.rows:
            table.add_row(*(cell.replace("**", "") for cell in row))
        console.print(table, markup=False)

    def markdown(self) -> str:
        """Return it as Markdown."""
        lines = [f"## {self.title}"]
        if self.text:
            lines += ["", _wrapped(self.text)]
        if self.header:
            sides = ["---", *("---:" for _ in self.header[1:])]
            table = [self.header, sides, *self.rows]
            lines += ["", *(f"| {' | '.join(row)} |" for row in table)]
        if self.after:
            lines += ["", _wrapped(self.after)]
        return "\n".join(lines)


def _wrapped(text: str) -> str:
    return textwrap.fill(text, 110, break_long_words=False, break_on_hyphens=False)


def write_report(path: Path, title: str, opening: str, sheets: Sequence[Sheet]) -> None:
    """Write all sections into one page."""
    parts = [f"# {title}", opening.strip(), *(sheet.markdown() for sheet in sheets)]
    path.write_text("\n\n".join(parts) + "\n", encoding="utf-8")


def seconds(value: float) -> str:
    """Write a time with a unit that fits."""
    if value < 0.001:
        return f"{value * 1e6:.0f} µs"
    if value < 1:
        return f"{value * 1e3:.1f} ms" if value < 0.1 else f"{value * 1e3:.0f} ms"
    return f"{value:.2f} s" if value < 10 else f"{value:.0f} s"


def long_time(value: float) -> str:
    """Write minutes and hours."""
    if value < 90:
        return f"{value:.0f} s"
    return f"{value / 60:.0f} min" if value < 5400 else f"{value / 3600:.1f} h"


def megabytes(value: float) -> str:
    """Write a size."""
    return f"{value / 2**20:,.0f} MB"
