"""Write docs/mutation.md: ``python -m tests.mutation`` in the course folder.

With names of exercises only these are looked at again, and those that the page does not have yet;
which mutants of them no case notices is printed as well.
"""

import sys
from pathlib import Path

from tqdm import tqdm

from tinkernet.exercises import catalog, find

from .equivalent import EQUIVALENT
from .kills import SEEDS, survivors
from .page import page, recorded

PAGE = Path(__file__).resolve().parents[2] / "docs" / "mutation.md"


def look(names):
    """Return what there is to say of every exercise; of others than these, what the page says."""
    text = PAGE.read_text(encoding="utf-8")
    others = [exercise for exercise in catalog() if names and exercise.name not in names]
    known = {each.name: recorded(text, each.name, EQUIVALENT) for each in others}
    again = [exercise for exercise in catalog() if known.get(exercise.name) is None]
    looked = {each.name: survivors(each) for each in tqdm(again, unit="exercise")}
    return {**known, **looked}


if __name__ == "__main__":
    wanted = [find(name).name for name in sys.argv[1:]]
    found = look(wanted)
    PAGE.write_text(page(catalog(), found, EQUIVALENT, len(SEEDS)), encoding="utf-8")
    for name in wanted:
        count, alive = found[name]
        print(f"{name}: {count - len(alive)} of {count} mutants are noticed.")
        for change in alive:
            print(f"  not noticed: {change}")
