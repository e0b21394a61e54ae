"""A course without a hub: what an LMS hands out, and what it takes back.

``collect`` lays ``submitted/``, ``export`` writes grades, ``pack_feedback`` packs pages. The LMS's
own names are remembered in between, in ``.tinkernet/collected/`` of the course folder.
"""

from ._class_list import ClassList, ClassMember, read_class_list
from ._collect import collect
from ._export import Exported, export
from ._fill_sheet import Column
from ._fresh_feedback import feedback_is_old
from ._joined_lists import joined, read_class_lists
from ._lay import Laid
from ._lms_names import Lms
from ._outcome import Collection, Outcome, Wishes
from ._pack_feedback import Packed, pack_feedback
from ._tables import write_whole

__all__ = [
    "ClassList",
    "ClassMember",
    "Collection",
    "Column",
    "Exported",
    "Laid",
    "Lms",
    "Outcome",
    "Packed",
    "Wishes",
    "collect",
    "export",
    "feedback_is_old",
    "joined",
    "pack_feedback",
    "read_class_list",
    "read_class_lists",
    "write_whole",
]
