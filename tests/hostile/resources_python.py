"""Submissions that end or break Python itself, and some that aim at the judge's own Python."""

from __future__ import annotations

from functools import partial

from .entry import Entry, Files, Place
from .notebooks import BEFORE, BOTH, Book, attack

resource = partial(attack, "resource")

_DIES = {"flags": ("killed",)}


def _aims_at_the_judge(name: str, tries: str, source: str, **rest: object) -> Entry:
    """Make an entry whose code is never run, but read by the judge in search of borrowed work."""

    def build(released: object, place: Place) -> Files:
        book = Book(released).honest("predict_line", "standardize").answer("mse", "return 0.0")
        book.insert(f"if 0:\n    pass\n{source}", after="predict_line")
        return book.files()

    return Entry(name, "resource", tries, build, BOTH, **rest)


def _much_code(released: object, place: Place) -> Files:
    book = Book(released).honest("predict_line", "standardize")
    line = "if 0: value = np.linalg.norm(table.T @ table) + first.second.third(1, 2, 3)\n"
    for _ in range(30):
        book.insert(line * (100_000 // len(line)))
    return book.files()


RESOURCES = (
    resource("os_exit", "os._exit", "import os\nos._exit(0)", **_DIES),
    resource("os_exit_in_answer", "os._exit in an answer", mse="import os\nos._exit(0)", **_DIES),
    resource("os_abort", "os.abort", "import os\nos.abort()", **_DIES),
    resource("kills_itself", "SIGKILL to itself in an answer",
             mse="import os, signal\nos.kill(os.getpid(), signal.SIGKILL)", **_DIES),
    resource("segfault", "a null pointer by ctypes", "import ctypes\nctypes.string_at(0)", **_DIES),
    resource("segfault_in_answer", "a null pointer by ctypes, in an answer",
             mse="import ctypes\nctypes.string_at(0)", **_DIES),
    resource("system_exit", "SystemExit, exit() and quit() in a cell and in answers",
             "import sys\nsys.exit(0)",
             answers={"mse_gradient": "raise SystemExit", "least_squares": "quit()"}),
    resource("keyboard_interrupt", "KeyboardInterrupt and GeneratorExit, raised by hand",
             mse="raise KeyboardInterrupt", answers={"mse_gradient": "raise GeneratorExit"}),
    resource("error_of_its_own", "an error whose str() and class raise errors",
             """
             class Odd(BaseException):
                 def __str__(self): raise Odd
                 __repr__ = __str__
             """, mse="raise Odd"),
    resource("deep_recursion", "recursion with and without a limit",
             "import sys\nsys.setrecursionlimit(10**9)\ndef f(): f()", mse="f()", **_DIES),
    resource("recursion_limit_low", "a recursion limit in which nothing works",
             "import sys\ntry:\n    sys.setrecursionlimit(30)\nexcept RecursionError:\n    pass",
             points=BEFORE, honest=("predict_line",)),
    resource("stdout_broken", "stdout and stderr are closed, deleted, replaced",
             """
             import os, sys
             sys.stdout.close()
             sys.stderr = None
             sys.stdout = type("Broken", (), {"write": lambda s, t: 1 / 0})()
             os.closerange(0, 3)
             """),
    resource("descriptors_closed", "every descriptor is closed, those of the kernel too",
             "import os\nos.closerange(3, 256)", **_DIES),
    resource("garbage_collector", "the garbage collector finds a list of everything and clears it",
             "import gc\nfor thing in gc.get_objects():\n    if isinstance(thing, dict):\n"
             "        thing.clear()", **_DIES),
    resource("sockets_closed", "the kernel's own sockets are closed",
             "import zmq\nkernel = get_ipython().kernel\nkernel.iopub_socket.close()\n"
             "zmq.Context.instance().destroy(linger=0)"),
    resource("faulty_bytecode", "byte code that no compiler writes",
             "code = (lambda: None).__code__.replace(co_code=bytes([100, 255, 83, 0] * 50))\n"
             "exec(code)"),
    resource("everything_deleted", "%reset, and what is left of the namespace",
             "get_ipython().run_line_magic('reset', '-f')\n"
             "for name in list(globals()):\n    del globals()[name]",
             points=BEFORE, honest=("predict_line",)),
    _aims_at_the_judge("names_chained_2000", "a name with two thousand dots",
                       "    q = a" + ".b" * 2000),
    _aims_at_the_judge("text_added_2000", "a name put together from two thousand texts",
                       "    q = getattr(a, " + "+".join(['"x"'] * 2000) + ")"),
    _aims_at_the_judge("elif_2000", "two thousand branches", "elif 0:\n    pass\n" * 2000),
    _aims_at_the_judge("names_doubled", "assignments that double what a name may stand for",
                       "if 0:\n" + "    a = a.b\n    a = a.c\n" * 40),
    _aims_at_the_judge("names_repeated", "assignments that lengthen a name each time",
                       "if 0:\n" + "    a = a.b\n" * 8000),
    _aims_at_the_judge("brackets", "brackets and signs without end",
                       "x = " + "(" * 5000 + "-" * 50_000),
    _aims_at_the_judge("functions_in_functions", "lambdas in lambdas, and calls of calls",
                       "    q = " + "lambda: " * 900 + "f" + "()" * 900),
    _aims_at_the_judge("eval_in_eval", "texts of code in texts of code",
                       "    q = " + "+".join(["eval('eval(\"eval(1)\")')"] * 2000)),
    Entry("much_code", "resource", "three megabytes of code that is never run", _much_code,
          BOTH, seconds=60.0),
    resource("html_that_multiplies", "HTML that becomes a thousand times as much when mended",
             """
             from IPython.display import HTML, display
             for _ in range(2):
                 tags = "".join(f"<b a{i}>" for i in range(1200))
                 display(HTML("<p>" + tags + "</p><p>x" * 1200))
             """, seconds=25.0),
    resource("html_nested", "HTML nested a hundred thousand deep, unfinished, and huge attributes",
             """
             from IPython.display import HTML, display
             display(HTML("<div>" * 10**5), HTML("<table><tr><td>" * 8000), HTML("<" * 10**5),
                     HTML("<p style='" + "a:b;" * 10**5 + "'>"), HTML("<!--" * 10**5),
                     HTML("<svg>" + "<g>" * 10**5), HTML("&" * 10**5), HTML("<a " * 10**5))
             """, seconds=45.0),
    resource("terminal_codes", "control characters and escape codes by the hundred thousand",
             "print('\\x1b[' + '1;' * 10**5 + 'm' + '\\x1b]8;;' * 10**4 + '\\b\\r' * 10**5)",
             seconds=45.0),
)  # fmt: skip
