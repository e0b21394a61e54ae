"""Submissions that use up time: loops that cannot be stopped, and what stops the stopping."""

from __future__ import annotations

from functools import partial

from tinkernet.sandbox import Limits

from .notebooks import BOTH, Book, attack

SHORT = Limits(cell_seconds=2, notebook_seconds=8, cpu_seconds=30)
resource = partial(attack, "resource", limits=SHORT)


def _many_slow_cells(released, place):
    """Cells that each take nearly all a cell may, before kernels are ended one after the other."""
    book = Book(released).honest("predict_line", "standardize")
    for _ in range(12):
        book.insert("import time\ntime.sleep(1.7)", after="check_predict_line")
    for _ in range(3):
        book.insert("import os\nos._exit(1)", after="check_mse")
    return book.files()


def _many_kills(released, place):
    book = Book(released).honest("predict_line", "standardize")
    for _ in range(30):
        book.insert("import os\nos._exit(1)", after="check_mse")
    return book.files()


RESOURCES = (
    resource("loop", "an endless loop in a cell", "while True:\n    pass"),
    resource(
        "loop_in_answer",
        "an endless loop in an answer",
        mse="while True:\n    pass",
    ),
    resource(
        "loop_swallows_interrupts",
        "an endless loop that catches everything",
        """
        while True:
            try:
                while True:
                    pass
            except BaseException:
                pass
        """,
        flags=("killed",),
    ),
    resource(
        "answer_swallows_interrupts",
        "an answer that catches everything, in a loop",
        mse="""
        while True:
            try:
                while True:
                    pass
            except BaseException:
                pass
        """,
    ),
    resource(
        "sleeps",
        "sleeps for ever, with every signal blocked",
        """
        import signal, time
        signal.pthread_sigmask(signal.SIG_BLOCK, range(1, 65))
        time.sleep(10**6)
        """,
        flags=("killed",),
    ),
    resource(
        "signals_ignored",
        "SIGINT, SIGALRM and SIGTERM are ignored, and signal.signal does nothing any more",
        """
        import signal
        for each in (signal.SIGINT, signal.SIGALRM, signal.SIGTERM):
            signal.signal(each, signal.SIG_IGN)
        signal.signal = lambda *a: None
        signal.setitimer = lambda *a: (0, 0)
        """,
        mse="while True:\n    pass",
        flags=("killed",),
    ),
    resource(
        "stops_itself",
        "SIGSTOP to itself: neither dead nor alive",
        "import os, signal\nos.kill(os.getpid(), signal.SIGSTOP)",
        flags=("killed",),
    ),
    resource(
        "power_in_c",
        "a huge power, which no signal interrupts",
        "x = 9 ** 9 ** 9",
    ),
    resource(
        "regex",
        "a regular expression that backtracks for years",
        "import re\nre.match(r'(a+)+$', 'a' * 60 + 'b')",
    ),
    resource(
        "loop_in_repr",
        "endless __repr__, __len__, __array__ and __del__",
        """
        class Endless:
            def __repr__(self):
                while True:
                    pass
            __len__ = __array__ = __del__ = __float__ = __iter__ = __repr__
        """,
        mse="return Endless()",
        answers={"least_squares": "return [Endless(), Endless()]"},
    ),
    resource(
        "loop_on_import",
        "a module beside the notebook that never ends its import",
        "import slow",
        beside={"slow.py": "while True:\n    pass\n"},
    ),
    resource(
        "generator",
        "answers that are endless generators and iterators",
        mse="import itertools\nreturn itertools.count()",
        answers={
            "mse_gradient": "while True:\n    yield 1.0",
            "least_squares": "return iter(int, 1)",
        },
    ),
    resource(
        "asks_for_input",
        "input() and getpass() wait for somebody who is not there",
        "import getpass\ntry:\n    getpass.getpass()\nexcept Exception:\n    pass\ninput('name? ')",
        mse="return float(input())",
    ),
    resource(
        "deadlock",
        "waits for a lock that it holds, and threads that it joins never end",
        """
        import threading
        lock = threading.Lock()
        lock.acquire()
        threading.Thread(target=lock.acquire).start()
        lock.acquire()
        """,
    ),
    resource(
        "busy_threads",
        "threads that go on calculating while the next cells and the judge want to be served",
        """
        import threading
        def burn():
            while True:
                sum(range(1000))
        for _ in range(4):
            threading.Thread(target=burn, daemon=True).start()
        """,
    ),
    resource(
        "awaits_for_ever",
        "await and an event loop that is stopped",
        "import asyncio\nawait asyncio.sleep(10**6)",
    ),
    resource(
        "loop_stopped",
        "the kernel's own event loop is stopped",
        "import asyncio\nasyncio.get_event_loop().stop()",
    ),
    resource(
        "kernel_shuts_down",
        "the kernel is asked to shut down, politely, from inside",
        """
        import os, signal
        get_ipython().kernel.do_shutdown(False)
        get_ipython().ask_exit()
        os.kill(os.getpid(), signal.SIGTERM)
        """,
        mse="exit()",
    ),
)


def _more():
    from .entry import Entry

    yield Entry(
        "many_slow_cells", "resource", "slow cells, run again for each kernel that is ended",
        _many_slow_cells, BOTH, limits=SHORT, seconds=30.0,
    )  # fmt: skip
    yield Entry(
        "many_kills", "resource", "thirty cells that each end the kernel; honest work after them",
        _many_kills, BOTH, ("killed",), limits=SHORT, seconds=30.0,
    )  # fmt: skip


RESOURCES += tuple(_more())
