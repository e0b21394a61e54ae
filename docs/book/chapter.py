"""An executed notebook as a page of the book: MyST Markdown, and its pictures beside it.

MyST-NB and nbsphinx were looked at. The first wants a cache with a database of its own and loads
widgets from another address, the second wants pandoc; and neither says kindly that a student's code
is still missing, nor carries the alternative text of each picture. So the page is written here, in
a hundred lines, and MyST-Parser reads it.
"""

from __future__ import annotations

import base64
import html
import json
import re
from pathlib import Path

from nbformat import NotebookNode
from waiting import is_stub, stub_functions, waits_for

WIDGET = "application/vnd.jupyter.widget-view+json"
_DRAWN = re.compile(
    '<img src="data:image/png;base64,(?P<png>[^"]+)" width="(?P<width>[0-9]+)"'
    '.* alt="(?P<alt>[^"]*)">'
)
_LIVE = "A still picture: in the notebook this widget is live."


class Chapter:
    """A notebook that has been executed, or is shown without outputs.

    Parameters
    ----------
    name : str
        The assignment.
    notebook : NotebookNode
        What was released, executed or not.
    folder : Path
        Where the page goes; its pictures lie beside it.
    """

    def __init__(self, name: str, notebook: NotebookNode, folder: Path) -> None:
        self._name, self._notebook, self._folder = name, notebook, folder
        self._stubs = stub_functions(notebook)
        self._waits = waits_for(notebook)
        self._pictures = 0

    def write(self) -> None:
        """Write the page and its pictures."""
        self._folder.mkdir(parents=True, exist_ok=True)
        blocks = [block for cell in self._notebook.cells for block in self._cell(cell)]
        title, _, rest = blocks[0].partition("\n")
        download = f"{{download}}`Download this notebook <{self._name}.ipynb>` (without answers)"
        begin = "[see how to begin](../index.md#how-to-begin)"
        blocks[0] = f"{title}\n\n{download}, or {begin}.\n{rest}"
        (self._folder / f"{self._name}.md").write_text("\n\n".join(blocks) + "\n", "utf-8")

    def _cell(self, cell: NotebookNode) -> list[str]:
        marks = cell.metadata.get("nbgrader", {})
        worth = marks.get("points")
        points = "" if worth is None else f"{worth:g} point{'s' * (worth != 1)}"
        if cell.cell_type == "markdown":
            if not points:
                return [str(cell.source)]
            return [_note(f"In the notebook you answer here; your instructor reads it: {points}.")]
        blocks = [_fenced("code-block", str(cell.source), "python")]
        if is_stub(cell):
            own = html.escape(marks["grade_id"])
            head = f'<div class="your-turn" id="write-{own}"><p>Your turn</p>'
            return [_raw(head), *blocks, _raw("</div>")]
        if points:  # a check
            return [*blocks, _note(f"Checks {self._links(self._asked(cell))}: {points}.")]
        for output in cell.get("outputs", []):
            blocks += self._output(cell, output)
        return blocks

    def _asked(self, cell: NotebookNode) -> list[str]:
        answers = cell.source.partition(",")[2]  # of check("name", answer, ...)
        return [name for name in self._stubs if re.search(rf"\b{name}\b", answers)]

    def _output(self, cell: NotebookNode, output: NotebookNode) -> list[str]:
        if output.output_type == "error":
            needed = self._links(self._waits[cell.id])
            return [_note(f"What this cell shows appears once you have written {needed}.")]
        if output.output_type == "stream":
            return [_fenced("code-block", output.text.rstrip("\n"), "text", "class: printed")]
        data = output.data
        if "image/png" in data:
            png = base64.b64decode(data["image/png"])
            width = output.metadata["image/png"]["width"]
            picture = self._picture(cell, png, "png", data["text/plain"], width)
            return [picture, _note(_LIVE)] if WIDGET in data else [picture]
        drawn = _DRAWN.fullmatch(data.get("text/html", ""))
        if drawn:
            png, alt = base64.b64decode(drawn["png"]), html.unescape(drawn["alt"])
            return [self._picture(cell, png, "png", alt, int(drawn["width"]))]
        if "image/svg+xml" in data:
            svg = data["image/svg+xml"]
            alt = html.unescape(re.findall('aria-label="([^"]*)"', svg)[0])
            width = round(float(re.findall(' width="([^"]*)"', svg)[0]))
            return [self._picture(cell, svg.encode(), "svg", alt, width)]
        if WIDGET in data or not data.get("text/plain"):  # a progress bar; a widget's second half
            return []
        return [_fenced("code-block", data["text/plain"], "text", "class: printed")]

    def _picture(self, cell: NotebookNode, data: bytes, kind: str, alt: str, width: int) -> str:
        self._pictures += 1
        file = f"{self._name}-{self._pictures:02}-{cell.id}.{kind}"
        (self._folder / file).write_bytes(data)
        options = [f"alt: {json.dumps(alt, ensure_ascii=False)}", f"width: {width}px"]
        return _fenced("image", "", file, *options, "class: picture")

    def _links(self, names: list[str]) -> str:
        """Return functions as links to where they are written."""
        linked = [f'<a href="#write-{self._stubs[name]}"><code>{name}</code></a>' for name in names]
        return " and ".join([", ".join(linked[:-1]), linked[-1]] if linked[1:] else linked)


def _fenced(directive: str, body: str, argument: str = "", *options: str) -> str:
    fence = "`" * max(3, 1 + max((len(run) for run in re.findall("`+", body)), default=0))
    lines = [f"{fence}{{{directive}}} {argument}", *(f":{one}" for one in options), body, fence]
    return "\n".join(lines)


def _raw(text: str) -> str:
    return _fenced("raw", text, "html")


def _note(text: str) -> str:
    """Return a remark of the book's, which is not in the notebook."""
    return _raw(f'<p class="remark">{text}</p>')
