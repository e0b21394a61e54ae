"""Is this machine ready? Each check looks at one thing, changes nothing, and says what to do."""

from ._checks import Check, checks_for
from ._finding import Finding, State
from ._machine import Machine, Role
from ._one_by_one import examine

__all__ = ["Check", "Finding", "Machine", "Role", "State", "checks_for", "examine"]
