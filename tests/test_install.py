"""deploy/install.py on machines that lack something: one plain line each."""

import importlib.util
import os
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture
def install(tmp_path, monkeypatch):
    """Return the installer, looking at an empty folder in place of the clone."""
    spec = importlib.util.spec_from_file_location("install", ROOT / "deploy" / "install.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    for name in ("requirements.txt", "requirements-dev.txt", "constraints.txt", "pyproject.toml"):
        (tmp_path / name).write_text("")
    monkeypatch.setattr(module, "ROOT", tmp_path)
    monkeypatch.setattr(module, "VENV", tmp_path / ".venv")
    return module


def one_line(capsys):
    error = capsys.readouterr().err
    assert error.startswith("Tinkernet: ")
    assert error.count("\n") == 1
    return error


def test_an_old_python_is_named(install, monkeypatch, capsys):
    monkeypatch.setattr(install.sys, "version_info", (3, 9, 2, "final", 0))
    assert install.main([]) == 1
    error = one_line(capsys)
    assert "3.11 or later is needed, this is 3.9" in error
    assert "make PYTHON=" in error


@pytest.mark.parametrize("module", ["venv", "ensurepip"])
def test_a_missing_venv_module_names_the_package(install, monkeypatch, capsys, module):
    monkeypatch.setitem(sys.modules, module, None)
    assert install.main([]) == 1
    assert "apt-get install python3." in one_line(capsys)


def test_a_full_disk_says_how_much_is_needed(install, monkeypatch, capsys):
    monkeypatch.setattr(install.shutil, "disk_usage", lambda _: SimpleNamespace(free=200_000_000))
    assert install.main([]) == 1
    assert "0.2 GB are free, 1.5 GB are needed" in one_line(capsys)


def test_a_folder_without_permission_is_named(install, monkeypatch, capsys):
    monkeypatch.setattr(install.os, "access", lambda *_: False)
    assert install.main([]) == 1
    assert f"no permission to write into {install.ROOT}" in one_line(capsys)


def test_a_failing_pip_says_where_to_look(install, monkeypatch, capsys):
    monkeypatch.setattr(install, "_make_venv", lambda: None)
    monkeypatch.setattr(install, "_python", lambda: Path("/bin/false"))
    monkeypatch.setattr(install, "_installed", lambda _: False)
    assert install.main([]) == 1
    assert "pip could not install" in one_line(capsys)


def test_what_is_installed_is_not_installed_again(install, monkeypatch, capsys):
    python = install._python()
    python.parent.mkdir(parents=True)
    python.touch()
    for name in (install.COURSE, install.TESTS):
        install._stamp(name).write_text(install._fingerprint(name))
    monkeypatch.setattr(install, "_install", pytest.fail)
    assert install.main(["tests"]) == 0
    assert capsys.readouterr().out == ""


def test_a_changed_pin_installs_again(install, monkeypatch):
    test_names = [install.COURSE]
    python = install._python()
    python.parent.mkdir(parents=True)
    python.touch()
    install._stamp(install.COURSE).write_text(install._fingerprint(install.COURSE))
    assert install._installed(test_names)
    (install.ROOT / "constraints.txt").write_text("numpy==1.0")
    assert not install._installed(test_names)


def test_the_installer_compiles_on_the_oldest_python_that_may_call_it():
    """It must be read by an old Python before it can say that the Python is old."""
    source = (ROOT / "deploy" / "install.py").read_text()
    import ast

    ast.parse(source, feature_version=(3, 8))


def test_every_package_says_why_it_is_there_and_is_pinned():
    course = (ROOT / "requirements.txt").read_text()
    project = (ROOT / "pyproject.toml").read_text()
    block = project.partition("dependencies = [")[2].partition("\n]")[0]
    for line in block.strip().splitlines():
        name = line.strip().split(">=")[0].strip('"')
        assert "#" in line, f"{name}: say why"
        assert f"{name}==" in course, f"{name}: pin it"
    for line in (ROOT / "requirements-dev.txt").read_text().splitlines():
        assert line.startswith(("#", "-c")) or ("==" in line and "#" in line), line


@pytest.mark.skipif(os.name == "nt", reason="make: not on Windows")
def test_make_without_a_target_lists_them():
    done = subprocess.run(["make", "-s"], cwd=ROOT, capture_output=True, text=True, check=True)
    for target in ("demo", "test", "lab"):
        assert f"make {target}" in done.stdout
