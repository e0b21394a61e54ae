"""The folder of a trial: configuration, exchange and course, as a real hub has them."""

from __future__ import annotations

import json
import os
import shutil
import socket
import subprocess
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent.parent
COURSE_FILES = ("course", "source", "release", "nbgrader_config.py", ".grading-seed")


@dataclass
class TrialFolder:
    """Where everything of a trial lies, and who is in it.

    Attributes
    ----------
    place : Path
        The folder that everything lies in.
    python, proxy : Path
        What runs hub and servers, and the proxy's command.
    port : int
        Where the hub answers; 0: a free one.
    password : str
        With which all accounts log in.
    """

    place: Path
    python: Path
    proxy: Path
    port: int
    password: str

    account = "tkgrader"
    instructor = "tkteacher"
    assistant = "tkassistant"
    students = ("tkstudent-a", "tkstudent-b", "tkstudent-c")

    def __post_init__(self) -> None:
        self.ports = _free_ports(4)
        self.port = self.port or self.ports[3]

    @property
    def everybody(self) -> list[str]:
        """Names of all accounts."""
        return [self.account, self.instructor, self.assistant, *self.students]

    @property
    def address(self) -> str:
        """Where a browser finds the hub."""
        return f"http://127.0.0.1:{self.port}"

    @property
    def hub(self) -> Path:
        """What is the hub's own: settings with the password, database, log."""
        return self.place / "hub"

    @property
    def config(self) -> Path:
        """The configuration that the hub is started with."""
        return self.hub / "trial_config.py"

    @property
    def log(self) -> Path:
        """What hub and proxy say."""
        return self.hub / "hub.log"

    @property
    def exchange(self) -> Path:
        """The exchange of nbgrader."""
        return self.place / "exchange"

    @property
    def course(self) -> Path:
        """The course folder."""
        return self.place / "home" / self.account / "tinkernet"

    @cached_property
    def course_id(self) -> str:
        """The course's name, as its configuration says."""
        asked = (
            "import sys; from pathlib import Path; from tinkernet.grading import course_config;"
            "print(course_config(Path(sys.argv[1])).directory.course_id)"
        )
        command = [str(self.python), "-c", asked, str(self.course)]
        done = subprocess.run(command, capture_output=True, text=True, check=True)
        return done.stdout.split()[-1]

    @cached_property
    def shown(self) -> list[Path]:
        """What all users must be able to read: Python, packages, library, proxy."""
        asked = (
            "import sys, pathlib, tinkernet;"
            "print(sys.base_prefix, sys.prefix, pathlib.Path(tinkernet.__file__).parent, sep='\\n')"
        )
        command = [str(self.python), "-c", asked]
        done = subprocess.run(command, capture_output=True, text=True, check=True)
        paths = [Path(line) for line in done.stdout.splitlines()]
        return [*(one for one in paths if one != Path("/usr")), HERE / "node_modules"]

    def environment(self) -> dict[str, str]:
        """Return the environment that the hub starts in."""
        keep = ("LANG", "LC_ALL", "TZ", "PYTHONPATH")
        system = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"
        return {
            **{name: os.environ[name] for name in keep if name in os.environ},
            "HOME": str(self.hub),
            "HUB_TOML": str(self.hub / "hub.toml"),
            "PATH": f"{self.python.parent}:{system}",
        }

    def lay(self, course: Path) -> None:
        """Lay everything; the accounts are there already.

        Parameters
        ----------
        course : Path
            The course folder that is copied.
        """
        self._lay_course(course)
        self._lay_configuration(course)
        self._lay_exchange()

    def _lay_course(self, course: Path) -> None:
        self.course.mkdir(mode=0o755)
        for name in COURSE_FILES:
            if (course / name).is_dir():
                shutil.copytree(course / name, self.course / name)
            elif (course / name).exists():
                shutil.copy(course / name, self.course / name)
        for path in [self.course, *self.course.rglob("*")]:
            shutil.chown(path, self.account, self.account)

    def _lay_configuration(self, course: Path) -> None:
        self.hub.mkdir(mode=0o700)
        for path in (HERE / "etc").glob("*_config.py"):
            shutil.copy(path, self.hub)
        etc = self.place / "etc"
        for role in ("everyone", "students", "instructors", "course"):
            shutil.copytree(HERE / "etc" / role, etc / role)
        shutil.copy(course / "nbgrader_config.py", etc / "everyone" / "course_nbgrader_config.py")
        where = {"Exchange": {"root": str(self.exchange)}}
        (etc / "everyone" / "nbgrader_config.json").write_text(json.dumps(where, indent=1) + "\n")
        (self.hub / "hub.toml").write_text(self._settings())

    def _settings(self) -> str:
        tables: dict[str, dict[str, str | int | list[str]]] = {
            "hub": {
                "address": self.address,
                "hub_port": self.ports[0],
                "proxy_port": self.ports[1],
                "folder": str(self.hub),
                "python": str(self.python),
                "proxy": [str(self.proxy)],
                "jupyter_config": str(self.place / "etc"),
            },
            "course": {
                "id": self.course_id,
                "account": self.account,
                "folder": str(self.course),
                "port": self.ports[2],
                "instructors": [self.instructor],
                "graders": [self.instructor, self.assistant],
                "students": list(self.students),
            },
            "trial": {"password": self.password},
        }
        lines = []
        for table, values in tables.items():
            lines.append(f"[{table}]")
            # Of texts, numbers and lists of texts JSON is TOML as well.
            lines += [f"{name} = {json.dumps(value)}" for name, value in values.items()]
        return "\n".join([*lines, ""])

    def _lay_exchange(self) -> None:
        """Make nbgrader's folders beforehand, so that no student can be first or take them away."""
        course = self.exchange / self.course_id
        modes = {
            self.exchange: 0o1777,  # nbgrader wants it writable; sticky: one's own entries only
            course: 0o755,
            course / "outbound": 0o755,
            course / "inbound": 0o3733,  # may be written into, cannot be listed
            course / "feedback": 0o711,
        }
        for path, mode in modes.items():
            path.mkdir()
            path.chmod(mode)
            if path != self.exchange:
                shutil.chown(path, self.account, self.account)


def _free_ports(count: int) -> list[int]:
    probes = [socket.create_server(("127.0.0.1", 0)) for _ in range(count)]
    ports = [probe.getsockname()[1] for probe in probes]
    for probe in probes:
        probe.close()
    return ports
