"""Answers that agree beyond what is given and common: found, shown, never more than that."""

import random

from reported_class import class_of, student

from tinkernet.report import AnswerCell, render_page, similar_pairs

STUB = '''def f(X, y):
    """What is asked."""
    # YOUR CODE HERE
    raise NotImplementedError()
'''
OWN = """def f(X, y):
    '''What is asked.'''
    total = 0.0
    weights = [abs(number - 3) for number in range(len(X))]
    for place, row in enumerate(X):  # one after the other
        if weights[place] > 2 and row.sum() != 7:
            total += weights[place] * np.dot(row, row) / (y[place] + 1)
        else:
            total -= np.sqrt(abs(row.max()))
    return total, {"weights": weights}
"""
RENAMED = (
    OWN.replace("total", "s")
    .replace("weights", "w_9")
    .replace("place", "i")
    .replace("# one after the other", "# my own idea!")
    .replace("    ", "\t")
    .replace("0.0", "0.00")
)


def other(number):
    """Write an answer that nobody else writes."""
    rng = random.Random(number)
    lines = [
        f"    v{n} = [X[{rng.randrange(9)}] {rng.choice('+-*/')} "
        f"{rng.choice(('abs', 'sum', 'max'))}"
        f"(y[{rng.randrange(9)}:]) {rng.choice(('if', 'or', 'and'))} {rng.randrange(99)} else y]"
        for n in range(5)
    ]
    return "def f(X, y):\n" + "\n".join(lines) + f"\n    return v{rng.randrange(5)}"


def compare(answers, *given):
    return similar_pairs([AnswerCell(("n", "f"), "An exercise", (STUB, *given), answers)])


def names(found):
    return [(pair.one, pair.other) for pair in found.pairs]


def test_a_copy_is_found_under_other_names():
    everybody = {f"s{n:02d}": other(n) for n in range(30)}
    found = compare({**everybody, "ada": OWN, "bo": RENAMED})
    assert names(found) == [("ada", "bo")]
    assert found.pairs[0].score == 1.0


def test_what_is_given_says_nothing():
    assert names(compare({"ada": OWN, "bo": RENAMED}, OWN)) == []
    assert names(compare({"ada": STUB, "bo": STUB})) == []


def test_what_very_many_write_says_nothing():
    assert names(compare({f"s{n}": OWN for n in range(6)})) == []
    assert len(names(compare({f"s{n}": OWN for n in range(5)}))) == 10


def test_short_answers_are_counted_but_not_compared():
    short = "def f(X, y):\n    return np.mean((X - y) ** 2) / 7 + 3"
    found = compare({"ada": short, "bo": short, "cy": OWN})
    assert (found.pairs, found.compared, found.too_short) == (
        (), {"An exercise": 1}, {"An exercise": 2},
    )  # fmt: skip


def test_a_shared_part_is_marked_and_the_rest_is_not():
    longer = OWN.replace("    return total", "    extra = [1, 2, 3][0] + 4 ** 5\n    return total")
    (pair,) = compare({"ada": OWN, "bo": longer}).pairs
    (cell,) = pair.cells
    marked = [[each.text[a:b] for a, b in each.marks] for each in (cell.one, cell.other)]
    for lines in marked:
        assert any(line.startswith("weights = [abs(number - 3)") for line in lines)
        assert not any("What is asked" in line or "one after the other" in line for line in lines)
    assert not any("4 ** 5" in line for line in marked[1])


def test_the_order_of_students_changes_nothing():
    answers = {f"s{n:02d}": other(n % 9) for n in range(18)}
    assert compare(answers) == compare(dict(reversed(answers.items())))
    assert len(compare(answers).pairs) == 9


def test_nothing_that_was_handed_in_stops_it():
    odd = {
        "open": OWN + "\nx = ([(((" + "1, " * 60,
        "magic": "%%time\n!rm\n" + OWN,
        "not python": "def def 3 ¿ 'unfinished\n" * 30,
        "long": "x = [" + "1, 2.5, " * 9000 + "]",
        "numbers": "x = 0x_f + 1_0j + 09 + 1e999 + " + "+".join("9" * 5000 for _ in range(50)),
        "nul": OWN + "\0\x0c\ud800 ﬀ é" * 9,
        "empty": "",
    }
    found = compare(odd)
    assert ("magic", "open") in names(found)


def test_pairs_stand_side_by_side_and_escaped():
    evil = OWN.replace("total = 0.0", 'total = "<script>alert(1)</script>"')
    results = class_of(student("<b>ada"), student("bo"))
    found = compare({"<b>ada": evil, "bo": evil})
    page = render_page(results, found)
    assert "<script" not in page
    assert "<b>" not in page
    assert page.count("<mark>weights = [abs(number - 3)") == 2
    assert "which may have good reasons" in page
    assert page == render_page(results, found)
    assert f"{100 * found.pairs[0].score:.0f} % of the shorter answer" in page
    assert "fingerprints in common" not in page
    assert "Similarity" not in render_page(results)
