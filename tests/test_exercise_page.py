"""The page of all exercises is what the exercises say."""

from exercise_page import PAGE, page


def test_the_page_of_exercises_is_what_they_say():
    assert PAGE.read_text() == page(), "run python tests/exercise_page.py"
