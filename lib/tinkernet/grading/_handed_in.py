"""When a submission was handed in, as its timestamp says."""

from __future__ import annotations

import re
from datetime import datetime

_SHAPE = re.compile(r"[0-9A-Za-z][0-9A-Za-z_ .,:+/-]{0,63}")


def handed_in(timestamp: str) -> datetime | None:
    """Return a timestamp as nbgrader stores it, in UTC without a zone; None if it is none.

    Parameters
    ----------
    timestamp : str
        The text of a ``timestamp.txt``, which a student may have written.

    Examples
    --------
    >>> handed_in("2026-01-31 12:00:00 Europe/Berlin")
    datetime.datetime(2026, 1, 31, 11, 0)
    >>> handed_in("yesterday, promised") is None
    True
    >>> handed_in("2026-01-31 12:00:00 /proc/kmsg") is None
    True
    """
    from nbgrader.utils import parse_utc

    text = timestamp.strip()
    # A zone's name is looked up as a file: nothing that leads out of the zones' folder.
    leads_out = any(part.startswith(("/", ":")) or ".." in part for part in text.split())
    if leads_out or not _SHAPE.fullmatch(text):
        return None
    try:
        parsed = parse_utc(text)
    except Exception:  # whatever dateutil makes of it: no timestamp
        return None
    return parsed if isinstance(parsed, datetime) else None
