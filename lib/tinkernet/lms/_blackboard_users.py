"""User names in Blackboard's file names, where they and the assignment's may hold underscores."""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import takewhile

from ._lms_names import HandedOut
from ._zip_files import RefusedError

_NAME_LINE = re.compile(r"Name:\s*(?P<name>.*)\((?P<user>[^()\s]+)\)\s*")
_PAGE_BYTES = 1_000_000


def blackboard_users(handed: Iterable[HandedOut], known: Iterable[str]) -> dict[str, str]:
    """Tell user names from the assignment's name.

    Parameters
    ----------
    handed : iterable of HandedOut
        From Blackboard.
    known : iterable of str
        User names of the class list.

    Returns
    -------
    dict of str to str
        User name by prefix. What Blackboard's page about the attempt says; else one of the
        class list; else what follows the assignment's name, or the words all begin with.
    """
    handed = list(handed)
    heads = {each.prefix: each.prefix.split("_attempt_")[0] for each in handed}
    names = {name.casefold(): name for name in known}
    told: dict[str, str] = {}
    for each in handed:
        user = _user_on_page(each)
        if user and heads[each.prefix].endswith(f"_{user}"):
            told[heads[each.prefix]] = user
    titles = {head[: -len(user)] for head, user in told.items()}
    title = titles.pop() if len(titles) == 1 else ""
    shared = _shared_words(set(heads.values()))
    users = {}
    for prefix, head in heads.items():
        words = head.split("_")
        tails = ["_".join(words[at:]) for at in range(1, len(words))]
        listed = next((names[each.casefold()] for each in tails if each.casefold() in names), "")
        after = head.removeprefix(title) if title and head.startswith(title) else ""
        users[prefix] = told.get(head) or listed or after or "_".join(words[shared:])
    return users


def _user_on_page(handed: HandedOut) -> str:
    """Read the first line of the page that Blackboard writes about an attempt."""
    if handed.file or handed.found.size > _PAGE_BYTES:
        return ""
    try:
        text = handed.found.read().decode("utf-8-sig", "replace")
    except RefusedError:
        return ""
    match = _NAME_LINE.fullmatch(text.split("\n", 1)[0])
    return match["user"] if match else ""


def _shared_words(heads: set[str]) -> int:
    """Count the words, split at underscores, that all begin with; the last word is a name's."""
    split = [head.split("_") for head in heads]
    if len(split) < 2:
        return len(split[0]) - 1 if split else 0
    alike = takewhile(lambda words: len(set(words)) == 1, zip(*split, strict=False))
    return min(len(list(alike)), *(len(words) - 1 for words in split))
