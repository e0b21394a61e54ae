"""tinkernet doctor: each thing of a machine is broken for real, and the advice says what to do."""

import json
import os
import shutil
import subprocess
import sys
import time
from collections import namedtuple
from pathlib import Path

import pytest
from click.testing import CliRunner
from one_check import CHECKS, hold, lay_course, look

from tinkernet.cli import main
from tinkernet.doctor import Check, Finding, Machine, Role, State, checks_for, examine

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture
def folder(tmp_path, monkeypatch):
    return lay_course(tmp_path, monkeypatch)


def test_an_empty_course_is_well(folder):
    for name in ("python", "packages", "clock", "configuration", "exchange", "gradebook", "seed"):
        hold(look(name, folder), "ok")
    hold(look("privacy", folder), "ok", "no exchange")
    hold(look("built", folder), "ok", "nothing to build")


def test_a_kernel_that_takes_its_time_is_no_other_python(folder, tmp_path, monkeypatch):
    late = "import sys, time\nif any('ipykernel' in each for each in sys.orig_argv):\n    "
    (tmp_path / "sitecustomize.py").write_text(late + "time.sleep(2.5)\n")
    monkeypatch.setenv("PYTHONPATH", str(tmp_path), prepend=os.pathsep)
    hold(look("kernel", folder), "ok", "1 + 1 = 2")


def test_the_kernel_answers_and_a_missing_program_is_named(folder, tmp_path, monkeypatch):
    hold(look("kernel", folder), "ok", "1 + 1 = 2")
    spec = tmp_path / "data" / "kernels" / "python3"
    spec.mkdir(parents=True)
    argv = ["/gone/python", "-m", "ipykernel_launcher", "-f", "{connection_file}"]
    kernel = {"argv": argv, "display_name": "Python 3", "language": "python"}
    (spec / "kernel.json").write_text(json.dumps(kernel))
    monkeypatch.setenv("JUPYTER_DATA_DIR", str(tmp_path / "data"))
    monkeypatch.setenv("JUPYTER_PREFER_ENV_PATH", "0")
    hold(look("kernel", folder), "wrong", "/gone/python", "ipykernel install --sys-prefix")


