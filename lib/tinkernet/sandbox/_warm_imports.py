"""What the zygote imports once, so that no notebook has to wait for it."""

import sys
import urllib.request

import ipykernel.debugger
import ipykernel.ipkernel
import ipykernel.kernelapp
import IPython.core.completerlib
import IPython.core.debugger
import IPython.core.oinspect
import IPython.core.ultratb
import IPython.extensions.storemagic
import ipywidgets
import matplotlib.backends.backend_agg
import matplotlib.pyplot
import matplotlib_inline.backend_inline
import numpy
import numpy.random
import pygments.formatters.html
import pygments.formatters.terminal256
import pygments.lexers.python
import stack_data
import tornado.platform.asyncio
import tornado.queues
import tqdm.notebook

import tinkernet.data
import tinkernet.nn
import tinkernet.optim
import tinkernet.plots
import tinkernet.probe
import tinkernet.widgets

from . import _answering_kernel, _ordinary_kernel
from ._forbidden_calls import forbidden_calls

# The first product and the first solution make linear algebra set up its working memory.
table = numpy.eye(128)
table @ table
numpy.linalg.lstsq(table, table)

forbidden_calls()
tinkernet.data.diabetes()

# The first traceback compiles what the others are written with.
try:
    raise NotImplementedError
except NotImplementedError:
    IPython.core.ultratb.FormattedTB(mode="Plain").structured_traceback(*sys.exc_info())

__all__ = [
    "IPython",
    "_answering_kernel",
    "_ordinary_kernel",
    "ipykernel",
    "ipywidgets",
    "matplotlib",
]
__all__ += ["matplotlib_inline", "pygments", "stack_data", "tinkernet", "tornado", "tqdm", "urllib"]
