"""progress() where something broke: it does not wait for ever, and names what to mend."""

from tinkernet.student import _run


def test_after_an_endless_loop_later_cells_have_less_time(monkeypatch, tmp_path):
    monkeypatch.setattr(_run, "CELL_SECONDS", 60.0)
    monkeypatch.setattr(_run, "AFTER_A_STOP_SECONDS", 0.5)
    sources = ["while True: pass", "import time; time.sleep(4)", "time.sleep(1)"]
    # The last is a check: the 30 seconds of its own are left to it.
    found = _run.run_notebook(sources, [1.0, 60.0, 90.0], tmp_path, lambda: None)
    assert [cell.error for cell in found.cells] == [_run.TOO_SLOW, _run.TOO_SLOW, ""]
