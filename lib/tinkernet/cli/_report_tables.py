"""The class report for a shell: the gist of the page."""

from __future__ import annotations

import statistics
from collections.abc import Sequence
from typing import TYPE_CHECKING

from rich.console import Console
from rich.table import Table
from rich.text import Text

from ._since_grading import since_grading

if TYPE_CHECKING:
    from tinkernet.report import ClassResults, Similarities, StudentWork

_FEW = 6
"""Names that are written out; of more, the number."""


def print_report(results: ClassResults, similarities: Similarities | None = None) -> None:
    """Print scores, exercises, misconceptions, flags and, if compared, pairs."""
    console = Console()
    _print_scores(console, results)
    if since := results.handed_in_since:
        console.print(Text(since_grading(results.assignment, since)))
    if results.students:
        _print_exercises(console, results)
        _print_misconceptions(console, results)
        _print_unclear(console, results)
        _print_flags(console, results)
    if similarities is not None:
        _print_pairs(console, similarities)
    console.print(f"The whole report: tinkernet report {results.assignment} --html report.html")


def _table(*names: str, right: Sequence[str] = ()) -> Table:
    table = Table(header_style="bold", title_justify="left")
    for name in names:
        table.add_column(name, justify="right" if name in right else "left", overflow="fold")
    return table


def _named(students: Sequence[str]) -> Text:
    from tinkernet.report import printable

    text = ", ".join(map(printable, students[:_FEW]))
    more = len(students) - _FEW
    return Text(f"{text} and {more} more" if more > 0 else text)


def _ids(students: Sequence[StudentWork]) -> list[str]:
    return [student.student for student in students]


def _print_scores(console: Console, results: ClassResults) -> None:
    scores = [student.score for student in results.students]
    roster = len(scores) + len(results.missing)
    line = f"{results.assignment}: {len(scores)} of {roster} students graded"
    if scores:
        mean, median = statistics.fmean(scores), statistics.median(scores)
        line += f", mean {mean:.2f} and median {median:.2f} of {results.worth:g} points"
    console.print(Text(line + "."))
    if waiting := [each.student for each in results.students if each.waits]:
        said = f"{len(waiting)} with something that waits for you in formgrader: "
        console.print(Text(said) + _named(waiting))
    if results.due and scores and results.undated == len(scores):
        console.print("Late: unknown, no submission has a time.")
    if late := [each.student for each in results.students if each.late]:
        console.print(Text(f"{len(late)} late: ") + _named(late))


def _print_exercises(console: Console, results: ClassResults) -> None:
    from tinkernet.report import Outcome, count_cells

    counted = count_cells(results)
    shown = [each for each in Outcome if any(each in one.counts for one in counted)]
    numbers = ["points given", *(each.value for each in shown)]
    waiting = any(one.waits for one in counted)
    numbers += ["waits for a person"] if waiting else []
    table = _table("exercise, hardest first", *numbers, right=numbers)
    for one in counted:
        counts = [str(one.counts.get(each, 0)) if one.counts else "-" for each in shown]
        counts += [str(one.waits or "-")] if waiting else []
        table.add_row(
            Text(one.cell.title), "-" if one.share is None else f"{one.share:.0%}", *counts
        )
    console.print(table)


def _print_misconceptions(console: Console, results: ClassResults) -> None:
    from tinkernet.report import misconceptions

    found = misconceptions(results)
    if not found:
        console.print("No known mistake was recognised.")
        return
    table = _table("students", "misconception", "who", right=("students",))
    for one in found:
        text = Text(f"{one.exercise}: {one.title}")
        table.add_row(str(len(one.students)), text, _named(_ids(one.students)))
    console.print(table)


def _print_unclear(console: Console, results: ClassResults) -> None:
    from tinkernet.report import badly_posed, printable

    for one in badly_posed(results):
        console.print(
            Text(
                f"Badly posed? {one.cell.title}: {len(one.unexplained)} of {one.answered} who "
                "answered are wrong in a way that the exercise does not know."
            )
        )
        for output in one.outputs[:2]:
            inputs = ", ".join(f"{name} = {value}" for name, value in output.inputs.items())
            got = f"received {output.got}" if output.got else output.reason
            expected = f", expected {output.expected}" if output.expected else ""
            line = f"  {len(output.students)} x {output.case} ({inputs}): {got}{expected}"
            console.print(Text(printable(line)))


def _print_flags(console: Console, results: ClassResults) -> None:
    from tinkernet.report import flag_kinds

    flags = flag_kinds(results)
    if not flags:
        return
    table = _table("flag", "students", "meaning", "who", right=("students",))
    for flag in flags:
        kind = Text(flag.kind, style="bold" if flag.important else "")
        who = _named([student.student for student, _ in flag.students])
        table.add_row(kind, str(len(flag.students)), Text(flag.meaning), who)
    console.print(table)


def _print_pairs(console: Console, similarities: Similarities) -> None:
    if not similarities.pairs:
        console.print("No pair of answers agrees beyond what is given and common.")
        return
    table = _table("students", "their answers agree in", "share", right=("share",))
    for pair in similarities.pairs:
        titles = ", ".join(cell.title for cell in pair.cells)
        table.add_row(_named([pair.one, pair.other]), Text(titles), f"{pair.score:.0%}")
    console.print(table)
    console.print(
        "Share: of the shorter answer, what is given or common left out. "
        "Agreement may have good reasons (worked together, same tutorial) and changes no score. "
        "The page shows the passages side by side."
    )
