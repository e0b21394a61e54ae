"""What is on the page of a widget, and how a hand works on it."""

import json

RANGES = "input[type=range]"
SPINS = "[role=spinbutton]"
POINTS = ".tinker-handle"


def everything(page):
    """Return the pictures and numbers on the page, and where its points are."""
    page.settle()
    return page.page.evaluate(
        "() => [...[...document.querySelectorAll('canvas')].map((c) => c.toDataURL()),"
        " document.querySelector('.tinker').innerText,"
        " [...document.querySelectorAll('.tinker-handle')].map((h) => h.style.transform).join(),"
        " [...document.querySelectorAll('svg')].map((s) => s.outerHTML).join()]"
    )


def state(page):
    """Return the text of the State line."""
    page.settle()
    return page.page.locator(".tinker-state").input_value()


def shown_values(page):
    """Return what the State line says, by name."""
    return json.loads(state(page))


def said(page):
    """Return the sentence below the buttons."""
    page.settle()
    return page.page.locator(".tinker-message").inner_text()


def saved(page):
    """Return how often the browser has sent something to Python."""
    return page.page.evaluate("() => model.saved.length")


def visible(page, what):
    return [one for one in page.page.locator(what).all() if one.is_visible()]


def button(page, name):
    return page.page.get_by_role("button", name=name, exact=True)


def middle(one):
    box = one.bounding_box()
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


def drag(page, one, right, down):
    """Drag an element with the mouse; return where it was."""
    x, y = middle(one)
    page.page.mouse.move(x, y)
    page.page.mouse.down()
    for share in (0.3, 0.7, 1.0):
        page.page.mouse.move(x + share * right, y + share * down)
    page.page.mouse.up()
    page.settle()
    return x, y


def soon(page, holds):
    """Wait until it holds, also in Python, while others use the machine."""
    for _ in range(100):
        if holds():
            return True
        page.page.wait_for_timeout(50)
    return False


def in_python(page, widget):
    """Wait until Python has what is on the screen."""
    return soon(page, lambda: widget.state == state(page))
