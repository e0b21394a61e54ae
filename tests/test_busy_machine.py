"""A machine that is far too busy costs time, and nobody's points."""

import dataclasses
import os
import subprocess
import sys

import pytest
from class_runs import needs_sandbox

from tinkernet.checks import assess
from tinkernet.exercises import find
from tinkernet.probe import Case, case_to_wire
from tinkernet.sandbox import Kernel, Limits

THREADS = """
from threadpoolctl import threadpool_info
from tinkernet.grading._local_processes import LocalProcesses
if __name__ == "__main__":
    processes = LocalProcesses(1, walls=False)
    found = processes.pools[0].submit(threadpool_info).result()
    processes.close()
    print(sorted({each["num_threads"] for each in found}))
"""


def test_a_worker_computes_on_one_thread(tmp_path):
    (tmp_path / "threads.py").write_text(THREADS)
    environment = {name: text for name, text in os.environ.items() if "NUM_THREADS" not in name}
    done = subprocess.run(
        [sys.executable, tmp_path / "threads.py"],
        env=environment, capture_output=True, text=True, check=False, timeout=120,
    )  # fmt: skip
    assert done.stdout == "[1]\n", done.stderr


def test_when_the_judges_own_answer_does_not_come_nobody_is_called_wrong():
    def never(y_hat, y):
        raise MemoryError

    mse = find("mse")
    broken = dataclasses.replace(mse, reference=never)
    with pytest.raises(RuntimeError, match=r"own answer to mse did not come.*less busy"):
        assess(broken, [mse.reference])


@needs_sandbox()
def test_what_an_answer_is_is_said_before_it_is_asked_anything():
    """Else a training that may take a minute has only the few seconds that a look may take."""
    content = {
        "expressions": ["slow"], "forbidden": [], "returns": ["y"], "probe": "call", "seconds": 60,
        "cases": [case_to_wire(Case("", {"x": 1.0}))],
    }  # fmt: skip
    with Kernel({}, Limits()) as kernel:
        kernel.run("import time\ndef slow(x):\n    time.sleep(60)\n    return x", 10)
        look = next(kernel.examine(content, (20, 60)))
    assert look["kinds"] == [""]
