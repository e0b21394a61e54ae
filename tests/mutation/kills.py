"""Which mutants of an exercise's reference its cases notice."""

from dataclasses import replace

from tinkernet.checks import assess

from .mutants import mutants

SEEDS = (1, 2)
"""Two secret seeds: a mutant counts as noticed when it fails with each."""


def survivors(exercise):
    """Return how many mutants there are, and the changes that no case notices."""
    quick = replace(exercise, mistakes=(), seconds=min(exercise.seconds, 5.0))
    count, alive = 0, []
    for mutant in mutants(exercise.reference):
        count += 1
        if any(assess(quick, mutant.answer, seed=seed).passed for seed in SEEDS):
            alive.append(mutant.change)
    return count, alive
