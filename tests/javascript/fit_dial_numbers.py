"""What NumPy finds for FitDial's fits."""

import numpy as np

from tinkernet.widgets import FitDial
from tinkernet.widgets import _fits as f


def cases():
    found, across = [], np.linspace(-1, 1, 33)
    for model, points, seed, noise in [
        ("polynomial", 13, 2, 0.6), ("polynomial", 15, 2, 0.25), ("polynomial", 60, 5, 0.0),
        ("relu", 13, 2, 0.3), ("relu", 60, 1, 0.25), ("tanh", 13, 0, 0.3), ("tanh", 40, 3, 0.1),
    ]:  # fmt: skip
        dial = FitDial(model=model, points=points, seed=seed, noise=noise)
        training, _, hidden = f.drawn(seed)
        sizes = range(f.MOST[model] + 1)
        x, y = dial._sets()["training"]
        if model == "polynomial":  # a way of its own: powers of x in NumPy's own scaling
            curves = [np.polynomial.Polynomial.fit(x, y, size)(across) for size in sizes]
        else:
            curves = [
                f.columns(model, across, size, hidden) @ f.fit(model, x, y, size, hidden)
                for size in sizes
            ]
        errors = dial.errors
        found.append({
            "model": model, "points": points, "noise": noise, "across": across.tolist(),
            "x": x.tolist(), "y": y.tolist(), "hidden": hidden.ravel().tolist(),
            "e": training[:points, 1].tolist(), "curves": [each.tolist() for each in curves],
            "validation": [each.tolist() for each in dial._sets()["validation"]],
            "errors": {name: each.tolist() for name, each in errors.items()},
            "balances": [f.balance(size, errors["validation"]) for size in sizes],
        })  # fmt: skip
    return found
