"""How Sphinx makes the book out of what build.py lays; the look is that of the API reference."""

import os
import runpy
from pathlib import Path

_BOOK = Path(os.environ["TINKERNET_BOOK"])  # this folder, while what is built lies elsewhere
_API = runpy.run_path(str(_BOOK.parent / "api" / "conf.py"))
globals().update({name: value for name, value in _API.items() if not name.startswith("_")})

extensions = [*_API["extensions"], "myst_parser"]
html_title = "Tinkernet"

# What the notebooks' Markdown holds, and nothing more of MyST than that.
myst_enable_extensions = ["dollarmath"]
myst_dmath_double_inline = True
myst_heading_anchors = 4

html_use_index = False
html_domain_indices = False
html_show_search_summary = False  # it would fetch pages, which a browser refuses to a local file
html_theme_options = {
    "light_css_variables": {"color-brand-primary": "#0b559f", "color-brand-content": "#0b559f"},
    "dark_css_variables": {"color-brand-primary": "#8ab8ec", "color-brand-content": "#8ab8ec"},
    "footer_icons": [],
}
