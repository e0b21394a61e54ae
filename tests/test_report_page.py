"""The class report as a page: what it says, whoever is in the class."""

import base64
import re
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest
from reported_class import (
    CELLS,
    DUE,
    ESSAY,
    HOSTILE,
    MSE,
    SLOPE,
    SUM,
    class_of,
    odd,
    student,
)  # fmt: skip

from tinkernet.report import (
    CellResult,
    Outcome,
    badly_posed,
    count_cells,
    flag_kinds,
    misconceptions,
    render_page,
    write_page,
)  # fmt: skip
from tinkernet.report._flags import MEANINGS

ROOT = Path(__file__).resolve().parent.parent


def words(page):
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page))


def test_a_class_is_summed_up():
    bo = student("bo", mse=SUM, waits=True)
    page = words(render_page(class_of(student("ada"), bo, missing=("cy",))))
    assert "handed in 2 of 3" in page
    assert "mean score 5 of 10" in page
    assert "still wait for a person 1" in page
    assert "the sum instead of the mean" in page
    assert "Twice as many points, equally far off" in page


def test_nothing_is_loaded_run_or_let_through():
    flags = ({"kind": "restored", "cell": HOSTILE, "detail": HOSTILE},)
    hostile = student(HOSTILE, name=HOSTILE, mse=odd(HOSTILE), flags=flags, reason=HOSTILE,
                      state="unreadable", comments={("n", HOSTILE): HOSTILE})  # fmt: skip
    page = render_page(class_of(*(replace(hostile, student=f"{HOSTILE}{n}") for n in range(4))))
    assert "<script" not in page
    assert "<i>" not in page
    assert "\u202e" not in page
    assert "default-src 'none'; img-src data:; style-src 'unsafe-inline'" in page
    assert not re.search(r"(?:src|href)=(?!\"(?:#|data:image/svg))", page)
    assert page.count("&lt;script&gt;alert(1)&lt;/script&gt;") > 10


@pytest.mark.parametrize(
    "results",
    [
        class_of(),
        class_of(missing=("ada",)),
        class_of(student("ada")),
        class_of(student("ada", points=0.0, mse=SUM, slope=odd("1", "mse_gradient"))),
        class_of(student("ada", points=12.5)),
        class_of(*(student(f"s{n}", handed_in=None) for n in range(3))),
        class_of(*(student(f"s{n}", handed_in=datetime(9999 - 999 * n, 12, 31)) for n in range(9))),
        replace(class_of(student("ada", due=None)), due=None),
        replace(class_of(student("ada", points=0.0)), cells=()),
        replace(
            class_of(student("ada", points=0.0)),
            cells=tuple(replace(cell, worth=0.0, title="$x^$ \\") for cell in CELLS),
        ),
    ],
    ids=["nobody", "not graded", "one", "nothing right", "more than all", "no times", "odd times",
         "no due date", "no cells", "worth nothing"],
)  # fmt: skip
def test_any_class_makes_a_page(results):
    assert render_page(results).endswith("</html>")


def test_the_same_class_is_the_same_bytes():
    results = class_of(*(student(f"s{n}", mse=odd(str(n % 2))) for n in range(8)))
    assert render_page(results) == render_page(results)


def test_charts_are_pictures_that_say_what_they_show():
    page = render_page(class_of(student("ada"), student("bo", mse=SUM, handed_in=DUE)))
    uris = re.findall(r'<img src="data:image/svg\+xml;base64,([^"]+)" alt="([^"]{40,})"', page)
    assert len(uris) == 3
    for data, _ in uris:
        assert b"<svg" in base64.b64decode(data)


def test_the_hardest_exercise_comes_first():
    counted = count_cells(class_of(student("ada"), student("bo", mse=SUM), student("cy", mse=SUM)))
    assert [each.cell for each in counted][:2] == [ESSAY, MSE]
    mse = counted[1]
    assert mse.counts == {Outcome.RIGHT: 1, Outcome.MISTAKE: 2}
    assert mse.share == pytest.approx(1 / 3)
    waiting = count_cells(class_of(student("ada", waits=True), student("bo", waits=True)))
    assert (waiting[-1].cell, waiting[-1].share, waiting[-1].waits) == (ESSAY, None, 2)


def test_a_question_that_nobody_has_read_yet_is_not_the_hardest():
    blank = student("blank")  # nothing written there: 0 points, and nobody needs to look
    unread = count_cells(class_of(blank, *(student(f"s{n}", waits=True) for n in range(4))))
    assert (unread[-1].cell, unread[-1].share, unread[-1].waits) == (ESSAY, None, 4)
    some = student("some")
    some.cells[ESSAY.place] = CellResult(2.0, False, True, Outcome.UNKNOWN)
    read = count_cells(class_of(blank, some, student("s", waits=True)))
    assert (read[0].cell, read[0].share, read[0].waits) == (ESSAY, 0.25, 1)


