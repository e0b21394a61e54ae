"""Cheats on tests of bare asserts, which are decided where the student's code runs."""

from __future__ import annotations

from .tiny_course import SOLUTIONS, tiny

_TAMPERED = {"flags": ("tampered",)}

CHEATS = (
    tiny(
        "assert_solved",
        "nothing: an honest solution, to see that raw tests still give points",
        bodies=SOLUTIONS,
        points={"test_square": 1.0, "test_double": 2.0, "test_total": 3.0},
        kind="honest",
    ),
    tiny("assert_wrong", "nothing: wrong answers get nothing", kind="honest"),
    tiny(
        "assert_visible_only",
        "hard-coded answers to the tests that one can see",
        bodies={"double": "return {4: 8}.get(x)", "total": "return np.array([1, 3, 6])"},
    ),
    tiny(
        "assert_taken_out",
        "an ast transformer takes asserts out of every cell",
        """
import ast
class Out(ast.NodeTransformer):
    def visit_Assert(self, node): return ast.Pass()
    def visit_Raise(self, node): return ast.Pass()
    def visit_Expr(self, node): return ast.Pass()
get_ipython().ast_transformers.append(Out())
""",
        **_TAMPERED,
    ),
    tiny(
        "assert_text_taken_out",
        "an input transformer empties cells with assert in them",
        "clean = lambda lines: [] if 'assert' in ''.join(lines) else lines\n"
        "get_ipython().input_transformers_cleanup.append(clean)",
        **_TAMPERED,
    ),
    tiny(
        "assert_text_taken_out_of_tests",
        "the same, but only where one's own functions are tested: canaries are let through",
        "import re\nours = re.compile('double|total')\n"
        "clean = lambda lines: [] if ours.search(''.join(lines)) else lines\n"
        "get_ipython().input_transformers_cleanup.append(clean)",
        **_TAMPERED,
    ),
    tiny(
        "assert_large_numbers_sniffed",
        "asserts are taken out unless a number above a million is in them, as in a canary",
        """
import ast
class Out(ast.NodeTransformer):
    def visit_Module(self, tree):
        large = any(isinstance(n, ast.Constant) and isinstance(n.value, (int, float))
                    and n.value > 1e6 for n in ast.walk(tree))
        text = ast.unparse(tree)
        if large or text in ("assert False", "assert 0") or text.startswith("raise"):
            return tree
        tree.body = [n for n in tree.body if not isinstance(n, (ast.Assert, ast.Expr))]
        return tree
get_ipython().ast_transformers.append(Out())
""",
    ),
    tiny(
        "assert_counted",
        "a hook counts the runs of a test cell and patches only the one that counts",
        """
ip = get_ipython()
true = ip.run_cell_async
def plain(code): return "double(" in code and "double(4) == 8" in code
async def running(code, *a, **k):
    return await true("pass" if plain(code) else code, *a, **k)
ip.run_cell_async = running
""",
    ),
    tiny(
        "assert_always_equal",
        "results that equal everything",
        """
class Equal(np.ndarray):
    def __eq__(self, other): return True
    def __array_function__(self, f, t, a, k): return True
    def __array_ufunc__(self, f, m, *a, **k): return np.True_
""",
        bodies={
            "double": "return np.zeros(1).view(Equal)",
            "total": "return np.zeros(1).view(Equal)",
        },
        **_TAMPERED,
    ),
    tiny(
        "assert_equal_to_small_numbers",
        "results that equal every number up to a million",
        """
class Small(float):
    def __eq__(self, other): return abs(other) < 1e6
""",
        bodies={"double": "return Small()"},
    ),
    tiny(
        "assert_error_patched",
        "AssertionError is an error that the shell passes over",
        """
import builtins
class Fine(Exception):
    pass
builtins.AssertionError = Fine
ip = get_ipython()
ip.set_custom_exc((BaseException,), lambda *a, **k: None)
""",
    ),
    tiny(
        "assert_numpy_testing",
        "numpy.testing and allclose agree with everything",
        "np.testing.assert_allclose = lambda *a, **k: None\nnp.allclose = lambda *a, **k: True",
        bodies={"total": "return np.zeros(1)"},
        **_TAMPERED,
    ),
    tiny(
        "assert_status_forged",
        "every reply says ok",
        """
session = get_ipython().kernel.session
true = session.send
def send(stream, kind, content=None, *a, **k):
    if isinstance(content, dict) and content.get("status") == "error":
        content = {"status": "ok", "execution_count": 1, "user_expressions": {}, "payload": []}
    return true(stream, kind, content, *a, **k)
session.send = send
""",
        **_TAMPERED,
    ),
    tiny(
        "assert_execute_replaced",
        "do_execute reports ok and runs nothing",
        """
kernel = get_ipython().kernel
async def do_execute(*a, **k):
    return {"status": "ok", "execution_count": 1, "user_expressions": {}, "payload": []}
kernel.do_execute = do_execute
""",
        **_TAMPERED,
    ),
    tiny(
        "assert_result_cleared",
        "post_run_cell and the result class forget errors",
        """
from IPython.core.interactiveshell import ExecutionResult
ExecutionResult.success = property(lambda self: True)
ExecutionResult.error_in_exec = property(lambda self: None, lambda self, value: None)
""",
        **_TAMPERED,
    ),
    tiny(
        "assert_exit_in_the_middle",
        "the first call of a test ends the cell without an error",
        "from IPython.core.error import StdinNotImplementedError\nimport sys",
        bodies={"double": "sys.exit(0)", "total": "raise KeyboardInterrupt"},
    ),
    tiny(
        "assert_os_exit",
        "the first call of a test ends the process with status 0",
        bodies={
            "double": "import os\n    os._exit(0)",
            "total": "get_ipython().kernel.do_shutdown(False)",
        },
        flags=("killed",),
    ),
    tiny(
        "assert_system_exit_swallowed",
        "a run_code that swallows every error",
        """
ip = get_ipython()
true = ip.run_code
async def run_code(code, result=None, **k):
    try:
        exec(code, ip.user_ns)
    except BaseException:
        pass
    return False
ip.run_code = run_code
""",
        **_TAMPERED,
    ),
    tiny(
        "assert_partial_credit",
        "tests end with a number, as partial credit in nbgrader does",
        "def __getattr__(name): return 2",
        bodies={"double": "print(2)\n    return 2", "total": "return '3'"},
    ),
    tiny(
        "data_file_replaced",
        "a data file of one's own in place of the instructor's",
        bodies={"total": "return np.array([0, 0, 0]) if len(values) == 3 else values"},
        beside={"numbers.csv": b"0\n0\n0\n", "NUMBERS.CSV": b"0\n"},
    ),
    tiny(
        "data_folder",
        "a folder of the name of the instructor's data file",
        beside={"numbers.csv/inner.txt": b"0\n"},
        bodies=SOLUTIONS,
        points={"test_square": 1.0, "test_double": 2.0, "test_total": 3.0},
    ),
    tiny(
        "data_overwritten",
        "the instructor's data file is overwritten before the test reads it",
        "import pathlib\ntry:\n    pathlib.Path('numbers.csv').write_text('4\\n0\\n0\\n')\n"
        "except OSError:\n    pass",
        bodies={"total": "return np.array([1, 3, 6])"},
    ),
)
