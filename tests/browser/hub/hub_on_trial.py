"""A real hub, started by the command that instructors try it with."""

import importlib.util
import os
import shutil
import subprocess
import sys
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[3]
DEPLOY = ROOT / "deploy" / "jupyterhub"


@dataclass
class Hub:
    """What `trial.py` says of the hub it has started."""

    address: str
    password: str
    instructor: str
    assistant: str
    students: tuple[str, ...]
    account: str
    course: Path
    course_id: str = "tinkernet"

    @property
    def place(self):
        """The folder that everything of the trial lies in."""
        return self.course.parents[2]

    @property
    def inbound(self):
        return self.place / "exchange" / self.course_id / "inbound"

    def as_user(self, name, *command):
        """Run a command as one of the accounts, in its home."""
        return subprocess.run(
            ["runuser", "-u", name, "--", *command],
            cwd=self.place / "home" / name,
            capture_output=True,
            text=True,
            errors="replace",
            timeout=60,
            check=False,
        )

    def let_tests_look(self, name):
        """Have JupyterLab show its inside to tests, as in tests/browser/lab_window.py."""
        folder = self.place / "home" / name / ".jupyter"
        folder.mkdir(exist_ok=True)
        settings = folder / "jupyter_lab_config.json"
        settings.write_text('{"LabApp": {"expose_app_in_browser": true}}\n')
        for path in (folder, settings):
            shutil.chown(path, name, name)


def machine():
    """Import deploy/jupyterhub/machine.py."""
    spec = importlib.util.spec_from_file_location("hub_machine", DEPLOY / "machine.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def require_hub():
    """Skip with the reason where this machine can have no hub; CI's can."""
    there = machine()
    try:
        there.require_machine()
        there.install()
    except there.HubError as error:
        if os.environ.get("CI"):
            raise
        pytest.skip(f"no hub here: {error}")


@contextmanager
def hub_on_trial(course):
    """Run `trial.py` on a copy of a course folder."""
    command = [sys.executable, str(DEPLOY / "trial.py"), "--port", "0", "--course", str(course)]
    trial = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    said, lines = {}, []
    try:
        for line in trial.stdout:
            lines.append(line)
            name, _, value = line.strip().partition(": ")
            said[name] = value
            if name.startswith("Stop with Ctrl-C"):
                break
        assert "Log" in said, "".join(lines)
        yield Hub(
            address=said["Hub"],
            password=said["Password of every account"],
            instructor=said["Instructor"],
            assistant=said["Assistant"],
            students=tuple(said["Students"].split(", ")),
            account=said["Account of the course"],
            course=Path(said["Course folder"]),
        )
    finally:
        trial.terminate()
        trial.wait(60)
        trial.stdout.close()
