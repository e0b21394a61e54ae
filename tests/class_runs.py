"""Runs of `tinkernet grade` in processes of their own, and a look at all that belongs to one."""

import contextlib
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import pytest

from tinkernet.sandbox import SandboxUnavailableError, require_sandbox

MANY_SECONDS = 300
"""Far more than anything here takes; only a run that hangs takes longer."""


_TELLING = ("cmdline", "environ", "mountinfo")
_FONTS = f"tinkernet-{os.getuid()}"


def needs_sandbox():
    """Return a mark that skips, by name and with a reason, where nothing can be shut in."""
    try:
        require_sandbox()
    except SandboxUnavailableError as error:
        return pytest.mark.skipif(True, reason=str(error))
    return pytest.mark.skipif(False, reason="")


@contextlib.contextmanager
def own_tmp():
    """Give a folder for temporary files, of this test alone; its path is short, as sockets' are.

    What matplotlib found out about this machine's fonts is laid in, and taken from the first:
    to find it out takes it longer than to grade a class.
    """
    folder = Path(tempfile.mkdtemp(prefix="tn-", dir="/tmp"))
    fonts = Path(tempfile.gettempdir(), _FONTS)
    try:
        if any(fonts.glob("fontlist*")):
            shutil.copytree(fonts, folder / _FONTS)
        yield folder
        if any(folder.glob(f"{_FONTS}/fontlist*")) and not fonts.exists():
            shutil.copytree(folder / _FONTS, fonts)
    finally:
        end_all(folder)
        shutil.rmtree(folder, ignore_errors=True)


def environment(tmp, **more):
    """Return a run's environment: temporary files in a place of its own."""
    return {**os.environ, "TMPDIR": str(tmp), "COLUMNS": "200", **more}


def command(assignment, *options):
    return [sys.executable, "-m", "tinkernet", "grade", assignment, *options]


def grade(folder, tmp, *options, assignment="small", env=None):
    """Run `tinkernet grade` to its end."""
    return subprocess.run(
        command(assignment, *options),
        cwd=folder,
        env=env or environment(tmp),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        errors="backslashreplace",
        check=False,
        timeout=MANY_SECONDS,
    )


def start(folder, tmp, *options):
    """Start `tinkernet grade` in a session of its own; what it says goes to run.out."""
    with (folder / "run.out").open("ab") as said:
        return subprocess.Popen(
            command("small", *options),
            cwd=folder,
            env=environment(tmp),
            stdin=subprocess.DEVNULL,
            stdout=said,
            stderr=subprocess.STDOUT,
            start_new_session=True,
            # In the background of a shell Ctrl-C is ignored, and would be here.
            preexec_fn=_hear_ctrl_c,
        )


def _hear_ctrl_c():
    signal.signal(signal.SIGINT, signal.default_int_handler)


def belonging(tmp):
    """List the living processes that have to do with a folder of temporary files.

    Their environment names it, or their command line, or something mounted: a sandbox's first
    process has nothing else. Sessions and parents say nothing once somebody was killed.
    """
    name = os.fsencode(tmp)
    found = {}
    for place in Path("/proc").iterdir():
        if not place.name.isdecimal() or int(place.name) == os.getpid():
            continue
        with contextlib.suppress(OSError):
            if any(name in (place / one).read_bytes() for one in _TELLING):
                state = (place / "stat").read_text().rpartition(")")[2].split()[0]
                if state not in "ZX":
                    found[int(place.name)] = _line(place.name)
    return found


def workers(run):
    """List the worker processes of a run: they are forked from one that waits."""
    return [pid for server in fork_servers(run) for pid in _children(server)]


def fork_servers(run):
    """List the process that workers are forked from; it has loaded what they need."""
    return _called(run.pid, "forkserver")


def zygotes(run):
    """List the processes that kernels are forked from: one for each worker, and their parent."""
    warm = _called(run.pid, "tinkernet.sandbox.zygote")
    return [*warm, *(pid for parent in warm for pid in _called(parent, "tinkernet.sandbox.zygote"))]


def sandboxes(run):
    """List the bubblewrap processes that a run's zygotes have started."""
    return [pid for zygote in zygotes(run) for pid in _called(zygote, "--die-with-parent")]


def _called(parent, name):
    """List a process's children whose command line has a name in it."""
    return [pid for pid in _children(parent) if name in _line(pid)]


def leftovers(tmp):
    """List the runtime folders that are left; what is known of fonts is kept on purpose."""
    return sorted(path.name for path in Path(tmp).glob("tinkernet-*") if path.name != _FONTS)


def soon(look, seconds=60):
    """Wait until something is empty, at most some time; return what it is then."""
    end = time.monotonic() + seconds
    while (found := look()) and time.monotonic() < end:
        time.sleep(0.05)
    return found


def end_all(tmp):
    """Kill what is left of a run that hangs."""
    for pid in belonging(tmp):
        with contextlib.suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)


def nothing_left(tmp):
    """Hold that no process and no temporary file of a run is left."""
    processes = soon(lambda: belonging(tmp))
    assert not processes, f"still running: {processes}"
    folders = soon(lambda: leftovers(tmp))
    assert not folders, f"left behind: {folders}"


def _children(pid):
    found = []
    with contextlib.suppress(OSError):
        for task in Path(f"/proc/{pid}/task").iterdir():
            found += map(int, (task / "children").read_text().split())
    return found


def _line(pid):
    with contextlib.suppress(OSError):
        line = Path(f"/proc/{pid}/cmdline").read_bytes()
        return line.replace(b"\0", b" ").decode(errors="replace")
    return ""
