"""Feedback pages: what a student gets to read, and that it is nothing but a page."""

import re
import subprocess
import sys

import nbformat
import pytest
from graded_course import lay_graded_course, notebook
from page_attacks import cells
from test_sanitise import Tags, picture

from tinkernet.grading._feedback import FeedbackExporter
from tinkernet.grading._formgrader_templates import inline_handlers
from tinkernet.grading._formulas import formula
from tinkernet.grading._safe_markdown import safe_markdown
from tinkernet.grading._safe_notebook import safe_notebook

POLICY = "default-src 'none'; img-src data:; style-src 'unsafe-inline'; base-uri 'none'"


def page_of(*attacks):
    resources = {"nbgrader": {"notebook": "p1", "score": 1.5, "max_score": 8, "late_penalty": 0}}
    return FeedbackExporter().from_notebook_node(notebook(*attacks), resources=resources)[0]


def test_the_page_loads_nothing():
    page = page_of(*cells())
    head = page[: page.index("</head>")]
    assert head.index(POLICY) < head.index("<title>")
    assert "<script" not in page.lower()
    for _, attributes in Tags(page).tags:
        asked = [attributes[name] for name in ("src", "href", "action") if name in attributes]
        assert all(one.startswith(("data:image/", "#")) for one in asked)
        assert not any(name.startswith("on") for name in attributes)
    assert "url(" not in head
    assert "cdn" not in head.lower()


def test_the_same_notebook_gives_the_same_page():
    assert page_of(*cells()[:5]) == page_of(*cells()[:5])


@pytest.mark.parametrize(
    "tex",
    [
        r"\hat{y} = \sigma(w^\top x + b)",
        r"\frac{\partial L}{\partial w_{ij}^{(1)}}",
        r"\begin{bmatrix} 1 & 2 \\ 3 & 4 \end{bmatrix}",
        r"\begin{cases} x & x > 0 \\ 0 & \text{otherwise} \end{cases}",
        r"\operatorname{softmax}(z)_k = \frac{e^{z_k}}{\sum_j e^{z_j}}",
        r"\left\lVert x \right\rVert_2 \odot \mathbb{R}^{m \times n}",
    ],
)
def test_formulas_are_mathml(tex):
    assert "<math" in safe_markdown(f"${tex}$")
    assert "<math" in safe_markdown(f"$$\n{tex}\n$$")


def test_every_formula_of_the_course_is_drawn():
    from conftest import ROOT

    notebooks = sorted((ROOT / "source").glob("*/*.ipynb"))
    assert notebooks
    for path in notebooks:
        texts = [c.source for c in nbformat.read(path, 4).cells if c.cell_type == "markdown"]
        shown = "".join(map(safe_markdown, texts))
        assert "<math" in shown
        assert "$" not in re.sub(r"<(code|pre)>.*?</\1>|alttext=\"[^\"]*\"", "", shown, flags=re.S)


def test_an_environment_is_one_formula():
    shown = safe_markdown("Then\n\\begin{align}\na &= b \\\\\n\n- c &< d\n\\end{align}\nand on.")
    assert shown.count("<math") == 1
    assert "<li>" not in shown
    assert "and on." in shown


def test_what_is_no_formula_stays_text():
    assert formula(r"\left( <b>") == "<code>\\left( &lt;b&gt;</code>"
    assert "<math" not in safe_markdown("It costs $5 or $6.")


def test_links_are_read_not_followed():
    shown = safe_markdown(
        "[here](https://example.org/a?b=1&c) <https://b.example> [x](/formgrader)"
    )
    assert "<a" not in shown
    assert "here <span" in shown
    assert "(https://example.org/a?b=1&amp;c)" in shown
    assert shown.count("b.example") == 1


def test_attached_pictures_are_shown():
    shown = safe_markdown("![dots](attachment:a.png)", {"a.png": {"image/png": picture()}})
    assert f'src="data:image/png;base64,{picture()}"' in shown
    assert 'alt="dots"' in shown


@pytest.mark.parametrize(
    "broken", [{}, {"cells": None}, {"cells": ["x", {}, {"source": 3}, {"metadata": [1]}]}]
)
def test_a_broken_notebook_is_a_page_too(broken):
    nbformat.validate(safe_notebook(broken))
    FeedbackExporter().from_notebook_node(nbformat.from_dict({"metadata": {}} | broken))


def test_a_notebook_too_long_for_a_page():
    text = {"cell_type": "markdown", "source": "x" * 150_000, "metadata": {}}
    rebuilt = safe_notebook({"cells": [text] * 4})
    assert [len(cell.source) for cell in rebuilt.cells][:2] == [150_000, 150_000]
    assert "more text" in rebuilt.cells[3].source


def test_nbgraders_templates_have_no_other_handlers():
    """What may run on a page is listed here; a new nbgrader that adds to it is to be looked at."""
    from tinkernet.grading._formgrader import _templates

    assert inline_handlers(_templates()) == [
        "createAssignmentModal();",
        "createStudentModal();",
        "toggleAllNames()",
        "toggle_name(false);",
        "toggle_name(true);",
    ]


@pytest.mark.nbgrader
def test_nbgrader_writes_these_pages(tmp_path):
    folder = lay_graded_course(tmp_path / "course")
    command = [sys.executable, "-m", "nbgrader", "generate_feedback", "ps1"]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    page = (folder / "feedback" / "bob" / "ps1" / "p1.html").read_text()
    assert "<b>1.5 / 8 points</b>" in page
    assert "<b>1.5 / 3 points, part of them</b>" in page
    assert "the sum instead of the mean" in page
    assert "Twice as many points" in page
    assert (
        '<b>Comment:</b> <div class="inside"><p>Good, but <span class="math inline"><math' in page
    )
    hostile = (folder / "feedback" / "ada" / "ps1" / "p1.html").read_text()
    assert POLICY in hostile
    assert "<script" not in hostile.lower()
