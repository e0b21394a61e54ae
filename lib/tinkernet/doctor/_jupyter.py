"""Jupyter: a kernel that answers, and what is added to JupyterLab."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

from ._finding import Finding, ok, warning, wrong
from ._machine import Machine, Role

_SECONDS = 20
_QUESTION = "__import__('tinkernet') and 1 + 1"
_LAB = {
    "@jupyter/nbgrader": "nbgrader",
    "@jupyter-widgets/jupyterlab-manager": "jupyterlab_widgets",
    "anywidget": "anywidget",
}
_SERVER = {
    Role.STUDENT: ("validate_assignment", "assignment_list"),
    Role.INSTRUCTOR: ("validate_assignment", "assignment_list", "formgrader", "course_list"),
}


def look_at_kernel(machine: Machine) -> Finding:
    """Start the kernel that notebooks name, and ask it something."""
    from jupyter_client.kernelspec import KernelSpecManager, NoSuchKernel
    from jupyter_client.manager import KernelManager

    install = f"{sys.executable} -m ipykernel install --sys-prefix"
    try:
        spec = KernelSpecManager().get_kernel_spec("python3")
    except NoSuchKernel:
        return wrong("there is no kernel named python3", f"Install it: {install}.")
    program = spec.argv[0] if spec.argv else ""
    if shutil.which(program) is None and not program.startswith("python"):
        return wrong(f"the kernel python3 starts {program}, which is not there", f"{install}.")
    manager = KernelManager(kernel_name="python3")
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    try:
        manager.start_kernel(env={**os.environ}, **quiet)
        client = manager.client()
        client.start_channels()
        try:
            client.wait_for_ready(timeout=_SECONDS)
            # The reply to this, not one to a question that was asked while the kernel started.
            reply = client.execute(
                "",
                user_expressions={"sum": _QUESTION},
                store_history=False,
                reply=True,
                timeout=_SECONDS,
            )
            answer = _answer(reply)
        finally:
            client.stop_channels()
    except Exception as error:  # what a kernel that does not start leads to
        said = " ".join(str(error).split())
        return wrong(f"the kernel python3 does not start: {said}", f"Install it again: {install}.")
    finally:
        if manager.has_kernel:
            manager.shutdown_kernel(now=True)
    if answer != "2":
        return wrong(
            f"the kernel python3 ({program}) cannot use the course: {answer}",
            f"It is another Python than this one; replace it: {install}.",
        )
    return ok("the kernel python3 starts, finds the course, and knows that 1 + 1 = 2")


def _answer(message: dict[str, dict[str, dict[str, dict[str, object]]]]) -> str:
    said = message["content"].get("user_expressions", {}).get("sum", {})
    data = said.get("data")
    if isinstance(data, dict):
        return str(data.get("text/plain", ""))
    return f"{said.get('ename', 'no answer')} {said.get('evalue', '')}".strip()


def look_at_extensions(machine: Machine) -> Finding:
    """Look for what nbgrader and the widgets add to JupyterLab, and whether it is switched on."""
    from jupyter_core.paths import jupyter_config_path, jupyter_path
    from jupyter_server.extension.config import ExtensionConfigManager
    from jupyterlab.commands import get_app_dir
    from jupyterlab_server.config import get_page_config

    settings = str(Path(get_app_dir()) / "settings")
    page = get_page_config(jupyter_path("labextensions"), settings)
    there = {one["name"] for one in page["federated_extensions"]}
    off = {name.split(":")[0] for name in _switched_off(page["disabledExtensions"])}
    for name, package in _LAB.items():
        if name not in there:
            return wrong(
                f"JupyterLab does not have {name}",
                f"Install it again: {sys.executable} -m pip install --force-reinstall {package}.",
            )
        if name in off:
            return wrong(
                f"{name} is switched off in JupyterLab",
                f"Switch it on: {sys.executable} -m jupyter labextension enable {name}.",
            )
    manager = ExtensionConfigManager(read_config_path=jupyter_config_path())
    server = manager.get_jpserver_extensions()  # type: ignore[no-untyped-call]
    for short in _SERVER[machine.role]:
        name = f"nbgrader.server_extensions.{short}"
        if not server.get(name):
            return warning(
                f"{name} is switched off in Jupyter's server",
                f"Switch it on: {sys.executable} -m jupyter server extension enable {name}.",
            )
    return ok("nbgrader and the widgets are there and switched on")


def _switched_off(named: list[str] | dict[str, bool]) -> list[str]:
    """Read both forms in which JupyterLab keeps them."""
    if isinstance(named, dict):
        return [name for name, off in named.items() if off]
    return list(named)
