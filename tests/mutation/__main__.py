"""Write docs/mutation.md: ``python -m tests.mutation`` in the course folder.

With names of exercises it only prints which mutants of these no case notices.
"""

import sys
from pathlib import Path

from tqdm import tqdm

from tinkernet.exercises import catalog, find

from .equivalent import EQUIVALENT
from .kills import SEEDS, survivors
from .page import page

PAGE = Path(__file__).resolve().parents[2] / "docs" / "mutation.md"


def unnoticed(names):
    """Print the mutants of some exercises that no case notices."""
    for exercise in map(find, names):
        count, alive = survivors(exercise)
        print(f"{exercise.name}: {count - len(alive)} of {count} mutants are noticed.")
        for change in alive:
            print(f"  not noticed: {change}")


if __name__ == "__main__" and sys.argv[1:]:
    unnoticed(sys.argv[1:])
elif __name__ == "__main__":
    found = {e.name: survivors(e) for e in tqdm(catalog(), unit="exercise")}
    PAGE.write_text(page(catalog(), found, EQUIVALENT, len(SEEDS)), encoding="utf-8")
