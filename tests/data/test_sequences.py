"""Signals, DNA and sentences: what is to be found is there, where it says, and nowhere else."""

import re
from collections import Counter

import numpy as np
import pytest

from tinkernet import data

from .contents import texts
from .learnable import linear_score, nearest_neighbour_score


def test_a_signal_without_noise_shows_its_shape_where_it_says_and_a_tilted_line_elsewhere():
    waves = data.signals(200, length=60, noise=0, rng=0)
    at = np.arange(60)
    names = np.array(waves.classes)[waves.y]
    for signal, name, middle in zip(waves.X[:, 0], names, waves.where, strict=True):
        # No shape is wider than two fifths: beyond that the line is straight.
        away = np.abs(at - middle) > 0.2 * 60
        slope, start = np.polyfit(at[away], signal[away], 1)
        rest = signal - slope * at - start
        assert np.abs(rest[away]).max() < 1e-9
        assert np.abs(rest).max() > 0.5
        if name in ("hump", "two peaks", "ramp", "slide"):
            assert rest.sum() > 2
        if name in ("dip", "two pits"):
            assert rest.sum() < -2
    assert set(names) == set(waves.classes)


def test_signals_have_the_noise_they_were_asked_for():
    noise = data.signals(5000, noise=0.4, rng=0).X - data.signals(5000, noise=0, rng=0).X
    assert noise.std() == pytest.approx(np.hypot(0.4, 0.1), rel=0.03)
    # It wanders: neighbours are alike, those far apart are not.
    near, far = ((noise[..., :-d] * noise[..., d:]).mean() / noise.var() for d in (1, 12))
    assert near > 0.8
    assert abs(far) < 0.05


def test_shapes_of_signals_are_there_to_learn_but_not_for_a_linear_model():
    train, test = data.signals(2000, rng=0), data.signals(500, rng=1)
    assert linear_score(train, test) < 0.5
    assert nearest_neighbour_score(train, test) > 0.65


@pytest.mark.parametrize(
    ("length", "motif"),
    [(50, "TATAAT"), (300, "ACA"), (40, "AA"), (9, "G"), (6, "TATAAT"), (30, "ATATAT")],
)
def test_the_motif_is_there_exactly_once_or_not_at_all(length, motif):
    genes = data.dna(200, length=length, motif=motif, rng=0)
    assert np.isin(genes.X, (0, 1)).all()
    assert (genes.X.sum(axis=1) == 1).all()
    for text, there, where in zip(texts(genes, ""), genes.y, genes.where, strict=True):
        assert len(text) == length
        found = [match.start() for match in re.finditer(f"(?={motif})", text)]
        assert found == ([where] if there else [])
        assert there or where == -1


def test_the_motif_may_lie_anywhere_and_bases_are_equally_frequent():
    genes = data.dna(4000, length=20, rng=0)
    assert set(genes.where) == {-1, *range(15)}
    without = genes.take(genes.y == 0)
    assert without.X.mean(axis=(0, 2)) == pytest.approx([0.25] * 4, abs=0.01)


# Written once more, as a pattern, by another road than the library's.
NOUN = "(dog|cat|friend)"

STATEMENT = re.compile(
    f"((he is|you are|you have) a {NOUN}( and a {NOUN})?"
    f"|a {NOUN} is a {NOUN}"
    f"|(you|he|a {NOUN}) and (you|he|a {NOUN}) have a {NOUN})"
)


def test_sentences_are_of_the_ten_words_of_deck_003():
    said = data.sentences(rng=0)
    words = "you, he, dog, cat, friend, have, is, are, a, and"
    assert ", ".join(said.features) == words
    assert set(" ".join(texts(said)).split()) == set(said.features)
    # One word at each place, and nothing after the end.
    assert np.isin(said.X, (0, 1)).all()
    filled = said.X.sum(axis=1)
    assert (np.sort(filled, axis=1)[:, ::-1] == filled).all()
    assert filled.max() == 1


def test_all_that_is_called_correct_is_and_nothing_else():
    for seed in range(5):
        said = data.sentences(rng=seed)
        assert len(set(texts(said))) == 156
        for text, right in zip(texts(said), said.y, strict=True):
            assert bool(STATEMENT.fullmatch(text)) == bool(right), text
            assert not re.fullmatch("(is he|are you|have you) a .*", text), "that is a question"
            assert not re.search(f"you and you|he and he|a {NOUN} and a \\1", text), text


def test_an_incorrect_sentence_is_a_near_miss():
    said = data.sentences(rng=0)
    right = [text.split() for text, y in zip(texts(said), said.y, strict=True) if y]
    swaps = []
    for text, y in zip(texts(said), said.y, strict=True):
        if not y:
            words = text.split()
            equally_long = [other for other in right if len(other) == len(words)]
            swapped = any(Counter(other) == Counter(words) for other in equally_long)
            off = min(sum(a != b for a, b in zip(words, o, strict=True)) for o in equally_long)
            assert swapped or off == 1, text
            swaps.append(swapped)
    assert 0.25 < np.mean(swaps) < 0.75


def test_spell_reads_probabilities_and_skips_what_is_empty():
    assert data.spell([[0.7, 0.0, 0.1], [0.3, 0.0, 0.9]], ["yes", "no"], between=" ") == "yes no"
