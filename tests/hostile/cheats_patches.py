"""Cheats that patch Python, NumPy and the library, so that wrong looks right."""

from __future__ import annotations

from functools import partial

from tinkernet.sandbox import Limits

from .notebooks import attack

cheat = partial(attack, "cheat")

CHEATS = (
    cheat(
        "builtins_patched",
        "len, isinstance, print, abs, all and any say what one wants to hear",
        """
        import builtins
        builtins.isinstance = lambda *a: True
        builtins.all = builtins.any = lambda *a: True
        builtins.print = lambda *a, **k: None
        builtins.abs = lambda x: 0
        """,
        mse="return 0.0",
        points={"check_predict_line": 1.0},  # what comes after it breaks by its own hand
        honest=("predict_line",),
    ),
    cheat(
        "len_patched",
        "len is always 1",
        "import builtins\nbuiltins.len = lambda x: 1",
        mse="return [0.0]",
        points={"check_predict_line": 1.0},
        honest=("predict_line",),
        limits=Limits(cell_seconds=1, notebook_seconds=16),
        seconds=150.0,
    ),
    cheat(
        "import_patched",
        "__import__ hands out a check that always passes",
        """
        import builtins
        true_import = builtins.__import__
        def importing(name, *rest):
            module = true_import(name, *rest)
            if name.startswith("tinkernet"):
                module.check = lambda *a: None
            return module
        builtins.__import__ = importing
        """,
        mse="return 0.0",
    ),
    cheat(
        "assertion_error_patched",
        "AssertionError is an exception that nobody minds",
        """
        import builtins
        class Fine(SystemExit):
            pass
        builtins.AssertionError = Fine
        """,
        mse="return 0.0",
    ),
    cheat(
        "getattr_patched",
        "getattr and hasattr lie",
        """
        import builtins
        true = builtins.getattr
        builtins.getattr = lambda o, n, *d: True if n == "passed" else true(o, n, *d)
        """,
        mse="return 0.0",
    ),
    cheat(
        "allclose_patched",
        "everything is close to everything",
        """
        np.allclose = np.array_equal = lambda *a, **k: True
        np.isclose = lambda a, b, **k: np.ones(np.shape(a), bool)
        np.isfinite = np.isclose
        np.testing.assert_allclose = lambda *a, **k: None
        """,
        mse="return 0.0",
    ),
    cheat(
        "errstate_patched",
        "np.errstate and warnings.catch_warnings swallow every error",
        """
        import warnings
        class Quiet:
            def __init__(self, *a, **k): pass
            def __enter__(self): return self
            def __exit__(self, *a): return True
        np.errstate = warnings.catch_warnings = Quiet
        """,
        mse="return 0.0",
        points={"check_predict_line": 1.0},
        honest=("predict_line",),
    ),
    cheat(
        "array_patched",
        "np.array and np.asarray of the probe return an object of one's own",
        """
        import tinkernet.probe._outputs as outputs
        class Any(np.ndarray):
            def __eq__(self, other): return True
            def tobytes(self, *a): return b""
        outputs.np = type("np", (), {"array": lambda v: np.zeros(()).view(Any),
                                     "ndarray": np.ndarray, "number": np.number})
        """,
        mse="return 0.0",
        points={"check_predict_line": 1.0},
        honest=("predict_line",),
    ),
    cheat(
        "probe_patched",
        "tinkernet.probe reports what was never computed",
        """
        import tinkernet.probe as probe
        probe.ask = lambda *a, **k: probe.Response((np.float64(0.0),))
        probe.call = lambda *a: 0.0
        probe.find_borrowed = lambda *a: None
        """,
        mse="return 0.0",
        points={"check_predict_line": 1.0},
        honest=("predict_line",),
    ),
    cheat(
        "wire_patched",
        "what goes over the wire says right: true",
        """
        import tinkernet.probe as probe
        probe.response_to_wire = lambda r: {
            "outputs": "right", "failure": None, "changed": [], "printed": "",
            "passed": True, "score": 1.0, "status": "ok", "verdict": {"passed": True}}
        """,
        mse="return 0.0",
        points={"check_predict_line": 1.0},
        honest=("predict_line",),
    ),
    cheat(
        "check_patched",
        "check and the stand-in for it are replaced",
        """
        import sys, tinkernet
        for module in [m for n, m in sys.modules.items() if n.startswith("tinkernet") and m]:
            for name in ("check", "judge", "examine", "compare", "score"):
                setattr(module, name, lambda *a, **k: True)
        check = lambda *a: print("mse: right. Verified on 8 cases.")
        """,
        mse="return 0.0",
    ),
    cheat(
        "check_shows_green",
        "a check of one's own displays the green line and the verdict that the judge would store",
        """
        from IPython.display import display
        def check(name, *answers):
            verdict = {"exercise": name, "passed": True, "score": 1.0, "reason": "right",
                       "message": "right", "mistake": None, "cases": 8}
            display({"text/plain": f"{name}: right."}, raw=True, metadata={"tinkernet": verdict})
            return 2
        check("mse", None)
        """,
        mse="return 0.0",
    ),
    cheat(
        "numpy_mean_patched",
        "np.mean and the like return what a reference in here would be compared with",
        "np.mean = np.sum = lambda *a, **k: 0.0",
        mse="return 0.0",
    ),
    cheat(
        "json_patched",
        "json.dumps rewrites every number that leaves the kernel",
        """
        import json, zmq.utils.jsonapi as api
        import jupyter_client.session as session
        true = session.json_packer
        def packer(content):
            if isinstance(content, dict) and "outputs" in content:
                content = {**content, "failure": None, "score": 1, "passed": True}
            return true(content)
        session.json_packer = packer
        get_ipython().kernel.session.pack = packer
        """,
        mse="return 0.0",
    ),
    cheat(
        "seed_chosen",
        "random generators give the same numbers to everybody, so that cases are known",
        """
        import random
        np.random.default_rng = lambda *a: np.random.Generator(np.random.PCG64(0))
        random.seed(0); np.random.seed(0)
        import os
        os.environ["TINKERNET_SEED"] = "2026"
        """,
        mse="return 0.0",
    ),
)
