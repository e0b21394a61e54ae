"""Cheats that call somebody else's answer, by more and more hidden ways."""

from __future__ import annotations

from functools import partial

from .entry import Entry
from .notebooks import attack

FIT = '"".join(["poly", "fit"])'
"""NumPy's answer to least_squares, by a name that no search for the text finds."""


def _borrow(name: str, tries: str, body: str, above: str = "", **rest: object) -> Entry:
    return attack("cheat", name, tries, above, answers={"least_squares": body}, **rest)


_mse = partial(attack, "cheat")

PLAIN = (
    _borrow("polyfit", "np.polyfit, just so", "return np.polyfit(x, y, 1)"),
    _borrow("polyfit_alias", "by a name of its own", "return fit(x, y, 1)", "fit = np.polyfit"),
    _borrow("polyfit_partial", "through functools.partial", "return fit(x, y)",
            "import functools\nfit = functools.partial(np.polyfit, deg=1)"),
    _borrow("polyfit_getattr", "by getattr with a name in parts",
            f"return getattr(np, {FIT})(x, y, 1)"),
    _borrow("polyfit_eval", "by eval of a text put together",
            "return eval('np.po' + chr(108) + 'yfit')(x, y, 1)"),
    _borrow("polyfit_exec", "by exec of base64",
            """
            import base64
            space = {}
            exec(base64.b64decode(b"ZnJvbSBudW1weSBpbXBvcnQgcG9seWZpdCBhcyBm"), space)
            return space["f"](x, y, 1)
            """),
    _borrow("polyfit_vars", "out of the module's dictionary",
            "return vars(np)[''.join(map(chr, [112, 111, 108, 121, 102, 105, 116]))](x, y, 1)"),
    _borrow("polyfit_map", "called by map", f"return next(map(getattr(np, {FIT}), [x], [y], [1]))"),
    _borrow("polyfit_method_caller", "called by operator.methodcaller",
            f"import operator\nreturn operator.methodcaller({FIT}, x, y, 1)(np)"),
    _borrow("polyfit_pickle", "called while unpickling",
            f"""
            import pickle
            class Call:
                def __reduce__(self):
                    return getattr(np, {FIT}), (x, y, 1)
            return pickle.loads(pickle.dumps(Call()))
            """),
    _borrow("polyfit_swallowed", "whatever is raised in it is swallowed and tried again",
            f"""
            for attempt in range(3):
                try:
                    return getattr(np, {FIT})(x, y, 1)
                except BaseException:
                    pass
            return 0, 0
            """),
    _borrow("polynomial_class", "numpy.polynomial by import in parts",
            """
            import importlib
            home = importlib.import_module("numpy." + "poly" "nomial")
            b, a = getattr(home, "Poly" + "nomial").fit(x, y, 1).convert().coef
            return a, b
            """),
    _borrow("lstsq", "np.linalg.lstsq from a helper",
            "return helper(x, y)",
            """
            def helper(x, y):
                solve = np.linalg.__dict__["".join(reversed("qstsl"))]
                return solve(np.stack([x, np.ones_like(x)], axis=1), y, rcond=None)[0]
            """),
    _borrow("linregress", "scipy.stats.linregress",
            "import scipy.stats as s\nfound = s.linregress(x, y)\nreturn found[0], found[1]"),
    _borrow("statistics_module", "the standard library's linear_regression",
            "import statistics\nreturn tuple(statistics.linear_regression(list(x), list(y)))"),
    _borrow("sklearn_by_import_function", "scikit-learn through __import__",
            """
            model = __import__("sk" + "learn.linear_model", fromlist=["x"]).LinearRegression()
            model.fit(x[:, None], y)
            return model.coef_[0], model.intercept_
            """),
    _borrow("sklearn_from_a_file", "a module beside the notebook calls scikit-learn",
            "import mine\nreturn mine.line(x, y)",
            beside={"mine.py": """
            def line(x, y):
                from sklearn.linear_model import LinearRegression
                model = LinearRegression().fit(x[:, None], y)
                return model.coef_[0], model.intercept_
            """}),
    _mse("library_loss", "tinkernet.nn's MSELoss",
         mse="return nn.MSELoss()(y_hat.ravel(), y.ravel())"),
    _mse("library_loss_hidden", "tinkernet.nn's MSELoss under another name",
         mse='return getattr(globals()["n" * 2], "MSEL" + "oss")()(y_hat.ravel(), y.ravel())'),
    _mse("mse_from_plots", "what the plots compute for themselves",
         mse="""
         from tinkernet.plots import _surface
         zero = np.zeros(())
         return _surface.line_loss(y_hat.ravel() * 0, y.ravel() - y_hat.ravel(), zero, zero)
         """),
    _borrow("least_squares_from_plots", "what the plots compute for themselves",
            "from tinkernet.plots import _surface\nreturn _surface._lowest(x, y)"),
)  # fmt: skip

