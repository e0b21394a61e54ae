"""Names as they are compared: letters and digits alone."""

from __future__ import annotations

import unicodedata


def squeezed(name: str) -> str:
    """Leave only letters and digits of a name, small.

    Examples
    --------
    >>> squeezed("O'Neil,  Zoë")
    'oneilzoë'
    """
    text = unicodedata.normalize("NFC", name).casefold()
    return "".join(sign for sign in text if sign.isalnum())


def bare(name: str) -> str:
    """Leave only letters and digits of a name, small and without accents.

    Examples
    --------
    >>> bare("O'Neil,  Zoë")
    'oneilzoe'
    """
    return squeezed(
        "".join(
            sign for sign in unicodedata.normalize("NFKD", name) if not unicodedata.combining(sign)
        )
    )
