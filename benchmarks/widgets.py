"""From a moved slider to changed pixels: every widget against interact and matplotlib.

The same picture, the same JupyterLab, the same browser run. Ratios are the point: machines are
noisy, so nothing here passes or fails.
"""

from __future__ import annotations

import shutil
import sys
import tempfile
import time
from pathlib import Path
from statistics import median, quantiles
from typing import Any

import click
import nbformat
from machine import machine
from playwright.sync_api import sync_playwright
from rich.console import Console
from sheets import Sheet, long_time, write_report
from tqdm import tqdm

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "tests"))

from browser.conftest import SWITCHES  # noqa: E402
from browser.lab_window import Lab, jupyterlab  # noqa: E402
from browser.widget_screen import POINTS, RANGES, SPINS  # noqa: E402

from tinkernet import widgets  # noqa: E402

PAGE = ROOT / "docs" / "widgets-benchmark.md"
MEASURE = (Path(__file__).parent / "slider_to_pixels.js").read_text("utf-8")
CONTROLS = f"{RANGES}, {SPINS}, {POINTS}"
INTERACT = ".noUi-handle"
BUSY_SECONDS = 6

SETUP = """
import warnings; warnings.simplefilter("ignore")
import numpy as np
from IPython.display import display
%matplotlib inline
from ipywidgets import FloatSlider, interact
from tinkernet.widgets import *

def slider_and_picture(widget):
    # The same picture from matplotlib, with a slider for the first of the weights.
    name, first = next(iter(widget.weights.items()))
    if isinstance(first, str):  # a drawing, four cells a letter
        changed_to = lambda k: first[:int(k)] + "f" + first[int(k) + 1:]
        low, step = 0.0, 1.0
    else:
        start = np.array(first, dtype=float)
        low, step = float(start.flat[0]), 1.0 if isinstance(first, int) else 0.1
        def changed_to(value):
            changed = start.copy()
            changed.flat[0] = value
            return changed if changed.ndim else type(first)(changed)
    def show(value):
        widget.weights = {name: changed_to(value)}
        display(widget._picture().figure)
    high = low + (9 if isinstance(first, int) else 30) * step
    interact(show, value=FloatSlider(min=low, max=high, step=step, value=low))
"""
BUSY = f"import time\nend = time.time() + {BUSY_SECONDS}\nwhile time.time() < end: pass"

TITLE = "Widgets: a benchmark"
OPENING = """
Made by `benchmarks/widgets.py`, which writes this page. The command, in a clone of this repository
after `make test`:

```sh
.venv/bin/python benchmarks/widgets.py --moves {moves}
```

In JupyterLab, driven by Debian's Chromium without a graphics card. Machines are noisy: read the
ratios.
"""
TEXT = """
From moving a control to new pixels in the page (a canvas painted, an image loaded), {moves} times;
in both cases the next frame shows them. Frames: how many a second show something new while the
control moves in every frame. Busy: the same while the kernel computes something else. `interact`: a
slider of ipywidgets that draws the same picture with matplotlib's inline backend.
"""


def notebook(made: list[str]) -> Any:
    """Lay two cells a widget, itself and interact, and one that keeps the kernel busy."""
    sources = [SETUP, BUSY]
    for name in made:
        sources += [f"{name}()", f"slider_and_picture({name}())"]
    cells = [nbformat.v4.new_code_cell(text, id=f"c{k}") for k, text in enumerate(sources)]
    kernel = {"display_name": "Python 3 (ipykernel)", "language": "python", "name": "python3"}
    return nbformat.v4.new_notebook(cells=cells, metadata={"kernelspec": kernel})


