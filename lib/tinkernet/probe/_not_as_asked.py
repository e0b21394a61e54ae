"""An answer that may be right in value, but goes a way that the exercise rules out."""


class NotAsAskedError(Exception):
    """The way is ruled out: an overflow, a loop over the examples, every path of a graph."""
