"""Imported before ipykernel is: a debugger that nobody uses takes longer to load than the rest."""

import sys

sys.modules["debugpy"] = None  # type: ignore[assignment]
