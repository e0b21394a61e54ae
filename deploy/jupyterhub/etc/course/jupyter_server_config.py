"""The course's own Jupyter server, on which graders work."""

c = get_config()  # noqa: F821

# Formgrader is shown in a frame of JupyterLab. JupyterHub would forbid frames altogether.
c.ServerApp.tornado_settings = {"headers": {"Content-Security-Policy": "frame-ancestors 'self'"}}
c.ServerApp.jpserver_extensions = {
    "nbgrader.server_extensions.formgrader": True,
    "nbgrader.server_extensions.validate_assignment": True,
    "nbgrader.server_extensions.assignment_list": False,
    "nbgrader.server_extensions.course_list": False,
}
