"""How Sphinx makes the API reference out of the docstrings; see `make docs`."""

from importlib.metadata import version as installed

project = "Tinkernet"
author = "Tinkernet"
release = version = installed("tinkernet")

extensions = [
    "sphinx.ext.autodoc",
    "sphinx.ext.autosummary",
    "sphinx.ext.mathjax",
    "numpydoc",
]
html_theme = "furo"
html_title = "Tinkernet: API reference"
html_show_copyright = False
html_show_sphinx = False

templates_path = ["_templates"]
autosummary_generate = True
autosummary_ignore_module_all = False
autodoc_typehints = "none"  # the docstrings say it in words
numpydoc_show_class_members = False
nitpicky = False
# "data" is a room of the library and what parameters hold; the docstrings mean what is nearest.
suppress_warnings = ["ref.python"]
