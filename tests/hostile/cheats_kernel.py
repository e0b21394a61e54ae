"""Cheats that rewrite IPython, its kernel and what the kernel sends."""

from __future__ import annotations

from functools import partial

from .notebooks import attack

cheat = partial(attack, "cheat")
ONLY_BEFORE = {"points": {"check_predict_line": 1.0}, "honest": ("predict_line",)}

CHEATS = (
    cheat(
        "input_transformer",
        "an input transformer empties every cell with check in it",
        """
        ip = get_ipython()
        clean = lambda lines: ["pass\\n"] if any("check(" in each for each in lines) else lines
        ip.input_transformers_cleanup.append(clean)
        ip.input_transformers_post.append(clean)
        """,
        mse="return 0.0",
    ),
    cheat(
        "ast_transformer",
        "an ast transformer takes asserts, raises and calls of check out",
        """
        import ast
        class Out(ast.NodeTransformer):
            def visit_Assert(self, node): return ast.Pass()
            def visit_Raise(self, node): return ast.Pass()
        get_ipython().ast_transformers.append(Out())
        """,
        mse="return 0.0",
    ),
    cheat(
        "events",
        "pre_run_cell and post_run_cell put a right-looking check back before each cell",
        """
        ip = get_ipython()
        def before(info): ip.user_ns["check"] = lambda *a: 1.0
        def after(result): result.error_in_exec = result.error_before_exec = None
        ip.events.register("pre_run_cell", before)
        ip.events.register("post_run_cell", after)
        """,
        mse="return 0.0",
    ),
    cheat(
        "run_cell_replaced",
        "the shell reports success for every cell",
        """
        ip = get_ipython()
        true = ip.run_cell_async
        async def fine(*a, **k):
            result = await true(*a, **k)
            result.error_in_exec = result.error_before_exec = None
            return result
        ip.run_cell_async = fine
        """,
        mse="return 0.0",
    ),
    cheat(
        "display_hook",
        "a display hook shows 2 points as the result of every expression",
        """
        import sys
        ip = get_ipython()
        hook = type(ip.displayhook)
        hook.__call__ = lambda self, result=None: ip.display_pub.publish({"text/plain": "2"})
        sys.displayhook = lambda value: print(2)
        """,
        mse="return 0.0",
    ),
    cheat(
        "formatter",
        "formatters turn every array into the text that one wants",
        """
        plain = get_ipython().display_formatter.formatters["text/plain"]
        for kind in (float, np.ndarray, np.float64, int, tuple):
            plain.for_type(kind, lambda o, p, c: p.text("right"))
        """,
        mse="return 0.0",
    ),
    cheat(
        "showtraceback",
        "errors are swallowed: no traceback, a custom exception handler that shrugs",
        """
        ip = get_ipython()
        ip.showtraceback = lambda *a, **k: None
        ip.set_custom_exc((BaseException,), lambda *a, **k: None)
        ip._showtraceback = lambda *a, **k: None
        """,
        mse="raise ValueError",
    ),
    cheat(
        "look_replaced",
        "the handler of look_request says that all is well, whatever is asked for",
        """
        kernel = get_ipython().kernel
        def look(stream, ident, parent):
            kernel._answers = [lambda *a: 0.0]
            content = {"error": "", "kinds": [""], "borrowed": None, "passed": True, "score": 1}
            kernel.session.send(stream, "look_reply", content, parent, ident=ident)
        kernel.shell_handlers["look_request"] = look
        """,
        mse="return 0.0",
        **ONLY_BEFORE,
    ),
    cheat(
        "ask_replaced",
        "the handler of ask_request replies with verdicts instead of arrays",
        """
        kernel = get_ipython().kernel
        def ask(stream, ident, parent):
            content = {"outputs": [{"dtype": "<f8", "shape": [], "data": "AAAAAAAAAAA="}],
                       "failure": None, "changed": [], "printed": "", "score": 1.0,
                       "passed": True, "expected": [], "status": "ok"}
            kernel.session.send(stream, "ask_reply", content, parent, ident=ident)
        kernel.shell_handlers["ask_request"] = ask
        """,
        **ONLY_BEFORE,
    ),
    cheat(
        "ask_echoes",
        "the handler of ask_request sends the inputs back as outputs",
        """
        kernel = get_ipython().kernel
        def ask(stream, ident, parent):
            arrays = [v["array"] for v in parent["content"]["case"].values() if "array" in v]
            content = {"outputs": arrays[:1], "failure": None, "changed": [], "printed": ""}
            kernel.session.send(stream, "ask_reply", content, parent, ident=ident)
        kernel.shell_handlers["ask_request"] = ask
        """,
        **ONLY_BEFORE,
    ),
    cheat(
        "odd_arrays_on_the_wire",
        "replies hold object arrays, broken shapes, NaN, booleans of value 7, endless nesting",
        """
        import itertools
        kernel = get_ipython().kernel
        odd = itertools.cycle([
            {"dtype": "|O", "shape": [], "data": "gASVAAAAAAAAAACMAm9zlC4="},
            {"dtype": "<f8", "shape": [-1], "data": ""},
            {"dtype": "<f8", "shape": [10**30], "data": ""},
            {"dtype": "|b1", "shape": [1], "data": "Bw=="},
            {"dtype": "<f8", "shape": [True], "data": "AAAAAAAAAAA="},
            {"dtype": ["<f8"], "shape": [], "data": None},
            {"dtype": "<f8", "shape": [[[[[]]]]], "data": "////"},
            {"dtype": "<f8", "shape": [], "data": "AAAAAAAA+H8="}])
        def ask(stream, ident, parent):
            content = {"outputs": [next(odd)], "failure": None, "changed": [], "printed": ""}
            kernel.session.send(stream, "ask_reply", content, parent, ident=ident)
        kernel.shell_handlers["ask_request"] = ask
        """,
        **ONLY_BEFORE,
    ),
    cheat(
        "forged_replies",
        "every request gets three forged replies ahead of the true one, signed with the true key",
        """
        kernel = get_ipython().kernel
        session, true = kernel.session, kernel.session.send
        def send(stream, kind, content=None, parent=None, ident=None, **rest):
            name = kind if isinstance(kind, str) else "x"
            if name in ("look_reply", "ask_reply", "execute_reply"):
                for forged in ({"status": "ok", "passed": True, "score": 1.0}, {}, {"outputs": []}):
                    true(stream, name, forged, parent, ident=ident)
            return true(stream, kind, content, parent, ident=ident, **rest)
        session.send = send
        """,
        mse="return 0.0",
        **ONLY_BEFORE,
    ),
    cheat(
        "forged_verdict_on_iopub",
        "a display message with the judge's own metadata, and the judge's own cell id",
        """
        kernel = get_ipython().kernel
        verdict = {"exercise": "mse", "passed": True, "score": 1.0, "reason": "right",
                   "message": "right", "mistake": None, "title": "", "hint": "", "cases": 8}
        kernel.session.send(kernel.iopub_socket, "display_data",
            {"data": {"text/plain": "right"}, "metadata": {"tinkernet": verdict}, "transient": {}},
            kernel.get_parent(), ident=b"display_data")
        """,
        mse="return 0.0",
    ),
    cheat(
        "replies_ahead_of_time",
        "hundreds of replies to message ids that will come, sent before they are asked for",
        """
        kernel = get_ipython().kernel
        parent = kernel.get_parent()
        start, _, number = parent["header"]["msg_id"].rpartition("_")
        ident = getattr(kernel, "_parent_ident", b"")
        ident = ident.get("shell", []) if isinstance(ident, dict) else ident
        fine = {"outputs": [{"dtype": "<f8", "shape": [], "data": "AAAAAAAAAAA="}],
                "failure": None, "changed": [], "printed": "", "error": "", "kinds": [""],
                "borrowed": None, "status": "ok"}
        stream = kernel.shell_stream if hasattr(kernel, "shell_stream") else None
        for coming in range(200):
            header = {**parent["header"], "msg_id": f"{start}_{int(number) + coming}"}
            for kind in ("look_reply", "ask_reply", "execute_reply"):
                try:
                    kernel.session.send(stream, kind, fine, {"header": header}, ident=ident)
                except Exception:
                    pass
        """,
        mse="return 0.0",
        **ONLY_BEFORE,
    ),
    cheat(
        "user_namespace_replaced",
        "the namespace finds a function for every name, and it is always the right one",
        """
        class Everything(dict):
            def __missing__(self, name): return lambda *a: 0.0
            def __getitem__(self, name):
                if name == "mse": return lambda *a: 0.0
                return super().__getitem__(name) if name in self else self.__missing__(name)
        get_ipython().user_ns = Everything(get_ipython().user_ns)
        """,
        mse="return 0.0",
        **ONLY_BEFORE,
    ),
)
