"""`nbgrader autograde`, safe: the same grading, called by nbgrader."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import nbformat
from nbformat import NotebookNode
from nbgrader.preprocessors import NbGraderPreprocessor

from tinkernet.course import course_root

from ._assignment import Assignment
from ._course_config import course_config
from ._grade_submission import grade_submission
from ._graded import GradedNotebook, GradedSubmission, State
from ._submission import Submission


class JudgeOutside(NbGraderPreprocessor):  # type: ignore[misc]
    """Takes the place of nbgrader's Execute; for ``c.Autograde.autograde_preprocessors``.

    The notebook that nbgrader read is replaced by the graded one. Every test cell ends with what
    nbgrader's own SaveAutoGrades reads the judge's points from, and nothing else that it would
    read points from.
    """

    def preprocess(
        self, nb: NotebookNode, resources: dict[str, Any]
    ) -> tuple[NotebookNode, dict[str, Any]]:
        """Grade the submission that the notebook belongs to.

        Raises
        ------
        RuntimeError
            If the grader itself failed.
        """
        marks = resources["nbgrader"]
        root = course_root(Path(resources["metadata"]["path"]).resolve())
        directory = course_config(root).directory
        stage = directory.submitted_directory
        folder = Path(directory.format_path(stage, marks["student"], marks["assignment"]))
        assignment = Assignment.load(root, marks["assignment"])
        result = grade_submission(Submission.read(folder), assignment)
        if result.state is State.FAILED:
            raise RuntimeError(f"The grader failed on {marks['student']}: {result.reason}")
        for flag in result.flags:
            self.log.warning("%s %s: %s", flag.kind, flag.cell, flag.detail)
        return _for_nbgrader(_notebook(result, marks["notebook"])), resources


def _notebook(result: GradedSubmission, name: str) -> GradedNotebook:
    return next(each for each in result.notebooks if each.name == name)


def _for_nbgrader(graded: GradedNotebook) -> NotebookNode:
    """Write the judge's points where nbgrader looks for them."""
    notebook = nbformat.reads(graded.content.decode(), as_version=4)
    for cell in notebook.cells:
        marks = cell.metadata.get("nbgrader", {})
        if cell.cell_type != "code" or not marks.get("grade"):
            continue
        cell.outputs = [_harmless(output) for output in cell.outputs]
        points, most = graded.points[marks["grade_id"]], graded.max_points[marks["grade_id"]]
        if points == 0:
            said = graded.verdicts.get(marks["grade_id"], [])
            text = said[0]["message"] if said else "This test did not pass."
            error = {"ename": "AssertionError", "evalue": text, "traceback": [text]}
            cell.outputs.append(nbformat.v4.new_output("error", **error))
        elif points is not None and points < most:
            data = {"text/plain": repr(points)}
            cell.outputs.append(nbformat.v4.new_output("execute_result", data=data))
    return notebook


def _harmless(output: NotebookNode) -> NotebookNode:
    """Turn what nbgrader would read points from into plain text."""
    if output.output_type == "error":
        text = "\n".join(output.traceback) or f"{output.ename}: {output.evalue}"
        return nbformat.v4.new_output("stream", name="stdout", text=text)
    if output.output_type == "execute_result":
        return nbformat.v4.new_output("display_data", data=output.data, metadata=output.metadata)
    if output.output_type == "stream":
        return nbformat.v4.new_output("stream", name="stdout", text=output.text)
    return output