def test_a_package_that_is_too_old_or_another_than_pinned(folder, tmp_path, monkeypatch):
    def fake(name, version):
        info = tmp_path / "site" / f"{name}-{version}.dist-info"
        info.mkdir(parents=True)
        (info / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {name}\nVersion: {version}\n")

    monkeypatch.syspath_prepend(str(tmp_path / "site"))
    fake("tqdm", "4.999.0")
    hold(look("packages", folder), "warning", "tqdm 4.999.0 (pinned", "pip install -r")
    fake("numpy", "1.20.0")
    hold(look("packages", folder), "wrong", "numpy 1.20.0 (needed >=2.0)", "pip install -r")


def test_a_python_that_is_too_old(folder, monkeypatch):
    monkeypatch.setattr("platform.python_version", lambda: "3.9.1")
    hold(look("python", folder), "wrong", "3.9.1", ">=3.11", "make PYTHON=")


def test_a_switched_off_extension(folder, tmp_path, monkeypatch):
    hold(look("extensions", folder), "ok")
    monkeypatch.setenv("JUPYTER_CONFIG_DIR", str(tmp_path / "config"))
    monkeypatch.setenv("JUPYTER_PREFER_ENV_PATH", "0")
    server = {"nbgrader.server_extensions.formgrader": False}
    config = tmp_path / "config" / "jupyter_server_config.json"
    config.parent.mkdir()
    config.write_text(json.dumps({"ServerApp": {"jpserver_extensions": server}}))
    hold(look("extensions", folder), "warning", "formgrader", "server extension enable")
    hold(look("extensions", folder, Role.STUDENT), "ok")


def test_bubblewrap_is_missing(folder, tmp_path, monkeypatch):
    monkeypatch.setattr("os.defpath", str(tmp_path))
    monkeypatch.setenv("PATH", str(tmp_path))
    hold(look("sandbox", folder), "wrong", "apt-get install bubblewrap libseccomp2")


def test_bubblewrap_may_not_make_a_sandbox(folder, tmp_path, monkeypatch):
    bwrap = tmp_path / "bwrap"
    bwrap.write_text("#!/bin/sh\necho 'setting up uid map: Permission denied' >&2\nexit 1\n")
    bwrap.chmod(0o755)
    monkeypatch.setattr("os.defpath", str(tmp_path))
    monkeypatch.setenv("PATH", f"{tmp_path}:{os.environ['PATH']}")
    hold(look("sandbox", folder), "wrong", "uid map: Permission denied", "AppArmor")


def test_a_full_disk_and_little_memory(folder, monkeypatch):
    usage, memory = namedtuple("usage", "total used free"), namedtuple("memory", "available")
    monkeypatch.setattr(shutil, "disk_usage", lambda place: usage(1e12, 1e12, 5e7))
    hold(look("disk", folder), "wrong", "0.1 GB free", "Free some space")
    monkeypatch.setattr(shutil, "disk_usage", lambda place: usage(1e12, 1e12, 5e8))
    hold(look("disk", folder), "warning", "0.5 GB free")
    monkeypatch.setattr("psutil.virtual_memory", lambda: memory(3e8))
    hold(look("memory", folder), "wrong", "0.3 GB free", "Close other programs")
    monkeypatch.setattr("psutil.virtual_memory", lambda: memory(4.1e9))
    monkeypatch.setattr("os.cpu_count", lambda: 8)
    hold(look("memory", folder), "warning", "--workers 2")
    hold(look("memory", folder, Role.STUDENT), "ok")


def test_caches_that_are_no_folders(folder, tmp_path, monkeypatch):
    (tmp_path / "cache").write_text("a file, where a folder should be")
    monkeypatch.delenv("MPLCONFIGDIR", raising=False)
    hold(look("caches", folder), "warning", "cannot be written", "export MPLCONFIGDIR=")


def test_a_clock_that_went_back(folder):
    later = time.time() + 400 * 86_400
    os.utime(folder / "nbgrader_config.py", (later, later))
    hold(look("clock", folder), "warning", "nbgrader_config.py", "deadlines")


def test_a_check_that_crashes_or_hangs_costs_itself_only(folder):
    def crash(machine):
        raise ZeroDivisionError("a\nsurprise")

    def hang(machine):
        time.sleep(60)

    checks = [Check("one", "this", crash), Check("two", "that", hang), CHECKS["seed"]]
    one, two, three = examine(Machine(Role.INSTRUCTOR, folder), checks, seconds=0.5)
    hold(one, "warning", "ZeroDivisionError: a surprise", "this")
    hold(two, "warning", "no answer within 0.5 seconds", "that")
    hold(three, "ok")


@pytest.fixture
def few_checks(monkeypatch):
    """Replace the checks by quick ones: the command is looked at, not the machine."""
    found = [Finding(State.OK, "fine"), Finding(State.WARNING, "so so", "mind it")]

    def checks(role):
        return [
            Check(str(number), "all", lambda machine, one=one: print("noise") or one)
            for number, one in enumerate(found)
        ]

    monkeypatch.setattr("tinkernet.doctor.checks_for", checks)
    return found


def test_the_command_says_for_whom_and_ends_with_what_scripts_need(folder, few_checks, monkeypatch):
    monkeypatch.chdir(folder / "course")
    result = CliRunner().invoke(main, ["doctor"])
    assert result.exit_code == 0, result.output
    assert f"for the course in {folder}" in result.stdout
    assert "-> mind it" in result.stdout
    assert "0 wrong, 1 warnings" in result.stdout
    few_checks.append(Finding(State.WRONG, "broken", "mend it"))
    result = CliRunner().invoke(main, ["doctor", "--json", "--role", "student"])
    assert result.exit_code == 1
    said = json.loads(result.stdout)
    assert said["role"] == "student"
    assert [one["state"] for one in said["findings"]] == ["ok", "warning", "wrong"]
    assert said["findings"][2]["advice"] == "mend it"


def test_outside_of_a_course_it_looks_for_a_student(tmp_path, few_checks, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert "for a student" in CliRunner().invoke(main, ["doctor"]).stdout
    result = CliRunner().invoke(main, ["doctor", "--role", "instructor"])
    assert result.exit_code == 1
    assert "No course was found" in result.output
    names = {check.name for check in checks_for(Role.STUDENT)}
    assert not names & {"gradebook", "seed", "sandbox", "built", "chromium"}


def test_all_of_it_runs_and_leaves_the_folder_as_it_was(folder):
    before = sorted(folder.rglob("*"))
    done = subprocess.run(
        [sys.executable, "-m", "tinkernet", "doctor", "--json"],
        cwd=folder, capture_output=True, text=True, check=False,
    )  # fmt: skip
    found = {one["check"]: one for one in json.loads(done.stdout)["findings"]}
    assert list(found) == list(CHECKS)
    assert done.returncode == any(one["state"] == "wrong" for one in found.values())
    assert found["configuration"]["state"] == "ok"
    assert sorted(folder.rglob("*")) == before


def test_every_check_stands_in_the_guide():
    guide = (ROOT / "docs" / "doctor.md").read_text()
    assert [name for name in CHECKS if f"| `{name}` |" not in guide] == []
