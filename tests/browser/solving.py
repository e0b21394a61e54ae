"""A student in JupyterLab who works through a notebook, cell by cell."""

from contextlib import contextmanager

from tinkernet.course import start

from .lab_window import Lab, jupyterlab


@contextmanager
def student_at_work(browser, folder, path):
    """Give a student's JupyterLab with a released notebook open in it."""
    start(folder)
    with jupyterlab(folder) as address:
        lab = Lab(browser, address)
        lab.folder = folder
        lab.open(path)
        yield lab
        assert lab.strays == []
        lab.page.close()


def index_of(notebook, grade_id):
    for index, cell in enumerate(notebook.cells):
        if cell.metadata.get("nbgrader", {}).get("grade_id") == grade_id:
            return index
    raise KeyError(grade_id)


def solve(student, released, solved):
    """Run every cell; write each answer after a look at what its check says of the empty stub."""
    for index, (before, after) in enumerate(zip(released.cells, solved.cells, strict=True)):
        if before.cell_type == "markdown" and before.source == after.source:
            continue
        if before.source != after.source:
            # First the stub as it is: the check must be kind, not a traceback.
            if before.cell_type == "code":
                student.run(index)
                check = index_of(released, f"check_{before.metadata.nbgrader.grade_id}")
                student.run(check)
                assert "not written yet" in student.outputs(check)
            if before.cell_type == "markdown":
                student.cell(index).dblclick()
            student.replace_in_cell(index, after.source)
        student.run(index)
        assert '"output_type":"error"' not in student.outputs(index), student.outputs(index)
        if after.metadata.get("nbgrader", {}).get("grade"):
            assert before.cell_type == "markdown" or "Verified on" in student.outputs(index)
