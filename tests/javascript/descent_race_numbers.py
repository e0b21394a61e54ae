"""What NumPy finds for DescentRace's surfaces and rules."""

from itertools import islice

import numpy as np

from tinkernet.widgets import _descents as d


def cases():
    rng, points, found = np.random.default_rng(3), d.examples(), []
    for k, (surface, telling) in enumerate(d.STARTS.items()):
        places = rng.uniform(-2, 2, (6, 2))
        settings = {
            "start": [*telling] if k % 2 else rng.uniform(-2, 2, 2).tolist(), "lr": 0.03 + 0.04 * k,
            "beta": 0.8 + 0.03 * k, "batch": (1, 4, 40, 7, 9)[k], "bias_correction": k % 2 == 0,
            "seed": 11 * k,
        }  # fmt: skip
        paths = d.descend(surface, points, 60, **settings)
        found.append({
            "surface": surface, "telling": telling, "points": points.tolist(),
            "places": places.tolist(), "settings": settings,
            "losses": d.loss(surface, places, points).tolist(),
            "slopes": [d.gradient(surface, place, points).tolist() for place in places],
            "uniforms": list(islice(d.uniforms(11 * k), 5)),
            "paths": {rule: path.ravel().tolist() for rule, path in paths.items()},
        })  # fmt: skip
    return found
