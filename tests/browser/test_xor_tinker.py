"""XorTinker in a bare page: its edges, its training, the student's surface."""

import base64

import numpy as np

from tinkernet.widgets import XorTinker

from .widget_screen import button, in_python, said, shown_values, soon


def stopped(page):
    page.page.wait_for_function(
        "() => [...document.querySelectorAll('button')].every((b) => b.textContent !== 'Stop')",
        timeout=20_000,
    )


def test_every_edge_moves_its_own_weight(page):
    page.show(XorTinker())
    names = {
        "Weight x1 to h1": ("W1", (0, 0)), "Weight x1 to h2": ("W1", (0, 1)),
        "Weight x2 to h1": ("W1", (1, 0)), "Weight x2 to h2": ("W1", (1, 1)),
        "Bias of h1": ("b1", (0,)), "Bias of h2": ("b1", (1,)),
        "Weight h1 to the output": ("w2", (0,)), "Weight h2 to the output": ("w2", (1,)),
        "Bias of the output": ("b2", ()),
    }  # fmt: skip
    wanted = {name: np.array(v, dtype=float) for name, v in shown_values(page).items() if name in
              ("W1", "b1", "w2", "b2")}  # fmt: skip
    for k, (text, (name, place)) in enumerate(names.items()):
        field = page.page.get_by_role("spinbutton", name=text, exact=True)
        field.fill(str(k - 4.5))
        field.press("Enter")
        wanted[name][place] = k - 4.5
        found = shown_values(page)
        for each, values in wanted.items():
            np.testing.assert_array_equal(found[each], values)
        line = page.page.locator(".tinker-network line").nth(k)
        assert line.get_attribute("stroke-dasharray") == ("7 5" if k < 5 else "none")
        width = np.clip(0.8 + 1.1 * abs(k - 4.5), 0.8, 9)
        assert abs(float(line.get_attribute("stroke-width")) - width) < 0.01


def test_no_number_lies_on_another(page):
    for width in (340, 700, 1000):
        page.page.set_viewport_size({"width": width, "height": 900})
        if width == 340:
            page.show(XorTinker())
        page.page.wait_for_timeout(100)
        page.settle()
        what = ".tinker-network canvas, .tinker-network .tinker-drag, .tinker-input"
        boxes = [one.bounding_box() for one in page.page.locator(what).all()]
        assert len(boxes) == 14
        for k, one in enumerate(boxes):
            assert one["x"] >= 0
            assert one["x"] + one["width"] <= width
            for other in boxes[k + 1 :]:
                over = [
                    min(one[at] + one[size], other[at] + other[size]) - max(one[at], other[at])
                    for at, size in (("x", "width"), ("y", "height"))
                ]
                assert min(over) <= 3, (width, one, other)


def test_a_step_is_gradient_descent(page):
    widget = XorTinker(rate=2.0)
    gradient = widget.gradient()
    before = {**widget.weights, "state": widget.state}
    page.show(widget)
    button(page, "Step").click()
    assert soon(page, lambda: widget.state != before["state"])
    assert in_python(page, widget)
    for name, slopes in gradient.items():
        np.testing.assert_allclose(widget.weights[name], before[name] - 2 * slopes, rtol=1e-9)
    assert "; 1 step" in page.page.locator(".tinker-number").inner_text()


def test_a_run_solves_xor_and_reset_goes_back(page):
    widget = XorTinker(activation="tanh", rate=0.7)
    first = widget.state
    page.show(widget)
    button(page, "Run").click()
    stopped(page)
    assert "Solved" in said(page)
    assert in_python(page, widget)
    assert widget.loss < 3e-3
    frames = "() => { window.n = 0; const ask = requestAnimationFrame; window.requestAnimationFrame = (f) => { n++; return ask(f); }; }"  # noqa: E501
    page.page.wait_for_timeout(800)
    page.page.evaluate(frames)
    page.page.wait_for_timeout(200)
    assert page.page.evaluate("n") == 0  # nothing goes on
    button(page, "Reset").click()
    assert soon(page, lambda: widget.state == first)
    assert "0 steps" in page.page.locator(".tinker-number").inner_text()


def test_a_run_can_be_stopped_and_saves_once_a_frame(page):
    page.show(XorTinker(rate=0.01))
    sent = page.page.evaluate("model.saved.length")
    button(page, "Run").click()
    page.page.wait_for_timeout(500)
    button(page, "Stop").click()
    weights = "() => [model.saved.filter((s) => 'W1' in s).length, model.get('W1')]"
    page.settle()
    saved, now = page.page.evaluate(weights)
    assert 0 < saved - sent <= 40
    page.page.wait_for_timeout(200)
    assert page.page.evaluate(weights) == [saved, now]


def test_the_step_activation_is_not_trained_and_says_so(page):
    page.show(XorTinker())
    button(page, "Run").click()
    page.page.locator("select").select_option("step")
    assert "no gradient" in said(page)
    assert button(page, "Step").is_disabled()
    assert button(page, "Run").is_disabled()
    page.page.locator("select").select_option("tanh")
    assert said(page) == ""
    assert button(page, "Run").is_enabled()


def test_a_dead_relu_and_a_run_away_are_told(page):
    dead = XorTinker(np.zeros((2, 2)), [-1, -1], [1, 1], -1, activation="relu")
    page.show(dead, linked=False)
    button(page, "Run").click()
    stopped(page)
    assert "The gradient is zero" in said(page)
    page.page.evaluate(
        "(news) => model.receive(news)",
        {
            "W1": [[9.0, 9.0], [9.0, 9.0]],
            "b1": [1.0, 1.0],
            "w2": [9.0, 9.0],
            "b2": 1.0,
            "rate": 10.0,
        },
    )
    button(page, "Run").click()
    stopped(page)
    assert "smaller learning rate" in said(page)
    assert page.get("b2") == 1.0


def test_a_state_that_is_out_of_range_breaks_nothing(page):
    page.show(XorTinker())
    field = page.page.locator(".tinker-state")
    for text in ('{"rate":99}', '{"activation":"sine"}'):
        field.fill(text)
        field.press("Enter")
        field.blur()
    found = shown_values(page)
    assert (found["rate"], found["activation"]) == (3, "sigmoid")


def test_the_students_surface_stands_beside_ours(page):
    page.show(XorTinker())
    assert page.page.locator(".tinker-mine").count() == 0
    values = np.linspace(0, 1, 1600).astype("<f4").tobytes()
    page.page.evaluate(
        "(text) => { const bytes = Uint8Array.from(atob(text), (c) => c.charCodeAt(0));"
        " model.state.surface = new DataView(bytes.buffer);"
        " model.receive({ yours: 'Here it is.' }); }",
        base64.b64encode(values).decode(),
    )
    page.settle()
    mine = page.page.locator(".tinker-mine canvas")
    assert mine.get_attribute("aria-label").endswith("from 0 to 1")
    top, bottom = page.page.evaluate(
        "() => { const c = document.createElement('canvas');"
        "const pen = c.getContext('2d', { willReadFrequently: true });"
        "pen.drawImage(document.querySelector('.tinker-mine canvas'), 0, 0, c.width, c.height);"
        "return [2, c.height - 3].map((y) => pen.getImageData(9, y, 1, 1).data[0]); }"
    )
    assert top - bottom > 60  # light above, dark below
    page.page.evaluate(
        "() => { model.state.surface = new DataView(new ArrayBuffer(0));"
        " model.receive({ yours: 'Gone.' }); }"
    )
    page.settle()
    assert page.page.locator(".tinker-mine").count() == 0
