"""The house rules that a machine can check: who may import whom, how long a file may be."""

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
LIBRARY = ROOT / "lib" / "tinkernet"

# A room may import from rooms to its left, never from its right (docs/design.md).
ORDER = (
    ("nn", "graph", "data", "plots"),  # know nobody
    ("optim", "probe"),  # a History draws itself: plots; who asks for a training builds it: nn
    ("widgets", "exercises"),
    ("sandbox",),  # warms up what notebooks import
    ("checks",),
    ("",),  # tinkernet itself: re-exports check
    ("course",),
    ("student",),
    ("grading",),
    ("book", "doctor", "lms", "report"),  # an instructor's term; know nothing of one another
    ("cli",),
)
RANK = {room: rank for rank, rooms in enumerate(ORDER) for room in rooms}
FILES = sorted(LIBRARY.rglob("*.py"))


def _room(path):
    parts = path.relative_to(LIBRARY).parts
    if path.name == "__main__.py":
        return "cli"
    return parts[0] if len(parts) > 1 else ""


def _imports(path):
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.level == 0:
            if node.module == "tinkernet":
                yield from (f"tinkernet.{alias.name}" for alias in node.names)
            else:
                yield node.module


def test_every_room_has_its_place():
    rooms = {path.name for path in LIBRARY.iterdir() if (path / "__init__.py").exists()}
    assert rooms <= RANK.keys()


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(LIBRARY)))
def test_imports_point_one_way(path):
    room = _room(path)
    for name in _imports(path):
        package, _, rest = name.partition(".")
        if package != "tinkernet":
            continue
        other = rest.split(".")[0]
        other = other if other in RANK else ""
        assert other == room or RANK[other] < RANK[room], f"{room or 'tinkernet'} imports {name}"


def test_nobody_reaches_into_another_rooms_private_files():
    for path in FILES:
        for name in _imports(path):
            parts = name.split(".")
            if parts[0] == "tinkernet" and parts[1:2] != [_room(path)]:
                assert not any(part.startswith("_") for part in parts), f"{path}: {name}"


@pytest.mark.parametrize(
    "path",
    [*FILES, *sorted(LIBRARY.rglob("*.js")), *sorted((ROOT / "deploy").glob("*.py"))],
    ids=lambda path: path.name,
)
def test_a_file_is_one_idea(path):
    assert len(path.read_text().splitlines()) <= 260


def test_no_room_has_a_name_that_says_nothing():
    for path in LIBRARY.rglob("*"):
        assert path.stem.strip("_") not in {"util", "utils", "helper", "helpers", "common", "misc"}


def test_probes_know_nothing_of_what_is_right():
    """The code that runs beside the student's must not bring the references along."""
    import subprocess
    import sys

    code = (
        "import sys, importlib.util as u;"
        f"s = u.spec_from_file_location('probe', {str(LIBRARY / 'probe' / '__init__.py')!r}, "
        f"submodule_search_locations=[{str(LIBRARY / 'probe')!r}]);"
        "m = u.module_from_spec(s); sys.modules['probe'] = m; s.loader.exec_module(m);"
        "print([n for n in sys.modules if n.startswith('tinkernet')])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_rooms_are_there_when_named_and_cost_nothing_before():
    import subprocess
    import sys

    code = (
        "import sys, tinkernet; assert 'matplotlib' not in sys.modules;"
        "tinkernet.nn.Linear(1, 1, rng=0); tinkernet.plots.Picture; tinkernet.exercises.catalog();"
        "print(hasattr(tinkernet, 'nothing'))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"
