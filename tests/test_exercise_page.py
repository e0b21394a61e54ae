"""The page of all exercises is what the exercises say."""

from exercise_page import PAGE, page, write

from tinkernet.exercises import catalog


def test_the_page_of_exercises_is_what_they_say():
    assert PAGE.read_text() == page(), "run python tests/exercise_page.py"


def test_it_is_said_what_was_written(tmp_path, capsys):
    (tmp_path / "docs").mkdir()
    write(tmp_path / "docs" / "exercises.md")
    assert capsys.readouterr().out == f"wrote docs/exercises.md: {len(catalog())} exercises\n"
    assert (tmp_path / "docs" / "exercises.md").read_bytes() == PAGE.read_bytes()
