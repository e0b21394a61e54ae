"""Let every kernel that an nbgrader command starts live in a sandbox."""

from __future__ import annotations

import contextlib
import sys

from jupyter_client.provisioning.factory import KernelProvisionerFactory

from ._bubblewrap import SandboxUnavailableError, require_bubblewrap
from ._provisioner import PROVISIONER


def shut_in_by_default() -> bool:
    """Make the sandbox the default provisioner of this process; for ``nbgrader_config.py``.

    Not in a Jupyter server, where it would shut in the notebooks that its user works on; and not
    where there is no bubblewrap, such as on a student's machine.

    Returns
    -------
    bool
        Whether kernels of this process will be shut in.
    """
    server = sys.modules.get("jupyter_server.serverapp")
    if server is not None and server.ServerApp.initialized():
        return False
    with contextlib.suppress(SandboxUnavailableError):
        require_bubblewrap()
        KernelProvisionerFactory.instance().default_provisioner_name = PROVISIONER
        return True
    return False
