"""Known wrong ideas as a student writes them: the solution with a few words changed."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple


class Misconception(NamedTuple):
    """One wrong idea in one answer.

    Attributes
    ----------
    exercise : str
        The grade id of the answer, which is the exercise's name.
    mistake : str
        What the judge should call it.
    old, new : str
        What the solution says once, and what the student writes in its place.
    """

    exercise: str
    mistake: str
    old: str
    new: str


def _of(*rows: tuple[str, str, str, str]) -> tuple[Misconception, ...]:
    return tuple(Misconception(*row) for row in rows)


MISCONCEPTIONS: Mapping[str, tuple[Misconception, ...]] = {
    "01_linear_regression": _of(
        ("predict_line", "bias_forgotten", "a * x + b", "a * x"),
        ("mse", "sum_for_mean", "np.mean(difference**2)", "np.sum(difference**2)"),
        ("mse", "broadcast", "np.ravel(y_hat) - np.ravel(y)", "y_hat - y"),
        ("mse_gradient", "missing_x", "np.mean(error * x)", "np.mean(error)"),
        ("gradient_descent", "one_after_the_other", "- lr * db", "- lr * mse_gradient(x, y, a, b)[1]"),
        ("least_squares", "slope_not_centred", "x - np.mean(x), y - np.mean(y)", "x, y"),
        ("standardize", "ddof_one", "X.std(axis=0)", "np.nan_to_num(X.std(axis=0, ddof=1))"),
    ),
    "02_neuron": _of(
        ("step", "ge_at_zero", "a > 0", "a >= 0"),
        ("neuron", "bias_forgotten", "x @ w + b", "x @ w"),
        ("bias_as_weight", "at_the_end", "np.ones((len(X), 1)), X", "X, np.ones((len(X), 1))"),
        ("activations", "not_leaky", "slope * z)", "0 * z)"),
        ("perceptron_epoch", "sign_flipped", "y_i - neuron(x_i, w, b, step)", "neuron(x_i, w, b, step) - y_i"),
        ("image_to_vector", "interleaved", "np.moveaxis(image, -1, 0).ravel()", "image.ravel()"),
        ("logistic_forward", "sigmoid_forgotten", "neuron(X, w, b, sigmoid)", "X @ w + b"),
        ("binary_cross_entropy", "sum_for_mean", "np.mean(-np.log", "np.sum(-np.log"),
        ("logistic_gradient", "sum_for_mean", "X.T @ error / len(y), np.mean(error)", "X.T @ error, np.sum(error)"),
    ),
    "03_xor": _of(
        ("gates", "bias_sign", "-1.5),", "1.5),"),
        ("no_single_neuron", "border_through_a_point", "-0.5", "-1.0"),
        ("xor_by_hand", "rows_for_columns", "[[1.0, -1.0], [1.0, -1.0]]", "[[1.0, 1.0], [-1.0, -1.0]]"),
        ("mlp_forward", "no_hidden_activation", "H = activation(X @ W1 + b1)", "H = X @ W1 + b1"),
        ("worked_example", "one_at_the_end", "[1.0], x @ W1", "x @ W1, [1.0]"),
        ("nested_relu", "outer_max_missing", "np.maximum(0, hidden @ W2 + b2)", "hidden @ W2 + b2"),
        ("collapse", "first_bias_left_out", "b1 @ W2 + b2", "b2"),
        ("any_boolean", "all_needed", "-0.5", "0.5 - len(rows)"),
        ("relu_sum", "slope_for_change", "np.diff(slopes, prepend=0)", "slopes"),
    ),
    "04_backprop": _of(
        ("local_slopes", "square_missing", "np.tanh(z) ** 2", "np.tanh(z)"),
        ("graph_backward", "assigned", "parent.grad +=", "parent.grad ="),
        ("network_gradient", "missing_two", "-2 * (y", "-(y"),
        ("linear_backward", "mean_for_sum", "grad_y.sum(axis=0)", "grad_y.mean(axis=0)"),
        ("relu_backward", "slope_alone", "grad_a * d_relu(z)", "d_relu(z)"),
        ("mlp_gradient", "sum_for_mean", " / len(y)", ""),
        ("numerical_gradient", "one_sided_halved", "f(down)", "f(theta)"),
        ("initialize", "variance_for_std", "np.sqrt(2 / n_in)", "2 / n_in"),
    ),
    "05_softmax_cross_entropy": _of(
        ("one_hot", "width_from_data", "n_classes))", "max(labels) + 1))"),
        ("encode_sentence", "transposed", "len(vocabulary))", "len(vocabulary)).T"),
        ("softmax", "no_shift", "z - np.max(z, axis=-1, keepdims=True)", "z"),
        ("cross_entropy", "sum_for_mean", "np.mean(-np.sum", "np.sum(-np.sum"),
        ("nll_from_logits", "sum_for_mean", "return np.mean(", "return np.sum("),
        ("softmax_gradient", "not_averaged", " / len(y)", ""),
        ("predict_and_accuracy", "count", "np.mean(", "np.sum("),
        ("train_softmax", "ascent", "W - lr * X[rows].T @ G, b - lr * G.sum(axis=0)", "W + lr * X[rows].T @ G, b + lr * G.sum(axis=0)"),
    ),
    "06_training": _of(
        ("minibatches", "not_shuffled", "rng.permutation(n)", "np.arange(n)"),
        ("sgd_step", "ascent", "theta - lr", "theta + lr"),
        ("momentum_step", "rate_forgotten", "lr * grad", "grad"),
        ("adam_step", "eps_inside", "np.sqrt(v_hat) + eps", "np.sqrt(v_hat + eps)"),
        ("epoch_loss", "mean_of_means", "np.sum(losses * sizes) / np.sum(sizes)", "np.mean(losses)"),
        ("split", "not_shuffled", "rng.permutation(n)", "np.arange(n)"),
        ("fit_polynomial", "backwards", "np.linalg.solve(V.T @ V, V.T @ y)", "np.linalg.solve(V.T @ V, V.T @ y)[::-1]"),
        ("choose_degree", "index_for_degree", "degrees[int(np.argmin(errors))]", "int(np.argmin(errors))"),
        ("early_stopping", "tie_counts", "if loss < ", "if loss <= "),
    ),
    "07_cnn": _of(
        ("conv1d", "kernel_flipped", "@ w + b", "@ w[::-1] + b"),
        ("motif", "counted_from_one", "int(np.argmax(scores))", "int(np.argmax(scores)) + 1"),
        ("output_size", "no_first_window", "// stride + 1", "// stride"),
        ("conv2d", "bias_forgotten", ") + bias", ")"),
        ("max_pool2d", "mean_for_max", ".max(axis=(2, 3))", ".mean(axis=(2, 3))"),
        ("parameter_count", "size_off_by_one", "(H - kernel + 1) * (W - kernel + 1)", "(H - kernel) * (W - kernel)"),
        ("receptive_field", "strides_ignored", "d = d * stride", "d = 1"),
        ("equivariance", "twice_the_same", "np.roll(on_one_image(x, k, 1, 0), s, axis=(0, 1))", "on_one_image(np.roll(x, s, axis=(0, 1)), k, 1, 0)"),
    ),
}  # fmt: skip
"""By assignment; a handful each, so that the judge has something to recognise."""
