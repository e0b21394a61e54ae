"""Formgrader's pages, made safe to open: what students wrote is cleaned, no script of theirs runs.

Formgrader shows notebooks of students on the instructor's own Jupyter server. A script in one
could change grades there, or run anything. So the pages are made by our exporter, and each
carries a content security policy by which only nbgrader's own scripts run: each of them is
marked with a number drawn anew for each page.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader
from markupsafe import Markup

from ._formgrader_policy import new_nonce, page_policy, policy_of_files
from ._formgrader_templates import MarkingLoader
from ._pages import SafePageExporter

_HANDLERS = "nbgrader.server_extensions.formgrader.handlers"


def secure_pages(c: Any) -> None:
    """Make feedback and formgrader's pages safe to open; for ``nbgrader_config.py``.

    Parameters
    ----------
    c : traitlets.config.Config
        What ``get_config()`` returned there.

    Examples
    --------
    >>> from traitlets.config import Config
    >>> c = Config()
    >>> secure_pages(c)
    >>> c.GenerateFeedback.exporter_class
    'tinkernet.grading._feedback.FeedbackExporter'
    """
    # By name: formgrader shows the configuration as JSON.
    c.GenerateFeedback.exporter_class = "tinkernet.grading._feedback.FeedbackExporter"
    # Whatever else makes a page of a notebook with this configuration contacts nobody.
    c.HTMLExporter.sanitize_html = True
    c.HTMLExporter.mathjax_url = ""
    c.HTMLExporter.require_js_url = ""
    c.HTMLExporter.jquery_url = ""
    handlers = sys.modules.get(_HANDLERS)
    if handlers is not None:  # in the Jupyter server; nbgrader's commands have no formgrader
        _secure(handlers)


class FormgraderExporter(SafePageExporter):
    """Writes the page on which an instructor reads and grades one notebook."""

    page = "formgrade.html.j2"

    def _init_resources(self, resources: Any) -> Any:
        resources = super()._init_resources(resources)  # type: ignore[no-untyped-call]
        css = self.environment.get_template("content.css").render()
        resources["inlining"] = {"css": [self.environment.globals["code_css"], Markup(css)]}
        return resources

    def _create_environment(self) -> Environment:
        environment = super()._create_environment()
        if environment.loader is not None:
            environment.loader = MarkingLoader(environment.loader, _templates())
        return environment


class _Marked:
    """The exporter, for one page and its number."""

    def __init__(self, exporter: FormgraderExporter, nonce: str) -> None:
        self._exporter = exporter
        self._nonce = nonce

    def from_filename(self, filename: str, resources: dict[str, Any]) -> tuple[str, Any]:
        marked = {**resources, "csp_nonce": self._nonce}
        return self._exporter.from_filename(filename, resources=marked)


def _secure(handlers: Any) -> None:
    """Replace what formgrader's handlers do about pages; a second time changes nothing."""
    base = handlers.BaseHandler
    if "content_security_policy" in vars(base):
        return
    base.content_security_policy = property(_policy)
    base.exporter = property(_exporter)
    base.render = _render
    # A student's own files, next to the notebook: shown, if at all, as if from nowhere.
    handlers.SubmissionFilesHandler.content_security_policy = property(policy_of_files)
    handlers.FormgraderHandler.get = _outside_of_submissions(handlers.FormgraderHandler.get)


def _policy(handler: Any) -> str:
    return page_policy(handler, _nonce(handler), _templates())


def _nonce(handler: Any) -> str:
    """Return the number of the page that a handler is about to send."""
    if "_tinkernet_nonce" not in vars(handler):
        handler._tinkernet_nonce = new_nonce()
    return str(handler._tinkernet_nonce)


def _exporter(handler: Any) -> _Marked:
    settings = handler.settings
    if "tinkernet_exporter" not in settings:
        config = settings["nbgrader_exporter"].config
        settings["tinkernet_exporter"] = FormgraderExporter(config=config)  # type: ignore[no-untyped-call]
    return _Marked(settings["tinkernet_exporter"], _nonce(handler))


def _render(handler: Any, name: str, **names: Any) -> str:
    settings = handler.settings
    if "tinkernet_environment" not in settings:
        loader = MarkingLoader(FileSystemLoader(_templates()), _templates())
        settings["tinkernet_environment"] = Environment(loader=loader, autoescape=True)
    template = settings["tinkernet_environment"].get_template(name)
    return str(template.render(csp_nonce=_nonce(handler), **names))


def _outside_of_submissions(get: Any) -> Any:
    """Keep ``formgrader?path=...`` from running an ``nbgrader_config.py`` that was handed in."""

    def guarded(handler: Any) -> Any:
        from tornado.web import HTTPError

        path = handler.get_argument("path", "")
        course = handler.coursedir
        written = (
            course.submitted_directory, course.autograded_directory, course.feedback_directory,
        )  # fmt: skip
        for name in written if path else ():
            if Path(path).resolve().is_relative_to((Path(course.root) / name).resolve()):
                raise HTTPError(403, f"{name} holds what students wrote: no course can be there.")
        return get(handler)

    return guarded


def _templates() -> Path:
    from nbgrader.server_extensions import formgrader

    return Path(str(formgrader.__file__)).with_name("templates")
