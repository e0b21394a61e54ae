"""Mutants that are right answers too, each with the reason why no case can tell them apart."""

CENTRED = "the other factor is centred: what is added to each y_i is multiplied by 0 in the sum"
ZEROS = "a constant column is 0 after centring, whatever it is divided by"
START = "where w and b start is left open, and the walk comes to the same place"

GATE = "other weights of the same gate: which ones is left open"
NEGATIVE = "NumPy works out any negative length in reshape"
FILLED = "each element is written over before it is returned"
CHANCE = "a part in a thousand is less than chance makes of a standard deviation"
LEARNS = "XOR is found all the same: start, learning rate, steps and way down are left open"
PRODUCT = "a column times a row is their matrix product"

EQUIVALENT = {
    "least_squares": {
        "reference: `a = (dx * (y - y.sum())).sum() / (dx**2).sum()`": CENTRED,
        "reference: `a = (dx * (y + y.mean())).sum() / (dx**2).sum()`": CENTRED,
    },
    "standardize": {
        "_divided: `return centred / np.where(spread == 0, 2.0, spread)`": ZEROS,
        "_divided: `return centred / np.where(spread == 0, 0.5, spread)`": ZEROS,
    },
    "gates": {
        'reference: `"OR": (np.array([2.0, 1.0]), -0.5),`': GATE,
        'reference: `"OR": (np.array([1.0, 2.0]), -0.5),`': GATE,
        'reference: `"OR": (np.array([1.0, 1.0]), -0.25),`': GATE,
        'reference: `"NAND": (np.array([-0.5, -1.0]), 1.5),`': GATE,
        'reference: `"NAND": (np.array([-1.0, -0.5]), 1.5),`': GATE,
    },
    "no_single_neuron": {
        "reference: `return np.array([2.0, 1.0]), -0.5`": GATE,
        "reference: `return np.array([1.0, 2.0]), -0.5`": GATE,
        "reference: `return np.array([1.0, 1.0]), -0.25`": GATE,
    },
    "xor_by_hand": {
        "reference: `W1 = np.array([[2.0, -1.0], [1.0, -1.0]])`": GATE,
        "reference: `W1 = np.array([[1.0, -0.5], [1.0, -1.0]])`": GATE,
        "reference: `W1 = np.array([[1.0, -1.0], [2.0, -1.0]])`": GATE,
        "reference: `W1 = np.array([[1.0, -1.0], [1.0, -0.5]])`": GATE,
        "reference: `return W1, np.array([-0.25, 1.5]), np.array([1.0, 1.0]), -1.5`": GATE,
    },
    "any_boolean": {
        "reference: `W1 = np.reshape(rows, (-2, n)).T`": NEGATIVE,
        "reference: `return 2.0 * W1 - 1, 0.25 - W1.sum(axis=0), np.ones(len(rows)), -0.5`": GATE,
        "reference: `return 2.0 * W1 - 1, 0.5 - W1.sum(axis=0), np.ones(len(rows)), -0.25`": GATE,
    },
    "numerical_gradient": {"reference: `gradient = np.ones(theta.shape)`": FILLED},
    "initialize": {
        'reference: `std = {"zeros": 0.0, "small": 0.01, "large": 1001.0, '
        '"he": np.sqrt(2 / n_in)}[scheme]`': CHANCE,
    },
    "train_xor": {
        "reference: `W1, b1 = rng.normal(1.0, 1.0, (2, 8)), np.zeros(8)`": LEARNS,
        "reference: `W1, b1 = rng.normal(0.0, 2.0, (2, 8)), np.zeros(8)`": LEARNS,
        "reference: `W1, b1 = rng.normal(0.0, 0.5, (2, 8)), np.zeros(8)`": LEARNS,
        "reference: `W1, b1 = rng.normal(0.0, 1.0, (2, 8)), np.ones(8)`": LEARNS,
        "reference: `W2, b2 = rng.normal(1.0, 1.0, (8, 1)), np.zeros(1)`": LEARNS,
        "reference: `W2, b2 = rng.normal(0.0, 2.0, (8, 1)), np.zeros(1)`": LEARNS,
        "reference: `W2, b2 = rng.normal(0.0, 0.5, (8, 1)), np.zeros(1)`": LEARNS,
        "reference: `W2, b2 = rng.normal(0.0, 1.0, (8, 1)), np.ones(1)`": LEARNS,
        "reference: `for _ in range(401):`": LEARNS,
        "reference: `for _ in range(399):`": LEARNS,
        "reference: `d_out = (p - Y.reshape(-2, 1)) / 4`": NEGATIVE,
        "reference: `d_out = (p - Y.reshape(-1, 1)) / 5`": LEARNS,
        "reference: `d_out = (p - Y.reshape(-1, 1)) / 3`": LEARNS,
        "reference: `d_hidden = d_out * W2.T * (1 - H**2)`": PRODUCT,
        "reference: `d_hidden = d_out @ W2.T * (2 - H**2)`": LEARNS,
        "reference: `W2, b2 = W2 - H.T @ d_out, b2 - d_out.mean(axis=0)`": LEARNS,
        "reference: `W2, b2 = W2 - H.T @ d_out, b2 - d_out.sum(axis=None)`": LEARNS,
        "reference: `W2, b2 = W2 - H.T @ d_out, b2 + d_out.sum(axis=0)`": LEARNS,
        "reference: `W1, b1 = W1 - X.T @ d_hidden, b1 - d_hidden.mean(axis=0)`": LEARNS,
        "reference: `W1, b1 = W1 - X.T @ d_hidden, b1 - d_hidden.sum(axis=None)`": LEARNS,
    },
    "train_softmax": {
        "reference: `W, b = np.ones((X.shape[1], k)), np.zeros(k)`": START,
        "reference: `W, b = np.zeros((X.shape[1], k)), np.ones(k)`": START,
    },
    "train_cnn": {
        "_trained: `batch_size=batch, rng=rng, progress=True,`": "a progress bar changes no weight",
    },
}
