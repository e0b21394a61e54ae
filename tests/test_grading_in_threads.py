"""What the judge reads is read right, also while another thread reads."""

import gc
import sys
from concurrent.futures import ThreadPoolExecutor

import pytest

from tinkernet.grading import read_steps

SOURCE = "\n".join(f"assert f({n}, [x, *y]) == {{'a': g(1)[2], 'b': -x}}" for n in range(60))


@pytest.fixture
def others_let_in():
    """Collect rubbish often, in the middle of anything, and let other threads in meanwhile."""

    def take_a_moment(*_):
        return [None for _ in range(300)]

    thresholds, interval = gc.get_threshold(), sys.getswitchinterval()
    gc.callbacks.append(take_a_moment)
    gc.set_threshold(50)
    sys.setswitchinterval(1e-5)
    yield
    sys.setswitchinterval(interval)
    gc.set_threshold(*thresholds)
    gc.callbacks.remove(take_a_moment)


@pytest.mark.usefixtures("others_let_in")
def test_two_threads_read_the_same():
    alone = read_steps(SOURCE)
    assert len(alone) == 1
    with ThreadPoolExecutor(2) as pool:
        assert all(steps == alone for steps in pool.map(read_steps, [SOURCE] * 100))
