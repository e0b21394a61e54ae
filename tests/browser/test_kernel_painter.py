"""KernelPainter in a bare page: shifting, pooling, drawing, and the student's map."""

import base64

import numpy as np

from tinkernet.widgets import KernelPainter
from tinkernet.widgets._drawing import cells_of

from .widget_screen import in_python, said
from .widgets.kernel_painter import make_wrong


def linked(page, widget):
    """Wait until Python has what is on the screen, and return the widget."""
    assert in_python(page, widget)
    return widget


def press(page, name):
    page.page.get_by_role("button", name=name, exact=True).click()


def pick(page, label, value):
    page.page.get_by_label(label, exact=True).select_option(value)
    page.settle()


def test_shifting_moves_the_map_along_and_pooling_hides_some(page):
    widget = KernelPainter(picture="photograph")
    page.show(widget)
    press(page, "Shift the picture right")
    assert "shifted 1 cell right" in said(page)
    assert "moved back, 0 % differ" in said(page)
    assert linked(page, widget).shift == [0, 1]
    canvases = page.page.locator("canvas").count()
    pick(page, "Pooling", "max")
    assert "After max-pooling" in said(page)
    assert page.page.locator("canvas").count() == canvases + 1
    pick(page, "Pooling", "none")
    assert page.page.locator("canvas").count() == canvases
    press(page, "Shift the picture back")
    assert said(page).startswith("Shift the picture")
    for _ in range(9):
        press(page, "Shift the picture up")
    assert linked(page, widget).shift == [-4, 0]


def test_the_mouse_shows_a_patch_and_a_click_keeps_it(page):
    page.show(KernelPainter())
    first = page.get("place")
    box = page.page.locator("canvas").nth(2).bounding_box()
    before = page.pixels(1)
    page.page.mouse.move(box["x"] + box["width"] - 20, box["y"] + 20)
    page.settle()
    assert page.pixels(1) != before
    assert page.get("place") == first
    page.page.mouse.move(1, 1)
    assert page.pixels(1) == before
    page.page.mouse.click(box["x"] + box["width"] - 20, box["y"] + 20)
    page.settle()
    assert page.get("place") == [0, 5]


def test_the_kernels_size_keeps_a_preset(page):
    widget = KernelPainter(padding=2)
    page.show(widget)
    pick(page, "Preset", "blur")
    pick(page, "Size", "5")
    assert page.page.locator("[role=spinbutton]").count() == 25
    np.testing.assert_allclose(linked(page, widget).weights["kernel"], np.full((5, 5), 1 / 25))
    other = KernelPainter()
    other.state = widget.state
    field = page.page.locator(".tinker-state")
    field.fill(KernelPainter().state)  # a kernel of another size
    field.press("Enter")
    page.settle()
    assert page.page.locator("[role=spinbutton]").count() == 9


def test_a_drawing_by_mouse_rubber_and_keyboard(page):
    widget = KernelPainter()
    page.show(widget)
    page.page.get_by_text("conv2d is not defined yet").wait_for()  # Python's first answer
    assert not page.page.get_by_label("Pen", exact=True).is_visible()
    pick(page, "Picture", "drawing")
    press(page, "Clear the drawing")
    assert not linked(page, widget).image.any()
    box = page.page.locator("canvas").first.bounding_box()
    x, y, side = box["x"], box["y"], box["width"]
    page.page.mouse.move(x + side * 0.2, y + side * 0.2)
    page.page.mouse.down()
    page.page.mouse.move(x + side * 0.2, y + side * 0.8, steps=3)
    page.page.mouse.up()
    drawn = linked(page, widget).image.sum()
    assert drawn >= 8
    press(page, "Rubber")
    page.page.mouse.move(x + side * 0.2, y + side * 0.5)
    page.page.mouse.down()
    page.page.mouse.move(x + side * 0.2, y + side * 0.7, steps=3)
    page.page.mouse.up()
    assert 0 < linked(page, widget).image.sum() < drawn
    press(page, "Rubber")
    press(page, "Clear the drawing")
    pen = page.page.get_by_label("Pen", exact=True)
    pen.focus()
    for key in ("Space", "ArrowRight", "Shift+ArrowUp", "Space"):
        pen.press(key)
    column, row = page.get("pen")
    cells = cells_of(linked(page, widget).drawing)
    assert cells.sum() == 2
    assert cells[row, column] == cells[row + 4, column - 1] == 1


def test_a_flipped_map_is_shown_with_crosses(page):
    widget = make_wrong()
    page.show(widget)
    page.page.get_by_text("turned round by 180°").wait_for()
    text = base64.b64encode(widget.theirs).decode()
    page.page.evaluate(
        "([text, shape]) => { model.state.theirs = null; model.receive({ theirs_shape: shape,"
        " theirs: new DataView(Uint8Array.from(atob(text), (c) => c.charCodeAt(0)).buffer) }); }",
        [text, widget.theirs_shape],
    )
    page.page.get_by_text("Yours; × where it differs").wait_for()
    assert page.pixels(3) != page.pixels(2)
    pick(page, "Padding", "1")  # a map of another size: that of yours is not there yet
    assert page.page.locator("canvas").count() == 3
