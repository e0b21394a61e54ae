"""What stands of an earlier result while a few of its tests are judged again."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from tinkernet.checks import VERDICT_KEY

from ._graded import Flag, GradedNotebook

_OF_THE_HAND_IN = ("restored", "metadata")
"""Flags that compare with what was handed out: your own change since is not the student's."""


@dataclass(frozen=True)
class Standing:
    """A filed result, and which of its tests do not stand; travels to workers as it is.

    Attributes
    ----------
    judged : mapping of str to frozenset of str
        By notebook: tests to judge again. A notebook with none is not run at all.
    points : mapping of str to mapping of str to (float or None)
        By notebook: the points of all other tests, as they count now.
    stored : mapping of str to bytes
        By notebook: as it lies in ``autograded/``.
    flags : tuple of Flag
        What was noted.
    """

    judged: Mapping[str, frozenset[str]]
    points: Mapping[str, Mapping[str, float | None]]
    stored: Mapping[str, bytes]
    flags: tuple[Flag, ...] = ()

    def laid_over(self, graded: GradedNotebook) -> GradedNotebook:
        """Put what stands into a notebook that was graded in part."""
        stand = self.points[graded.name]
        whole = not self.judged[graded.name]
        notebook = json.loads(graded.content)
        outputs = stored_outputs(self.stored[graded.name])
        verdicts = {cell: said for cell, said in graded.verdicts.items() if cell not in stand}
        for key, cell in keyed(notebook["cells"]):
            name = _grade_id(cell)
            if cell["cell_type"] == "code" and (whole or name in stand):
                cell["outputs"] = outputs.get(key, [])
                if name in stand and (said := list(verdicts_in(cell["outputs"]))):
                    verdicts[name] = said
        content = json.dumps(notebook, indent=1, sort_keys=True, ensure_ascii=False)
        return replace(
            graded,
            content=(content + "\n").encode(),
            points={**graded.points, **stand},
            verdicts={cell: verdicts[cell] for cell in graded.points if cell in verdicts},
        )

    def joined(self, new: Sequence[Flag], cells: Mapping[str, Sequence[str]]) -> tuple[Flag, ...]:
        """Put flags together: new ones of what was run, old ones of what stands.

        Parameters
        ----------
        new : sequence of Flag
        cells : mapping of str to sequence of str
            All grade ids by notebook.
        """
        skipped = {name for name, tests in self.judged.items() if not tests}
        stand = {test for tests in self.points.values() for test in tests}
        stand |= {cell for name in skipped for cell in cells[name]}
        found = [
            flag for flag in new if flag.kind not in _OF_THE_HAND_IN and flag.cell not in stand
        ]
        kept = [
            flag
            for flag in self.flags
            if flag.kind in _OF_THE_HAND_IN or flag.cell in stand or (skipped and not flag.cell)
        ]
        return tuple(dict.fromkeys([*found, *kept]))


def stored_outputs(content: bytes) -> dict[str, list[Any]]:
    """Return the outputs of a stored notebook's code cells, by what names a cell."""
    return {key: cell.get("outputs", []) for key, cell in keyed(json.loads(content)["cells"])}


def verdicts_in(outputs: Sequence[Any]) -> Iterator[dict[str, Any]]:
    """Yield the judge's verdicts among outputs, in full."""
    for output in outputs:
        if verdict := output.get("metadata", {}).get(VERDICT_KEY):
            yield verdict


def keyed(cells: Sequence[Any]) -> Iterator[tuple[str, Any]]:
    """Name each cell: by grade id, by its own id, or by its place."""
    for index, cell in enumerate(cells):
        yield _grade_id(cell) or f"#{cell.get('id', index)}", cell


def _grade_id(cell: Any) -> str:
    return str(cell["metadata"].get("nbgrader", {}).get("grade_id", ""))
