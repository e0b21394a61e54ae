"""What nbgrader needs to know of this course; read by every `nbgrader` command run here."""

import os
import sys
from pathlib import Path

from tinkernet.grading import secret_seed

c = get_config()

c.CourseDirectory.course_id = "tinkernet"
c.CourseDirectory.ignore = [".ipynb_checkpoints", "*.pyc*", "__pycache__", "README.md"]

# nbgrader calls `alembic` by name; in a venv that is not activated it lies beside this Python.
os.environ["PATH"] = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])

c.ClearSolutions.code_stub = {"python": "# YOUR CODE HERE\nraise NotImplementedError()"}
c.ClearSolutions.text_stub = "*Write your answer here: double-click, type, run the cell.*"

# nbgrader gives 0 for a graded cell that wrote anything to stderr, be it a mere warning; so the
# kernel's stderr goes to stdout. Errors travel another way: they stay errors.
c.Execute.extra_arguments = [
    "--IPKernelApp.exec_lines=setattr(__import__('sys'), 'stderr', __import__('sys').stdout)"
]
c.Execute.timeout = 60
c.Execute.shutdown_kernel = "immediate"  # graded is graded: no second to say goodbye

# Feedback pages have no kernel: show a widget's still picture, not the place where it was.
c.WidgetsDataTypeFilter.display_data_priority = [
    "text/html",
    "text/markdown",
    "image/svg+xml",
    "text/latex",
    "image/png",
    "image/jpeg",
    "text/plain",
]

# While grading, cases are drawn from a seed that students do not know.
os.environ["TINKERNET_SEED"] = str(secret_seed(Path.cwd()))
