"""JupyterHub for one nbgrader course; what differs between machines stands in ``hub.toml``.

Students have a server each. Graders (instructors and assistants) share one more, the course's own:
a service of the hub that runs as the course's account, which alone can read the course folder.
"""

import os
import tomllib
from pathlib import Path

c = get_config()  # noqa: F821

settings = tomllib.loads(Path(os.environ.get("HUB_TOML", "/etc/jupyterhub/hub.toml")).read_text())
hub, course = settings["hub"], settings["course"]
name = course["id"]
students, graders = f"nbgrader-{name}", f"formgrade-{name}"  # nbgrader knows these two by name
jupyter = Path(hub["jupyter_config"])
single_user = [hub["python"], "-m", "jupyterhub.singleuser"]


def environment(role: str) -> dict[str, str]:
    """Return what a Jupyter server of this role finds: its configuration, the course's commands."""
    return {
        "JUPYTER_CONFIG_PATH": os.pathsep.join(str(jupyter / one) for one in (role, "everyone")),
        "PATH": os.pathsep.join([str(Path(hub["python"]).parent), "/usr/local/bin:/usr/bin:/bin"]),
    }


def own_configuration(spawner) -> str:
    """Return where somebody's own server finds its configuration."""
    groups = {group.name for group in spawner.user.groups}
    role = "instructors" if graders in groups else "students"
    return environment(role)["JUPYTER_CONFIG_PATH"]


# The hub, its proxy and its database; only the proxy's public side is for others than this machine.
state = Path(hub["folder"])
c.JupyterHub.bind_url = hub["address"]
c.JupyterHub.hub_bind_url = f"http://127.0.0.1:{hub['hub_port']}"
c.ConfigurableHTTPProxy.command = hub["proxy"]
c.ConfigurableHTTPProxy.api_url = f"http://127.0.0.1:{hub['proxy_port']}"
c.JupyterHub.db_url = f"sqlite:///{state}/jupyterhub.sqlite"
c.JupyterHub.cookie_secret_file = str(state / "cookie_secret")
c.ConfigurableHTTPProxy.pid_file = str(state / "proxy.pid")

# Who may come in. hub.toml is the whole truth: who is taken out there is out after a restart, and
# nobody logs in as the course itself, which the hub knows as a user because nbgrader asks for it.
c.Authenticator.allowed_users = {*course["students"], *course["graders"]}
c.Authenticator.allow_existing_users = False
c.JupyterHub.load_groups = {
    students: {"users": course["students"]},
    graders: {"users": [*course["graders"], course["account"]]},
    f"instructors-{name}": {"users": course["instructors"]},
}

# Own servers: JupyterLab, as the system user of the same name, in their home.
c.Spawner.cmd = single_user
c.Spawner.default_url = "/lab"
c.Spawner.environment = {**environment("students"), "JUPYTER_CONFIG_PATH": own_configuration}
c.Spawner.server_token_scopes = [
    "users:activity!user",
    "access:servers!user",
    "read:users!user",  # nbgrader asks which groups, and so which courses, its user is in
    "list:services",
    f"read:services!service={name}",
]

# The course's own server, for graders only.
c.JupyterHub.services = [
    {
        "name": name,
        "url": f"http://127.0.0.1:{course['port']}",
        "command": single_user,
        "user": course["account"],
        "cwd": course["folder"],
        "environment": {
            **environment("course"),
            "JUPYTERHUB_USER": course["account"],
            "JUPYTERHUB_DEFAULT_URL": "/lab",
        },
        "oauth_no_confirm": True,
    }
]
c.JupyterHub.load_roles = [
    {
        "name": graders,
        "groups": [graders],
        "scopes": [
            f"access:services!service={name}",
            "list:services",
            f"read:services!service={name}",
        ],
    },
    {
        # The hub's admin page: see students and stop their servers. Not: enter them.
        "name": f"instructors-{name}",
        "groups": [f"instructors-{name}"],
        "scopes": [
            "admin-ui",
            f"list:users!group={students}",
            f"read:servers!group={students}",
            f"delete:servers!group={students}",
            f"groups!group={students}",
        ],
    },
    {
        # nbgrader asks which course it is in.
        "name": f"course-{name}",
        "services": [name],
        "scopes": [f"read:users!user={course['account']}"],
    },
]
