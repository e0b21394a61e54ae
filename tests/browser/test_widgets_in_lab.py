"""Every widget in a real JupyterLab: dragged, read by Python, set by Python, in both themes."""

import nbformat
import pytest

from .lab_window import SHOTS, Lab, jupyterlab
from .widget_screen import POINTS, RANGES, SPINS
from .widgets import NAMES, spec_of

CONTROLS = f"{RANGES}, {SPINS}, {POINTS}"
PIXELS = "all => all.map((c) => c.toDataURL()).join()"
THEME = "(name) => window.jupyterapp.commands.execute('apputils:change-theme', { theme: name })"
HARMLESS = ("favicon", "ResizeObserver loop")

pytestmark = [pytest.mark.xdist_group("widgets-lab"), pytest.mark.timeout(600)]


def notebook():
    """Three cells a widget: show it, read it, set it."""
    cells = [nbformat.v4.new_code_cell("from tinkernet.widgets import *", id="imports")]
    for name in NAMES:
        spec = spec_of(name)
        made = type(spec.make()).__name__
        sources = {
            "show": f"w = {made}()\nw",
            "read": "print('state:', w.state)",
            "set": f"w.weights = {spec.CHANGED!r}\nprint('state:', w.state)",
        }
        cells += [
            nbformat.v4.new_code_cell(text, id=f"{what}-{name.replace('_', '-')}")
            for what, text in sources.items()
        ]
    kernel = {"display_name": "Python 3 (ipykernel)", "language": "python", "name": "python3"}
    return nbformat.v4.new_notebook(cells=cells, metadata={"kernelspec": kernel})


@pytest.fixture(scope="module")
def lab(browser, tmp_path_factory):
    """Return a JupyterLab with that notebook."""
    folder = tmp_path_factory.mktemp("widgets") / "work"
    folder.mkdir()
    nbformat.write(notebook(), folder / "widgets.ipynb")
    with jupyterlab(folder) as address:
        lab = Lab(browser, address)
        lab.complaints = []
        lab.page.on("console", lambda said: _complain(lab, said))
        lab.page.set_viewport_size({"width": 1300, "height": 1600})
        lab.open("widgets.ipynb")
        lab.page.evaluate("() => jupyterapp.commands.execute('application:toggle-left-area')")
        lab.page.add_style_tag(content=".Toastify { display: none; }")  # the question about news
        lab.run(0)
        assert lab.outputs(0) == "[]", lab.outputs(0)
        yield lab
        assert lab.strays == []
        lab.page.close()


def _complain(lab, said):
    if said.type == "error" and not any(word in said.text for word in HARMLESS):
        lab.complaints.append(said.text)


def _field(cell, text):
    """Wait until the state field of a widget shows the text that Python printed."""
    page = cell.page
    field = cell.locator(".tinker-state").element_handle()
    page.wait_for_function("([field, text]) => field.value === text", arg=[field, text])


def _printed(lab, index):
    return lab.outputs(index).split("state: ")[1].split("\\n")[0].replace('\\"', '"')


@pytest.mark.parametrize("name", NAMES)
def test_is_dragged_read_and_set(lab, name):
    index = 1 + 3 * NAMES.index(name)
    lab.run(index)
    assert '"output_type":"error"' not in lab.outputs(index), lab.outputs(index)
    cell = lab.cell(index)
    cell.locator(".tinker canvas, .tinker svg").first.wait_for()
    lab.page.wait_for_timeout(400)
    _photograph(lab, index, name)
    before = cell.locator("canvas").evaluate_all(PIXELS), cell.locator(".tinker").inner_html()
    control = next(one for one in cell.locator(CONTROLS).all() if one.is_visible())
    control.focus()
    for key in ("ArrowRight", "ArrowUp", "ArrowUp"):
        control.press(key)
    lab.page.wait_for_timeout(400)
    assert lab.page.locator(".jp-Notebook .jp-mod-active .tinker").count() <= 1  # keys stayed here
    after = cell.locator("canvas").evaluate_all(PIXELS), cell.locator(".tinker").inner_html()
    assert after != before
    shown = cell.locator(".tinker-state").input_value()
    for _ in range(20):  # what the browser saved may arrive after a cell was run
        lab.run(index + 1)
        if _printed(lab, index + 1) == shown:
            break
    assert _printed(lab, index + 1) == shown
    lab.run(index + 2)
    _field(lab.cell(index), _printed(lab, index + 2))
    assert lab.complaints == []


def _photograph(lab, index, name):
    """Keep a picture in each theme: the documentation shows them."""
    for theme, suffix in (("JupyterLab Dark", "dark"), ("JupyterLab Light", "light")):
        lab.page.evaluate(THEME, theme)
        lab.page.wait_for_timeout(900)
        widget = lab.cell(index).locator(".tinker")
        widget.scroll_into_view_if_needed()
        widget.screenshot(path=_shot(f"{name}-{suffix}"))


def _shot(name):
    folder = SHOTS / "widgets"
    folder.mkdir(parents=True, exist_ok=True)
    return folder / f"{name}.png"


def test_a_notebook_without_its_kernel_shows_the_pictures(browser, tmp_path_factory):
    folder = tmp_path_factory.mktemp("reopened") / "work"
    folder.mkdir()
    book = notebook()
    book.cells = book.cells[:2]
    nbformat.write(book, folder / "widgets.ipynb")
    with jupyterlab(folder) as address:
        lab = Lab(browser, address)
        lab.open("widgets.ipynb")
        for index in (0, 1):
            lab.run(index)
        cell = lab.cell(1)
        cell.locator(".tinker canvas, .tinker svg").first.wait_for()
        still = cell.locator(".tinker-still img")
        still.wait_for(state="hidden")  # the live widget is there
        lab.page.keyboard.press("Escape")
        lab.page.keyboard.press("Control+S")
        lab.page.wait_for_timeout(1000)
        lab.page.evaluate("() => window.jupyterapp.shell.currentWidget.sessionContext.shutdown()")
        lab.page.goto(f"{address}/lab/tree/widgets.ipynb?reset")
        lab.page.locator(".jp-Notebook .jp-Cell").first.wait_for()
        cell = lab.cell(1)
        still = cell.locator(".tinker-still img")
        still.wait_for(state="visible")
        lab.page.wait_for_timeout(3000)
        still.wait_for(state="visible")
        assert still.get_attribute("alt")
        assert "Error displaying" not in cell.inner_text()
        assert "Tinker()" not in cell.inner_text()
        lab.shot("widget-without-kernel")
        lab.page.close()
