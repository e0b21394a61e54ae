"""`tinkernet doctor`: is this machine ready, and what to do where it is not."""

from __future__ import annotations

import contextlib
import json
import sys
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from tinkernet.doctor import Finding, Machine

_COLOURS = {"ok": "green", "warning": "yellow", "wrong": "red"}


@click.command("doctor")
@click.option(
    "--role",
    type=click.Choice(["student", "instructor"]),
    help="For whom; default: an instructor in a course folder, else a student.",
)
@click.option("--json", "as_json", is_flag=True, help="Print findings for a program to read.")
def doctor_command(role: str | None, as_json: bool) -> None:
    """Look whether this machine is ready for the course; say what to do where it is not.

    Changes nothing. Exit codes: 0 all well, perhaps with warnings; 1 something is wrong.
    """
    # Here, because these take a second to import, and --help should not.
    from tqdm import tqdm

    from tinkernet.doctor import Machine, Role, checks_for, examine

    machine = Machine.here(Role(role) if role else None)
    checks = checks_for(machine.role)
    findings = []
    with tqdm(total=len(checks), unit="check", file=sys.stderr, leave=False, disable=None) as bar:
        looked = examine(machine, checks)
        for check in checks:
            bar.set_description_str(check.name)
            with contextlib.redirect_stdout(sys.stderr):  # what a configuration prints
                findings.append(next(looked))
            bar.update()
    count = sum(finding.state == "wrong" for finding in findings)
    if as_json:
        click.echo(json.dumps(_for_machines(machine, findings), indent=1))
    else:
        _print(machine, findings)
    if count:
        sys.exit(1)


def _for_machines(machine: Machine, findings: list[Finding]) -> dict[str, object]:
    return {
        "role": str(machine.role),
        "folder": str(machine.folder),
        "findings": [finding.to_dict() for finding in findings],
    }


def _print(machine: Machine, findings: list[Finding]) -> None:
    where = f"the course in {machine.folder}" if machine.role == "instructor" else "a student"
    click.echo(f"Looking at this machine for {where} (--role chooses another).\n")
    width = max(len(finding.check) for finding in findings)
    for finding in findings:
        state = click.style(f"{finding.state!s:8}", fg=_COLOURS[finding.state])
        click.echo(f"{state} {finding.check.ljust(width)}  {finding.found}")
        if finding.advice:
            click.echo(f"{' ' * (width + 11)}-> {finding.advice}")
    states = [str(finding.state) for finding in findings]
    click.echo(f"\n{states.count('wrong')} wrong, {states.count('warning')} warnings.")
