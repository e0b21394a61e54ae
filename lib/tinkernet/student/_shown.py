"""Progress as plain text and as a compact table for JupyterLab."""

from __future__ import annotations

import html
from collections.abc import Sequence

from ._standing import AssignmentStanding, ExerciseStanding, Progress, State

SIGNS = {
    State.PASSED: "✓",
    State.NOT_RIGHT: "✗",
    State.NOT_WRITTEN: "·",
    State.NOT_CHECKED: "?",
}
_HEAD = ("assignment", "exercises", "points", "next")
_CELL = "text-align:left;vertical-align:top;background:none;padding:.15em 1.2em .15em 0"
_WHOLE = ";white-space:nowrap"


def number(value: float) -> str:
    """Write points: 2 and 1.5, no more digits than that."""
    return f"{round(value, 2):g}"


def _of(earned: float, points: float) -> str:
    return f"{number(earned)} of {number(points)}"


def _next(one: AssignmentStanding) -> str:
    if _unread(one):
        return "see below"
    if one.next is None:
        return "all pass"
    where = f" ({one.next.place})" if one.next.place else ""
    return one.next.name + where


def _rows(progress: Progress) -> list[tuple[str, str, str, str]]:
    rows = [
        (
            one.name,
            f"{one.passed} of {len(one.exercises)} pass",
            _of(one.earned, one.points),
            _next(one) if one.started else f"not begun: {_next(one)}",
        )
        for one in progress.assignments
    ]
    if len(rows) > 1:
        passed = sum(one.passed for one in progress.assignments)
        asked = sum(len(one.exercises) for one in progress.assignments)
        total = _of(progress.earned, progress.points)
        rows.append(("together", f"{passed} of {asked} pass", total, ""))
    return rows


def _questions(progress: Progress) -> str:
    asked = sum(one.questions for one in progress.assignments)
    if not asked:
        return ""
    answered = sum(one.answered for one in progress.assignments)
    points = number(sum(one.question_points for one in progress.assignments))
    return (
        f"Written questions are graded by a person: {asked} with {points} points beside these, "
        f"{answered} answered so far."
    )


def _line(one: ExerciseStanding) -> str:
    """Say what there is to say beside the points."""
    if one.state is State.PASSED:
        return one.detail
    return "; ".join(filter(None, [str(one.state), one.detail]))


def _opened(progress: Progress) -> Sequence[AssignmentStanding]:
    """Choose the assignments whose exercises are listed: where there is something to say."""
    return [one for one in progress.assignments if one.started and not _unread(one)]


def _unread(one: AssignmentStanding) -> bool:
    states = {each.state for each in one.exercises}
    return states == {State.NOT_CHECKED} and not any(each.detail for each in one.exercises)


def _remarks(progress: Progress) -> list[str]:
    return [f"{one.name}: {remark}" for one in progress.assignments for remark in one.remarks]


def _notes(progress: Progress) -> list[str]:
    return [note for note in (_questions(progress), *progress.remarks) if note]


def as_text(progress: Progress) -> str:
    """Write it for a shell, or a notebook without pages."""
    if not progress.assignments:
        return "\n".join(progress.remarks)
    lines = [f"Your work in {progress.folder}, as it was saved", ""]
    rows = [_HEAD, *_rows(progress)]
    widths = [max(len(row[column]) for row in rows) for column in range(3)]
    for row in rows:
        cells = [text.ljust(width) for text, width in zip(row, widths, strict=False)]
        lines.append("  ".join([*cells, row[3]]).rstrip())
    if _remarks(progress):
        lines += ["", *_remarks(progress)]
    for one in _opened(progress):
        if one.next is None:  # the table has said so
            continue
        lines += ["", one.name]
        longest = max(len(each.name) for each in one.exercises)
        for each in one.exercises:
            points = _of(each.earned, each.points)
            start = f"  {SIGNS[each.state]} {each.name.ljust(longest)}  {points.ljust(9)}"
            lines.append(f"{start}  {_line(each)}".rstrip())
    return "\n".join([*lines, "", *_notes(progress)])


def as_html(progress: Progress) -> str:
    """Write it as a piece of HTML; all text that is not ours is escaped."""
    if not progress.assignments:
        return "".join(f"<p>{html.escape(remark)}</p>" for remark in progress.remarks)
    head = "".join(f'<th scope="col" style="{_CELL}">{name}</th>' for name in _HEAD)
    rows = []
    for name, passed, points, following in _rows(progress):
        cells = "".join(
            f'<td style="{_CELL}{fixed}">{html.escape(text)}</td>'
            for text, fixed in ((passed, _WHOLE), (points, _WHOLE), (following, ""))
        )
        rows.append(f'<tr><th scope="row" style="{_CELL}">{html.escape(name)}</th>{cells}</tr>')
    details = "".join(map(_details, _opened(progress)))
    remarks, notes = (
        "".join(f'<p style="margin:.4em 0 0">{html.escape(text)}</p>' for text in texts)
        for texts in (_remarks(progress), _notes(progress))
    )
    folder = html.escape(progress.folder)
    return (
        '<div style="max-width:62em;line-height:1.4">'
        '<table style="margin:0;border:none;border-collapse:collapse">'
        f'<caption style="text-align:left;font-weight:600;padding:0 0 .3em">Your work in {folder}, '
        f"as it was saved</caption><thead><tr>{head}</tr></thead>"
        f"<tbody>{''.join(rows)}</tbody></table>{remarks}{details}{notes}</div>"
    )


def _details(one: AssignmentStanding) -> str:
    rows = "".join(
        '<tr style="background:none">'
        f'<td style="{_CELL}"><span aria-hidden="true">{SIGNS[each.state]}</span></td>'
        f'<th scope="row" style="{_CELL};font-weight:400">{html.escape(each.title)} '
        f"<code>{html.escape(each.name)}</code></th>"
        f'<td style="{_CELL}{_WHOLE}">{_of(each.earned, each.points)}</td>'
        f'<td style="{_CELL}">{html.escape(_line(each) or "passes")}</td></tr>'
        for each in one.exercises
    )
    return (
        '<details style="margin:.4em 0 0"><summary style="cursor:pointer">'
        f"{html.escape(one.name)}: {one.passed} of {len(one.exercises)} exercises pass</summary>"
        f'<table style="margin:.2em 0 0 1em;border:none">{rows}</table></details>'
    )
