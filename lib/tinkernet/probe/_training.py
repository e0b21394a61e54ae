"""Answers that train: the network is built here, from a description."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import numpy as np

from ._case import Case
from ._outputs import NotNumbersError
from ._seeds import with_rng

HISTORIES = ("train", "validation")


def call_for_training(answers: Sequence[Callable[..., Any]], case: Case) -> dict[str, Any]:
    """Call an answer with a network in place of its description; see what it became.

    The case's ``model`` holds ``sizes``, ``seed``, and ``dropout``, the share that is left out
    behind each hidden layer; see ``network``. ``rng`` is made of its seed.

    Returns
    -------
    dict
        ``train`` and ``validation`` as the answer returned them, and ``parameters``: all numbers
        of the network after the call, flat.

    Examples
    --------
    >>> def idle(model, rng):
    ...     return {"train": [1.0], "validation": [2.0]}
    >>> case = Case("a line", {"model": {"sizes": (1, 2), "seed": 0, "dropout": 0.0}, "rng": 0})
    >>> found = call_for_training([idle], case)
    >>> found["train"], found["parameters"].shape
    ([1.0], (4,))
    """
    (answer,) = answers
    model = network(case.arguments["model"])
    arguments = {**with_rng(case.arguments), "model": model}
    found = answer(*arguments.values())
    if found is None:
        raise NotNumbersError("It returned None: does every way through it end with return?")
    if not isinstance(found, Mapping) or set(found) != set(HISTORIES):
        raise NotNumbersError(
            'It should return a dict with the keys "train" and "validation", but returned '
            + (f"the keys {sorted(map(str, found))}." if isinstance(found, Mapping)
               else f"{type(found).__name__}.")
        )  # fmt: skip
    numbers = np.concatenate([np.ravel(parameter.data) for parameter in model.parameters()])
    return {**{name: found[name] for name in HISTORIES}, "parameters": numbers}


def network(description: Mapping[str, Any]) -> Any:
    """Build the network: linear layers with tanh, and dropout behind each, but for the last.

    Examples
    --------
    >>> network({"sizes": (2, 3, 2), "seed": 0, "dropout": 0.5})
    Sequential(
      (0): Linear(in_features=2, out_features=3, bias=True)
      (1): Tanh()
      (2): Dropout(p=0.5, inplace=False)
      (3): Linear(in_features=3, out_features=2, bias=True)
    )
    """
    from tinkernet import nn  # not before somebody trains: probes are to come along alone

    rng = np.random.default_rng(description["seed"])
    *hidden, last = description["sizes"][1:]
    layers: list[Any] = []
    size = description["sizes"][0]
    for following in hidden:
        layers += [nn.Linear(size, following, rng=rng), nn.Tanh()]
        if description["dropout"]:
            layers.append(nn.Dropout(description["dropout"], rng=rng))
        size = following
    return nn.Sequential(*layers, nn.Linear(size, last, rng=rng))
