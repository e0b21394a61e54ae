"""What `tinkernet grade` says of flags: those that say the same of several cells, in one line."""

from types import SimpleNamespace

from tinkernet.cli._grade import _print_summary
from tinkernet.grading import Flag, GradedSubmission, State
from tinkernet.grading._match_cells import report_missing


def lost(*names):
    """Return the flags of cells that a student deleted, from the grader itself."""
    flags = []
    cells = {name: SimpleNamespace(cell_type="code", metadata={"nbgrader": {}}) for name in names}
    report_missing([], cells, [], flags)
    return flags


def summary(capsys, monkeypatch, *flags):
    monkeypatch.setenv("COLUMNS", "200")
    run = SimpleNamespace(assignment="hw", unchanged=())
    _print_summary(run, [GradedSubmission("ada", "hw", State.GRADED, flags=flags)], 1.0)
    return capsys.readouterr().out


def test_several_cells_are_they_and_one_is_it_and_a_report_is_next(capsys, monkeypatch):
    several = lost(*(f"cell_{n}" for n in range(6)))
    assert "cell_3, and 2 more: They were put back." in summary(capsys, monkeypatch, *several)
    assert "missing cell_0: It was put back." in summary(capsys, monkeypatch, *lost("cell_0"))
    last = summary(capsys, monkeypatch).splitlines()[-1]
    assert last == "Next: tinkernet report hw --html report.html"
    other = [Flag("odd", "It is as it is.", cell) for cell in "ab"]
    assert "odd a, b: It is as it is." in summary(capsys, monkeypatch, *other)
