"""A whole JupyterHub with the course on this machine, for trying it: `sudo python3 trial.py`.

Makes what a real one has (a system user each for the course, two graders and three students, their
homes, an exchange, a course folder with the assignments), starts the hub on the loopback, and takes
everything away again when it is stopped with Ctrl-C. docs/hub.md shows a term's way through it.
"""

from __future__ import annotations

import argparse
import contextlib
import os
import secrets
import signal
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

from accounts import AccountError, Accounts
from machine import HubError, install, require_machine
from trial_folder import ROOT, TrialFolder

HERE = Path(__file__).resolve().parent
SECONDS_TO_START = 120


def main(arguments: list[str]) -> int:
    """Start the hub, wait until somebody stops it, take it away."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument(
        "--port", type=int, default=8000, help="where the hub answers; 0: a free one"
    )
    parser.add_argument("--course", type=Path, default=ROOT, help="a course folder to be copied")
    wanted = parser.parse_args(arguments)
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    try:
        require_machine()
        python, proxy = install()
        with contextlib.ExitStack() as stack:
            folder = stack.enter_context(_folder(wanted, python, proxy))
            hub = stack.enter_context(_running(folder))
            _wait_until_it_answers(folder, hub)
            _say(folder)
            return hub.wait()
    except (HubError, AccountError) as error:
        print(f"Tinkernet: {error}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print()
        return 0


@contextlib.contextmanager
def _folder(wanted: argparse.Namespace, python: Path, proxy: Path) -> Iterator[TrialFolder]:
    """Make accounts and folders; in the end take them away."""
    place = Accounts.new_place()
    folder = TrialFolder(place, python, proxy, wanted.port, secrets.token_urlsafe(9))
    accounts = Accounts(place)
    try:
        accounts.remove_left_over()
        accounts.make(folder.everybody)
        folder.lay(wanted.course.resolve())
        yield folder
    finally:
        signal.signal(signal.SIGTERM, signal.SIG_IGN)  # a second one must not stop the tidying
        accounts.remove()


@contextlib.contextmanager
def _running(folder: TrialFolder) -> Iterator[subprocess.Popen[bytes]]:
    """Run the hub where it sees what its users may see; all it started ends with it."""
    command = [
        # Whatever ends this program ends the hub; with it ends everything in its namespace.
        "setpriv", "--pdeathsig", "KILL",
        "unshare", "--mount", "--pid", "--fork", "--kill-child", "--mount-proc",
        sys.executable, str(HERE / "private_view.py"), str(ROOT), *map(str, folder.shown), "--",
        str(folder.python), "-m", "jupyterhub", "-f", str(folder.config),
    ]  # fmt: skip
    with folder.log.open("w") as log:
        hub = subprocess.Popen(
            command,
            cwd=folder.hub,
            env=folder.environment(),
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            start_new_session=True,  # Ctrl-C is for us, who then end it
        )
    try:
        yield hub
    finally:
        hub.kill()
        hub.wait()


def _wait_until_it_answers(folder: TrialFolder, hub: subprocess.Popen[bytes]) -> None:
    places = (f"{folder.address}/hub/health", f"{folder.address}/services/{folder.course_id}/api")
    end = time.monotonic() + SECONDS_TO_START
    for place in places:
        while not _answers(place):
            if hub.poll() is not None or time.monotonic() > end:
                last = folder.log.read_text(errors="replace")[-3000:]
                raise HubError(f"the hub does not start; the end of what it says:\n{last}")
            time.sleep(0.2)


def _answers(place: str) -> bool:
    try:
        urllib.request.urlopen(place, timeout=5).close()
    except OSError:  # nobody there, or only the proxy, who does not know the way yet
        return False
    return True


def _say(folder: TrialFolder) -> None:
    print(f"Hub: {folder.address}")
    print(f"Password of every account: {folder.password}")
    print(f"Instructor: {folder.instructor}")
    print(f"Assistant: {folder.assistant}")
    print(f"Students: {', '.join(folder.students)}")
    print(f"Account of the course: {folder.account}")
    print(f"Course folder: {folder.course}")
    print(f"Log: {folder.log}")
    print("Stop with Ctrl-C: accounts and folders are removed then.", flush=True)


if __name__ == "__main__":
    os.umask(0o022)
    sys.exit(main(sys.argv[1:]))
