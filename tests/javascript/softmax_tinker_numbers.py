"""What NumPy finds for SoftmaxTinker's mathematics."""

import numpy as np

from tinkernet.widgets import SoftmaxTinker


def cases():
    rng = np.random.default_rng(3)
    found = []
    for scale in (1.0, 5.0, 1000.0):
        for temperature in (0.1, 0.7, 1.0, 5.0):
            widget = SoftmaxTinker(
                scale * rng.normal(size=5), truth=int(rng.integers(5)), temperature=temperature
            )
            found.append({
                "logits": widget.logits, "truth": widget.truth, "temperature": temperature,
                "probabilities": widget.probabilities.tolist(), "loss": widget.loss,
                "gradient": widget.gradient.tolist(),
            })  # fmt: skip
    return found
