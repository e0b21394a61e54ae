"""Every exercise keeps its promises: right answers pass, each mistake is named as itself."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from tinkernet.checks import assess
from tinkernet.course import assignments, checks_of, read_course_text
from tinkernet.exercises import Exercise, catalog, find
from tinkernet.probe import PROBES, case_to_wire, find_borrowed

ROOT = Path(__file__).resolve().parent.parent
SEEDS = (None, 12345)


def functions(answer):
    """Return the functions of an answer, which may be one or a tuple of several."""
    return answer if isinstance(answer, tuple) else (answer,)


def named(answer):
    return "+".join(function.__name__ for function in functions(answer))


def together(exercise):
    """Let one worker have all of an exercise: the judge's own answers are asked once then."""
    return pytest.mark.xdist_group(f"exercise {exercise.name}")


EXERCISES = [pytest.param(exercise, id=exercise.name) for exercise in catalog()]
ANSWERS = [
    pytest.param(exercise, functions(answer), id=f"{exercise.name}-{named(answer)}",
                 marks=together(exercise))
    for exercise in catalog()
    for answer in (exercise.reference, *exercise.alternatives)
]  # fmt: skip
VARIANTS = [  # the first of a mistake with every seed, the others in turn with one of them
    pytest.param(exercise, mistake, functions(variant), seed,
                 id=f"{exercise.name}-{mistake.name}-{number}-{seed}", marks=together(exercise))
    for exercise in catalog()
    for mistake in exercise.mistakes
    for number, variant in enumerate(mistake.variants)
    for seed in (SEEDS if number == 0 else [SEEDS[number % len(SEEDS)]])
]  # fmt: skip


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize(("exercise", "answer"), ANSWERS)
def test_right_answers_pass_in_any_style(exercise: Exercise, answer, seed):
    verdict = assess(exercise, answer, seed=seed)
    assert verdict.passed, verdict.message
    assert verdict.score == 1.0
    assert verdict.mistake is None


@pytest.mark.parametrize(("exercise", "mistake", "variant", "seed"), VARIANTS)
def test_every_mistake_fails_and_is_named_as_itself(exercise, mistake, variant, seed):
    assert_named(exercise, mistake, variant, seed)


def assert_named(exercise, mistake, variant, seed):
    """Hold a mistake to being named; tell the author of another which ones cannot be told apart."""
    verdict = assess(exercise, variant, seed=seed)
    assert not verdict.passed, (
        f"{mistake.name!r} gives the right outputs on every case; add a case that shows it"
    )
    if verdict.mistake != mistake.name:
        alone = [replace(exercise, mistakes=(each,)) for each in exercise.mistakes
                 if each is not mistake]  # fmt: skip
        named = [assess(each, variant, seed=seed).mistake for each in alone]
        alike = " and ".join(repr(name) for name in named if name)
        pytest.fail(
            f"{mistake.name!r} gives the same outputs as {alike} on every case; "
            "add a case that tells them apart"
            if alike
            else f"{mistake.name!r} is not recognised as itself, but:\n{verdict.message}"
        )
    assert mistake.hint in verdict.message


def test_mistakes_that_nothing_tells_apart_are_named_to_their_author():
    mse = find("mse")
    first, second = mse.mistakes[:2]
    twin = replace(mse, mistakes=(*mse.mistakes, replace(first, name="twin")))
    alike = f"'{first.name}' gives the same outputs as 'twin' on every case; add a case that tells"
    with pytest.raises(pytest.fail.Exception, match=alike):
        assert_named(twin, first, functions(first.variants[0]), None)
    with pytest.raises(AssertionError, match="gives the right outputs on every case; add a case"):
        assert_named(mse, second, functions(mse.reference), None)


@pytest.mark.parametrize("exercise", EXERCISES)
def test_alternatives_are_own_work(exercise):
    assert len(exercise.alternatives) >= 2
    for answer in exercise.alternatives:
        assert find_borrowed(functions(answer), exercise.forbidden) is None


@pytest.mark.parametrize("exercise", EXERCISES)
def test_declarations_are_complete(exercise):
    names = [mistake.name for mistake in exercise.mistakes]
    assert len(set(names)) == len(names)
    assert len(names) >= 4
    assert all(mistake.title and mistake.hint for mistake in exercise.mistakes)
    assert exercise.points > 0
    assert exercise.probe is PROBES[exercise.probe.__name__]
    assert all(answer in exercise.asked for answer in exercise.answers)


@pytest.mark.parametrize("exercise", EXERCISES)
def test_a_constant_gets_nothing(exercise):
    parts = len(exercise.returns) // len(exercise.answers)
    for value in (0.0, 1.0):
        constant = value if parts == 1 else (value,) * parts
        answers = [lambda *_, constant=constant: constant] * len(exercise.answers)
        assert assess(exercise, answers).score == 0.0


@pytest.mark.parametrize("exercise", EXERCISES)
def test_same_seed_same_cases_and_the_secret_ones_differ(exercise):
    def sent(seed):
        cases = exercise.cases(np.random.default_rng(seed))
        return [(case.label, case_to_wire(case)) for case in cases]

    assert sent(3) == sent(3)
    takes_something = any(case.arguments for case in exercise.cases(np.random.default_rng(0)))
    assert sent(3) != sent(4) or not takes_something


