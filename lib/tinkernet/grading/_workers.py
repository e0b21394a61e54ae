"""Where submissions are graded: processes of this machine, or a Dask cluster's."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import (
    FIRST_COMPLETED,
    CancelledError,
    Executor,
    Future,
    wait,
)
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from dataclasses import dataclass, replace

from tinkernet.sandbox import Limits, SandboxLostError

from ._assignment import Assignment
from ._grade_submission import failed, grade_submission
from ._graded import GradedSubmission
from ._local_processes import LocalProcesses
from ._regrade_submission import regrade_submission
from ._standing import Standing
from ._submission import Submission

_ATTEMPTS = 3
"""How often a submission is tried whose worker or sandbox was lost under it."""

_AT_ONCE = 4
"""Submissions more that a place gets to begin with: results are not asked for at once."""

_CLUSTER_TASKS = 1024
"""Submissions handed to a cluster at a time; more would only fill the scheduler's memory."""

_CONNECT_SECONDS = 10
_WORKER_SECONDS = 60

Task = tuple[Submission, Assignment, Limits] | tuple[Submission, Assignment, Limits, Standing]
"""What to grade; with a result of which a part stands, only the rest is judged again."""


@dataclass(frozen=True)
class Job:
    """A submission to grade, which one of the class it is, and which attempt."""

    task: Task
    number: int
    attempt: int = 1


def work(task: Task) -> GradedSubmission:
    """Grade one submission in a worker; only the machine's own failures come back as failed."""
    submission, assignment, limits, *standing = task
    reason = ""
    for _ in range(_ATTEMPTS):
        try:
            if standing:
                return regrade_submission(submission, assignment, *standing, limits=limits)
            return grade_submission(submission, assignment, limits=limits)
        except SandboxLostError as error:
            reason = str(error)
        except Exception as error:
            reason = f"{type(error).__name__}: {error}"
            break
    return failed(submission, assignment, limits, reason)


class Place:
    """Where submissions are graded, and what is under way there.

    Parameters
    ----------
    executor : Executor
    make : callable
        Gives another when it broke.
    room : int
        How many submissions to hand out at a time.
    """

    def __init__(self, executor: Executor, make: Callable[[], Executor], room: int) -> None:
        self._make = make
        self.room = room
        self.executor = executor
        self.waiting: dict[Future[GradedSubmission], Job] = {}

    def hand_out(self, job: Job) -> bool:
        """Begin with one more; False if the worker was lost and what it had has to be seen to."""
        try:
            self.waiting[self.executor.submit(work, job.task)] = job
        except BrokenProcessPool:
            if self.waiting:
                return False
            self.renew()
            return self.hand_out(job)
        return True

    def renew(self) -> list[Job]:
        """Start anew after the worker was lost; return what was under way, the oldest first."""
        jobs = list(self.waiting.values())
        self.waiting.clear()
        self.executor.shutdown(wait=False, cancel_futures=True)
        self.executor = self._make()
        return jobs


def local_places(pools: LocalProcesses) -> list[Place]:
    """Make a place of each process of this machine, with the next submission at hand."""
    return [Place(pool, pools.one, room=2) for pool in pools.pools]


@contextmanager
def dask_cluster(url: str) -> Iterator[list[Place]]:
    """Give the workers of a Dask scheduler, as one place.

    Parameters
    ----------
    url : str
        Such as ``tcp://host:8786``.

    Raises
    ------
    RuntimeError
        If ``distributed`` is not installed, nobody answers there, or there are no workers.
    """
    try:
        from distributed import Client
    except ImportError:
        raise RuntimeError(
            "A scheduler needs Dask: install it with \"pip install 'tinkernet[cluster]'\"."
        ) from None
    try:
        client = Client(url, timeout=_CONNECT_SECONDS)
    except (OSError, ValueError) as error:
        raise RuntimeError(f"No Dask scheduler answers at {url}: {error}.") from error
    try:
        try:
            client.wait_for_workers(1, timeout=_WORKER_SECONDS)
        except TimeoutError as error:
            raise RuntimeError(
                f"The Dask scheduler at {url} has no workers: start one with 'dask worker {url} "
                "--nthreads 1'."
            ) from error

        def make() -> Executor:
            return client.get_executor(pure=False)

        yield [Place(make(), make, room=_CLUSTER_TASKS)]
    finally:
        client.close()


