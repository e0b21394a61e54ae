"""Mutants that are right answers too, each with the reason why no case can tell them apart."""

CENTRED = "the other factor is centred: what is added to each y_i is multiplied by 0 in the sum"
ZEROS = "a constant column is 0 after centring, whatever it is divided by"
START = "where w and b start is left open, and the walk comes to the same place"

EQUIVALENT = {
    "least_squares": {
        "reference: `mean` -> `sum` in `a = (dx * (y - y.mean())).sum() / (dx**2).sum()`": CENTRED,
        "reference: `(y - y.mean())` -> `(y + y.mean())` in "
        "`a = (dx * (y - y.mean())).sum() / (dx**2).sum()`": CENTRED,
    },
    "standardize": {
        "_divided: `1.0` -> `2.0` in `return centred / np.where(spread == 0, 1.0, spread)`": ZEROS,
        "_divided: `1.0` -> `0.5` in `return centred / np.where(spread == 0, 1.0, spread)`": ZEROS,
    },
    "train_logistic": {
        "reference: `0` -> `1` in `w, b = np.zeros(X.shape[1]), 0`": START,
    },
}
