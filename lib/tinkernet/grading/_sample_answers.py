"""What the sample class writes into the stubs of 01_linear_regression."""

from __future__ import annotations

WRITTEN = (
    "Tiny steps arrive too late, good steps arrive, and steps that are too large jump over the "
    "valley and land higher on the other side. I would halve the learning rate."
)

PERFECT = {
    "predict_line": "return a * x + b",
    "mse": """
        difference = y_hat.reshape(-1) - y.reshape(-1)
        return np.mean(difference ** 2)
    """,
    "mse_gradient": """
        error = predict(x, a, b) - y
        return 2 * np.mean(error * x), 2 * np.mean(error)
    """,
    "gradient_descent": """
        losses = []
        for _ in range(steps):
            losses.append(mse(predict(x, a, b), y))
            da, db = mse_gradient(x, y, a, b)
            a, b = a - lr * da, b - lr * db
        return a, b, losses
    """,
    "least_squares": """
        dx = x - x.mean()
        a = (dx * (y - y.mean())).sum() / (dx ** 2).sum()
        return a, y.mean() - a * x.mean()
    """,
    "standardize": """
        mean, std = X.mean(axis=0), X.std(axis=0)
        safe = np.where(std == 0, 1, std)
        return (X - mean) / safe, mean, std
    """,
}

LOOPS = {
    "predict_line": """
        result = []
        for value in x:
            result.append(a * value + b)
        return np.array(result)
    """,
    "mse": """
        total = 0
        truth = list(y.flatten())
        for i, prediction in enumerate(y_hat.flatten()):
            total += (prediction - truth[i]) ** 2
        return total / len(truth)
    """,
    "mse_gradient": """
        da = 0
        db = 0
        for i in range(len(x)):
            error = a * x[i] + b - y[i]
            da = da + 2 * error * x[i]
            db = db + 2 * error
        return [da / len(x), db / len(x)]
    """,
    "gradient_descent": """
        losses = []
        step = 0
        while step < steps:
            losses.append(mse(predict(x, a, b), y))
            gradient = mse_gradient(x, y, a, b)
            a = a - lr * gradient[0]
            b = b - lr * gradient[1]
            step += 1
        return [a, b, losses]
    """,
    "least_squares": """
        mean_x = sum(x) / len(x)
        mean_y = sum(y) / len(y)
        above = 0
        below = 0
        for i in range(len(x)):
            above += (x[i] - mean_x) * (y[i] - mean_y)
            below += (x[i] - mean_x) ** 2
        return above / below, mean_y - above / below * mean_x
    """,
    "standardize": """
        Z = np.zeros(X.shape)
        mean = np.zeros(X.shape[1])
        std = np.zeros(X.shape[1])
        for j in range(X.shape[1]):
            for i in range(X.shape[0]):
                mean[j] += X[i, j] / X.shape[0]
            for i in range(X.shape[0]):
                std[j] += (X[i, j] - mean[j]) ** 2 / X.shape[0]
            std[j] = std[j] ** 0.5
            for i in range(X.shape[0]):
                if std[j] > 0:
                    Z[i, j] = (X[i, j] - mean[j]) / std[j]
        return Z, mean, std
    """,
}

MISCONCEPTIONS = {
    "bias_forgotten": ("predict_line", "return a * x"),
    "broadcast": ("mse", "return np.mean((y_hat - y) ** 2)"),
    "missing_x": (
        "mse_gradient",
        """
        error = predict(x, a, b) - y
        return 2 * np.mean(error), 2 * np.mean(error)
        """,
    ),
    "one_after_the_other": (
        "gradient_descent",
        """
        losses = []
        for _ in range(steps):
            losses.append(mse(predict(x, a, b), y))
            a = a - lr * mse_gradient(x, y, a, b)[0]
            b = b - lr * mse_gradient(x, y, a, b)[1]
        return a, b, losses
        """,
    ),
    "through_the_origin": (
        "least_squares",
        """
        a = np.sum(x * y) / np.sum(x ** 2)
        return a, 0
        """,
    ),
    "ddof_one": (
        "standardize",
        """
        mean, std = X.mean(axis=0), np.nan_to_num(X.std(axis=0, ddof=1))
        safe = np.where(std == 0, 1, std)
        return (X - mean) / safe, mean, std
        """,
    ),
}
"""One wrong idea each: the mistake's name, the exercise it is about, the code."""
