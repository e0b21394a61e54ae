"""A guard of the guards: what takes them down is refused while an answer is asked."""

from __future__ import annotations

import sys

_TRICKS = frozenset(
    (
        *("sys.setprofile", "sys.settrace", "_thread.start_new_thread", "code.__new__"),
        *("os.fork", "os.forkpty", "os.posix_spawn", "subprocess.Popen"),
        *("ctypes.dlopen", "ctypes.dlsym"),
    )
)
"""What an answer to an exercise never needs, and getting round a guard does."""


class NoTricks:
    """A guard of the guards: while it is up, what takes them down is refused.

    Python cannot remove an audit hook, so it is only ever installed in kernels that grade.
    """

    def __init__(self) -> None:
        self._up = False

    def install(self) -> None:
        """Begin to look at what the interpreter reports."""
        sys.addaudithook(self._look)

    def raise_guard(self, up: bool) -> None:
        """Put the guard up or down."""
        self._up = up

    def _look(self, event: str, arguments: tuple[object, ...]) -> None:
        if self._up and event in _TRICKS:
            raise PermissionError(f"{event} is not available to an answer while it is graded.")


no_tricks = NoTricks()
"""The one of this process."""
