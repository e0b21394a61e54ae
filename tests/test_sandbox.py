"""What a kernel sees, reaches and leaves behind, from inside its walls."""

import os
import socket
import subprocess
import time
from pathlib import Path

import pytest

from tinkernet.sandbox import (
    Kernel,
    KernelGoneError,
    Limits,
    SandboxUnavailableError,
    require_bubblewrap,
    require_sandbox,
)

try:
    require_sandbox()
except SandboxUnavailableError as missing:
    pytest.skip(str(missing), allow_module_level=True)

QUICK = Limits(cell_seconds=5.0, notebook_seconds=20.0)


def said(kernel, code):
    run = kernel.run(code, 10.0)
    texts = [each["text"] for each in run.outputs if each["output_type"] == "stream"]
    errors = [each["evalue"] for each in run.outputs if each["output_type"] == "error"]
    return "".join(texts).strip() or "".join(errors)


@pytest.fixture(scope="module")
def kernel():
    with Kernel({"data/points.csv": b"1,2\n"}, QUICK, ("numpy.polyfit", "scipy")) as kernel:
        yield kernel


def test_its_home_holds_the_assignments_files_and_nothing_else(kernel):
    code = "import os; print(os.getcwd(), sorted(n for n in os.listdir('.') if n[0] != '.'))"
    assert said(kernel, code) == "/home/student ['data']"
    assert said(kernel, "print(open('data/points.csv').read())") == "1,2"


def test_it_sees_no_environment_variables_beyond_a_short_list(kernel):
    names = eval(said(kernel, "import os; print(sorted(os.environ))"))
    ours = {"HOME", "LANG", "LOGNAME", "PATH", "TMPDIR", "USER", "NBGRADER_EXECUTION"}
    ours |= {"MKL_NUM_THREADS", "OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS"}
    # What IPython's own kernel sets for the programs it starts.
    ipython = {"TERM", "CLICOLOR", "FORCE_COLOR", "CLICOLOR_FORCE", "PAGER", "GIT_PAGER"}
    assert set(names) <= ours | ipython | {"MPLBACKEND"}


@pytest.mark.parametrize("room", ["exercises", "checks", "grading", "course", "cli"])
def test_the_judges_rooms_are_empty_inside(kernel, room):
    code = (
        "import os, tinkernet; folder = os.path.dirname(tinkernet.__file__);"
        f"print(os.listdir(folder + '/{room}'))"
    )
    assert said(kernel, code) == "[]"


def test_references_cannot_be_imported(kernel):
    assert "import of tinkernet.exercises halted" in said(kernel, "import tinkernet.exercises")
    code = "import gc; print([o for o in gc.get_objects() if type(o).__name__ == 'Exercise'])"
    assert said(kernel, code) == "[]"


def test_forbidden_functions_and_packages_are_taken_away(kernel):
    assert "taken away" in said(kernel, "import numpy as np; np.polyfit([1, 2], [1, 2], 1)")
    assert "No module named 'scipy" in said(kernel, "import scipy.stats")


def test_the_rest_of_the_machine_is_not_there(kernel):
    for path in (Path(__file__), Path("/etc/passwd"), Path("/proc/self/environ"), Path("/root")):
        seen = said(kernel, f"import os; print(os.path.isfile({str(path)!r}))")
        assert seen == "False", path


def test_nothing_but_its_own_places_can_be_written_to(kernel):
    code = """
import os
found = []
for folder, names, _ in os.walk('/'):
    names[:] = [n for n in names if not os.path.islink(os.path.join(folder, n))]
    if os.access(folder, os.W_OK):
        found.append(folder)
        names.clear()
print(sorted(found))
"""
    assert said(kernel, code) == "['/dev/shm', '/home/student', '/scratch']"


def test_there_is_no_network(kernel):
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
        code = f"import socket; socket.create_connection(('127.0.0.1', {port}), 2)"
        assert "refused" in said(kernel, code)
    assert "unreachable" in said(kernel, "socket.create_connection(('10.0.0.1', 80), 2)")


