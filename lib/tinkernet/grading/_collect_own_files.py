"""`nbgrader collect`, believing nothing that lies in the exchange but what the system vouches for.

Students write into the exchange themselves. nbgrader's own collecting only warns when an entry
belongs to somebody else, and copies what a link points to with the rights of the one who collects:
a link to the gradebook, named like a page, would come back to its student as feedback.
"""

from __future__ import annotations

import os
import pwd
import stat
from datetime import datetime
from pathlib import Path
from typing import Any

from nbgrader.exchange.default import ExchangeCollect

from tinkernet.sandbox import read_folder

_NOBODY = ""


class CollectOwnFiles(ExchangeCollect):  # type: ignore[misc]
    """Collects a student's submission if it is the student's own, and of it regular files only.

    For ``nbgrader_config.py``, where each student has an account of the same name:
    ``c.ExchangeFactory.collect = "tinkernet.grading.CollectOwnFiles"``. What is refused is said in
    the log; it keeps nobody else's submission from being collected.
    """

    src_records: list[dict[str, Any]]

    def init_src(self) -> None:
        """Find the newest submission of each student among those that are really theirs."""
        super().init_src()
        self.src_records = [one for one in self.src_records if one["username"] != _NOBODY]

    def _path_to_record(self, path: str) -> dict[str, Any]:
        try:
            record: dict[str, Any] = super()._path_to_record(path)
            self._require_own(Path(path), record["username"])
        except Exception as error:  # a name may hold anything, a time that is none for example
            self.log.error("Not collected: %s: %s", path, error)
            return {"username": _NOBODY, "filename": path, "timestamp": datetime.min}
        return record

    def _require_own(self, path: Path, student: str) -> None:
        found = path.lstat()
        try:
            owner = pwd.getpwuid(found.st_uid).pw_name
        except KeyError:
            owner = f"user {found.st_uid}"
        if owner != student:
            raise PermissionError(f"it says that it is {student}'s, but it belongs to {owner}")
        if not stat.S_ISDIR(found.st_mode) or not os.access(path, os.R_OK | os.X_OK):
            raise PermissionError("it is no folder that can be read")

    def do_copy(self, src: str, dest: str, log: Any = None) -> None:
        """Copy a submission without following links.

        Parameters
        ----------
        src, dest : str
            Where it lies, and where it goes.
        log : logging.Logger, optional
            Not used; nbgrader's signature.
        """
        taken = read_folder(Path(src))
        for sentence in taken.left_out:
            self.log.warning("%s: left out %s", src, sentence)
        for name, content in taken.files.items():
            place = Path(dest, name)
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_bytes(content)
