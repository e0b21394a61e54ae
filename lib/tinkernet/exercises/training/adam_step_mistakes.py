"""What goes wrong in a step of Adam."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from .._exercise import Answer, Mistake

Rule = Callable[..., Any]
Move = Callable[..., Any]


def _mean(m: Any, slope: Any, beta: float) -> Any:
    return beta * m + (1 - beta) * slope


def _move(m: Any, v: Any, eps: float) -> Any:
    return m / (np.sqrt(v) + eps)


def _adam(
    first: Rule = _mean,
    second: Rule = _mean,
    square: Rule = lambda grad, m: grad**2,
    powers: Rule = lambda beta1, beta2, t: (1 - beta1**t, 1 - beta2**t),
    when: Callable[[bool], bool] = lambda corrected: corrected,
    move: Move = _move,
    kept: Rule = lambda new, hats, old: new,
    betas: Rule = lambda beta1, beta2: (beta1, beta2),
    sign: float = 1.0,
    lr_of: Callable[[float], float] = lambda lr: lr,
    steps_with: Rule = lambda new, old: new,
) -> Answer:
    """Write a step of Adam that goes wrong in one of its parts."""

    def answer(
        theta: Any, grad: Any, m: Any, v: Any, t: int, lr: float, beta1: float, beta2: float,
        eps: float, bias_correction: bool,
    ) -> tuple[Any, Any, Any]:  # fmt: skip
        beta1, beta2 = betas(beta1, beta2)
        old = (m, v)
        m = first(m, grad, beta1)
        v = second(v, square(grad, m), beta2)
        hats = steps_with((m, v), old)
        if when(bias_correction):
            c1, c2 = powers(beta1, beta2, t)
            hats = (hats[0] / c1, hats[1] / c2)
        theta = theta - sign * lr_of(lr) * move(*hats, eps)
        return (theta, *kept((m, v), hats, old))

    return answer


def _eps_before_correction(
    theta: Any, grad: Any, m: Any, v: Any, t: int, lr: float, beta1: float, beta2: float,
    eps: float, bias_correction: bool,
) -> Any:  # fmt: skip
    m, v = _mean(m, grad, beta1), _mean(v, grad**2, beta2)
    if bias_correction:
        lr = lr * np.sqrt(1 - beta2**t) / (1 - beta1**t)
    return theta - lr * m / (np.sqrt(v) + eps), m, v


def _shifted(by: int) -> Rule:
    return lambda beta1, beta2, t: (1 - beta1 ** (t + by), 1 - beta2 ** (t + by))


MISTAKES = (
    Mistake(
        "ascent",
        "a step uphill",
        "m points uphill, as the gradient does. Which way do you want to go?",
        (_adam(sign=-1.0),),
    ),
    Mistake(
        "always_corrected",
        "a bias correction also where none is asked for",
        "bias_correction may be False: then m and v go into the step as they are.",
        (_adam(when=lambda corrected: True),),
    ),
    Mistake(
        "never_corrected",
        "the slide's form in all cases: the bias correction is missing",
        "With bias_correction True, m and v are divided by something before the step.",
        (_adam(when=lambda corrected: False),),
    ),
    Mistake(
        "correction_upside_down",
        "a bias correction where it should be left out, and none where it is asked for",
        "Look at the condition: when is it True?",
        (_adam(when=lambda corrected: not corrected),),
    ),
    Mistake(
        "counted_from_zero",
        "a bias correction for one step earlier, as if t were counted from 0",
        "In the first step t is 1 already. What would you divide by otherwise?",
        (_adam(powers=_shifted(-1)),),
    ),
    Mistake(
        "one_step_ahead",
        "a bias correction for one step later",
        "t is the number of this step, counted from 1: nothing is to be added.",
        (_adam(powers=_shifted(1)),),
    ),
    Mistake(
        "corrected_kept",
        "the corrected m and v given back, so that the next step corrects them again",
        "The correction is for this step only: keep the m and v that it was made from.",
        (
            _adam(kept=lambda new, hats, old: hats),
            _adam(kept=lambda new, hats, old: (hats[0], new[1])),
            _adam(kept=lambda new, hats, old: (new[0], hats[1])),
        ),
    ),
    Mistake(
        "product_for_power",
        "beta times t where beta to the power of t belongs",
        "In the first step both are the same. And in the second?",
        (
            _adam(powers=lambda beta1, beta2, t: (1 - beta1 * t, 1 - beta2 * t)),
            _adam(powers=lambda beta1, beta2, t: ((1 - beta1) * t, (1 - beta2) * t)),
        ),
    ),
    Mistake(
        "power_of_difference",
        "a correction with (1 - beta) to the power of t",
        "The power belongs to beta alone. How large should the divisor be after many steps?",
        (_adam(powers=lambda beta1, beta2, t: ((1 - beta1) ** t, (1 - beta2) ** t)),),
    ),
    Mistake(
        "no_power",
        "a correction that is the same in every step",
        "The more steps, the less there is to correct. Where does t come in?",
        (_adam(powers=lambda beta1, beta2, t: (1 - beta1, 1 - beta2)),),
    ),
    Mistake(
        "half_corrected",
        "only one of m and v corrected",
        "Both begin at 0, so both are too small at first.",
        (
            _adam(powers=lambda beta1, beta2, t: (1 - beta1**t, 1.0)),
            _adam(powers=lambda beta1, beta2, t: (1.0, 1 - beta2**t)),
        ),
    ),
    Mistake(
        "eps_inside",
        "eps added under the root",
        "First the root, then eps.",
        (_adam(move=lambda m, v, eps: m / np.sqrt(v + eps)),),
    ),
    Mistake(
        "eps_before_correction",
        "an eps that is added before v is corrected",
        "First correct v, then the root, then eps.",
        (_eps_before_correction,),
    ),
    Mistake(
        "eps_added_outside",
        "an eps that is not part of the divisor",
        "eps keeps the divisor away from 0. Where are the brackets?",
        (_adam(move=lambda m, v, eps: m / np.sqrt(v) + eps),),
    ),
    Mistake(
        "no_root",
        "a step divided by v itself: the root is missing",
        "A gradient ten times as large should give the same step. Does it?",
        (_adam(move=lambda m, v, eps: m / (v + eps)),),
    ),
    Mistake(
        "no_square",
        "a v of gradients that are not squared",
        "Under the root there must be nothing negative. Of what is v a mean?",
        (_adam(square=lambda grad, m: grad),),
    ),
    Mistake(
        "absolute_for_square",
        "a v of sizes in place of squares",
        "The root undoes a square. Is there one?",
        (_adam(square=lambda grad, m: abs(grad)),),
    ),
    Mistake(
        "square_of_m",
        "a v made from m instead of the gradient",
        "Both means look at this step's gradient: v at its square.",
        (_adam(square=lambda grad, m: m**2),),
    ),
    Mistake(
        "betas_swapped",
        "beta1 and beta2 in each other's place",
        "beta1 belongs to m, beta2 to v.",
        (_adam(betas=lambda beta1, beta2: (beta2, beta1)),),
    ),
    Mistake(
        "one_beta",
        "the same beta for m and v",
        "beta1 belongs to m, beta2 to v.",
        (
            _adam(betas=lambda beta1, beta2: (beta1, beta1)),
            _adam(betas=lambda beta1, beta2: (beta2, beta2)),
        ),
    ),
    Mistake(
        "weight_of_gradient",
        "a gradient that is added in full, as with momentum",
        "The two weights of a running mean add up to 1.",
        (
            _adam(lambda m, g, beta: beta * m + g, lambda v, g, beta: beta * v + g),
            _adam(lambda m, g, beta: beta * m + g),
            _adam(second=lambda v, g, beta: beta * v + g),
        ),
    ),
    Mistake(
        "weights_swapped",
        "a memory weighted by 1 - beta, and a gradient by beta",
        "beta says how much of the old mean is kept. With 0.9, is that much or little?",
        (_adam(*(2 * (lambda m, g, beta: (1 - beta) * m + beta * g,))),),
    ),
    Mistake(
        "no_memory",
        "an m or v without a memory",
        "Where do the old m and v come in?",
        (
            _adam(*(2 * (lambda m, g, beta: (1 - beta) * g,))),
            _adam(lambda m, g, beta: (1 - beta) * g),
            _adam(second=lambda v, g, beta: (1 - beta) * g),
            _adam(*(2 * (lambda m, g, beta: g,))),
        ),
    ),
    Mistake(
        "memory_not_kept",
        "a right step, but the old m and v given back",
        "The next step needs the m and v of this one.",
        (_adam(kept=lambda new, hats, old: old),),
    ),
    Mistake(
        "old_moments",
        "a step with the old m and v",
        "First the new m and v, then the step with them.",
        (_adam(steps_with=lambda new, old: old),),
    ),
    Mistake(
        "rate_forgotten",
        "a step without the learning rate",
        "What should happen when lr is made ten times smaller?",
        (_adam(lr_of=lambda lr: 1.0),),
    ),
)
