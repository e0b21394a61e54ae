"""On a Dask cluster, whose workers see nothing of the course, the same as on one machine."""

import contextlib
import os
import signal
import socket
import subprocess
import sys
import threading

import class_runs
import pytest
import small_class
from class_runs import MANY_SECONDS, grade, nothing_left

from tinkernet.sandbox import require_bubblewrap

distributed = pytest.importorskip(
    "distributed", reason="Dask is missing: pip install 'tinkernet[cluster]'"
)

pytestmark = [
    pytest.mark.nbgrader,
    class_runs.needs_sandbox(),
    pytest.mark.timeout(600),
    pytest.mark.xdist_group("cluster"),  # they share a class that was graded on this machine
]


@pytest.fixture(scope="module")
def local(tmp_path_factory):
    """Grade the class on this machine; return the course as it was before, and after."""
    folder = tmp_path_factory.mktemp("cluster")
    before = small_class.hand_in_class(small_class.lay_course(folder / "before"))
    after = small_class.copy_course(before, folder / "after")
    with class_runs.own_tmp() as tmp:
        done = grade(after, tmp, "--workers", "2")
        assert done.returncode == 3, done.stderr
    return before, after


@pytest.fixture
def course(local, tmp_path):
    return small_class.copy_course(local[0], tmp_path / "course")


@contextlib.contextmanager
def program(tmp, cwd, said, *arguments, walls=()):
    """Run one of Dask's programs until the end of the block."""
    with said.open("ab") as out:
        process = subprocess.Popen(
            [*walls, sys.executable, "-m", *arguments],
            cwd=cwd,
            env=class_runs.environment(tmp),
            stdin=subprocess.DEVNULL,
            stdout=out,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
    try:
        yield process
    finally:
        process.terminate()
        try:
            process.wait(30)
        finally:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)


def free_port():
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return one.getsockname()[1]


@contextlib.contextmanager
def separate_processes(tmp, course, place):
    """Start a scheduler and two workers, as on three machines: no worker sees the course."""
    url, said = f"tcp://127.0.0.1:{free_port()}", place / "dask.out"
    alone = ("--host", "127.0.0.1", "--no-dashboard")
    # All that there is, but an empty folder in the place of the course.
    walls = (require_bubblewrap(), "--dev-bind", "/", "/", "--tmpfs", str(course))
    with contextlib.ExitStack() as stack:
        scheduler = ("distributed.cli.dask_scheduler", *alone, "--port", url.rpartition(":")[2])
        stack.enter_context(program(tmp, place, said, *scheduler))
        for name in ("one", "two"):
            home = place / name
            home.mkdir()
            options = ("--nworkers", "1", "--nthreads", "1", "--local-directory", str(home))
            worker = ("distributed.cli.dask_worker", url, *alone, "--name", name, *options)
            stack.enter_context(program(tmp, home, said, *worker, walls=walls))
        with distributed.Client(url, timeout=MANY_SECONDS) as client:
            client.wait_for_workers(2, timeout=MANY_SECONDS)
            assert client.run(os.listdir, str(course)).keys() == client.nthreads().keys()
            assert [*client.run(os.listdir, str(course)).values()] == [[], []]
            yield url, client


LOCAL_CLUSTER = """
from distributed import LocalCluster
cluster = LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=":0")
print(cluster.scheduler_address, flush=True)
input()
"""


def test_a_local_cluster_gives_the_same_as_local(local, course, tmp_path):
    with class_runs.own_tmp() as tmp:
        # As somebody would start it in a notebook, in a process that has nothing else of pytest's.
        cluster = subprocess.Popen(
            [sys.executable, "-c", LOCAL_CLUSTER],
            cwd=tmp_path,
            env=class_runs.environment(tmp),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        with cluster:
            url = cluster.stdout.readline().strip()
            done = grade(course, tmp, "--scheduler", url)
            cluster.stdin.write("\n")
        assert done.returncode == 3, done.stderr
        small_class.same_end(course, local[1])
        nothing_left(tmp)


def test_separate_workers_that_see_no_course_give_the_same_as_local(local, course, tmp_path):
    with class_runs.own_tmp() as tmp:
        with separate_processes(tmp, course, tmp_path) as (url, _):
            done = grade(course, tmp, "--scheduler", url)
            assert done.returncode == 3, done.stderr
            small_class.same_end(course, local[1])
            again = grade(course, tmp, "--scheduler", url)
            assert again.returncode == 3, again.stderr  # the unreadable one again, no other
            assert len(small_class.log_lines(course)) == len(small_class.CLASS) + 1
        small_class.same_end(course, local[1])
        nothing_left(tmp)


def test_a_worker_killed_in_the_middle_loses_nothing(local, course, tmp_path):
    with class_runs.own_tmp() as tmp:
        with separate_processes(tmp, course, tmp_path) as (url, client):
            pids = client.run(os.getpid)
            killed = []
            over = threading.Event()

            def kill_one_in_the_middle():
                while not over.wait(0.005):
                    done = sum(map(len, client.has_what().values()))
                    for address, keys in client.processing().items():
                        if done and keys and address in pids:
                            os.kill(pids[address], signal.SIGKILL)
                            killed.append(address)
                            return

            killer = threading.Thread(target=kill_one_in_the_middle)
            killer.start()
            done = grade(course, tmp, "--scheduler", url)
            over.set()
            killer.join()
            assert len(killed) == 1
            assert done.returncode == 3, done.stderr
            small_class.same_end(course, local[1])
        nothing_left(tmp)


def test_nobody_at_the_url_is_one_plain_line(course, tmp_path):
    url = f"tcp://127.0.0.1:{free_port()}"
    with class_runs.own_tmp() as tmp:
        done = grade(course, tmp, "--scheduler", url)
        nothing_left(tmp)
    assert done.returncode == 1
    assert f"No Dask scheduler answers at {url}" in done.stderr
    assert "Traceback" not in done.stderr
    assert not (course / "grading-log.jsonl").exists()


def test_without_dask_it_says_what_to_install(course, tmp_path):
    (tmp_path / "sitecustomize.py").write_text("import sys; sys.modules['distributed'] = None\n")
    with class_runs.own_tmp() as tmp:
        env = class_runs.environment(tmp, PYTHONPATH=str(tmp_path))
        done = grade(course, tmp, "--scheduler", "tcp://127.0.0.1:8786", env=env)
        nothing_left(tmp)
    assert done.returncode == 1
    assert "pip install 'tinkernet[cluster]'" in done.stderr
    assert "Traceback" not in done.stderr
