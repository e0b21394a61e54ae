"""Imported first in the process that workers are forked from: linear algebra on one thread.

A judge trains networks too. With a thread a core in every worker, the threads wait for one another:
on two busy cores that takes ten times as long.
"""

import os

for _name in ("MKL_NUM_THREADS", "OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS"):
    os.environ.setdefault(_name, "1")
