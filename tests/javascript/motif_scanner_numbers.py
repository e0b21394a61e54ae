"""What NumPy finds for MotifScanner's mathematics."""

import numpy as np

from tinkernet.widgets import MotifScanner


def cases():
    rng = np.random.default_rng(3)
    found = []
    for motif in ("TAT", "GATTA", "TATAATGC"):
        letters = "".join(rng.choice(list("ACGT"), 40))
        widget = MotifScanner(motif, sequence=letters)
        exact = widget.scores.tolist()
        widget.weights = {"kernel": rng.normal(size=(len(motif), 4))}
        found.append({
            "motif": motif, "sequence": letters, "exact": exact,
            "kernel": widget.kernel, "scores": widget.scores.tolist(),
        })  # fmt: skip
    return found
