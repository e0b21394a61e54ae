"""What people read: spelled right, in one kind of English, links and pictures in place."""

import re
import subprocess
import sys
from itertools import pairwise
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
PAGES = [
    ROOT / "README.md",
    *sorted((ROOT / "docs").glob("*.md")),
    *sorted((ROOT / "course").rglob("*.md")),
    *(ROOT / folder / "README.md" for folder in ("submitted", "autograded", "feedback")),
]
AMERICAN = re.compile(
    r"\b(colors?|behaviors?|centers?|gray\w*|normalizes?|standardizes?d?|recognizes?d?|neighbors?"
    r"|analyze\w*|initialize\w*|favorite|labeled|modeling|artifacts?)\b",
    re.IGNORECASE,
)


def _prose(text):
    """Leave out code: it is full of names that libraries chose."""
    text = re.sub(r"```.*?```", "", text, flags=re.DOTALL)
    return re.sub(r"`[^`]*`|\{\"nbgrader\".*", "", text)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_spelling(page):
    command = [sys.executable, "-m", "codespell_lib", str(page)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_one_kind_of_english(page):
    assert AMERICAN.findall(_prose(page.read_text())) == []


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_links_lead_somewhere_and_pictures_are_described(page):
    for mark, text, target in re.findall(r"(!?)\[([^\]]*)\]\(([^)]+)\)", _prose(page.read_text())):
        if mark:
            assert len(text) > 20, f"{target} has no description"
        if "://" not in target:
            assert (page.parent / target.partition("#")[0]).exists(), target


def test_every_command_of_the_readme_exists():
    """The flags and targets that the README names are known to the programs it names."""
    from tinkernet.cli import main

    text = (ROOT / "README.md").read_text()
    targets = re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(), flags=re.MULTILINE)
    for name in re.findall(r"\bmake ([a-z]+)\b(?!-)", re.sub(r"git make|make python3", "", text)):
        assert name in targets, f"make {name}"
    for name in re.findall(r"^tinkernet ([a-z]+)", text, flags=re.MULTILINE):
        assert name in main.commands, f"tinkernet {name}"


def test_text_of_exercises_is_in_one_kind_of_english():
    from tinkernet.exercises import catalog

    for exercise in catalog():
        texts = [exercise.title, exercise.asked]
        for mistake in exercise.mistakes:
            texts += [mistake.title, mistake.hint]
        prose = re.sub(r"(standardize|initialize)\(", "", " ".join(texts))
        assert AMERICAN.findall(prose) == []


def test_the_notebook_names_every_symbol_of_its_formulas():
    """Each symbol used in a formula is explained in words somewhere in the notebook."""
    text = (ROOT / "course/01_linear_regression/01_linear_regression.md").read_text()
    for symbol in ("$x$", "$\\hat y$", "$a$", "$b$", "$m$", "$y_i$", "$\\partial$", "$\\alpha$",
                   "$\\bar x$", "$\\bar y$", "$s$", "$z$", "$e_i$"):  # fmt: skip
        assert symbol in text, symbol


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_no_number_at_the_beginning_of_a_line_makes_a_list_of_a_paragraph(page):
    lines = re.sub(r"```.*?```", "", page.read_text(), flags=re.DOTALL).splitlines()
    for before, line in pairwise(lines):
        if re.match(r"\d+\. ", line):
            item = re.match(r"(\d+\.|-|\s+\S)", before)
            assert not before.strip() or item, line
