"""All checks, in the order in which they are run."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from ._course import look_at_config, look_at_freshness
from ._exchange import look_at_exchange
from ._finding import Finding
from ._gradebook import look_at_gradebook
from ._jupyter import look_at_extensions, look_at_kernel
from ._machine import Machine, Role
from ._python import look_at_packages, look_at_python
from ._room import look_at_caches, look_at_clock, look_at_disk, look_at_memory
from ._sandbox import look_at_chromium, look_at_sandbox
from ._secrets import look_at_privacy, look_at_seed


@dataclass(frozen=True)
class Check:
    """One thing to look at.

    Attributes
    ----------
    name : str
    about : str
        What it looks at, in a few words.
    look : callable
        ``look(machine)`` gives a finding.
    for_all : bool
        Whether it matters to a student, too.
    """

    name: str
    about: str
    look: Callable[[Machine], Finding]
    for_all: bool = False


# What the configuration of a course may change in this process comes after the kernel.
ALL = (
    Check("python", "the version of Python", look_at_python, for_all=True),
    Check("packages", "versions of the installed packages", look_at_packages, for_all=True),
    Check("kernel", "whether a notebook's kernel starts and answers", look_at_kernel, for_all=True),
    Check("extensions", "what is added to JupyterLab", look_at_extensions, for_all=True),
    Check("caches", "whether what is kept can be written", look_at_caches, for_all=True),
    Check("disk", "free space on the disk", look_at_disk, for_all=True),
    Check("memory", "free memory", look_at_memory, for_all=True),
    Check("clock", "whether the clock is right", look_at_clock, for_all=True),
    Check("sandbox", "bubblewrap, libseccomp, a trial of both", look_at_sandbox),
    Check("configuration", "whether nbgrader_config.py runs", look_at_config),
    Check("exchange", "nbgrader's exchange and who may do what there", look_at_exchange, True),
    Check("gradebook", "whether the gradebook opens", look_at_gradebook),
    Check("seed", "who may read the secret seed", look_at_seed),
    Check("privacy", "who may read gradebook and solutions", look_at_privacy),
    Check("built", "whether source/ and release/ are what course/ says", look_at_freshness),
    Check("chromium", "the browser of the browser tests", look_at_chromium),
)


def checks_for(role: Role) -> tuple[Check, ...]:
    """Choose what matters to a role.

    Examples
    --------
    >>> [check.name for check in checks_for(Role.STUDENT)][:3]
    ['python', 'packages', 'kernel']
    """
    return tuple(check for check in ALL if check.for_all or role is Role.INSTRUCTOR)
