"""The parts of a hub, each by itself; tests/browser/hub/ has them all together."""

import importlib.util
import os
import pwd
import tempfile
from pathlib import Path

import pytest
from traitlets.config.loader import PyFileConfigLoader

ROOT = Path(__file__).resolve().parent.parent
DEPLOY = ROOT / "deploy" / "jupyterhub"


def part(name):
    """Import one of the files that `trial.py` is made of."""
    spec = importlib.util.spec_from_file_location(f"hub_{name}", DEPLOY / f"{name}.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_who_is_not_root_is_told_what_to_type(monkeypatch):
    machine = part("machine")
    monkeypatch.setattr(machine.os, "geteuid", lambda: 1000)
    with pytest.raises(machine.HubError, match=r"sudo python3 deploy/jupyterhub/trial\.py"):
        machine.require_machine()


def test_what_is_missing_is_named_by_its_package(monkeypatch, tmp_path):
    machine = part("machine")
    monkeypatch.setattr(machine.os, "geteuid", lambda: 0)
    monkeypatch.setattr(machine, "PROXY", tmp_path / "none")
    monkeypatch.setattr(machine.shutil, "which", lambda name, path: None)
    with pytest.raises(machine.HubError, match=r"apt-get install bash bubblewrap .*nodejs npm"):
        machine.require_machine()


def test_an_account_that_is_there_is_never_touched(tmp_path):
    accounts = part("accounts")
    mine = pwd.getpwuid(os.getuid())
    with pytest.raises(accounts.AccountError, match=f"an account {mine.pw_name} on this machine"):
        accounts.Accounts(tmp_path).make(["tk-not-made", mine.pw_name])
    assert pwd.getpwuid(os.getuid()) == mine
    with pytest.raises(KeyError):
        pwd.getpwnam("tk-not-made")


def test_only_folders_of_ended_trials_are_left_over(tmp_path, monkeypatch):
    accounts = part("accounts").Accounts
    monkeypatch.setattr(accounts, "ABOVE", tmp_path)
    places = [tmp_path / f"{accounts.PREFIX}{name}" for name in ("mine", "ended")]
    places += [tmp_path / "something-else"]
    for place in places:
        place.mkdir()
    (places[1] / "lock").touch()
    running = accounts(places[0])
    running.remove_left_over()
    assert [place.exists() for place in places] == [True, False, True]
    running.remove()
    assert not places[0].exists()


def test_what_keeps_others_out_is_covered_and_nothing_else():
    covers = part("private_view").covers
    # in /tmp itself: TMPDIR may lie in a folder that is closed, and then that one is covered
    with tempfile.TemporaryDirectory(dir="/tmp") as name:
        top = Path(name).resolve()
        top.chmod(0o755)
        shut, wide = top / "shut", top / "wide"
        for path in (shut / "python" / "lib", wide / "clone" / "lib", wide / "other"):
            path.mkdir(parents=True)
        shut.chmod(0o700)
        (shut / "python").chmod(0o700)
        shown = [shut / "python" / "lib", wide / "clone" / "lib", wide / "other"]
        assert covers(wide / "clone", shown) == [shut, wide / "clone"]
        shut.chmod(0o755)
        (shut / "python").chmod(0o755)
        assert covers(wide / "clone", shown) == [wide / "clone"]
        wide.chmod(0o700)
        assert covers(wide / "clone", shown) == [wide]  # the clone lies in there


@pytest.fixture
def hub_config(monkeypatch):
    """Read the hub's configuration with the settings that it is shipped with."""
    monkeypatch.setenv("HUB_TOML", str(DEPLOY / "etc" / "hub.toml"))
    return PyFileConfigLoader("jupyterhub_config.py", str(DEPLOY / "etc")).load_config()


def test_only_graders_may_enter_the_course(hub_config):
    roles = {role["name"]: role for role in hub_config.JupyterHub.load_roles}
    entering = [name for name, role in roles.items() if "access:services" in str(role["scopes"])]
    assert entering == ["formgrade-tinkernet"]
    groups = {name: set(one["users"]) for name, one in hub_config.JupyterHub.load_groups.items()}
    assert groups["formgrade-tinkernet"] & groups["nbgrader-tinkernet"] == set()
    assert "access:servers" not in str(roles)  # no grader enters a student's server
    assert hub_config.JupyterHub.services[0]["user"] not in hub_config.Authenticator.allowed_users


def test_the_pins_of_hub_and_course_agree():
    line = next(
        line
        for line in (DEPLOY / "requirements.txt").read_text().splitlines()
        if line.startswith("jupyterhub==")
    )
    assert line in (ROOT / "requirements-dev.txt").read_text()
