"""Submissions by people who do not play by the rules, or whose notebooks do not.

Each module of this package holds submissions of one kind, made from the released notebook:

- *cheat* (``cheats_*.py``): wants points without having solved anything.
- *escape* (``escapes_*.py``): wants to read, write, send, or outlive what it should not.
- *resource* (``resources_*.py``): uses up time, memory, processes, output, disk, or Python itself.
- *broken* (``broken_*.py``): damaged, edited, misnamed; meant well, most of the time.

An entry says what it tries and what the honest part of it deserves; most have one, because
grading has to go on after an attack as if nothing had happened. ``corpus.py`` has them all, and
the tests grade each alone (``test_alone.py``), all among honest students (``test_class.py``), and
some twice (``test_twice.py``). Nothing in here is ever run outside the sandbox: hostile code is
text in this package.

Left out on purpose: what nobody can tell from own work, such as a pasted copy of NumPy's source
or an answer that a friend wrote. Entries with a ``hole`` are cheats that are known to work.
"""
