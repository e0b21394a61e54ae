"""`tinkernet new` refuses in one sentence, and never touches what is there."""

import pytest
from click.testing import CliRunner

import tinkernet.exercises
from tinkernet.cli import main
from tinkernet.course import course_root

FILES = (
    "course/08_attention/08_attention.md",
    "lib/tinkernet/exercises/attention/__init__.py",
    "lib/tinkernet/exercises/attention/attend.py",
)


@pytest.fixture
def clone(tmp_path, monkeypatch):
    """Lay a course folder whose library this is, as far as `new` can tell."""
    exercises = tmp_path / "lib" / "tinkernet" / "exercises"
    (tmp_path / "course").mkdir()
    exercises.mkdir(parents=True)
    (tmp_path / "nbgrader_config.py").touch()
    monkeypatch.setattr(tinkernet.exercises, "__file__", str(exercises / "__init__.py"))
    monkeypatch.chdir(tmp_path)
    return tmp_path


def new(*arguments):
    return CliRunner().invoke(main, ["new", *arguments])


def files(folder):
    return sorted(str(p.relative_to(folder)) for p in folder.rglob("*") if p.is_file())


def test_three_files_are_written_and_named(clone):
    result = new("08_attention/", "attend")  # as completed by a shell
    assert result.exit_code == 0, result.output
    assert set(files(clone)) == {*FILES, "nbgrader_config.py"}
    for file in FILES:
        assert f"new  {file}" in result.output
        assert "{{" not in (clone / file).read_text()
    assert 'check("attend", attend)' in (clone / FILES[0]).read_text()


def test_a_second_time_nothing_is_overwritten(clone):
    new("08_attention")
    (clone / FILES[0]).write_text("mine")
    result = new("08_attention")
    assert result.exit_code == 1
    assert "course/08_attention is there already, and nothing is overwritten" in result.output
    assert (clone / FILES[0]).read_text() == "mine"


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["attention"], "An assignment is called such as '08_attention'"),
        (["8_attention"], "An assignment is called such as"),
        (["08_Attention"], "An assignment is called such as"),
        (["08 attention"], "An assignment is called such as"),
        (["../08_attention"], "An assignment is called such as"),
        (["08_attention\n"], "An assignment is called such as"),
        ([""], "An assignment is called such as"),
        (["08_" + "a" * 50], "40 at most"),
        (["08_attention", "Attend"], "'Attend' cannot name an exercise"),
        (["08_attention", "a/b"], "'a/b' cannot name an exercise"),
        (["08_lambda"], "A word of Python's own"),
        (["08_sum"], "'sum' already means something in a notebook"),
        (["08_attention", "check"], "'check' already means something in a notebook"),
        (["08_mse"], "There is an exercise 'mse' already; name another: 'tinkernet new 08_mse E"),
        (["08_attention", "mse"], "There is an exercise 'mse' already"),
    ],
)
def test_a_name_that_cannot_be_is_one_sentence(clone, arguments, words):
    result = new(*arguments)
    assert result.exit_code == 1
    assert words in result.output
    assert result.output.count("\n") == 1
    assert files(clone) == ["nbgrader_config.py"]


@pytest.mark.parametrize(
    "there",
    ["course/08_attention", "source/08_attention", "release/08_attention",
     "submitted/ada/08_attention", "lib/tinkernet/exercises/attention"],
)  # fmt: skip
def test_a_name_that_is_taken_is_one_sentence(clone, there):
    (clone / there).mkdir(parents=True)
    result = new("08_attention")
    assert result.exit_code == 1
    assert f"{there} is there already" in result.output
    assert files(clone) == ["nbgrader_config.py"]


def test_a_library_that_lies_elsewhere_is_one_sentence(clone, monkeypatch):
    monkeypatch.setattr(tinkernet.exercises, "__file__", "/usr/lib/tinkernet/exercises/__init__.py")
    result = new("08_attention")
    assert result.exit_code == 1
    assert f"lies in /usr/lib/tinkernet/exercises, not in {clone}: write" in result.output
    assert result.output.count("\n") == 1
    assert files(clone) == ["nbgrader_config.py"]


def test_no_course_folder_is_one_sentence(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("tinkernet.course._folders._PACKAGE", tmp_path / "lib" / "tinkernet")
    result = new("08_attention")
    assert result.exit_code == 1
    assert "No course was found in" in result.output
    assert files(tmp_path) == []


def test_what_fails_halfway_leaves_nothing_behind(clone, monkeypatch):
    monkeypatch.setattr("jinja2.environment.Template.render", lambda *_: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        CliRunner().invoke(main, ["new", "08_attention"], catch_exceptions=False)
    assert files(clone) == ["nbgrader_config.py"]
    assert not (clone / "course" / "08_attention").exists()
    assert course_root() == clone
