"""A course without a hub: what an LMS hands out, and what it takes back.

Collect lays ``submitted/``, export writes grades, return feedback packs pages. The LMS's own names
are remembered in between, in ``.tinkernet/collected/`` of the course folder.
"""

from ._class_list import ClassList, ClassMember, read_class_list
from ._collect import Collection, Outcome, Wishes, collect
from ._lay import Laid
from ._lms_names import Lms
from ._safe_paths import printable

__all__ = [
    "ClassList",
    "ClassMember",
    "Collection",
    "Laid",
    "Lms",
    "Outcome",
    "Wishes",
    "collect",
    "printable",
    "read_class_list",
]
