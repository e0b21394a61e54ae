"""Where a student's code runs: kernels behind walls, forked warm, ended without a trace."""

from ._bubblewrap import INSTALL_LINE, JUDGES_ROOMS, SandboxUnavailableError, require_bubblewrap
from ._default_provisioner import shut_in_by_default
from ._kernel import CellRun, Kernel, KernelGoneError
from ._limits import Limits
from ._plain_manager import remove_plain_folders
from ._provisioner import PROVISIONER, SandboxedKernelManager, SandboxProvisioner
from ._requirements import require_sandbox
from ._sandboxes import Sandbox, SandboxLostError, Zygotes, zygotes
from ._submitted_files import SubmittedFiles, read_folder
from ._zygote_process import SharedZygote

__all__ = [
    "INSTALL_LINE",
    "JUDGES_ROOMS",
    "PROVISIONER",
    "CellRun",
    "Kernel",
    "KernelGoneError",
    "Limits",
    "Sandbox",
    "SandboxLostError",
    "SandboxProvisioner",
    "SandboxUnavailableError",
    "SandboxedKernelManager",
    "SharedZygote",
    "SubmittedFiles",
    "Zygotes",
    "read_folder",
    "remove_plain_folders",
    "require_bubblewrap",
    "require_sandbox",
    "shut_in_by_default",
    "zygotes",
]
