"""A running JupyterLab, and a window on it that is used by mouse and keyboard."""

import os
import socket
import subprocess
import sys
import time
import urllib.request
from contextlib import contextmanager
from pathlib import Path

SHOTS = Path(__file__).resolve().parents[2] / "test-report"


def _free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@contextmanager
def jupyterlab(folder):
    """Run JupyterLab in a folder and yield its address."""
    port = _free_port()
    settings = folder.parent / f"{folder.name}-jupyter"
    command = [
        sys.executable, "-m", "jupyterlab", f"--port={port}", "--no-browser", "--allow-root",
        "--ServerApp.port_retries=0", "--IdentityProvider.token=", "--ServerApp.password=",
        "--LabApp.expose_app_in_browser=True",
        "--LabApp.check_for_updates_class=jupyterlab.handlers.announcements.NeverCheckForUpdate",
        "--LabApp.news_url=None",
    ]  # fmt: skip
    environment = {
        **os.environ,
        "JUPYTER_CONFIG_DIR": str(settings / "config"),
        "JUPYTER_DATA_DIR": str(settings / "data"),
        "JUPYTERLAB_SETTINGS_DIR": str(settings / "settings"),
        "JUPYTERLAB_WORKSPACES_DIR": str(settings / "workspaces"),
        "IPYTHONDIR": str(settings / "ipython"),
    }
    log = (folder.parent / f"{folder.name}.log").open("w")
    server = subprocess.Popen(command, cwd=folder, env=environment, stdout=log, stderr=log)
    address = f"http://127.0.0.1:{port}"
    try:
        for _ in range(240):
            try:
                urllib.request.urlopen(f"{address}/api", timeout=1).close()
                break
            except OSError:
                assert server.poll() is None, Path(log.name).read_text()
                time.sleep(0.25)
        yield address
    finally:
        server.terminate()
        server.wait(20)
        log.close()


class Lab:
    """A JupyterLab window with one notebook, used by mouse and keyboard."""

    def __init__(self, browser, address):
        self.page = browser.new_page(viewport={"width": 1300, "height": 900})
        self.page.set_default_timeout(150_000)
        self.strays = []
        self.page.on("request", lambda request: self._asked(request.url))
        self.address = address

    def _asked(self, url):
        if not url.startswith(("http://127.0.0.1", "ws://127.0.0.1", "blob:", "data:", "about:")):
            self.strays.append(url)

    def open(self, path):
        self.page.goto(f"{self.address}/lab/tree/{path}?reset")
        self.page.locator(".jp-Notebook .jp-Cell").first.wait_for()
        # The kernel is ready once the status bar says so.
        self.page.locator("text=/Python 3 \\(ipykernel\\) \\| Idle/").wait_for()

    def shot(self, name):
        SHOTS.mkdir(exist_ok=True)
        self.page.screenshot(path=SHOTS / f"{name}.png")

    def cell_with(self, text):
        return self.page.locator(".jp-Notebook .jp-CodeCell", has_text=text).first

    def replace_in_cell(self, index, source):
        """Scroll to a cell, click into it, select all, type the new text."""
        cell = self.cell(index)
        editor = cell.locator(".cm-content").first
        editor.click()
        self.page.keyboard.press("Control+A")
        self.page.keyboard.insert_text(source)

    def cell(self, index):
        """Bring a cell into the window (the notebook holds only what can be seen) and return it."""
        self.page.evaluate(
            """async (index) => {
                const panel = window.jupyterapp.shell.currentWidget;
                panel.content.activeCellIndex = index;
                await panel.content.scrollToItem(index);
            }""",
            index,
        )
        cell = self.page.locator(f'.jp-Notebook [data-windowed-list-index="{index}"]')
        cell.wait_for()
        return cell

    def run(self, index):
        """Press Shift+Enter in a cell and wait until it has run."""
        self.cell(index)
        self.page.keyboard.press("Escape")
        self.page.keyboard.press("Shift+Enter")
        self.page.wait_for_function(
            """(index) => {
                const panel = window.jupyterapp.shell.currentWidget;
                const model = panel.content.widgets[index].model;
                const idle = panel.sessionContext.session.kernel.status === 'idle';
                const ran = model.executionCount && model.executionState !== 'running';
                return model.type !== 'code' || (ran && idle);
            }""",
            arg=index,
        )

    def outputs(self, index):
        """Return what a cell shows, as text."""
        return self.page.evaluate(
            """(index) => JSON.stringify(window.jupyterapp.shell.currentWidget
                .content.widgets[index].model.toJSON().outputs ?? [])""",
            index,
        )
