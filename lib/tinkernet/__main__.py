"""``python -m tinkernet``: the ``tinkernet`` command, also where it is not on the PATH."""

from tinkernet.cli import main

main(prog_name="tinkernet")
