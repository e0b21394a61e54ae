"""Escapes that reach out: network, sockets, signals, namespaces, devices, privileges."""

from __future__ import annotations

from functools import partial

from .escapes_reading import _SAY, _nothing_leaked
from .notebooks import attack

escape = partial(attack, "escape", after=_nothing_leaked)

ESCAPES = (
    escape(
        "network",
        "loopback services of the host, the internet, names, raw and packet sockets, UDP",
        _SAY
        + """
import socket
targets = [("127.0.0.1", <<port>>), ("::1", <<port>>), ("0.0.0.0", <<port>>), ("10.0.2.2", 80),
           ("1.1.1.1", 53), ("8.8.8.8", 443), ("169.254.169.254", 80), ("192.168.0.1", 80)]
for host, port in targets:
    try:
        socket.create_connection((host, port), timeout=0.3)
        say(host, port)
    except OSError:
        pass
try:
    socket.getaddrinfo("example.org", 80)
    say("names")
except OSError:
    pass
for family, kind in ((socket.AF_INET, socket.SOCK_RAW), (17, socket.SOCK_RAW), (16, 3)):
    try:
        found = socket.socket(family, kind)
        if family != 16:
            say("raw socket", family)
    except OSError:
        pass
""",
    ),
    escape(
        "listens",
        "a server of its own that somebody outside might reach",
        """
import socket, threading
server = socket.socket()
try:
    server.bind(("0.0.0.0", <<port>> + 1))
    server.listen()
except OSError:
    pass
""",
    ),
    escape(
        "unix_sockets",
        "unix sockets and abstract sockets of the host, X11, D-Bus, Docker",
        _SAY
        + """
import socket
for path in ["<<socket>>", "\\0<<socket>>", "/run/dbus/system_bus_socket", "/var/run/docker.sock",
             "/tmp/.X11-unix/X0", "\\0/tmp/.X11-unix/X0", "/run/systemd/notify"]:
    try:
        client = socket.socket(socket.AF_UNIX)
        client.connect(path)
        client.send(b"hostile")
        say(repr(path))
    except OSError:
        pass
""",
    ),
    escape(
        "signals",
        "kills the judge, its parent, process 1, its group, everybody",
        """
import os, signal
for number in (signal.SIGKILL, signal.SIGTERM, signal.SIGSTOP, signal.SIGHUP):
    for pid in (<<judge>>, os.getppid(), 1, 0 if number == signal.SIGHUP else <<judge>>):
        try:
            signal.signal(signal.SIGHUP, signal.SIG_IGN)
            os.kill(pid, number)
        except OSError:
            pass
""",
    ),
    escape(
        "kills_all",
        "kill(-1, SIGKILL) from a child: everything that it may signal",
        """
import os, signal, time
child = os.fork()
if child == 0:
    try:
        os.kill(-1, signal.SIGKILL)
    finally:
        os._exit(0)
os.waitpid(child, 0)
""",
        flags=("killed",),
    ),
    escape(
        "daemons",
        "double forks, setsid, ignored signals: processes that outlive the kernel",
        """
import os, signal, time
for number in range(3):
    if os.fork() == 0:
        os.setsid()
        if os.fork() == 0:
            for each in range(1, 32):
                try:
                    signal.signal(each, signal.SIG_IGN)
                except (OSError, ValueError):
                    pass
            end = time.monotonic() + 600
            while time.monotonic() < end:
                time.sleep(1)
        os._exit(0)
    os.wait()
""",
    ),
    escape(
        "shell_daemon",
        "nohup and a subshell in the background, by the shell and by subprocess",
        """
import subprocess, sys
try:
    subprocess.Popen([sys.executable, "-c", "import time; time.sleep(600)"],
                     start_new_session=True)
    subprocess.Popen("nohup sleep 600 &", shell=True, start_new_session=True)
except OSError:
    pass
""",
    ),
    escape(
        "atexit_and_del",
        "atexit handlers and __del__ that write, print and hang when the kernel ends",
        """
import atexit, threading, time, pathlib
def late():
    for path in ("/tmp/hostile-late", "<<home>>/hostile-late"):
        try:
            pathlib.Path(path).write_text("late")
        except OSError:
            pass
    time.sleep(60)
atexit.register(late)
threading._register_atexit(late) if hasattr(threading, "_register_atexit") else None
class Last:
    def __del__(self): late()
import builtins
builtins.last = Last()
""",
    ),
    escape(
        "namespaces",
        "unshare, setns, mount, pivot_root, chroot, clone with new namespaces",
        _SAY
        + """
import ctypes, os
libc = ctypes.CDLL(None, use_errno=True)
for flag in (0x10000000, 0x00020000, 0x20000000, 0x40000000):
    if libc.unshare(flag) == 0:
        say("unshare", hex(flag))
if libc.mount(b"none", b"/tmp", b"tmpfs", 0, None) == 0:
    say("mount")
if libc.umount2(b"/home/student", 2) == 0:
    say("umount")
if libc.chroot(b"/tmp") == 0:
    say("chroot")
if libc.mount(None, b"/", None, 32 | 4096, None) == 0:
    say("remount")
""",
    ),
    escape(
        "system_calls",
        "ptrace, process_vm_readv, keyctl, bpf, perf, userfaultfd, io_uring, open_by_handle_at",
        _SAY
        + """
import ctypes, os
libc = ctypes.CDLL(None, use_errno=True)
calls = {"ptrace": (101, 16, 1, 0, 0), "process_vm_readv": (310, 1, 0, 0, 0, 0, 0),
         "keyctl": (250, 0, -3, 1), "add_key": (248, b"user", b"hostile", b"x", 1, -5),
         "bpf": (321, 0, 0, 0), "perf_event_open": (298, 0, 0, -1, -1, 0),
         "userfaultfd": (323, 1), "io_uring_setup": (425, 1, 0), "kexec_load": (246, 0, 0, 0, 0),
         "memfd_create": (319, b"hostile", 0), "pidfd_getfd": (438, 0, 0, 0)}
import platform
if platform.machine() == "x86_64":
    for name, (number, *arguments) in calls.items():
        ctypes.set_errno(0)
        result = libc.syscall(number, *arguments)
        if result >= 0 or ctypes.get_errno() not in (1, 38):
            say(name, result, ctypes.get_errno())
""",
    ),
    escape(
        "privileges",
        "becomes root, sets capabilities, runs setuid programs, makes device files",
        _SAY
        + """
import os, stat
for call in (lambda: os.setuid(0), lambda: os.setgid(0), lambda: os.setgroups([0]),
             lambda: os.mknod("disk", 0o600 | stat.S_IFBLK, os.makedev(8, 0)),
             lambda: os.mknod("memory", 0o600 | stat.S_IFCHR, os.makedev(1, 1)),
             lambda: os.setpriority(os.PRIO_PROCESS, 0, -20), lambda: os.chroot("."),
             lambda: os.nice(-5), lambda: open("/dev/mem"), lambda: open("/dev/sda"),
             lambda: os.sethostname("x") if hasattr(os, "sethostname") else 1 / 0):
    try:
        call()
        say(call.__code__.co_names)
    except (OSError, ZeroDivisionError):
        pass
if os.getuid() == 0:
    say("root")
""",
    ),
    escape(
        "terminal",
        "pushes characters into the instructor's terminal",
        _SAY
        + """
import fcntl, os, termios
for name in ("/dev/tty", "/dev/console", "/dev/pts/0", "/dev/ptmx"):
    try:
        handle = os.open(name, os.O_RDWR)
        fcntl.ioctl(handle, termios.TIOCSTI, b"x")
        say(name)
    except OSError:
        pass
""",
    ),
)
