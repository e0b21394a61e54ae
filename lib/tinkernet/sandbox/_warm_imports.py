"""What the zygote imports once, so that no notebook has to wait for it."""

import sys

# A debugger in a kernel that nobody debugs costs more to load than all the rest.
sys.modules["debugpy"] = None  # type: ignore[assignment]

import urllib.request

import ipykernel.debugger
import ipykernel.ipkernel
import ipykernel.kernelapp
import IPython.core.completerlib
import IPython.core.debugger
import IPython.core.oinspect
import IPython.extensions.storemagic
import ipywidgets
import matplotlib.backends.backend_agg
import matplotlib.pyplot
import matplotlib_inline.backend_inline
import numpy
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

from . import _answering_kernel

# The first product and the first solution make linear algebra set up its working memory.
table = numpy.eye(128)
table @ table
numpy.linalg.lstsq(table, table)

__all__ = ["IPython", "_answering_kernel", "ipykernel", "ipywidgets", "matplotlib"]
__all__ += ["matplotlib_inline", "pygments", "stack_data", "tinkernet", "tornado", "tqdm", "urllib"]