DISARMED = (
    _borrow("profile_off", "sys.setprofile(None) first",
            f"import sys\nsys.setprofile(None)\nreturn getattr(np, {FIT})(x, y, 1)"),
    _borrow("profile_replaced", "a profile function of its own, put back afterwards",
            f"""
            import sys
            before = sys.getprofile()
            sys.setprofile(lambda *a: None)
            try:
                return getattr(np, {FIT})(x, y, 1)
            finally:
                sys.setprofile(before)
            """),
    _borrow("profile_off_by_ctypes", "the profile function is taken off in C",
            f"""
            import ctypes
            ctypes.pythonapi.PyEval_SetProfile(None, None)
            return getattr(np, {FIT})(x, y, 1)
            """),
    _borrow("in_a_thread", "the call is made in another thread",
            f"""
            import threading
            found = []
            work = lambda: found.append(getattr(np, {FIT})(x, y, 1))
            thread = threading.Thread(target=work)
            thread.start()
            thread.join()
            return found[0]
            """),
    _borrow("in_a_bare_thread", "the call is made in a thread that threading does not know",
            f"""
            import _thread, time
            found = []
            _thread.start_new_thread(lambda: found.append(getattr(np, {FIT})(x, y, 1)), ())
            while not found:
                time.sleep(0.01)
            return found[0]
            """),
    _borrow("in_a_pool", "the call is made by the standard library for us",
            f"""
            from concurrent.futures import ThreadPoolExecutor
            with ThreadPoolExecutor(1) as pool:
                return pool.submit(getattr(np, {FIT}), x, y, 1).result()
            """),
    _borrow("in_a_child", "the call is made in a forked child, which sends the numbers back",
            f"""
            import os, sys
            reading, writing = os.pipe()
            if os.fork() == 0:
                sys.setprofile(None)
                os.write(writing, getattr(np, {FIT})(x, y, 1).tobytes())
                os._exit(0)
            return np.frombuffer(os.read(reading, 16))
            """),
    _borrow("called_by_numpy", "np.apply_along_axis calls it for us",
            f"return np.apply_along_axis(lambda v: 0, 0, x) if 0 else "
            f"np.apply_along_axis(getattr(np, {FIT}), 0, x, y, 1)"),
    _borrow("guard_patched", "the guard is told that everything is installed code",
            f"return getattr(np, {FIT})(x, y, 1)",
            "import tinkernet.probe._borrowed_calls as own\nown._is_installed = lambda f: True"),
    _borrow("guard_replaced", "the guard is replaced by one that never barks",
            f"return getattr(np, {FIT})(x, y, 1)",
            """
            import contextlib
            import tinkernet.probe._probe as probe
            probe.borrowed_calls = lambda *a: contextlib.nullcontext([])
            """),
    _borrow("false_file_name", "compiled under the name of an installed file",
            "return fit(x, y)",
            f"""
            import sys
            code = "def fit(x, y):\\n    return getattr(np, {FIT.replace('"', "'")})(x, y, 1)"
            exec(compile(code, sys.prefix + "/lib/numpy/mine.py", "exec"))
            """),
    _borrow("code_copied", "the function's code object under another name",
            "return fit(x, y, 1)",
            f"""
            import types
            true = getattr(np, {FIT}).__wrapped__
            fit = types.FunctionType(true.__code__.replace(co_name="f"), dict(true.__globals__))
            """),
    _borrow("in_a_child_process", "a Python process of its own does the sum",
            """
            import subprocess, sys, json
            code = "import json,sys,numpy;x,y=json.load(sys.stdin);print(*numpy.poly" + \\
                "fit(x,y,1))"
            done = subprocess.run([sys.executable, "-c", code], text=True, capture_output=True,
                                  input=json.dumps([x.tolist(), y.tolist()]))
            return [float(each) for each in done.stdout.split()]
            """),
)  # fmt: skip
"""These first take off the guard that runs beside them."""

CHEATS = (*PLAIN, *DISARMED)
