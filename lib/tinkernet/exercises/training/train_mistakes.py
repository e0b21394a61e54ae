"""What goes wrong in the loop of predicting, feedback and update."""

from __future__ import annotations

import numpy as np

from .._exercise import Mistake
from ._train_loops import loop, softmaxed, squared

MISTAKES = (
    Mistake(
        "no_zero_grad",
        "gradients that pile up from step to step",
        "backward adds to the gradient that is there. When is it made empty?",
        (loop(zero="never"), loop(zero="epoch")),
    ),
    Mistake(
        "not_shuffled",
        "examples that come in the same order as they lie in X",
        "If they lie sorted by class, each batch holds one class only. Where does rng come in?",
        (loop(order_of=lambda m, rng: np.arange(m)),),
    ),
    Mistake(
        "classes_left_behind",
        "examples that are shuffled without their classes",
        "X[rows] belongs to y[rows]: do both get the same rows?",
        (loop(classes_follow=False),),
    ),
    Mistake(
        "mean_of_means",
        "an epoch's loss in which every batch counts the same, however small",
        "Does epoch_loss pass its own check, and is it asked with the right sizes?",
        (loop(mean=lambda losses, sizes, m: np.mean(losses)),),
    ),
    Mistake(
        "summed_loss",
        "an epoch's loss that is a sum instead of a mean",
        "Does epoch_loss pass its own check?",
        (
            loop(mean=lambda losses, sizes, m: np.dot(losses, sizes)),
            loop(mean=lambda losses, sizes, m: np.sum(losses)),
        ),
    ),
    Mistake(
        "last_batch",
        "the loss of the last batch given for that of the epoch",
        "All examples of the epoch count, those of the first batch too.",
        (loop(mean=lambda losses, sizes, m: losses[-1]),),
    ),
    Mistake(
        "remainder_dropped",
        "a short last batch that is left out",
        "Does minibatches pass its own check? Every example comes once an epoch.",
        (
            loop(
                cut=lambda order, size: [
                    order[k * size : (k + 1) * size] for k in range(max(len(order) // size, 1))
                ]
            ),
        ),
    ),
    Mistake(
        "all_at_once",
        "one step an epoch, with all examples at once, whatever batch_size says",
        "How many steps are in one epoch?",
        (loop(cut=lambda order, size: [order]),),
    ),
    Mistake(
        "first_batch",
        "one batch an epoch: the others are never seen",
        "Is there a break, or a line that should stand further to the right?",
        (loop(cut=lambda order, size: [order[:size]]),),
    ),
    Mistake(
        "ascent",
        "steps uphill",
        "The gradient points to where the loss grows. Which way do you want to go?",
        (loop(rate=lambda lr, size: -lr),),
    ),
    Mistake(
        "rate_forgotten",
        "steps that do not depend on lr",
        "What should happen when lr is made ten times smaller?",
        (loop(rate=lambda lr, size: 1.0), loop(rate=lambda lr, size: 0.001)),
    ),
    Mistake(
        "summed_gradient",
        "steps along the sum over a batch instead of its mean",
        "The slope of a mean is a mean. Does the step grow with the batch?",
        (loop(slope=lambda slope, size: slope * size),),
    ),
    Mistake(
        "divided_twice",
        "steps that are divided by the size of the batch once too often",
        "The loss is a mean already, and so is its slope.",
        (loop(slope=lambda slope, size: slope / size),),
    ),
    Mistake(
        "never_moves",
        "a model that never moves",
        "Backward only says which way is up. Who moves the parameters?",
        (loop(update="never"),),
    ),
    Mistake(
        "trains_a_copy",
        "a copy that is trained, while the model stays as it was",
        "The model itself should be trained. Is there a copy, or a new network?",
        (loop(copied=True),),
    ),
    Mistake(
        "step_before_backward",
        "each step taken with the gradient of the batch before",
        "First backward, then the step.",
        (loop(update="before"),),
    ),
    Mistake(
        "softmax_twice",
        "probabilities given to a loss that expects logits",
        "CrossEntropyLoss has its own softmax inside.",
        (loop(predict=softmaxed),),
    ),
    Mistake(
        "squared_error",
        "the squared error in place of the cross-entropy",
        "Which loss belongs to classes?",
        (loop(feedback=squared),),
    ),
    Mistake(
        "learns_from_validation",
        "a model that also learns from the validation examples",
        "Validation examples are only looked at: no backward, no step.",
        (loop(validate="learns"),),
    ),
    Mistake(
        "validation_before",
        "a validation loss taken before the epoch's steps",
        "What should the first number say: how good is the model before training, or after one "
        "epoch?",
        (loop(validate="before"),),
    ),
    Mistake(
        "training_as_validation",
        "a validation loss on the training examples",
        "Which examples has the model not learnt from?",
        (loop(validate="training"),),
    ),
    Mistake(
        "validation_in_training_mode",
        "validation in training mode, with dropout at work",
        "Before you look at the validation examples: model.eval().",
        (loop(modes=("train", "train")),),
    ),
    Mistake(
        "stays_in_eval",
        "a model that stays in evaluation mode after the first epoch",
        "After model.eval(), what brings dropout back for the next epoch?",
        (loop(modes=("once", "eval")),),
    ),
    Mistake(
        "always_in_eval",
        "a model that is in evaluation mode from the start",
        "In which mode should a model learn?",
        (loop(modes=("eval", "eval")),),
    ),
    Mistake(
        "histories_swapped",
        "training and validation losses in each other's place",
        "Which of the two is called 'train'?",
        (loop(report=lambda train, validation: {"train": validation, "validation": train}),),
    ),
    Mistake(
        "one_epoch_only",
        "a history that ends after the first epoch",
        "Is return inside the loop, or is the list made anew in each epoch?",
        (
            loop(
                report=lambda train, validation: {"train": train[:1], "validation": validation[:1]}
            ),
            loop(
                report=lambda train, validation: {
                    "train": train[-1:],
                    "validation": validation[-1:],
                }
            ),
        ),
    ),
)
