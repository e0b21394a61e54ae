"""What formgrader's pages may do, as a content security policy."""

from __future__ import annotations

import base64
import hashlib
import secrets
from functools import lru_cache
from pathlib import Path
from typing import Any

from ._formgrader_templates import inline_handlers


def new_nonce() -> str:
    """Return a number that nobody can guess, for the scripts of one page."""
    return secrets.token_urlsafe(24)


def page_policy(handler: Any, nonce: str, templates: Path) -> str:
    """Return the policy of one of formgrader's pages.

    Parameters
    ----------
    handler : tornado.web.RequestHandler
        Who sends the page.
    nonce : str
        The page's number, which its own scripts carry.
    templates : Path
        nbgrader's templates: what is in their ``onclick`` attributes may run, nothing else.
    """
    rules = [
        "default-src 'none'",
        f"script-src 'nonce-{nonce}'",
        f"script-src-attr 'unsafe-hashes' {_hashes(templates)}",
        "style-src 'self' 'unsafe-inline'",
        # Not 'self': on this server, some addresses do something when they are only fetched.
        "img-src data:",
        "font-src 'self'",
        "connect-src 'self'",
        "object-src 'none'",
        "base-uri 'none'",
        "form-action 'self'",
        "frame-ancestors 'self'",
    ]
    return _with_the_servers_own(handler, "; ".join(rules))


def policy_of_files(handler: Any) -> str:
    """Return the policy of a student's own files: nothing runs, nothing is loaded.

    Parameters
    ----------
    handler : tornado.web.RequestHandler
        Who sends the file.
    """
    rules = "default-src 'none'; style-src 'unsafe-inline'; sandbox; frame-ancestors 'self'"
    return _with_the_servers_own(handler, rules)


def _with_the_servers_own(handler: Any, policy: str) -> str:
    """Add what whoever runs the server asks for (JupyterHub does): both must allow it."""
    asked = handler.settings.get("headers", {}).get("Content-Security-Policy", "")
    return f"{policy}, {asked}" if asked else policy


@lru_cache
def _hashes(templates: Path) -> str:
    digests = (hashlib.sha256(code.encode()).digest() for code in inline_handlers(templates))
    return " ".join(f"'sha256-{base64.b64encode(digest).decode()}'" for digest in digests)
