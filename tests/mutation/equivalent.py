"""Mutants that are right answers too, each with the reason why no case can tell them apart."""

CENTRED = "the other factor is centred: what is added to each y_i is multiplied by 0 in the sum"
ZEROS = "a constant column is 0 after centring, whatever it is divided by"

EQUIVALENT = {
    "least_squares": {
        "reference: `a = (dx * (y - y.sum())).sum() / (dx**2).sum()`": CENTRED,
        "reference: `a = (dx * (y + y.mean())).sum() / (dx**2).sum()`": CENTRED,
    },
    "standardize": {
        "_divided: `return centred / np.where(spread == 0, 2.0, spread)`": ZEROS,
        "_divided: `return centred / np.where(spread == 0, 0.5, spread)`": ZEROS,
    },
    "train_cnn": {
        "_trained: `batch_size=BATCH, rng=rng, progress=True,`": "a progress bar changes no weight",
    },
}
