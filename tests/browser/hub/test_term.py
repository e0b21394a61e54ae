"""An assignment's way through a real hub, in real browsers: every role does its part."""

import pytest
from small_class import ALL_RIGHT, SEED

from .conftest import NAME, comment_on, points_of, words_of

pytestmark = [pytest.mark.xdist_group("hub"), pytest.mark.timeout(600)]


def test_validate_says_what_is_right_and_what_is_not(term, hub):
    a, b, c = hub.students
    for name in (a, c):
        assert "Success! Your notebook passes all the tests." in term.validated[name]
    assert "slope and intercept" in term.validated[b] or "predict_line" in term.validated[b]


def test_everybody_has_the_points_of_the_last_submission(term, hub):
    expected = {
        hub.students[0]: (1, 4, 2),
        hub.students[1]: (1, 2, 2),  # the second time: predict is mended, half of the gradient
        hub.students[2]: (1, 4, 2),
    }
    for name, points in expected.items():
        grades = term.gradebook[name]["grades"]
        assert tuple(grades[cell][0] for cell in ALL_RIGHT if cell != "essay") == points
        assert grades["essay"][1] == points_of(name)
    assert set(term.gradebook) == set(expected)


def test_a_late_submission_is_late(term, hub):
    from nbgrader.api import Gradebook

    with Gradebook(f"sqlite:///{hub.course}/gradebook.db", hub.course_id) as book:
        late = {
            one.student.id: one.total_seconds_late > 0 for one in book.assignment_submissions(NAME)
        }
    assert late == dict(zip(hub.students, (False, False, True), strict=True))


def test_students_read_their_score_and_the_comment(term, hub):
    for name, automatic in zip(hub.students, (7, 5, 7), strict=True):
        said = term.feedback[name]
        assert f"{automatic + points_of(name):g} / 10 points" in said
        assert comment_on(name) in said
        assert words_of(name) in said
        assert not any(comment_on(other) in said for other in hub.students if other != name)


def test_nobody_hands_in_for_somebody_else(term, hub):
    """What lay in the exchange under another's name was refused, and the log says so."""
    a, _, c = hub.students
    assert f"it says that it is {a}'s, but it belongs to {c}" in term.collected
    assert f"{c}+{NAME}+never+x" in term.collected  # and kept nobody else's from being collected
    assert not (hub.course / NAME).exists()
    assert words_of(a) in (hub.course / "submitted" / a / NAME / f"{NAME}.ipynb").read_text()


def test_a_link_in_a_submission_leads_nowhere(term, hub):
    c = hub.students[2]
    assert "seed.html: a link, which is not followed" in term.collected
    assert not (hub.course / "submitted" / c / NAME / "seed.html").exists()
    released = list((hub.place / "exchange" / hub.course_id / "feedback").iterdir())
    assert len(released) == 3
    assert not any(SEED.strip().encode() in path.read_bytes() for path in released)
