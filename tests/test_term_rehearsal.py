"""The rehearsal of a term, in small: killed on the way, it ends as an undisturbed one."""

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from class_runs import needs_sandbox
from nbgrader.api import Gradebook

ROOT = Path(__file__).resolve().parent.parent
sys.path.append(str(ROOT / "benchmarks"))
sys.path.append(str(ROOT))
NAME = "01_linear_regression"
SEED = "19"
"""Of six, one hands in late, one again, one has forgotten the bias, one has a syntax error."""

pytestmark = [
    pytest.mark.nbgrader,
    needs_sandbox(),
    pytest.mark.timeout(600),
    pytest.mark.xdist_group("term rehearsal"),
]


def start(folder):
    options = ("--students", "6", "--assignments", NAME, "--seed", SEED, "--keep")
    return subprocess.Popen(
        [sys.executable, ROOT / "benchmarks" / "term.py", *options,
         "--folder", folder, "--report", folder.with_suffix(".md")],
        stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
        start_new_session=True,
    )  # fmt: skip


def steps_done(folder):
    state = folder / "state.json"
    return sum(map(len, json.loads(state.read_text())["ran"].values())) if state.exists() else 0


@pytest.fixture(scope="module")
def rehearsed(tmp_path_factory):
    """Rehearse; the rehearsal itself is killed early, and goes on."""
    folder = tmp_path_factory.mktemp("term") / "rehearsal"
    first = start(folder)
    while steps_done(folder) < 3 and first.poll() is None:
        time.sleep(0.05)
    os.killpg(first.pid, signal.SIGKILL)
    first.communicate()
    early = (folder / "undisturbed" / "grading-log.jsonl").read_bytes()
    second = start(folder)
    said, _ = second.communicate()
    assert second.returncode == 0, said[-5000:]
    assert (folder / "undisturbed" / "grading-log.jsonl").read_bytes().startswith(early)
    return folder


@pytest.fixture(scope="module")
def ends(rehearsed):
    from rehearsal.ends import end_of

    return [end_of(rehearsed / term) for term in ("undisturbed", "disturbed")]


def test_two_steps_were_killed_and_the_end_is_the_same(rehearsed, ends):
    from rehearsal.ends import differences

    killed = json.loads((rehearsed / "state.json").read_text())["killed"]
    grading = [name for name in killed if name.split()[1] == "grade"]
    assert len(grading) == 1
    assert len(killed) == 2
    calm, disturbed = ends
    assert differences(calm, disturbed) == []
    for part in ("gradebook", "last verdicts", "submitted", "autograded", "feedback", "exports"):
        assert calm[part], part
    assert len(calm["last verdicts"]) == 6


def test_a_difference_would_have_been_seen(rehearsed, ends):
    from rehearsal.ends import differences, end_of, lost_by_hand

    calm, course = ends[0], rehearsed / "disturbed"
    student = min(calm["last verdicts"]).split()[0]
    with Gradebook(f"sqlite:///{course / 'gradebook.db'}", "tinkernet") as book:
        cell = book.find_grade("learning_rate_question", NAME, NAME, student)
        kept, cell.manual_score = cell.manual_score, 0.125
        book.db.commit()
        page = next((course / "feedback" / student).rglob("*.html"))
        text = page.read_text()
        page.write_text(f"{text}.")
        try:
            changed = end_of(course)
        finally:
            cell.manual_score = kept
            book.db.commit()
            page.write_text(text)
    assert differences(calm, changed) == [
        f"feedback: {student}/{NAME}/{NAME}.html",
        f"gradebook: {student} {NAME}",
        f"gradebook: {student} {NAME} learning_rate_question",
    ]
    assert lost_by_hand(course, changed["gradebook"]) == [
        f"{student} {NAME} learning_rate_question"
    ]


def test_the_page_says_what_happened(rehearsed):
    text = rehearsed.with_suffix(".md").read_text()
    words = " ".join(text.split())
    assert "**Both ended alike.**" in words
    assert f"`{NAME}`" in text
    for step in ("collect", "grade", "regrade --dry-run", "regrade", "feedback", "report"):
        assert f"\n| {step} | " in text
    assert "No difference." in words
    assert str(rehearsed) not in text
