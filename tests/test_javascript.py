"""The widgets' JavaScript: how it is joined, and its mathematics under Node against NumPy."""

import importlib.util
import json
import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from tinkernet.widgets import LineFit
from tinkernet.widgets._base import module

TESTS = Path(__file__).parent / "javascript"
WIDGETS = Path(__file__).parents[1] / "lib" / "tinkernet" / "widgets"
OLDEST = (20, 19)  # the first Node that takes a .js file with `export` for a module


@pytest.fixture(scope="session")
def node() -> str:
    path = shutil.which("node")
    if path is None:
        pytest.skip("Node is not installed: apt-get install nodejs")
    version = subprocess.run([path, "--version"], capture_output=True, text=True, check=True).stdout
    if tuple(map(int, re.findall(r"\d+", version)[:2])) < OLDEST:
        pytest.skip(f"Node is {version.strip()}, older than {OLDEST[0]}.{OLDEST[1]}")
    return path


def run(*command: str | Path, **variables: str) -> None:
    done = subprocess.run(command, capture_output=True, text=True, env=variables, check=False)
    assert done.returncode == 0, f"{done.stdout}\n{done.stderr}"


def numbers(name: str, x: Any, y: Any, a_range: Any, b_range: Any) -> dict[str, Any]:
    """What NumPy finds for the points; the surface has the MSE at the centres of its pixels."""
    x, y = np.asarray(x, dtype=np.float64), np.asarray(y, dtype=np.float64)
    width, height = shape = (7, 5)
    a = a_range[0] + (np.arange(width) + 0.5) / width * np.ptp(a_range)
    b = b_range[1] - (np.arange(height) + 0.5) / height * np.ptp(b_range)
    table = np.column_stack([x, np.ones_like(x)])
    best = np.linalg.lstsq(table, y, rcond=None)[0]
    surface = np.mean((a[None, :, None] * x + b[:, None, None] - y) ** 2, axis=-1)
    lines = [(u, v, np.mean((u * x + v - y) ** 2)) for u in a_range for v in b_range]
    return {
        "name": name, "x": x.tolist(), "y": y.tolist(), "lines": np.array(lines).tolist(),
        "best": float(np.mean((table @ best - y) ** 2)), "a_range": a_range, "b_range": b_range,
        "shape": shape, "surface": surface.ravel().tolist(), "unit": float(np.var(y)) or 1.0,
    }  # fmt: skip


def test_the_mathematics_agrees_with_numpy(node: str, tmp_path: Path) -> None:
    rng = np.random.default_rng(5)
    x = rng.normal(size=50)
    cases = [
        numbers("four points", [0, 1, 2, 4], [1, 0.5, 3, 2.5], [-2, 3], [-1, 4]),
        numbers("a cloud", x, 3 * x + 2 + rng.normal(size=50), [-1, 7], [-2, 6]),
        numbers("far from zero", x + 1e4, 1e4 + 2 * x, [-1, 2], [-1e4, 2e4]),
        numbers("one x for all", [3, 3, 3], [1, 2, 4], [-1, 1], [-2, 2]),
    ]
    file = tmp_path / "numbers.json"
    file.write_text(json.dumps(cases), encoding="utf-8")
    run(node, "--test", TESTS / "line_fit.test.mjs", TINKERNET_NUMBERS=str(file))


NUMBERS = sorted(path.stem for path in TESTS.glob("*_numbers.py"))
"""Files whose ``cases()`` are what NumPy finds; ``NAME.test.mjs`` compares with them."""


@pytest.mark.parametrize("name", [stem.removesuffix("_numbers") for stem in NUMBERS])
def test_every_module_agrees_with_numpy(node: str, tmp_path: Path, name: str) -> None:
    spec = importlib.util.spec_from_file_location(name, TESTS / f"{name}_numbers.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    file = tmp_path / "numbers.json"
    file.write_text(json.dumps(module.cases()), encoding="utf-8")
    run(node, "--test", TESTS / f"{name}.test.mjs", TINKERNET_NUMBERS=str(file))


def test_what_python_serves_is_one_module(node: str, tmp_path: Path) -> None:
    served = LineFit([0, 1], [0, 1]).get_state("_esm")["_esm"]
    assert served == module("line_fit.js")
    joined = tmp_path / "joined.mjs"
    joined.write_text(served, encoding="utf-8")
    run(node, "--check", joined)  # a name used at the top of both files would be an error
    exported = r"^export (?:const|function) (\w+)|^export (default)"
    wanted = {
        "default", "moments", "mse", "leastSquares", "surface", "ellipse", "ticks", "scale",
        "format", "ramp",
    }  # fmt: skip
    assert wanted <= {a or b for a, b in re.findall(exported, served, re.MULTILINE)}


FIRST = 'import { ticks } from "./tinker.js";\n'


@pytest.mark.parametrize(
    ("own", "said"),
    [
        ("export default {};\n", r"should begin with import .* but begins with \['export default"),
        ("", r"begins with \[\]"),
        ("// LineFit\n" + FIRST, "begins with .*// LineFit"),
        ('import * as t from "./tinker.js";\n', "should begin with"),
        ('import { ticks as t } from "./tinker.js";\n', "plain names"),
        (FIRST + 'import * as d3 from "https://esm.sh/d3";\n', r"imports nothing, .*esm\.sh/d3"),
        (FIRST + 'export { select } from "d3";\n', "imports nothing"),
        (FIRST + 'const d3 = await import("d3");\n', "imports nothing"),
    ],
)
def test_a_file_that_cannot_be_joined(tmp_path: Path, own: str, said: str) -> None:
    shutil.copy(WIDGETS / "tinker.js", tmp_path)
    (tmp_path / "own.js").write_text(own, encoding="utf-8")
    with pytest.raises(ValueError, match=said) as error:
        module("own.js", tmp_path)
    assert str(error.value).startswith("own.js ")


def test_the_import_may_take_several_lines(tmp_path: Path) -> None:
    (tmp_path / "tinker.js").write_text("export const one = 1;\n", encoding="utf-8")
    own = 'import {\n  one,\n} from "./tinker.js";\n\nexport default { one };\n'
    (tmp_path / "own.js").write_text(own, encoding="utf-8")
    assert module("own.js", tmp_path) == "export const one = 1;\n\nexport default { one };\n"
