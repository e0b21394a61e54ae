"""Submissions that use up memory, processes, threads, output, disk and descriptors."""

from __future__ import annotations

from functools import partial

from tinkernet.sandbox import Limits

from .notebooks import attack

SMALL = Limits(
    memory=256 * 2**20, cell_seconds=4, notebook_seconds=16, cpu_seconds=30, processes=40,
    disk_bytes=16 * 2**20, file_bytes=8 * 2**20, cell_output_bytes=2**18,
    notebook_output_bytes=2**20,
)  # fmt: skip
resource = partial(attack, "resource", limits=SMALL)

RESOURCES = (
    resource("list_grows", "a list that grows for ever",
             "x = []\nwhile True:\n    x.append(bytearray(2**16))"),
    resource("huge_array", "an array of a terabyte, then one of what there is",
             "try:\n    np.ones(2**37)\nexcept MemoryError:\n    pass\n"
             "x = np.ones(2**24)\ny = [np.ones(2**22) for _ in range(99)]"),
    resource("memory_in_children", "many processes that each take a little memory",
             """
             import os, time
             for _ in range(20):
                 if os.fork() == 0:
                     x = bytearray(100 * 2**20)
                     for i in range(0, len(x), 4096):
                         x[i] = 1
                     time.sleep(60)
                     os._exit(0)
             time.sleep(3)
             """),
    resource("fork_bomb", "processes that start processes",
             "import os\nwhile True:\n    try:\n        os.fork()\n"
             "    except OSError:\n        pass"),  # interrupted or killed, whichever comes first
    resource("fork_bomb_detached", "a fork bomb in the background of all later cells",
             """
             import os
             if os.fork() == 0:
                 os.setsid()
                 while True:
                     try:
                         os.fork()
                     except OSError:
                         pass
             """, seconds=45.0, points={"check_predict_line": 1.0}, honest=("predict_line",)),
    resource("thread_bomb", "threads without end",
             """
             import threading, time
             while True:
                 threading.Thread(target=time.sleep, args=(100,), daemon=True).start()
             """),
    resource("prints_for_ever", "gigabytes on stdout",
             "while True:\n    print('x' * 10000)"),
    resource("writes_to_stderr", "gigabytes on stderr and on the descriptors themselves",
             """
             import os, sys
             for _ in range(200):
                 os.write(1, b"x" * 2**16)
                 os.write(2, b"x" * 2**16)
             while True:
                 sys.stderr.write("x" * 10000)
             """),
    resource("one_huge_output", "one message of a hundred megabytes",
             "print('x' * (100 * 2**20))"),
    resource("huge_error", "an error message of many megabytes",
             "raise ValueError('x' * (30 * 2**20))",
             mse="raise ValueError('x' * (30 * 2**20))"),
    resource("many_displays", "a hundred thousand small displays",
             "from IPython.display import display\nfor i in range(100_000):\n    display(i)"),
    resource("floods_in_background", "a thread that prints during all later cells and questions",
             """
             import threading
             def flood():
                 while True:
                     print("x" * 1000)
             threading.Thread(target=flood, daemon=True).start()
             """),
    resource("output_used_up", "so much output that none is left; then honest cells that print",
             "import sys\nprint('x' * 2**18)\nsys.stdout.flush()",
             mse="return 0.0",
             answers={
                 "mse_gradient": "return 0, 0",
                 "least_squares": "print('y' * 2**18)\nreturn 0, 0",
             }),
    resource("iopub_flooded", "messages straight into the kernel's own sockets",
             """
             kernel = get_ipython().kernel
             parent = kernel.get_parent()
             import time
             end = time.monotonic() + 3
             while time.monotonic() < end:
                 kernel.session.send(kernel.iopub_socket, "stream",
                                     {"name": "stdout", "text": "x" * 10000}, parent)
                 kernel.session.send(kernel.iopub_socket, "stream", {"name": "stdout", "text": ""})
             """),
    resource("fills_the_disk", "files until home, /tmp and /dev/shm are full",
             """
             for place in (".", "/tmp", "/dev/shm"):
                 try:
                     for i in range(100_000):
                         with open(f"{place}/hostile-{i}", "wb") as file:
                             file.write(b"x" * 2**20)
                 except OSError:
                     pass
             """),
    resource("files_without_end", "empty files and deep folders until no more can be made",
             """
             import os
             try:
                 for i in range(10**6):
                     open(f"/tmp/hostile-{i}", "w").close()
             except OSError:
                 pass
             try:
                 while True:
                     os.mkdir("d")
                     os.chdir("d")
             except OSError:
                 pass
             """, seconds=40.0),
    resource("sparse_file", "a file of a terabyte that takes no room",
             "open('big', 'wb').truncate(2**40)"),
    resource("descriptors", "open files without end",
             "import os\nkept = []\ntry:\n"
             "    while True:\n        kept.append(os.open('/dev/null', 0))\n"
             "except OSError:\n    pass",
             points={"check_predict_line": 1.0}, honest=("predict_line",)),
    resource("huge_return", "an answer of a hundred million numbers", mse="return np.zeros(10**7)",
             answers={"least_squares": "return [0.0] * 10**6, range(10**12)"}),
    resource("nested_return", "an answer nested a hundred thousand deep",
             mse="x = 0.0\nfor _ in range(100_000):\n    x = [x]\nreturn x",
             answers={"mse_gradient": "x = []\nx.append(x)\nreturn x, x"}),
    resource("deep_json", "a reply nested a hundred thousand deep, and one of millions of keys",
             """
             kernel = get_ipython().kernel
             def ask(stream, ident, parent):
                 for text in (b"[" * 10**6, b'{"outputs":' * 10**5, b"9" * 10**6, b"\\xff", b""):
                     session = kernel.session
                     header = session.msg_header("ask_reply")
                     parts = [session.pack(header), session.pack(parent["header"]), b"{}", text]
                     stream.send_multipart([*ident, b"<IDS|MSG>", session.sign(parts), *parts])
                 kernel.session.send(stream, "ask_reply", {str(i): i for i in range(10**5)},
                                     parent, ident=ident)
             kernel.shell_handlers["ask_request"] = ask
             """, points={"check_predict_line": 1.0}, honest=("predict_line",), seconds=60.0),
)  # fmt: skip