def test_the_list_of_students_has_names_where_they_are_known():
    page = words(render_page(class_of(student("al1", name="Ada <b>Lovelace"), student("bo"))))
    listed = page.split("In alphabetical order")[1].split("exercise points verdict")[0]
    assert "al1 Ada &lt;b&gt;Lovelace 6" in listed


def test_nobody_is_called_in_time_of_whom_no_time_is_known():
    undated = [student(f"s{n}", handed_in=None) for n in range(2)]
    assert "late unknown: no times" in words(render_page(class_of(*undated)))
    some = words(render_page(class_of(*undated, student("ada"))))
    assert "late 0, 2 without a time" in some
    assert "late 0 " in words(render_page(class_of(student("ada"))))


def test_misconceptions_are_ranked_and_name_their_students():
    swap = {**SUM, "exercise": "predict_line", "mistake": "swapped_parameters"}
    found = misconceptions(
        class_of(student("a", mse=SUM), student("b", slope=swap), student("c", mse=SUM))
    )
    assert [(each.name, [one.student for one in each.students]) for each in found] == [
        ("sum_for_mean", ["a", "c"]),
        ("swapped_parameters", ["b"]),
    ]


def test_a_mistake_that_nobody_knows_any_more_is_still_named():
    gone = {**SUM, "mistake": "of_long_ago"}
    (found,) = misconceptions(class_of(student("a", mse=gone)))
    assert (found.title, found.hint) == ("of long ago", "")
    assert "of long ago" in render_page(class_of(student("a", mse=gone)))


def test_an_exercise_that_many_misunderstand_is_shown_with_what_they_gave():
    lost = [student(f"lost{n}", mse=odd("27" if n else "5")) for n in range(4)]
    fine = [student(f"fine{n}") for n in range(30)]
    (found,) = badly_posed(class_of(*lost, *fine))
    assert (found.cell, found.answered, len(found.unexplained)) == (MSE, 34, 4)
    assert [(each.got, len(each.students)) for each in found.outputs] == [("27", 3), ("5", 1)]
    page = words(render_page(class_of(*lost, *fine)))
    assert "Mean squared error: 4 of 34 who answered" in page
    assert "3 students gave exactly this" in page


def test_few_failures_or_known_ones_are_no_bad_question():
    fine = [student(f"fine{n}") for n in range(30)]
    known = [student(f"known{n}", mse=SUM) for n in range(9)]
    two = [student(f"lost{n}", mse=odd("27")) for n in range(2)]
    assert badly_posed(class_of(*fine, *known, *two)) == []
    assert badly_posed(class_of(*fine, student("x", mse=odd("1")), *two)) == []


def test_what_follows_from_an_earlier_exercise_is_not_counted():
    odd_slope = odd("3", "mse_gradient")
    after = [student(f"after{n}", mse=SUM, slope=odd_slope) for n in range(5)]
    assert badly_posed(class_of(*after)) == []
    alone = [student(f"alone{n}", slope=odd_slope) for n in range(3)]
    (found,) = badly_posed(class_of(*after, *alone))
    assert (found.cell, len(found.unexplained), found.after_another) == (SLOPE, 3, 5)


def test_lines_of_an_older_log_still_work():
    old = {key: value for key, value in odd("27").items() if key != "wrong_output"}
    results = class_of(*(student(f"s{n}", mse=old) for n in range(3)))
    assert badly_posed(results)[0].without_output == 3
    assert "Of 3 students no output is noted" in words(render_page(results))


def test_important_flags_come_first():
    flags = tuple({"kind": kind, "cell": "", "detail": "x."} for kind in ("restored", "tampered"))
    found = flag_kinds(
        class_of(student("a", flags=flags), student("b", state="unreadable", reason="Empty."))
    )
    assert [each.kind for each in found] == ["unreadable", "tampered", "restored"]
    assert [each.important for each in found] == [True, True, False]


def test_every_flag_of_the_guide_has_its_meaning():
    guide = (ROOT / "docs" / "grading.md").read_text()
    table = guide.split("## Flags")[1].split("## ")[0]
    kinds = {kind for row in re.findall(r"^\| (`.*?) \|", table, re.M)
             for kind in re.findall(r"`([^`]+)`", row)}  # fmt: skip
    assert kinds == MEANINGS.keys() - {"unreadable", "failed"}


def test_the_page_is_for_its_owner_alone(tmp_path):
    path = tmp_path / "report.html"
    write_page(path, "one")
    assert path.stat().st_mode & 0o777 == 0o600
    path.chmod(0o640)
    write_page(path, "two \ud800")
    assert path.stat().st_mode & 0o777 == 0o640
    assert path.read_text() == "two ?"
    assert [each.name for each in tmp_path.iterdir()] == ["report.html"]


def test_no_other_file_is_overwritten(tmp_path):
    work = tmp_path / "ada.ipynb"
    work.write_text("mine")
    with pytest.raises(ValueError, match=r"should end in \.html"):
        write_page(work, "page")
    assert work.read_text() == "mine"
    with pytest.raises(FileNotFoundError, match="make it first"):
        write_page(tmp_path / "no" / "report.html", "page")
