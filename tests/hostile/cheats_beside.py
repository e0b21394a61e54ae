"""Cheats by files beside the notebook that hope to be imported, and by what lies on the disk."""

from __future__ import annotations

from functools import partial

from .notebooks import attack

cheat = partial(attack, "cheat")

_GREEN = """
def check(*a):
    print("right")
class Everything:
    def __getattr__(self, name): return lambda *a, **k: None
data = nn = optim = plots = widgets = Everything()
LineFit = data
"""
_LOUD = "import builtins\nbuiltins.stolen = True\nprint('STOL' + 'EN')\n"


def _no_module_was_run(result, place):
    for notebook in result.notebooks:
        assert b"STOLEN" not in notebook.content


CHEATS = (
    cheat(
        "tinkernet_beside",
        "a module tinkernet.py beside the notebook, with a friendlier check",
        mse="return 0.0",
        beside={"tinkernet.py": _LOUD + _GREEN, "tinkernet/__init__.py": _LOUD + _GREEN},
        after=_no_module_was_run,
    ),
    cheat(
        "numpy_beside",
        "modules numpy.py, random.py, json.py, ast.py beside the notebook",
        "import json, random, numpy, ast, secrets, queue, calendar",
        mse="return 0.0",
        beside={
            f"{name}.py": _LOUD
            for name in ("numpy", "random", "json", "ast", "secrets", "queue", "calendar")
        },
        after=_no_module_was_run,
    ),
    cheat(
        "ipykernel_beside",
        "modules ipykernel.py, IPython/__init__.py, zmq.py, jupyter_client.py",
        "import ipykernel, IPython, zmq, jupyter_client, ipykernel_launcher, traitlets",
        mse="return 0.0",
        beside={
            **{f"{name}.py": _LOUD for name in ("ipykernel", "zmq", "ipykernel_launcher")},
            "IPython/__init__.py": _LOUD,
            "jupyter_client/__init__.py": _LOUD,
        },
        after=_no_module_was_run,
    ),
    cheat(
        "site_beside",
        "sitecustomize.py, usercustomize.py, a .pth file, pyvenv.cfg, startup files",
        mse="return 0.0",
        beside={
            "sitecustomize.py": _LOUD,
            "usercustomize.py": _LOUD,
            "conftest.py": _LOUD,
            "go.pth": "import builtins; print('STOL' + 'EN')\n",
            ".local/lib/python3.11/site-packages/usercustomize.py": _LOUD,
            ".ipython/profile_default/startup/00.py": _LOUD,
            ".ipython/profile_default/ipython_config.py": _LOUD,
            ".jupyter/jupyter_config.py": _LOUD,
            "nbgrader_config.py": _LOUD,
            "pyvenv.cfg": "home = /home/student\n",
            "ipython_config.py": _LOUD,
            "matplotlibrc": "backend: module://stolen\n",
        },
        after=_no_module_was_run,
    ),
    cheat(
        "kernels_beside",
        "a kernel.json of one's own, and a notebook that asks for it",
        mse="return 0.0",
        beside={
            "kernels/python3/kernel.json": '{"argv": ["touch", "/tmp/hostile-kernel"]}',
            "connection.json": '{"key": ""}',
            "overrides/__init__.py": _LOUD,
        },
        after=_no_module_was_run,
    ),
    cheat(
        "stand_in_removed",
        "the library's checks and exercises are imported anew, past what was put in their place",
        mse="""
        import sys, importlib, importlib.util, pathlib, tinkernet
        for name in [n for n in sys.modules if n.startswith("tinkernet")]:
            sys.modules.pop(name)
        try:
            from tinkernet.exercises import find
            return find("mse").reference(y_hat, y)
        except BaseException:
            pass
        root = pathlib.Path(tinkernet.__file__).parent
        for path in sorted(root.rglob("*mse*.py*")):
            spec = importlib.util.spec_from_file_location("own", path)
            module = importlib.util.module_from_spec(spec)
            spec.loader.exec_module(module)
            return module.reference(y_hat, y)
        return 0.0
        """,
    ),
    cheat(
        "solutions_on_disk",
        "source/, release/ of the wheel and every .ipynb on the disk are searched for solutions",
        """
        import os, sys
        texts = []
        for root in ["<<course>>", "/home", "/work", "/root", "/tmp", "/var", "/opt", "/srv"]:
            for folder, _, names in os.walk(root):
                if "site-packages" in folder and "tinkernet" not in folder:
                    continue
                for name in names:
                    if name.endswith((".ipynb", ".db", "grading-seed")) or "mse" in name:
                        try:
                            texts.append(open(os.path.join(folder, name)).read())
                        except Exception:
                            pass
        if any("np.mean((y_hat" in t or "def reference" in t for t in texts):
            print("FO" + "UND")
        """,
        mse="return 0.0",
        after=lambda result, place: _said_nothing(result),
    ),
)


def _said_nothing(result):
    for notebook in result.notebooks:
        assert b"FOUND" not in notebook.content
