"""docs/authoring.md, followed to the letter in a copy of the course."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import class_runs
import nbformat
import pytest
from nbgrader.api import Gradebook

ROOT = Path(__file__).resolve().parent.parent
PAGE = ROOT / "docs" / "authoring.md"
NAME = "08_attention"
STEP = re.compile(
    r"^(?:Into )?`(?P<file>[^`\n]+)`(?:, above `(?P<line>[^`\n]+)`)?:\n\n"
    r"(?P<fence>```|~~~)\w+\n(?P<text>.*?)^(?P=fence)\n"
    r"|^```sh\n(?P<commands>.*?)^```\n",
    re.DOTALL | re.MULTILINE,
)


def copy_of_the_course(folder):
    for part in ("course", "lib", "tests", "docs"):
        shutil.copytree(ROOT / part, folder / part, ignore=shutil.ignore_patterns("__pycache__"))
    for part in ("nbgrader_config.py", "pyproject.toml", "jupytext.toml"):
        shutil.copy(ROOT / part, folder)
    shutil.copy(ROOT / ".gitignore", folder)
    git(folder, "init", "--quiet")
    git(folder, "add", "--all")
    git(folder, "-c", "user.name=I", "-c", "user.email=i@x", "commit", "--quiet", "-m", "A course")
    return folder


def git(folder, *arguments):
    done = subprocess.run(
        ["git", *arguments], cwd=folder, capture_output=True, text=True, check=True
    )
    return done.stdout


def follow(walk, folder, environment):
    """Write the page's files and run its commands, in order; yield each command's output."""
    for step in STEP.finditer(walk):
        if step["commands"]:
            done = subprocess.run(
                ["bash", "-euc", step["commands"]],
                cwd=folder, env=environment, text=True, check=False,
                stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
            )  # fmt: skip
            assert done.returncode == 0, done.stdout
            yield step["commands"], done.stdout
        elif step["line"]:
            path, line = folder / step["file"], f"\n{step['line']}\n"
            assert path.read_text().count(line) == 1
            path.write_text(path.read_text().replace(line, f"\n{step['text']}{line}"))
        else:
            (folder / step["file"]).write_text(step["text"])


@pytest.fixture(scope="module")
def followed(tmp_path_factory):
    """Follow the page once; return the folder and what was printed, by command."""
    with class_runs.own_tmp() as tmp:
        folder = copy_of_the_course(tmp_path_factory.mktemp("authoring"))
        environment = class_runs.environment(
            tmp,
            PYTHONPATH=str(folder / "lib"),
            PATH=os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]]),
        )
        for name in [name for name in environment if name.startswith("PYTEST_")]:
            del environment[name]
        walk, undo, _ = re.split(r"(?m)^(?=### 7|## Into)", PAGE.read_text())
        printed = dict(follow(walk, folder, environment))
        undone = folder.parent / "undone"
        shutil.copytree(folder, undone, symlinks=True)
        environment["PYTHONPATH"] = str(undone / "lib")
        return folder, {**printed, **dict(follow(undo, undone, environment))}


pytestmark = [
    pytest.mark.nbgrader,
    class_runs.needs_sandbox(),
    pytest.mark.xdist_group("authoring"),
]


def said(followed, words):
    (output,) = [output for command, output in followed[1].items() if words in command]
    return output


def test_the_new_assignment_is_built_proved_and_graded(followed):
    assert f"built release/{NAME}/{NAME}.ipynb" in said(followed, "tinkernet new")
    proof = said(followed, "tests/test_catalogue.py")
    assert re.search(r"\b\d\d passed", proof)
    assert re.search(r"attend: (\d+) of \1 mutants are noticed", proof)
    grades = said(followed, "tinkernet grade")
    assert re.search(r"ada +│ +3 / 4", grades)
    assert re.search(r"bo +│ +0 / 4", grades)
    assert re.search(r"cy +│ +1 / 4.*attend: scores that are not divided by the root of d", grades)


def test_two_mistakes_at_once_are_not_called_one(followed):
    message = said(followed, "python try_attend")
    assert "It looks like" not in message
    assert "scores of 0 and 2000" in message


def test_the_release_is_what_the_page_says(followed):
    folder, _ = followed
    released = nbformat.read(folder / "release" / NAME / f"{NAME}.ipynb", as_version=4)
    cells = {
        cell.metadata["nbgrader"]["grade_id"]: cell for cell in released.cells if cell.metadata
    }
    for name in ("weighted_mean", "attend"):
        assert "raise NotImplementedError()" in cells[name].source
        assert cells[f"check_{name}"].source == f'check("{name}", {name})'
    assert "SOLUTION" not in nbformat.writes(released)
    assert not any((folder / "submitted").iterdir())


def test_all_of_it_can_be_taken_away_again(followed):
    undone = followed[0].parent / "undone"
    assert "attention" in git(followed[0], "status", "--porcelain", "--untracked-files=all")
    assert git(undone, "status", "--porcelain", "--untracked-files=all") == ""
    assert not [path for path in undone.rglob("*attention*") if ".git" not in path.parts]
    with Gradebook(f"sqlite:///{undone / 'gradebook.db'}") as gradebook:
        assert gradebook.students == []
        assert gradebook.assignments == []


def test_the_code_of_the_page_and_of_the_templates_is_written_as_the_house_writes(followed):
    folder, _ = followed
    written = sorted((folder / "lib" / "tinkernet" / "exercises" / "attention").glob("*.py"))
    assert len(written) == 3
    for rule in (["check"], ["format", "--check"]):
        command = [sys.executable, "-m", "ruff", *rule, "--no-cache", *written]
        done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stdout