def grade_all(tasks: Iterable[Task], places: Sequence[Place]) -> Iterator[GradedSubmission]:
    """Grade submissions; give each as soon as it is done.

    The first are under way when this returns. A worker that is killed takes nothing along: what
    it had begun is begun again, three times.

    Parameters
    ----------
    tasks : iterable
        Read as places become free, so that a class need not fit into memory.
    places : sequence of Place
    """
    run = _Run(iter(tasks), places)
    run.hand_out(more=_AT_ONCE)
    return run.results()


class _Run:
    """What is to be done, what is under way, and what is done."""

    def __init__(self, source: Iterator[Task], places: Sequence[Place]) -> None:
        self._source = enumerate(source)
        self._again: deque[Job] = deque()
        self._places = places
        self._open: set[int] = set()

    def hand_out(self, more: int = 0) -> None:
        """Give every place what it has room for, and some more."""
        for place in self._places:
            while len(place.waiting) < place.room + more:
                job = self._next_job() or self._queued_elsewhere(place)
                if job is None:
                    break
                if not place.hand_out(job):
                    self._again.appendleft(job)
                    break

    def _next_job(self) -> Job | None:
        while self._again:
            job = self._again.popleft()
            if job.number in self._open:  # else another place was faster
                return job
        number, task = next(self._source, (-1, None))
        if task is None:
            return None
        self._open.add(number)
        return Job(task, number)

    def _queued_elsewhere(self, idle: Place) -> Job | None:
        """Find a job that waits behind another at a busy place, for one that has nothing to do.

        Whoever is first counts: a submission that takes minutes holds nobody up.
        """
        if idle.waiting:
            return None
        for place in self._places:
            for job in list(place.waiting.values())[1:]:
                if job.number in self._open and not self._twice(job):
                    return job
        return None

    def _twice(self, job: Job) -> bool:
        waiting = (each.number for place in self._places for each in place.waiting.values())
        return sum(number == job.number for number in waiting) > 1

    def results(self) -> Iterator[GradedSubmission]:
        """Yield each result once, as soon as it is there."""
        while self._open:
            owners = {future: place for place in self._places for future in place.waiting}
            finished = wait(owners, return_when=FIRST_COMPLETED).done
            # Results first: they are no part of what a lost worker had under way.
            for done in sorted(finished, key=lambda each: _error(each) is not None):
                if done in owners[done].waiting:  # else it went with its worker
                    yield from self._settled(owners[done], done)
            self.hand_out()

    def _settled(self, place: Place, done: Future[GradedSubmission]) -> Iterator[GradedSubmission]:
        error = _error(done)
        if error is None:
            yield from self._first(place.waiting.pop(done), done.result())
            return
        # Only what was being graded can have to do with it; the next in line was not begun.
        broken = isinstance(error, BrokenProcessPool)
        lost, *untouched = place.renew() if broken else [place.waiting.pop(done)]
        self._again.extend(untouched)
        if lost.attempt < _ATTEMPTS:
            self._again.append(replace(lost, attempt=lost.attempt + 1))
        else:
            reason = f"its worker ended ({type(error).__name__})"
            yield from self._first(lost, failed(*lost.task[:3], reason))

    def _first(self, job: Job, result: GradedSubmission) -> Iterator[GradedSubmission]:
        if job.number in self._open:
            self._open.remove(job.number)
            yield result


def _error(done: Future[GradedSubmission]) -> BaseException | None:
    try:
        return done.exception()
    except CancelledError as error:  # a cluster may do so when it loses a worker
        return error
