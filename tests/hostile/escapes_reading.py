"""Escapes that read what is not theirs: each prints a word that must never be seen."""

from __future__ import annotations

from functools import partial

from .notebooks import attack

WORD = b"LEAKED"


def _nothing_leaked(result, place):
    for notebook in result.notebooks:
        shown = notebook.content
        assert WORD not in shown, shown[shown.index(WORD) :][:300]


escape = partial(attack, "escape", after=_nothing_leaked)

_SAY = """
def say(*what):
    print("LEAK" + "ED", *what)
"""

# Places that any Linux machine has, which an attacker would try; none is of one machine.
ESCAPES = (
    escape(
        "reads_files",
        "password files, the seed, the gradebook, others' folders, home, the judge's code",
        _SAY
        + """
import glob, os
for path in ["/etc/passwd", "/etc/shadow", "/etc/hostname", "<<course>>/.grading-seed",
             "<<course>>/gradebook.db", "<<course>>/nbgrader_config.py", "<<home>>/secret.txt",
             "/root/.bashrc", "/run/secrets", "/var/log/syslog", "/etc/machine-id",
             *glob.glob("<<course>>/**", recursive=True), *glob.glob("<<home>>/**"),
             *glob.glob("/home/*/*"), *glob.glob("/srv/**/.grading-seed"),
             *glob.glob("/tmp/*/*"), *glob.glob("/etc/*"), *glob.glob("/root/*")]:
    try:
        open(path).read(1)
        say(path)
    except (OSError, UnicodeDecodeError):
        pass
""",
    ),
    escape(
        "reads_by_links",
        "links of its own, /proc/self/root, /dev/fd, parents of the working folder",
        _SAY
        + """
import os
os.symlink("<<course>>/.grading-seed", "seed")
os.symlink("/", "top")
for path in ["seed", "top/etc/passwd", "/proc/self/root/etc/passwd", "/proc/1/root/etc/passwd",
             "/dev/fd/3", "../../../../etc/passwd", "/proc/self/cwd/../../etc/passwd"]:
    try:
        open(path).read(1)
        say(path)
    except OSError:
        pass
""",
    ),
    escape(
        "reads_environment",
        "the environment holds no secret, and neither does what the judge was started with",
        _SAY
        + """
import os
allowed = {"HOME", "LANG", "LOGNAME", "MPLBACKEND", "PATH", "TMPDIR", "USER", "MPLCONFIGDIR",
           "MKL_NUM_THREADS", "OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "NBGRADER_EXECUTION",
           "PYTHONHASHSEED", "LC_CTYPE", "KERNEL_LAUNCH_TIMEOUT", "JPY_PARENT_PID",
           "PYDEVD_USE_FRAME_EVAL", "PYDEVD_DISABLE_FILE_VALIDATION", "CLICOLOR", "FORCE_COLOR",
           "CLICOLOR_FORCE", "PAGER", "GIT_PAGER", "TERM", "JPY_SESSION_NAME"}
more = set(os.environ) - allowed
if more or "TINKERNET_SEED" in os.environ:
    say(sorted(more))
for pid in ["self", "1", "<<judge>>"]:
    try:
        open(f"/proc/{pid}/environ").read()
        say(pid)
    except OSError:
        pass
""",
    ),
    escape(
        "reads_processes",
        "other processes: /proc, signals 0, their number, who the parent is",
        _SAY
        + """
import os
if os.path.isdir("/proc") and os.listdir("/proc"):
    say("proc", os.listdir("/proc")[:5])
found = []
for pid in [*range(1, 3000), <<judge>>]:
    try:
        os.kill(pid, 0)
        found.append(pid)
    except PermissionError:
        found.append(pid)
    except OSError:
        pass
if len(found) > 20 or <<judge>> in found:  # its own threads have numbers, too
    say("processes", found)
""",
    ),
    escape(
        "reads_memory",
        "the secret seed and the sources of references in the process's own memory",
        _SAY
        + """
import gc, sys
seed = "1907" + "34863287"
for thing in gc.get_objects():
    if isinstance(thing, dict):
        for key, value in list(thing.items()):
            text = str(value) if type(value) in (str, int) else ""
            if len(text) in (18, 19) and text.startswith(seed):
                say("seed")
for name, module in list(sys.modules.items()):
    if module is not None and name.startswith("tinkernet.") and name.split(".")[1] in (
        "exercises", "grading", "course", "cli") :
        say(name)
""",
    ),
    escape(
        "reads_descriptors",
        "open files that were handed down",
        _SAY
        + """
import os, stat
for number in range(3, 256):
    try:
        facts = os.fstat(number)
    except OSError:
        continue
    if stat.S_ISREG(facts.st_mode) or stat.S_ISDIR(facts.st_mode):
        say("descriptor", number)
    try:
        path = os.readlink(f"/proc/self/fd/{number}")
        say(path)
    except OSError:
        pass
""",
    ),
    escape(
        "reads_by_magic",
        "shell magics: !cat, %cd, %run, %load, %%bash, %env, %system",
        _SAY
        + """
ip = get_ipython()
for line in ["cat /etc/passwd", "ls <<course>>", "cat <<course>>/.grading-seed", "ps aux"]:
    try:
        found = ip.getoutput(line)
        if found and not any("not found" in l or "No such" in l or "denied" in l for l in found):
            say(line, found[:2])
    except BaseException:
        pass
""",
    ),
    escape(
        "reads_source_by_import",
        "import hooks, zipimport, pkgutil and the pycache find the hidden rooms",
        _SAY
        + """
import glob, importlib.util, os, pkgutil, sys, tinkernet
root = os.path.dirname(tinkernet.__file__)
for room in ("checks", "exercises", "grading", "course", "cli"):
    if glob.glob(f"{root}/{room}/**/*", recursive=True):
        say(room)
    for module in pkgutil.iter_modules([f"{root}/{room}"]):
        say(module.name)
for path in sys.path:
    for found in glob.glob(f"{path}/tinkernet*/**/*.ipynb", recursive=True):
        if "raise NotImplementedError" not in open(found).read():
            say(found)
""",
    ),
)
