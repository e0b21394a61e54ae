"""The zygote is killed in the middle of building a sandbox: nothing of the sandbox stays."""

import contextlib
import os
import signal
import subprocess
import sys
import time

import class_runs
import pytest

pytestmark = class_runs.needs_sandbox()

ONE_KERNEL = """
from tinkernet.sandbox import Kernel, Limits
with Kernel({}, Limits()) as kernel:
    kernel.run("1", 30.0)
"""


def send(what, processes):
    for pid in processes:
        with contextlib.suppress(ProcessLookupError):
            os.kill(pid, what)


@pytest.mark.parametrize("milliseconds", [0, 0.5, 1, 1.5, 2, 4])
def test_bubblewrap_that_is_still_building_ends_too(milliseconds):
    with class_runs.own_tmp() as tmp:
        command = [sys.executable, "-c", ONE_KERNEL]
        run = subprocess.Popen(command, env=class_runs.environment(tmp))
        while not (building := class_runs.sandboxes(run)):
            assert run.poll() is None
        time.sleep(milliseconds / 1000)
        send(signal.SIGSTOP, building)
        send(signal.SIGKILL, [run.pid, *class_runs.zygotes(run)])
        run.wait()
        send(signal.SIGCONT, class_runs.belonging(tmp))
        assert not class_runs.soon(lambda: class_runs.belonging(tmp), 10)
