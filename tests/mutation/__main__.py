"""Write docs/mutation.md: ``python -m tests.mutation`` in the course folder."""

from pathlib import Path

from tqdm import tqdm

from tinkernet.exercises import catalog

from .equivalent import EQUIVALENT
from .kills import SEEDS, survivors
from .page import page

PAGE = Path(__file__).resolve().parents[2] / "docs" / "mutation.md"

if __name__ == "__main__":
    found = {e.name: survivors(e) for e in tqdm(catalog(), unit="exercise")}
    PAGE.write_text(page(catalog(), found, EQUIVALENT, len(SEEDS)), encoding="utf-8")
