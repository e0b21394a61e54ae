"""What NumPy finds for ReluSum's mathematics."""

import numpy as np

from tinkernet.widgets import ReluSum

PLACES = -3 + (np.arange(240) + 0.5) / 40


def cases():
    rng = np.random.default_rng(7)
    found = []
    for target in ("sine", "parabola", "bump", "steps"):
        sets = [np.linspace(-3, 2, n) for n in (1, 4, 8)]
        sets += [rng.uniform(-3, 3, 6), np.array([0.5, -1, 0.5, 3, 3, -1]), np.array([3.0])]
        for knots in sets:
            slopes, c, x = rng.normal(size=len(knots)), rng.normal(), rng.uniform(-4, 4, 9)
            widget = ReluSum(knots, slopes, c, target=target)
            table = np.column_stack(
                [np.ones(240), np.maximum(0, PLACES[:, None] - knots)],
            )
            gaps = widget.answers(PLACES)
            zero = ReluSum([0.0], [0.0], target=target)
            aims = -zero._gaps()
            best = np.linalg.lstsq(table, aims, rcond=None)[0]
            found.append({
                "target": target, "knots": knots.tolist(), "slopes": slopes.tolist(), "c": c,
                "x": x.tolist(), "sums": widget.answers(x).tolist(), "aims": aims.tolist(),
                "largest": widget.largest_gap, "mean": widget.mean_squared_gap,
                "where": float(PLACES[np.abs(gaps - aims).argmax()]),
                "fitted": (table @ best).tolist(),
            })  # fmt: skip
    return found
