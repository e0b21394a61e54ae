"""Feedback pages: one file, no scripts, nothing loaded from anywhere; for students to open."""

from __future__ import annotations

from ._pages import SafePageExporter


class FeedbackExporter(SafePageExporter):
    """Writes a graded notebook as the page that a student gets; for ``exporter_class``.

    At the top are the points of each exercise, part of them included; below, the notebook with
    the judge's reports and the comments, each graded cell with its points.
    """

    page = "feedback.html.j2"
