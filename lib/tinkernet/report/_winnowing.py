"""Fingerprints of token sequences, chosen by winnowing (Schleimer, Wilkerson and Aiken, 2003)."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Sequence

from ._tokens import Token

LENGTH = 7
"""Tokens in a row that make one fingerprint: shorter agreement is chance."""

WINDOW = 4
"""Of so many fingerprints in a row one is chosen, so a passage of 10 tokens is never missed."""


def sequences(tokens: Sequence[Token]) -> list[int]:
    """Hash every run of ``LENGTH`` tokens, in order; the same in every process.

    Examples
    --------
    >>> from tinkernet.report._tokens import tokens_of
    >>> one, other = tokens_of("y = (a + b) * a"), tokens_of("z = (p + q) * p  # the same")
    >>> sequences(one) == sequences(other), len(sequences(one))
    (True, 3)
    """
    texts = [token.text for token in tokens]
    return [
        int.from_bytes(
            hashlib.blake2b(
                "\x1f".join(texts[at : at + LENGTH]).encode("utf-8", "replace"), digest_size=8
            ).digest()
        )
        for at in range(len(texts) - LENGTH + 1)
    ]


def winnowed(hashes: Sequence[int], common: Collection[int]) -> set[int]:
    """Choose the smallest hash of each window, those that are common crossed out before.

    Parameters
    ----------
    hashes : sequence of int
    common : collection of int
        What says nothing, because it is given or many write it.

    Examples
    --------
    >>> sorted(winnowed([5, 3, 8, 9, 2, 7], common=()))
    [2, 3]
    >>> sorted(winnowed([5, 3, 8, 9, 2, 7], common={2}))
    [3, 7]
    """
    chosen = set()
    for at in range(max(1, len(hashes) - WINDOW + 1)):
        rare = [each for each in hashes[at : at + WINDOW] if each not in common]
        if rare:
            chosen.add(min(rare))
    return chosen
