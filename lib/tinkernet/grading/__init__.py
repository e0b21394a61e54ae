"""The instructors' side: what nbgrader is told, what is read from its gradebook."""

from ._seed import secret_seed
from ._stderr import stderr_to_stdout

__all__ = ["secret_seed", "stderr_to_stdout"]
