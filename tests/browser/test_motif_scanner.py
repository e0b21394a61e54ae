"""MotifScanner in a bare page: typing letters, the kernel's width, the window."""

from tinkernet.widgets import MotifScanner
from tinkernet.widgets._motif_scanner import onehot

from .widget_screen import soon


def type_in(page, label, text):
    field = page.page.get_by_label(label, exact=True)
    field.fill(text)
    field.press("Enter")
    page.page.wait_for_timeout(100)


def test_a_motif_is_typed(page):
    widget = MotifScanner()
    page.show(widget)
    type_in(page, "Motif", "gatta")
    assert soon(page, lambda: widget.threshold == 4.5)
    assert (widget.weights["kernel"] == onehot("GATTA")).all()
    assert page.page.locator("[role=spinbutton]").count() == 20
    type_in(page, "Motif", "GAT7")
    page.page.get_by_text("Motif: 3 to 8 of the letters").wait_for()
    assert widget.weights["kernel"].shape == (5, 4)


def test_letters_are_typed(page):
    widget = MotifScanner(sequence="CCCCCCCCCCCC")
    page.show(widget)
    assert "is not there" in page.page.locator(".tinker-message").inner_text()
    type_in(page, "Letters", "cccTATAATccc")
    assert soon(page, lambda: widget.sequence == "CCCTATAATCCC")
    assert "so it is there" in page.page.locator(".tinker-message").inner_text()
    assert page.page.get_by_label("Sequence", exact=True).input_value() == "own"
    page.page.get_by_label("Sequence", exact=True).select_option("2")
    page.settle()
    assert page.get("sequence") == widget.sequences[2]


def test_the_width_cuts_and_fills_up(page):
    widget = MotifScanner()
    page.show(widget)
    for width in ("8", "3"):
        page.page.get_by_label("Width of the kernel", exact=True).select_option(width)
        assert soon(page, lambda width=int(width): len(widget.kernel) == width)
    assert page.page.get_by_label("Motif", exact=True).input_value() == "TAT"
    type_in(page, "State", MotifScanner("GATTACA").state)
    assert soon(page, lambda: len(widget.kernel) == 7)


def test_the_window_moves_by_letters_and_marks_the_cells_it_picks(page):
    widget = MotifScanner()
    page.show(widget)
    page.page.get_by_text("scan is not defined yet").wait_for()  # Python's first answer
    window = page.page.get_by_label("Window", exact=True)
    window.focus()
    for _ in range(4):
        window.press("ArrowLeft")
    window.press("Shift+ArrowRight")
    page.settle()
    place = page.get("place")
    assert place == 5
    assert widget.sequence[place : place + 6] in window.get_attribute("aria-valuetext")
    lit = page.page.locator(".tinker-lit").evaluate_all("all => all.map((f) => f.ariaLabel)")
    wanted = {
        f"Kernel, {letter} at place {j + 1}"
        for j, letter in enumerate(widget.sequence[place : place + 6])
    }
    assert set(lit) == wanted
    for _ in range(9):
        window.press("Shift+ArrowRight")
    page.settle()
    assert page.get("place") == 30
