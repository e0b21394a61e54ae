"""Jupyter servers of all accounts of the hub."""

c = get_config()  # noqa: F821

# A login shell would set its own PATH, and `tinkernet` would not be found in it.
c.ServerApp.terminado_settings = {"shell_command": ["/bin/bash"]}
