"""What nbgrader needs to know of this course; read by every `nbgrader` command run here."""

import os
import sys
from pathlib import Path

from tinkernet.grading import secure_pages
from tinkernet.sandbox import shut_in_by_default

c = get_config()

c.CourseDirectory.course_id = "tinkernet"
c.CourseDirectory.ignore = [".ipynb_checkpoints", "*.pyc*", "__pycache__", "README.md"]

# nbgrader calls `alembic` by name; in a venv that is not activated it lies beside this Python.
os.environ["PATH"] = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])

c.ClearSolutions.code_stub = {"python": "# YOUR CODE HERE\nraise NotImplementedError()"}
c.ClearSolutions.text_stub = "*Write your answer here: double-click, type, run the cell.*"

# `nbgrader autograde`, and formgrader's button, grade as `tinkernet grade` does: the kernel
# answers, the judge decides. Nothing of a student's is copied before it was looked at.
c.Autograde.sanitize_preprocessors = []
c.Autograde.autograde_preprocessors = [
    "tinkernet.grading.JudgeOutside",
    "nbgrader.preprocessors.SaveAutoGrades",
    "nbgrader.preprocessors.AssignLatePenalties",
    "nbgrader.preprocessors.CheckCellMetadata",
]

# `nbgrader validate` runs notebooks in the same sandbox, where there is bubblewrap.
shut_in_by_default()
c.Execute.timeout = 60
c.Execute.shutdown_kernel = "immediate"

# Where no browser runs a widget, its picture is shown and not an empty place.
c.NbConvertBase.display_data_priority = [
    "image/png",
    "application/vnd.jupyter.widget-view+json",
    "text/html",
    "image/svg+xml",
    "image/jpeg",
    "text/latex",
    "text/markdown",
    "text/plain",
]

# Feedback and formgrader show what students wrote: cleaned, and without scripts.
secure_pages(c)
