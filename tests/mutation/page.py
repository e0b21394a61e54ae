"""The kill table as a page."""

import re

HEAD = """# What the checks notice

Would a check notice if its exercise's right answer were only almost right? Each reference is
changed in one place at a time: another operator (`+` for `-`, `*` for `/`, `@`, `**`), another
comparison (`>=` for `>`), a number one larger or smaller, an axis moved or dropped, an index one
off, `sum` for `mean`, `max` for `min`, `zeros` for `ones`. Each such **mutant** is then judged as
if a student had written it, with {seeds} different secret seeds. It counts as **noticed** when it
fails with every one of them. What passes must be a right answer as well; then it stands below,
as the changed line, with the reason.

Made by `python -m tests.mutation`; `tests/mutation/` holds this page to what it finds.

| exercise | assignment | mutants | noticed | equally right |
|---|---|---|---|---|
"""


def row(exercise, count, alive):
    """Return the line of one exercise."""
    return (
        f"| `{exercise.name}` | {exercise.assignment} | {count} | {count - len(alive)} "
        f"| {len(alive)} |"
    )


def recorded(text, name, equivalent):
    """Read what a page says of an exercise: how many mutants, which are right too; or None."""
    line = re.search(rf"^\| `{name}` \| \w+ \| (\d+) \| \d+ \| (\d+) \|$", text, re.MULTILINE)
    section = re.search(rf"^\*\*`{name}`\*\*\n\n((?:- .*\n)+)", text, re.MULTILINE)
    told = section[1].splitlines() if section else []
    reasons = equivalent.get(name, {}).items()
    changes = [change for each in told for change, reason in reasons
               if each == f"- {change}: {reason}."]  # fmt: skip
    if not line or len(changes) != int(line[2]):
        return None
    return int(line[1]), changes


def page(exercises, found, equivalent, seeds):
    """Return the whole page."""
    rows = [row(exercise, *found[exercise.name]) for exercise in exercises]
    count = sum(count for count, _ in found.values())
    alive = sum(len(alive) for _, alive in found.values())
    total = f"| **all** | | **{count}** | **{count - alive}** | **{alive}** |"
    lines = [HEAD.format(seeds=seeds) + "\n".join([*rows, total]), "", "## Equally right", ""]
    for exercise in exercises:
        _, changes = found[exercise.name]
        if changes:
            lines += [f"**`{exercise.name}`**", ""]
            reasons = equivalent.get(exercise.name, {})
            lines += [f"- {change}: {reasons.get(change, 'NO REASON YET')}." for change in changes]
            lines += [""]
    return "\n".join(lines).rstrip("\n") + "\n"
