"""What the class report costs: a made-up class of any size, graded on paper, then reported.

    python -m benchmarks.report 1000 FOLDER

lays a course in FOLDER (which must not exist) whose gradebook, log and graded notebooks hold that
many students, and times what ``tinkernet report`` does with them.
"""

from __future__ import annotations

import random
import sys
import textwrap
import time
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import nbformat
import numpy as np
from nbgrader.api import Gradebook
from tqdm import tqdm

from tinkernet.checks import judge
from tinkernet.grading import (
    Assignment,
    Flag,
    GradebookWriter,
    GradedNotebook,
    GradedSubmission,
    GradingLog,
    SampleStudent,
    State,
    course_config,
    filled_in,
)  # fmt: skip
from tinkernet.grading._sample_answers import WRITTEN
from tinkernet.report import read_answers, read_class, render_page, similar_pairs, write_page

from .class_of_students import NAME, ROOT, lay_course

DUE = datetime(2026, 1, 31, 12)
ARGUMENTS = {
    "predict_line": ("predict", "x, a, b"),
    "mse": ("mse", "y_hat, y"),
    "mse_gradient": ("mse_gradient", "x, y, a, b"),
    "gradient_descent": ("gradient_descent", "x, y, a, b, lr, steps"),
    "least_squares": ("least_squares", "x, y"),
    "standardize": ("standardize", "X"),
}
# Lines with a choice in braces; what is chosen there makes one text of many.
IDEAS: dict[str, dict[str, tuple[str, ...]]] = {
    "predict_line": {
        "right": ("{y} = {a * x + b|b + a * x|x * a + b}", "return {y}"),
        "swapped": ("return b * x + a",),
    },
    "mse": {
        "right": (
            "{e} = {y_hat.reshape(-1) - y.reshape(-1)|y.ravel() - y_hat.ravel()|y_hat.flatten() - "
            "y.flatten()}",
            "{s} = {{e} ** 2|{e} * {e}|np.square({e})}",
            "{n} = {len({s})|{s}.size|{s}.shape[0]}",
            "return {{s}.sum() / {n}|np.sum({s}) / {n}|sum({s}) / {n}}",
        ),
        "sum": ("{e} = y_hat.ravel() - y.ravel()", "return {({e} ** 2).sum()|np.sum({e} ** 2)}"),
        "cubed": ("{e} = y_hat.ravel() - y.ravel()", "return np.mean({e} ** 3)"),
        "rooted": ("{e} = y_hat.ravel() - y.ravel()", "return 3 * np.mean({e} ** 2) + 1"),
    },
    "mse_gradient": {
        "right": (
            "{n} = {len(x)|x.size|x.shape[0]}",
            "{p} = {a * x + b|predict(x, a, b)|b + x * a}",
            "{e} = {p} - y",
            "{s} = {({e} * x).sum()|np.sum({e} * x)|np.dot({e}, x)|{e} @ x}",
            "{t} = {{e}.sum()|np.sum({e})|sum({e})}",
            "return {2 / {n} * {s}, 2 / {n} * {t}|2 * {s} / {n}, 2 * {t} / {n}}",
        ),
        "half": ("{e} = predict(x, a, b) - y", "return np.mean({e} * x), np.mean({e})"),
    },
    "gradient_descent": {
        "right": (
            "{h} = []",
            "for {i} in range(steps):",
            "    {p} = {predict(x, a, b)|a * x + b}",
            "    {h}.append({mse({p}, y)|float(mse({p}, y))})",
            "    {s}, {t} = mse_gradient(x, y, a, b)",
            "    {a = a - lr * {s}|a -= lr * {s}|a = a - {s} * lr}",
            "    {b = b - lr * {t}|b -= lr * {t}|b = b - {t} * lr}",
            "return a, b, {h}",
        ),
        "one step": (
            "{s}, {t} = mse_gradient(x, y, a, b)",
            "return a - lr * {s}, b - lr * {t}, []",
        ),
    },
    "least_squares": {
        "right": (
            "{u} = {x.mean()|np.mean(x)|sum(x) / len(x)}",
            "{v} = {y.mean()|np.mean(y)|sum(y) / len(y)}",
            "{s} = {np.sum((x - {u}) * (y - {v}))|((x - {u}) * (y - {v})).sum()|"
            "(x - {u}) @ (y - {v})}",
            "{t} = {np.sum((x - {u}) ** 2)|((x - {u}) ** 2).sum()|(x - {u}) @ (x - {u})}",
            "{p} = {s} / {t}",
            "return {p}, {v} - {p} * {u}",
        ),
        "origin": ("return np.sum(x * y) / np.sum(x ** 2), 0",),
    },
    "standardize": {
        "right": (
            "{u} = {X.mean(axis=0)|np.mean(X, axis=0)|X.sum(axis=0) / len(X)}",
            "{s} = {X.std(axis=0)|np.std(X, axis=0)|np.sqrt(np.mean((X - {u}) ** 2, axis=0))}",
            "{t} = {{s}.copy()|np.array({s})|{s} * 1.0}",
            "{t}[{t} == 0] = 1",
            "return {(X - {u}) / {t}, {u}, {s}|np.divide(X - {u}, {t}), {u}, {s}}",
        ),
        "all at once": ("return (X - X.mean()) / X.std(), X.mean(), X.std()",),
    },
}  # fmt: skip
NAMES = (
    *("err", "diff", "r", "total", "acc", "m", "num", "mean_x", "mx", "my"),
    *("avg", "pred", "guess", "out", "loss", "hist", "q", "w", "k", "count"),
)


