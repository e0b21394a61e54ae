"""How Sphinx makes the reference out of the docstrings (`make docs`); the book uses it too."""

import sys
from importlib.metadata import version as installed
from pathlib import Path

_HERE = Path(__file__).parent
sys.path.insert(0, str(_HERE / "_extensions"))

project = "Tinkernet"
author = "Tinkernet"
release = version = installed("tinkernet")

extensions = [
    "sphinx.ext.autodoc",
    "sphinx.ext.autosummary",
    "mathml",
    "numpydoc",
]
html_theme = "furo"
html_title = "Tinkernet: API reference"
html_show_copyright = False
html_show_sphinx = False
html_copy_source = False
html_math_renderer = "mathml"
html_static_path = [str(_HERE.parent / "book" / "static")]
html_css_files = ["book.css"]
html_js_files = ["scrollable.js"]
html_favicon = str(_HERE.parent / "book" / "static" / "favicon.svg")
html_show_sourcelink = False

templates_path = [str(_HERE / "_templates")]
exclude_patterns = ["_*"]
autosummary_generate = True
autosummary_ignore_module_all = False
autodoc_typehints = "none"  # the docstrings say it in words
numpydoc_show_class_members = False
nitpicky = False
# "data" is a room of the library and what parameters hold; the docstrings mean what is nearest.
suppress_warnings = ["ref.python"]
