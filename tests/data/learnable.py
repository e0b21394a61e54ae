"""What simple models can learn from a data set: lines, and looking at the nearest example."""

import numpy as np


def separable(points):
    """Tell whether some straight line has all of one class on one side: a linear program."""
    from scipy.optimize import linprog

    sign = np.where(points.y == 1, 1.0, -1.0)
    signed = -sign[:, None] * np.column_stack([points.X, np.ones(len(points.X))])
    free = [(None, None)] * signed.shape[1]
    found = linprog(np.zeros(len(free)), signed, -np.ones(len(signed)), bounds=free)
    assert found.status in (0, 2)
    return found.status == 0


def nearest_neighbour_score(train, test):
    """Return how often the nearest example of ``train`` has the class of the one of ``test``."""
    a, b = train.X.reshape(len(train.X), -1), test.X.reshape(len(test.X), -1)
    squares = (b**2).sum(1)[:, None] - 2 * b @ a.T + (a**2).sum(1)
    return (train.y[squares.argmin(axis=1)] == test.y).mean()


def linear_score(train, test):
    """Return how often the best linear scores, by least squares, name the class."""
    a, b = (
        np.column_stack([part.X.reshape(len(part.X), -1), np.ones(len(part.X))])
        for part in (train, test)
    )
    weights = np.linalg.lstsq(a, np.eye(len(train.classes))[train.y], rcond=None)[0]
    return ((b @ weights).argmax(axis=1) == test.y).mean()