def written(rng: random.Random, lines: tuple[str, ...]) -> str:
    """Choose in every brace, and names for the variables."""
    names = dict(zip("yesnpthiuv", rng.sample(NAMES, 10), strict=True))
    habits = [_habit(rng) for _ in range(rng.choice((0, 0, 1, 2, 3)))]
    return "\n".join([*habits, *(_chosen(rng, line, names) for line in lines)])


def _habit(rng: random.Random) -> str:
    """Write a line that is of no use, as everybody has some."""
    parts = [rng.choice(("abs(-{})", "round({})", "2 * {}", "({} - 1)", "{} ** 2", "np.sqrt({})"))
             .format(rng.randrange(9)) for _ in range(4)]  # fmt: skip
    signs = [rng.choice("+-*") for _ in range(3)]
    sums = " ".join(part for pair in zip(parts, [*signs, ""], strict=True) for part in pair)
    line = rng.choice(("tmp = {}", "print({})", "assert {} is not None", "check_it = [{}]"))
    return line.format(sums)


def _chosen(rng: random.Random, text: str, names: dict[str, str]) -> str:
    for sign, name in names.items():
        text = text.replace(f"{{{sign}}}", name)
    while "{" in text:
        start = text.index("{")
        end = text.index("}", start)
        text = text[:start] + rng.choice(text[start + 1 : end].split("|")) + text[end + 1 :]
    return text


def verdict_of(exercise: str, code: str) -> dict[str, Any]:
    """Let the judge look at an answer; what it builds on is right."""
    space: dict[str, Any] = {"np": np}
    for name, (function, arguments) in ARGUMENTS.items():
        body = code if name == exercise else written(random.Random(0), IDEAS[name]["right"])
        exec(f"def {function}({arguments}):\n{textwrap.indent(body, '    ')}", space)
    return judge(exercise, space[ARGUMENTS[exercise][0]], seed=7).to_dict()


def lay_graded_class(folder: Path, count: int, seed: int = 0) -> None:
    """Lay a course folder in which so many students are graded; a tenth of them copy an answer."""
    rng = random.Random(seed)
    lay_course(folder, [], seed=1)
    assignment = Assignment.load(folder, NAME)
    released = nbformat.read(ROOT / "release" / NAME / f"{NAME}.ipynb", as_version=4)
    worth = {
        cell.metadata.nbgrader["grade_id"]: float(cell.metadata.nbgrader["points"])
        for cell in released.cells
        if cell.metadata.get("nbgrader", {}).get("grade")
    }
    verdicts: dict[tuple[str, str], dict[str, Any]] = {}
    before: list[dict[str, str]] = []
    log = GradingLog(folder)
    with GradebookWriter(folder) as writer:
        writer.prepare(NAME, {NAME: assignment.notebook(NAME)})
        for number in tqdm(range(count), desc="made-up grading"):
            skill = rng.betavariate(3, 1.6)
            answers: dict[str, str] = {}
            judged: dict[str, list[dict[str, Any]]] = {}
            points: dict[str, float | None] = {}
            for exercise, ideas in IDEAS.items():
                idea = "right" if rng.random() < skill else rng.choice([*ideas][1:])
                answers[exercise] = written(rng, ideas[idea])
                if before and rng.random() < 0.02:
                    answers[exercise] = rng.choice(before)[exercise].replace("err", "fehler")
                key = (exercise, idea)
                verdicts[key] = verdicts.get(key) or verdict_of(exercise, answers[exercise])
                cell = f"check_{exercise}"
                judged[cell] = [verdicts[key]]
                points[cell] = worth[cell] * verdicts[key]["score"]
            before.append(answers)
            points |= {cell: None for cell in worth if cell not in points}
            student = SampleStudent(f"{number:04d} <b>O'Neil & Söhne", answers, WRITTEN)
            when = DUE + timedelta(hours=rng.gauss(-40, 30) * (2 - skill))
            flags = [Flag("restored", "It had been changed.", "check_mse")] * (number % 17 == 5)
            flags += [Flag("tampered", "A test that must fail passed.")] * (number % 97 == 3)
            result = GradedSubmission(
                student.name, NAME, State.GRADED,
                notebooks=(GradedNotebook(
                    NAME, nbformat.writes(filled_in(released, student)).encode(),
                    points, worth, verdicts=judged,
                ),),
                timestamp=f"{when:%Y-%m-%d %H:%M:%S} UTC", flags=tuple(flags),
            )  # fmt: skip
            writer.file(result)
            log.add(result, filed=True, hashes={})
    with Gradebook(course_config(folder).db_url, "tinkernet") as book:
        book.update_or_create_assignment(NAME, duedate=DUE)
        for grade in book.find_assignment(NAME).submissions[::3]:
            for cell in grade.notebooks[0].grades:
                if cell.needs_manual_grade:
                    cell.manual_score, cell.needs_manual_grade = 1.5, False
        book.db.commit()


def main(count: int, folder: Path) -> None:
    """Time each step."""
    if not folder.exists():
        lay_graded_class(folder, count)
    steps = {}
    began = time.perf_counter()

    def note(name: str) -> None:
        nonlocal began
        steps[name] = time.perf_counter() - began
        began = time.perf_counter()

    results = read_class(folder, NAME)
    note("read gradebook and log")
    page = render_page(results)
    note("page without similarity")
    cells = read_answers(folder, results)
    note("read answers")
    found = similar_pairs(cells)
    note("compare answers")
    page = render_page(results, found)
    note("page with similarity")
    write_page(folder / "report.html", page)
    print(f"{count} students, {len(page) / 1e6:.1f} MB, {len(found.pairs) + found.more} pairs")
    for name, seconds in steps.items():
        print(f"{name:28} {seconds:6.1f} s")


if __name__ == "__main__":
    main(int(sys.argv[1]), Path(sys.argv[2]))
