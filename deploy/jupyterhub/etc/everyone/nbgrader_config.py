"""nbgrader for all accounts of the hub: the course's own configuration, and who is in the course.

Lies in /etc/jupyter (or another folder of JUPYTER_CONFIG_PATH), beside the course's configuration
as ``course_nbgrader_config.py`` and a ``nbgrader_config.json`` that says where the exchange is.
"""

c = get_config()

load_subconfig("course_nbgrader_config.py")

# The hub's groups nbgrader-COURSE and formgrade-COURSE say who is in which course.
c.Authenticator.plugin_class = "nbgrader.auth.JupyterHubAuthPlugin"

# Nothing that a student laid into the exchange is believed: not whose it is, not where it leads.
c.ExchangeFactory.collect = "tinkernet.grading.CollectOwnFiles"