class Bench:
    """A window with that notebook.

    Parameters
    ----------
    lab : Lab
    moves : int
        How often a control is moved.
    """

    def __init__(self, lab: Lab, moves: int) -> None:
        self._lab = lab
        self._moves = moves
        lab.page.evaluate(MEASURE)

    def row(self, name: str, index: int) -> list[str]:
        """Measure one widget, and interact with its picture."""
        self._lab.run(index)
        control = self._control(index, CONTROLS)
        times = self._latencies(control, self._moves, 5000)
        frames = self._lab.page.evaluate("(one) => slider_to_pixels.frames(one, 1000)", control)
        busy = self._while_busy(index)
        self._lab.run(index + 1)
        if '"output_type":"error"' in self._lab.outputs(index + 1):
            raise click.ClickException(f"{name}: {self._lab.outputs(index + 1)}")
        handle = self._control(index + 1, INTERACT)
        self._latencies(handle, 3, 20_000)  # the first pictures take longer
        theirs = self._latencies(handle, max(5, self._moves // 3), 20_000)
        return [
            name, *shown(times), f"{frames:.0f}", *shown(busy), *shown(theirs),
            f"**{median(theirs) / median(times):.1f}**",
        ]  # fmt: skip

    def _control(self, index: int, what: str) -> Any:
        cell = self._lab.cell(index)
        cell.locator(what).first.wait_for()
        self._lab.page.wait_for_timeout(1000)
        found = next(one for one in cell.locator(what).all() if one.is_visible())
        found.scroll_into_view_if_needed()
        return found.element_handle()

    def _latencies(self, control: Any, count: int, patience: int) -> list[float]:
        ask = "([one, count, patience]) => slider_to_pixels.latencies(one, count, patience)"
        found = self._lab.page.evaluate(ask, [control, count, patience])
        if None in found:
            raise click.ClickException(f"Nothing was drawn within {patience} ms.")
        return list(found)

    def _while_busy(self, index: int) -> list[float]:
        run = """() => { const panel = window.jupyterapp.shell.currentWidget;
            panel.sessionContext.session.kernel.requestExecute({ code: %r }); }"""
        self._lab.page.evaluate(run % BUSY)
        self._lab.page.wait_for_timeout(300)
        control = self._control(index, CONTROLS)
        times = self._latencies(control, min(self._moves, 35), 5000)
        self._lab.page.wait_for_function(
            "() => window.jupyterapp.shell.currentWidget.sessionContext.session.kernel.status"
            " === 'idle'"
        )
        return times


def shown(times: list[float]) -> list[str]:
    """Write the median and the 95th percentile."""
    return [f"{median(times):.1f}", f"{quantiles(times, n=20)[-1]:.1f}"]


@click.command()
@click.option("--moves", default=60, show_default=True, help="Of each control.")
def main(moves: int) -> None:
    """Time every widget in JupyterLab; write a report. About five minutes."""
    began, console = time.perf_counter(), Console()
    made, facts = widgets.__all__, machine("anywidget", "ipywidgets", "jupyterlab", "matplotlib")
    rows = []
    with tempfile.TemporaryDirectory(prefix="benchmark-") as folder, sync_playwright() as play:
        place = Path(folder) / "work"
        place.mkdir()
        nbformat.write(notebook(made), place / "widgets.ipynb")
        browser = play.chromium.launch(executable_path=shutil.which("chromium"), args=SWITCHES)
        facts["Chromium"] = browser.version
        with jupyterlab(place) as address:
            lab = Lab(browser, address)
            lab.open("widgets.ipynb")
            lab.run(0)
            bench = Bench(lab, moves)
            for number, name in enumerate(tqdm(made, unit="widget")):
                rows.append(bench.row(name, 2 + 2 * number))
        browser.close()
    header = ["widget, in ms", "median", "p95", "frames a second", "busy: median", "busy: p95",
              "interact: median", "interact: p95", "times as fast"]  # fmt: skip
    sheets = [
        Sheet("The machine", "", ("", "what"), [list(each) for each in facts.items()]),
        Sheet("From slider to pixels", TEXT.format(moves=moves).strip(), header, rows),
    ]
    for sheet in sheets:
        sheet.show(console)
    write_report(PAGE, TITLE, OPENING.format(moves=moves), sheets)
    console.print(f"Written to {PAGE.name} after {long_time(time.perf_counter() - began)}.")


if __name__ == "__main__":
    main()
