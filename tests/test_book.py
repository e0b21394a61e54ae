"""The book: what its pages hold, and what they must not. One build serves all of its tests."""

import doctest
import re
import sys
from pathlib import Path

import nbformat
import pytest
from book_site import EXECUTED, ROOT, broken, pages, secrets, shown

from tinkernet.course import assignments
from tinkernet.exercises import catalog

pytestmark = [pytest.mark.xdist_group("book"), pytest.mark.timeout(600)]

sys.path.insert(0, str(ROOT / "docs" / "book"))


def released(name):
    return nbformat.read(ROOT / "release" / name / f"{name}.ipynb", as_version=4)


def test_no_link_is_broken_and_nothing_is_loaded_from_elsewhere(book):
    assert broken(book) == []


def test_no_solution_is_in_it(book):
    hidden = secrets()
    assert len(hidden) > 2000
    found = {(path.name, line) for path, text in shown(book) for line in hidden if line in text}
    assert found == set()


def test_the_cards_bear_the_notebooks_titles():
    cards = (ROOT / "docs" / "book" / "index.md").read_text()
    for name in assignments(ROOT):
        title = released(name).cells[0].source.splitlines()[0].removeprefix("# ")
        assert f"[**{title}**](notebooks/{name}.md)" in cards


def test_nothing_of_the_exercises_machinery_is_in_it(book):
    known = {mistake.title for exercise in catalog() for mistake in exercise.mistakes}
    for path, text in shown(book):
        assert "tinkernet.exercises" not in text, path
        assert "_modules/" not in text, path
        if path.suffix == ".html":
            assert [one for one in known if len(one) > 40 and one.replace(" ", "") in text] == []
    assert not list(book.rglob("_sources/*"))


def test_nothing_of_this_machine_is_in_it(book):
    seed = ROOT / ".grading-seed"
    private = [str(ROOT), str(Path.home()) + "/", sys.prefix, "/tmp/"]
    private += [seed.read_text().strip()] if seed.exists() else []
    for path, text in shown(book):
        assert [one for one in private if one in text] == [], path


def test_every_notebook_stands_in_it_with_its_formulas(book):
    for name in assignments(ROOT):
        page = (book / "notebooks" / f"{name}.html").read_text()
        texts = [cell.source for cell in released(name).cells if cell.cell_type == "markdown"]
        blocks = sum(text.count("$$") // 2 for text in texts)
        assert page.count('<div class="math">') == blocks
        inline = [re.sub(r"\$\$.*?\$\$", "", text, flags=re.DOTALL) for text in texts]
        assert page.count("<math>") == sum(text.count("$") // 2 for text in inline)
        text = re.sub(r"<[^>]*>", "", re.sub(r"<pre.*?</pre>", "", page, flags=re.DOTALL))
        assert "$" not in text
        for exercise in catalog():
            if exercise.assignment == name:
                assert f'id="write-{exercise.name}"' in page


def test_a_cell_that_needs_a_students_code_says_so(book):
    page = (book / "notebooks" / f"{EXECUTED}.html").read_text()
    assert "Traceback" not in page
    said = re.findall(r'<p class="remark">(.*?)</p>', page)
    plain = [re.sub("<[^>]*>", "", one) for one in said]
    rings = "What this cell shows appears once you have written mlp_gradient and initialize."
    assert rings in plain
    assert "Checks d_sigmoid, d_tanh and d_relu: 2 points." in plain
    assert "A still picture: in the notebook this widget is live." in plain
    assert any(one.startswith("In the notebook you answer here") for one in plain)


def test_given_cells_show_what_they_print_and_pictures_are_drawn_and_described(book):
    page = (book / "notebooks" / f"{EXECUTED}.html").read_text()
    assert "mean binary cross-entropy of a random network" in page
    drawn = list((book / "_images").glob(f"{EXECUTED}-*"))
    assert {path.suffix for path in drawn} == {".png", ".svg"}
    for path in drawn:
        assert f"_images/{path.name}" in page
    assert [one.silent for one in pages(book).values() if one.silent] == []


def test_the_list_of_exercises_is_whole(book):
    page = (book / "exercises.html").read_text()
    for exercise in catalog():
        assert f'notebooks/{exercise.assignment}.html#write-{exercise.name}"' in page


def test_the_reference_is_in_it(book):
    page = (book / "api" / "generated" / "tinkernet.nn.html").read_text()
    assert "Conv2d" in page
    assert "in_channels" in page


def notebook(*cells):
    made = [nbformat.v4.new_code_cell(source, metadata=marks) for source, marks, _ in cells]
    for cell, (_, _, failed) in zip(made, cells, strict=True):
        if failed:
            cell.outputs = [nbformat.v4.new_output("error", ename="E", evalue="v", traceback=[])]
    return made, nbformat.v4.new_notebook(cells=made)


STUB = {"nbgrader": {"solution": True, "grade_id": "f"}}


def test_what_a_cell_waits_for_is_followed_through_names_and_functions():
    from waiting import waits_for

    cells, made = notebook(
        ("def f(x): ...", STUB, False),
        ("def g(x): ...", STUB, False),
        ("y = f(1)\nz = 2", {}, True),
        ("def walk(f): return g(f)", {}, False),
        ("z = 3", {}, False),
        ("print(y, [g for g in ()])", {}, True),
        ("walk(z)", {}, True),
    )
    waits = waits_for(made)
    assert [waits[cells[k].id] for k in (2, 5, 6)] == [["f"], ["f"], ["g"]]


def test_a_given_cell_that_fails_by_itself_stops_the_book():
    from waiting import BrokenCellError, waits_for

    _, made = notebook(("def f(x): ...", STUB, False), ("1 / 0", {}, True))
    with pytest.raises(BrokenCellError, match="failed: E: v"):
        waits_for(made)


def test_formulas_side_by_side_are_told_apart():
    sys.path.insert(0, str(ROOT / "docs" / "api" / "_extensions"))
    import mathml

    assert doctest.testmod(mathml) == (0, 1)
    with pytest.raises(mathml.SphinxError, match="cannot be drawn"):
        mathml.mathml(r"\nosuchcommand{x}", block=False)
