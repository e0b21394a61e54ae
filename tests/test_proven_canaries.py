"""The canaries of an instructor's raw tests, when the kernel they are tried in is lost."""

import class_runs
import nbformat
import pytest
import small_class

from tinkernet.grading import _proven_canaries
from tinkernet.sandbox import Kernel, KernelGoneError

pytestmark = [class_runs.needs_sandbox(), pytest.mark.timeout(120)]
SOLVED = nbformat.writes(small_class.notebook(small_class.RIGHT))


def proven_when_lost(monkeypatch, times):
    """Prove the canaries of the small assignment; its kernel is lost so many times."""

    class Losing(Kernel):
        started = 0

        def __init__(self, *args):
            super().__init__(*args)
            Losing.started += 1
            self._runs = 0

        def run(self, code, seconds):
            self._runs += 1
            if self._runs == 4 and Losing.started <= times:
                raise KernelGoneError("somebody killed it")
            return super().run(code, seconds)

    monkeypatch.setattr(_proven_canaries, "Kernel", Losing)
    _proven_canaries.prove.cache_clear()
    proven = _proven_canaries.prove(SOLVED, ())
    _proven_canaries.prove.cache_clear()
    return proven


def test_a_kernel_that_is_killed_once_takes_no_canary_away(monkeypatch):
    calm = proven_when_lost(monkeypatch, 0)
    assert all(calm["assert double(2) == 4"])
    assert len(calm["assert double(2) == 4"]) > 0
    assert proven_when_lost(monkeypatch, 1) == calm


def test_a_solution_that_always_ends_its_kernel_does_not_stop_the_class(monkeypatch):
    assert proven_when_lost(monkeypatch, 100) == {}
