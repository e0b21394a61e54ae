"""The same hub, for trying it on one machine: one password for all, made for this run."""

import os
import tomllib
from pathlib import Path

c = get_config()  # noqa: F821

load_subconfig("jupyterhub_config.py")  # noqa: F821

settings = tomllib.loads(Path(os.environ["HUB_TOML"]).read_text())
c.JupyterHub.authenticator_class = "shared-password"
c.SharedPasswordAuthenticator.user_password = settings["trial"]["password"]