def test_no_privilege_can_be_got_back(kernel):
    code = "import ctypes; c = ctypes.CDLL(None, use_errno=True); print({}, ctypes.get_errno())"
    assert said(kernel, code.format("c.unshare(0x10000000)")) == "-1 1"
    assert said(kernel, code.format("c.mount(b'a', b'/home', b'tmpfs', 0, None)")) == "-1 1"
    assert said(kernel, code.format("c.setuid(0)")).startswith("-1")
    assert said(kernel, code.format("c.ptrace(16, 1, 0, 0)")) == "-1 1"


def test_siblings_cannot_see_or_signal_each_other(kernel):
    with Kernel({}, QUICK) as other:
        said(other, "open('/scratch/mine', 'w').write('secret')")
        assert said(kernel, "import os; print(os.listdir('/scratch'))") == "[]"
        # Each counts its processes from one; what has no number there cannot be signalled.
        for each in (kernel, other):
            assert int(said(each, "import os; print(os.getpid())")) < 10
        said(kernel, "import signal; os.kill(1, signal.SIGKILL)")
        assert said(other, "print('here')") == "here"


def test_a_cell_that_does_not_end_is_interrupted_and_the_kernel_lives_on():
    with Kernel({}, QUICK) as kernel:
        said(kernel, "kept = 4")
        assert kernel.run("while True: pass", 0.5).status == "timeout"
        assert said(kernel, "print(kept)") == "4"


@pytest.mark.parametrize(
    ("code", "why"),
    [
        ("import os; os._exit(3)", "ended"),
        ("import ctypes; ctypes.string_at(0)", "ended"),
        # Not a moment later: the next cell would be taken for the one that ended it.
        ("import asyncio; asyncio.get_event_loop().stop()", "ended"),
        ("x = []\nwhile True: x.append(bytearray(10**7))", ""),
    ],
)
def test_a_kernel_that_dies_says_so(code, why):
    said = ""
    with Kernel({}, Limits(memory=300 * 2**20)) as kernel:
        try:
            status = kernel.run(code, 8.0).status
        except KernelGoneError as gone:
            status, said = "gone", str(gone)
    assert status == "gone" or (not why and status == "error")  # a MemoryError is the student's
    assert why in said


def test_output_without_end_is_cut():
    with Kernel({}, QUICK) as kernel:
        run = kernel.run("while True: print('x' * 1000)", 5.0)
        assert run.status == "overflow"
        assert sum(len(str(each)) for each in run.outputs) < 3 * QUICK.cell_output_bytes


def test_every_descendant_dies_with_it_before_it_is_left():
    mark = f"mark{time.monotonic_ns()}"
    with Kernel({}, QUICK) as kernel:
        code = f"""
import os, sys, time
if os.fork() == 0:
    os.setsid()
    if os.fork() == 0:
        os.execv(sys.executable, ['{mark}', '-c', 'import time; time.sleep(60)'])
    os._exit(0)
print('started')
"""
        said(kernel, code)
    running = subprocess.run(["ps", "-eo", "args"], capture_output=True, text=True, check=True)
    assert mark not in running.stdout


def test_nothing_is_left_in_the_machines_temporary_folder(tmp_path, monkeypatch):
    before = {path for path in Path("/tmp").glob("tinkernet-*/*") if path.is_dir()}
    with Kernel({"a.txt": b"a"}, QUICK) as kernel:
        said(kernel, "1")
    after = {path for path in Path("/tmp").glob("tinkernet-*/*") if path.is_dir()}
    assert {path for path in after - before if path.exists()} <= after - before
    assert not [path for path in after - before if (path / "files" / "a.txt").exists()]


def test_processes_are_limited():
    with Kernel({}, Limits(processes=40)) as kernel:
        code = """
import os, time
children = 0
try:
    while children < 200:
        if os.fork() == 0:
            time.sleep(5)
            os._exit(0)
        children += 1
except BlockingIOError:
    pass
print(children)
"""
        assert 0 < int(said(kernel, code)) < 40


def test_where_bubblewrap_is_missing_the_install_line_is_said(monkeypatch):
    monkeypatch.setenv("PATH", "/nowhere")
    monkeypatch.setattr(os, "defpath", "/nowhere")
    with pytest.raises(SandboxUnavailableError, match="sudo apt-get install bubblewrap"):
        require_bubblewrap()
