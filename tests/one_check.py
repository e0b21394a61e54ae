"""One check of the doctor's on a small course, for its tests."""

from tinkernet.doctor import Machine, Role, checks_for, examine

CONFIG = "c = get_config()\nc.CourseDirectory.course_id = 'trial'\n"
CHECKS = {check.name: check for check in checks_for(Role.INSTRUCTOR)}


def lay_course(tmp_path, monkeypatch):
    """Lay an empty course, with an exchange and caches of its own that are not there yet."""
    course = tmp_path / "a course"
    (course / "course").mkdir(parents=True)
    exchange = f"c.Exchange.root = {str(tmp_path / 'exchange')!r}\n"
    (course / "nbgrader_config.py").write_text(CONFIG + exchange)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    return course


def look(name, folder, role=Role.INSTRUCTOR, seconds=60.0):
    (found,) = examine(Machine(role, folder), [CHECKS[name]], seconds=seconds)
    return found


def hold(found, state, *words):
    """Hold a finding to a state and to words; who finds something says what to do."""
    text = f"{found.found} | {found.advice}"
    assert found.state == state, text
    assert all(word in text for word in words), text
    assert "\n" not in text
    assert bool(found.advice) is (state != "ok")
