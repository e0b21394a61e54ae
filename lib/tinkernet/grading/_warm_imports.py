"""What the fork server imports once, so that no notebook has to wait for it."""

import ipykernel.ipkernel
import ipykernel.kernelapp
import matplotlib.backends.backend_agg
import matplotlib.figure
import tqdm.notebook

import tinkernet
import tinkernet.data
import tinkernet.nn
import tinkernet.optim
import tinkernet.plots
import tinkernet.widgets

__all__ = ["ipykernel", "matplotlib", "tinkernet", "tqdm"]
