"""An assignment's name as it is typed: a shell completes it to a folder's, with a slash."""

from __future__ import annotations

from typing import Any

import click


class AssignmentName(click.ParamType[str]):
    """The name of an assignment, without the slash that a shell puts behind it."""

    name = "assignment"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """Take the slash away."""
        return str(value).rstrip("/")


ASSIGNMENT = AssignmentName()
