"""System calls that no homework needs and that attacks begin with."""

from __future__ import annotations

import errno
from functools import cache

from pyseccomp import ALLOW, ERRNO, MASKED_EQ, Arg, SyscallFilter

from ._namespaces import (
    CLONE_NEWIPC,
    CLONE_NEWNET,
    CLONE_NEWNS,
    CLONE_NEWPID,
    CLONE_NEWUSER,
    CLONE_NEWUTS,
)

_REFUSED = (
    # new namespaces and mounts: a second sandbox inside would bring privileges back
    *("unshare", "setns", "mount", "umount2", "pivot_root", "chroot", "open_tree", "move_mount"),
    *("fsopen", "fsconfig", "fsmount", "fspick", "mount_setattr"),
    # other processes' memory, and file descriptors of others
    *("ptrace", "process_vm_readv", "process_vm_writev", "pidfd_getfd", "kcmp"),
    # the kernel itself
    *("bpf", "perf_event_open", "userfaultfd", "kexec_load", "kexec_file_load", "init_module"),
    *("finit_module", "delete_module", "io_uring_setup", "io_uring_enter", "io_uring_register"),
    *("open_by_handle_at", "name_to_handle_at", "quotactl", "swapon", "swapoff", "reboot"),
    *("acct", "syslog", "settimeofday", "clock_settime", "adjtimex", "clock_adjtime"),
    # keys are not kept apart by namespaces
    *("add_key", "request_key", "keyctl"),
    # memory that no limit counts
    *("memfd_create", "memfd_secret", "shmget", "msgget", "semget", "mq_open"),
)


@cache
def forbidden_calls() -> SyscallFilter:
    """Make the filter, once; ``load()`` puts the calling process and its descendants under it."""
    rules = SyscallFilter(defaction=ALLOW)
    for name in _REFUSED:
        try:
            rules.add_rule(ERRNO(errno.EPERM), name)
        except (ValueError, OSError):  # this machine's libseccomp does not know it
            continue
    # glibc then falls back to clone, whose flags can be looked at.
    rules.add_rule(ERRNO(errno.ENOSYS), "clone3")
    for flag in (
        CLONE_NEWUSER, CLONE_NEWNS, CLONE_NEWPID, CLONE_NEWNET, CLONE_NEWIPC, CLONE_NEWUTS
    ):  # fmt: skip
        rules.add_rule(ERRNO(errno.EPERM), "clone", Arg(0, MASKED_EQ, flag, flag))
    return rules
