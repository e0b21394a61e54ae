"""DigitPad in a bare page: drawing, samples, layers; the browser's numbers are the network's."""

import re

import numpy as np
import pytest

from tinkernet import nn
from tinkernet.widgets import DigitPad

from .widget_screen import soon


def shown(page):
    """Return the digit and the percents on the page."""
    page.settle()
    text = page.page.locator(".tinker-verdict").inner_text()
    digit, percent = re.fullmatch(r"(\d), ([\d.]+) %", text).groups()
    return int(digit), float(percent)


def agrees(page, pad):
    digit, percent = shown(page)
    best = int(pad.probabilities.argmax())
    return digit == best and abs(percent - 100 * pad.probabilities[best]) < 0.06


@pytest.mark.parametrize("model", [None, nn.CNN((1, 28, 28), [4, 8], 10, rng=0)])
def test_what_is_drawn_is_answered_in_the_browser(page, model):
    pad = DigitPad(model)
    page.show(pad)
    assert agrees(page, pad)
    page.page.get_by_role("button", name="Clear the pad").click()
    assert soon(page, lambda: not pad.image.any())
    assert agrees(page, pad)
    box = page.page.locator("canvas").first.bounding_box()
    x, y, side = box["x"], box["y"], box["width"]
    page.page.mouse.move(x + side * 0.5, y + side * 0.1)
    page.page.mouse.down()
    page.page.mouse.move(x + side * 0.5, y + side * 0.9, steps=6)
    page.page.mouse.up()
    inked = pad.side * pad.finer * 0.7
    assert soon(page, lambda: pad.state == page.page.locator(".tinker-state").input_value())
    assert np.count_nonzero(pad.image) * pad.finer**2 > inked
    assert agrees(page, pad)


def test_samples_and_layers(page):
    pad = DigitPad(nn.CNN((1, 8, 8), [4], 10, padding=1, rng=0))
    page.show(pad)
    seen = set()
    for _ in range(4):  # three of each, then the first again
        page.page.get_by_role("button", name="Show a 7 of the data set").click()
        page.settle()
        seen.add(page.get("drawing"))
    assert len(seen) == 3
    assert seen <= set(pad.samples)
    select = page.page.get_by_label("Layer", exact=True)
    labels = select.locator("option").all_inner_texts()
    assert labels[:2] == ["the image it gets, 8 × 8", "0 Conv2d: 4 maps of 8 × 8"]
    assert labels[-1].endswith("Linear: 10 numbers")
    pictures = set()
    for value in select.locator("option").evaluate_all("all => all.map((o) => o.value)"):
        select.select_option(value)
        pictures.add(page.pixels(2))
    assert len(pictures) == len(labels)
    page.page.wait_for_timeout(900)
    said = page.page.locator("canvas").nth(1).get_attribute("aria-label")
    assert len(re.findall(r"\d: [\d.]+ %", said)) == 10


def test_larger_images_have_no_samples(page):
    page.show(DigitPad(nn.MLP([784, 10], rng=0)))
    assert page.page.get_by_role("button", name="Show a 7").count() == 0
