"""A worker without sandboxes is told to end in the middle: nothing of its kernels stays."""

import subprocess
import sys

import class_runs
import pytest

WORKER = """
import multiprocessing, sys, threading
from tinkernet.grading._local_processes import prepare
from tinkernet.sandbox import Kernel, Limits

ended, end = multiprocessing.Pipe(duplex=False)
prepare(None, ended)
threading.Timer(float(sys.argv[1]), end.close).start()
while True:
    with Kernel({"data.txt": b"1"}, Limits(walls=False)) as kernel:
        kernel.run("1", 30.0)
"""


@pytest.mark.parametrize("seconds", [0.0, 0.002, 0.02, 1.0])
def test_nothing_of_a_plain_kernel_is_left_behind(seconds):
    with class_runs.own_tmp() as tmp:
        command = [sys.executable, "-c", WORKER, str(seconds)]
        done = subprocess.run(command, env=class_runs.environment(tmp), timeout=60)
        assert done.returncode == 1
        class_runs.nothing_left(tmp)