@pytest.mark.parametrize("name", assignments(ROOT))
def test_order_answers_and_points_are_those_of_the_notebook(name):
    """The notebook says it once more, in other words; docs/exercises.md is the record of both."""
    exercises = [(e.name, e.answers, e.points) for e in catalog() if e.assignment == name]
    cells = read_course_text((ROOT / "course" / name / f"{name}.md").read_bytes()).cells
    told = [(check.exercise, check.answers, cell.marks["points"])
            for cell in cells for check in checks_of(cell)
            if find(check.exercise).assignment == name]  # fmt: skip
    assert told == exercises


def test_every_exercise_belongs_to_an_assignment():
    assert {exercise.assignment for exercise in catalog()} == set(assignments(ROOT))
    names = [exercise.name for exercise in catalog()]
    assert len(set(names)) == len(names)


@pytest.mark.parametrize(
    ("exercise", "mistake"),
    [
        ("mse", "sum_for_mean"),
        ("mse", "missing_square"),
        ("mse", "root"),
        ("mse", "half"),
        ("mse", "broadcast"),
        ("mse_gradient", "sum_for_mean"),
        ("mse_gradient", "missing_two"),
        ("mse_gradient", "sign_flipped"),
        ("mse_gradient", "missing_x"),
        ("mse_gradient", "x_in_db"),
        ("gradient_descent", "one_after_the_other"),
        ("gradient_descent", "ascent"),
        ("gradient_descent", "loss_after_step"),
        ("least_squares", "through_the_origin"),
        ("standardize", "ddof_one"),
        ("standardize", "over_rows"),
        ("step", "ge_at_zero"),
        ("neuron", "bias_forgotten"),
        ("neuron", "activation_forgotten"),
        ("neuron", "activation_twice"),
        ("neuron", "collapsed"),
        ("activations", "overflow"),
        ("perceptron_epoch", "ge_at_zero"),
        ("image_to_vector", "interleaved"),
        ("image_to_vector", "columns_first"),
        ("logistic_forward", "collapsed"),
        ("binary_cross_entropy", "log_of_zero"),
        ("binary_cross_entropy", "other_base"),
        ("binary_cross_entropy", "second_term_missing"),
        ("logistic_gradient", "sum_for_mean"),
        ("logistic_gradient", "divided_twice"),
        ("logistic_gradient", "sign_flipped"),
        ("logistic_gradient", "column"),
        ("train_logistic", "stale_gradient"),
        ("local_slopes", "activation_twice"),
        ("local_slopes", "z_for_activation"),
        ("graph_backward", "assigned"),
        ("graph_backward", "no_order"),
        ("network_gradient", "slope_at_activation"),
        ("linear_backward", "bias_collapsed"),
        ("relu_backward", "corner"),
        ("mlp_gradient", "divided_twice"),
        ("mlp_gradient", "updated_too_early"),
        ("numerical_gradient", "one_sided"),
        ("numerical_gradient", "left_moved"),
        ("initialize", "same_draws"),
        ("initialize", "not_scaled"),
        ("train_xor", "units_alike"),
        ("one_hot", "width_from_data"),
        ("softmax", "over_examples"),
        ("softmax", "over_everything"),
        ("softmax", "no_keepdims"),
        ("softmax", "no_shift"),
        ("softmax", "shift_outside"),
        ("softmax", "whole_number_output"),
        ("cross_entropy", "swapped"),
        ("cross_entropy", "softmax_again"),
        ("nll_from_logits", "log_of_scores"),
        ("nll_from_logits", "raw_scores"),
        ("softmax_gradient", "not_averaged"),
        ("softmax_gradient", "logits_for_probabilities"),
        ("train_softmax", "remainder_dropped"),
        ("train_softmax", "nominal_size"),
        ("train_softmax", "not_shuffled"),
        ("train_softmax", "shuffled_apart"),
        ("conv1d", "kernel_flipped"),
        ("conv1d", "bias_per_weight"),
        ("output_size", "not_rounded"),
        ("conv2d", "kernel_flipped"),
        ("conv2d", "minus_zero"),
        ("conv2d", "height_and_width_swapped"),
        ("conv2d", "stride_along_one_axis"),
        ("conv2d", "channels_padded"),
        ("conv2d", "bias_per_element"),
        ("conv2d", "channel_sum_forgotten"),
        ("conv2d", "kernel_shared_by_all"),
        ("max_pool2d", "started_at_zero"),
        ("receptive_field", "strides_ignored"),
        ("conv2d_backward", "overwritten"),
        ("conv2d_backward", "kernel_not_turned"),
    ],
)
def test_the_mistakes_that_must_be_known_are_known(exercise, mistake):
    assert mistake in [known.name for known in find(exercise).mistakes]


def test_the_library_does_without_the_functions_that_grading_takes_away():
    import tinkernet

    rooms = [Path(tinkernet.__file__).parent / room for room in ("data", "nn", "optim", "plots")]
    rooms.append(rooms[0].parent / "widgets")
    text = "\n".join(path.read_text() for room in rooms for path in room.glob("*.py"))
    names = {name for exercise in catalog() for name in exercise.forbidden}
    functions = {name.rpartition(".")[2] for name in names if name.startswith("numpy.")}
    assert [name for name in functions if f".{name}(" in text] == []
