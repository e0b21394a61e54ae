"""The report as one page: no script, no address outside it, everything escaped."""

from __future__ import annotations

import statistics
from collections.abc import Sequence
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup, escape

from . import _badly_posed, _similarity, _winnowing
from ._badly_posed import badly_posed
from ._class_results import ClassResults, StudentWork
from ._exercise_counts import count_cells
from ._flags import flag_kinds, flags_of
from ._mistakes import known_mistake, misconceptions, title_of
from ._outcome import Outcome, is_unexplained
from ._outcome_chart import outcome_chart
from ._printable import printable
from ._score_chart import score_chart
from ._similarity import Passages, Similarities
from ._time_chart import FARTHEST, time_chart

_TEMPLATES = Path(__file__).parent / "templates"


def render_page(results: ClassResults, similarities: Similarities | None = None) -> str:
    """Write the report; the same results give the same text.

    Parameters
    ----------
    results : ClassResults
        As ``read_class`` gives them.
    similarities : Similarities or None
        As ``similar_pairs`` gives them; None leaves that part out.
    """
    counted = count_cells(results)
    scores = [student.score for student in results.students]
    return (
        _environment()
        .get_template("page.html")
        .render(
            results=results,
            counted=counted,
            outcomes=[each for each in Outcome if any(each in one.counts for one in counted)],
            scores=scores,
            mean=statistics.fmean(scores) if scores else 0.0,
            median=statistics.median(scores) if scores else 0.0,
            waiting=[student for student in results.students if student.waits],
            late=[student for student in results.students if student.late],
            misconceptions=misconceptions(results),
            unclear=badly_posed(results),
            limits=_badly_posed,
            flags=flag_kinds(results),
            similarities=similarities,
            method={**vars(_similarity), **vars(_winnowing)},
            farthest=FARTHEST,
            charts={
                "scores": score_chart(results),
                "outcomes": outcome_chart(counted),
                "times": time_chart(results),
            },
            anchors={
                student.student: f"student-{n}" for n, student in enumerate(results.students, 1)
            },
        )
    )


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(_TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=_finalised,
    )
    environment.filters |= {"points": _points, "time": _time, "marked": _marked}
    environment.globals |= {
        "flags_of": flags_of,
        "hint_of": _hint,
        "is_unexplained": is_unexplained,
        "sure_names": _names,
        "title_of": title_of,
        "style": Markup((_TEMPLATES / "style.css").read_text("utf-8")),
    }
    return environment


def _finalised(value: Any) -> Any:
    """Let no sign into the page that is not to be seen; what is ours stays as it is."""
    if isinstance(value, Markup) or not isinstance(value, str):
        return value
    return printable(value)


def _points(value: float) -> str:
    return f"{round(value, 2):g}"


def _time(value: datetime | None) -> str:
    return "unknown" if value is None else f"{value:%Y-%m-%d %H:%M} UTC"


def _hint(verdict: Any) -> tuple[str, str]:
    """Return title and hint of the mistake that a verdict names."""
    mistake = known_mistake(str(verdict.get("exercise")), str(verdict["mistake"]))
    return mistake.title, mistake.hint


def _names(students: Sequence[StudentWork]) -> list[str]:
    return [student.student for student in students]


def _marked(passages: Passages) -> Markup:
    """Return an answer with its shared passages in ``<mark>``."""
    parts, place = [], 0
    for start, end in passages.marks:
        parts += [escape(printable(passages.text[place:start])), Markup("<mark>")]
        parts += [escape(printable(passages.text[start:end])), Markup("</mark>")]
        place = end
    return Markup("").join([*parts, escape(printable(passages.text[place:]))])
