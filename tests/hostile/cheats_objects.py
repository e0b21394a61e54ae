"""Cheats that return objects instead of numbers, or look around for the expected ones."""

from __future__ import annotations

from functools import partial

from .notebooks import attack

cheat = partial(attack, "cheat")

CHEATS = (
    cheat(
        "always_equal",
        "an object that equals everything, is close to everything, is true",
        """
        class Equal(float):
            def __eq__(self, other): return True
            def __ne__(self, other): return False
            def __sub__(self, other): return 0.0
            __rsub__ = __sub__
            def __le__(self, other): return True
            __lt__ = __ge__ = __gt__ = __le__
            def __abs__(self): return 0.0
            def __hash__(self): return 0
        """,
        mse="return Equal(1.0)",
    ),
    cheat(
        "always_equal_array",
        "an array that agrees with whatever it meets",
        """
        class Agreeing(np.ndarray):
            def __array_ufunc__(self, ufunc, method, *inputs, **kwargs):
                return np.ones((), bool)
            def __array_function__(self, function, types, args, kwargs):
                return True
            def __eq__(self, other): return np.ones((), bool)
            def __array__(self, *a, **k): return np.zeros(()).view(Agreeing)
        """,
        mse="return np.zeros(()).view(Agreeing)",
    ),
    cheat(
        "array_protocol",
        "an object whose __array__ returns something else each time",
        """
        import itertools
        class Shifting:
            numbers = itertools.count()
            def __array__(self, *a, **k): return np.float64(next(self.numbers)) * np.ones(())
            def __len__(self): return 1
        """,
        mse="return Shifting()",
    ),
    cheat(
        "float_changes",
        "a number whose __float__ changes with each call",
        """
        import random
        class Drifting:
            def __float__(self): return random.random() * 10
            __index__ = None
        """,
        mse="return Drifting()",
    ),
    cheat(
        "object_array",
        "an array of objects that compare equal",
        """
        class Yes:
            def __eq__(self, other): return True
            def __float__(self): return float("nan")
        """,
        mse="return np.array([Yes()], dtype=object)",
    ),
    cheat(
        "nan_and_infinity",
        "NaN, infinity and masked values, in case they are skipped when compared",
        mse="return np.ma.masked_all(())",
        answers={
            "mse_gradient": "return float('nan'), float('inf')",
            "gradient_descent": "return np.nan, np.nan, [np.nan] * steps",
            "least_squares": "return np.float16(np.inf), np.nan",
        },
    ),
    cheat(
        "shapes_that_broadcast",
        "empty arrays and shapes that broadcast against anything",
        mse="return np.zeros((0,))",
        answers={
            "mse_gradient": "return np.zeros((0, 1)), np.zeros((1, 0))",
            "least_squares": "return [], []",
        },
    ),
    cheat(
        "half_right_for_more",
        "one part of two is right, and the answer claims the rest as partial credit",
        mse="return {'score': 2, 'mse': 0}",
        answers={"mse_gradient": "return 2 * np.mean((a * x + b - y) * x), 'score: 1.0'"},
    ),
    cheat(
        "half_right",
        "one part of two is honestly right: half the points, no more",
        mse="return 0.0",
        answers={"mse_gradient": "return 2 * np.mean((a * x + b - y) * x), 0.0"},
        points={
            "check_predict_line": 1.0,
            "check_standardize": 2.0,
            "check_mse_gradient": 1.5,
        },
    ),
    cheat(
        "points_as_result",
        "cells end with 1.0 and 100, as tests with partial credit do",
        "print(2.0)\n2.0",
        mse="print('2.0')\nreturn 2.0",
    ),
    cheat(
        "frames_searched",
        "the answer looks for expected values in the frames of its callers",
        mse="""
        import sys
        frame = sys._getframe()
        while frame:
            for name in ("expected", "right", "reference", "want"):
                if name in frame.f_locals:
                    return frame.f_locals[name]
            for value in list(frame.f_locals.values()):
                if hasattr(value, "reference"):
                    return value.reference(y_hat, y)
            frame = frame.f_back
        return 0.0
        """,
    ),
    cheat(
        "gc_searched",
        "the answer looks for the reference among all objects of the process",
        mse="""
        import gc, types
        for thing in gc.get_objects():
            if isinstance(thing, types.FunctionType) and (
                thing.__name__ == "reference" or "exercises" in str(thing.__module__)
                or thing.__module__ == "tinkernet.checks._judge"
            ):
                return thing(y_hat, y)
        return 0.0
        """,
    ),
    cheat(
        "modules_searched",
        "the answer looks for the reference in sys.modules and by import",
        mse="""
        import importlib, sys
        for name in ("tinkernet.exercises", "tinkernet.exercises.linear_regression",
                     "tinkernet.exercises.linear_regression.mse", "tinkernet.checks._judge"):
            try:
                sys.modules.pop(name, None)
                return importlib.import_module(name).reference(y_hat, y)
            except BaseException:
                pass
        return 0.0
        """,
    ),
    cheat(
        "cases_remembered",
        "the answer keeps all inputs and replies later with what it saw before",
        "seen = []",
        mse="seen.append((y_hat, y))\nreturn seen[0][0].mean() - seen[-1][1].mean()",
    ),
    cheat(
        "public_seed",
        "the answers to the cases of the public seed, hard-coded",
        """
        import zlib
        rng = np.random.default_rng([2026, zlib.crc32(b"mse")])
        known = {}
        for size in (6, 4, 3, 5, 23):
            one, two = rng.normal(0.0, 2.0, size), rng.normal(1.5, 2.0, size)
            known[round(float(one[0]), 9)] = float(((one - two) ** 2).mean())
        known |= {4.0: 9.0, 1.0: 0.0 }
        """,
        mse="return known.get(round(float(np.ravel(y_hat)[0]), 9), 0.0)",
    ),
    cheat(
        "inputs_overwritten",
        "the answer writes into its inputs so that right and wrong become one",
        mse="y_hat[...] = 0\ny[...] = 0\nreturn 0.0",
    ),
)
