"""What a late submission costs, as the course's nbgrader configuration says."""

from __future__ import annotations

from types import SimpleNamespace

from ._course_config import CourseConfig, as_in_course


class LatePenalty:
    """nbgrader's preprocessor and plugin for late penalties, asked without a notebook.

    Parameters
    ----------
    course : CourseConfig
        Its ``AssignLatePenalties`` and ``LateSubmissionPlugin`` apply.
    """

    def __init__(self, course: CourseConfig) -> None:
        from nbgrader.converters import Autograde
        from nbgrader.preprocessors import AssignLatePenalties

        with as_in_course(course.folder):
            steps = Autograde(coursedir=course.directory, config=course.config)
            steps = steps.autograde_preprocessors
            self._assign = AssignLatePenalties(config=course.config)
            self._applies = AssignLatePenalties in steps and self._assign.enabled
            self._assign.init_plugin()

    def __call__(self, student: str, score: float, seconds: float) -> float | None:
        """Return the penalty on one notebook; None where there is none.

        Parameters
        ----------
        student : str
            Whose notebook.
        score : float
            Its points, as they stand in the gradebook.
        seconds : float
            How late it was.
        """
        if seconds <= 0 or not self._applies:
            return None
        penalty = self._assign.plugin_inst.late_submission_penalty(student, score, seconds)
        if penalty is None:
            return None
        # Between 0 and the score; nbgrader's own check wants a notebook only for its score.
        kept = self._assign._check_late_penalty(SimpleNamespace(score=score), penalty)
        return float(kept)
