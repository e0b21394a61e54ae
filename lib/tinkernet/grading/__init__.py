"""The instructors' side: what nbgrader is told, what is read from its gradebook."""

from ._class import ClassGrader, GradedStudent, submitted_students
from ._results import StudentResult, read_results
from ._sample_class import SampleStudent, filled_in, lay_sample_class, sample_class
from ._seed import secret_seed
from ._warm_kernel import WarmProvisioner

__all__ = [
    "ClassGrader",
    "GradedStudent",
    "SampleStudent",
    "StudentResult",
    "WarmProvisioner",
    "filled_in",
    "lay_sample_class",
    "read_results",
    "sample_class",
    "secret_seed",
    "submitted_students",
]
