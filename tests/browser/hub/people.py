"""What people do on the hub, each in a browser of their own."""

import json
import re
import time

from ..lab_window import Lab


class Person(Lab):
    """Somebody with an account, in a window of their own.

    Where a server starts first, ``log_in`` does not wait for it: several can start at a time.
    """

    def __init__(self, browser, hub, name):
        super().__init__(browser, f"{hub.address}/user/{name}")
        self.page.set_default_timeout(60_000)
        self.hub = hub
        self.name = name

    def log_in(self, to="/hub/spawn"):
        self.page.goto(f"{self.hub.address}/hub/login?next={to}")
        self.page.fill("#username_input", self.name)
        self.page.fill("#password_input", self.hub.password)
        self.page.press("#password_input", "Enter")

    def menu(self, entry):
        self.page.get_by_role("menuitem", name="Nbgrader", exact=True).click()
        self.page.get_by_role("menuitem", name=entry, exact=True).click()

    def status_of(self, path):
        """Return the status with which an address of the hub is answered to this person."""
        return self.page.request.get(f"{self.hub.address}{path}").status


class Student(Person):
    """A student at work with nbgrader's extensions of JupyterLab."""

    def fetch(self, assignment):
        self.menu("Assignment List")
        self._list("released").get_by_role("button", name="Fetch").click()
        self._list("fetched").get_by_text(assignment).first.wait_for()

    def open_notebook(self):
        link = self._list("fetched").locator(".nested_list_item a")
        while not link.is_visible():  # the list closes again where it is written anew
            self._list("fetched").locator("a.assignment-notebooks-link").click()
            self.page.wait_for_timeout(500)
        link.click()
        self.page.locator(".jp-Notebook .jp-Cell").first.wait_for()
        self.page.locator("text=/Python 3 \\(ipykernel\\) \\| Idle/").wait_for()

    def answer(self, answers):
        """Write answers into cells, by their place; save."""
        self.page.locator(".lm-TabBar-tabLabel", has_text=".ipynb").click()
        for index, source in answers.items():
            if self._is_markdown(index):
                self.cell(index).dblclick()
            self.replace_in_cell(index, source)
        self.page.keyboard.press("Escape")
        self.page.keyboard.press("Control+S")
        saved = "() => !window.jupyterapp.shell.currentWidget.context.model.dirty"
        self.page.wait_for_function(saved)

    def _is_markdown(self, index):
        kind = "(k) => window.jupyterapp.shell.currentWidget.content.widgets[k].model.type"
        return self.page.evaluate(kind, index) == "markdown"

    def ask_kernel(self, code):
        """Run code in place of the first answer; return what its last line is worth."""
        *before, last = code.strip().splitlines()
        asked = "\n".join(["import json", *before, f"print('told', json.dumps({last}))"])
        self.page.locator(".lm-TabBar-tabLabel", has_text=".ipynb").click()
        self.replace_in_cell(1, f"# {time.monotonic()}\n{asked}")
        self.page.keyboard.press("Control+Enter")
        self.page.wait_for_function(
            """(asked) => {
                const cell = window.jupyterapp.shell.currentWidget.content.widgets[1].model;
                const text = JSON.stringify(cell.toJSON().outputs);
                return cell.sharedModel.source.includes(asked) && text.includes("told ");
            }""",
            arg=asked,
        )
        (output,) = json.loads(self.outputs(1))
        return json.loads("".join(output["text"]).removeprefix("told "))

    def validate(self):
        """Press Validate in the list of assignments; return what is said."""
        self.page.locator(".lm-TabBar-tabLabel", has_text="Assignments").click()
        self._list("fetched").get_by_role("button", name="Validate").click()
        dialog = self.page.locator(".jp-Dialog")
        dialog.locator(".jp-Dialog-header", has_text="Validation").wait_for()
        said = dialog.inner_text()
        dialog.get_by_role("button", name="OK").click()
        return said

    def submit(self):
        """Press Submit; return how many submissions are listed then."""
        rows = self._list("submitted").locator(".nested_list_item")
        before = rows.count()
        self._list("fetched").get_by_role("button", name="Submit").click()
        rows.nth(before).wait_for()
        return rows.count()

    def read_feedback(self, page):
        """Fetch feedback, open that of the last submission; return its text."""
        self.menu("Assignment List")
        self._list("submitted").get_by_role("button", name="Fetch Feedback").click()
        self._list("submitted").get_by_text("view feedback").last.click()
        self.page.locator(".jp-DirListing-item", has_text=page).dblclick()
        shown = self.page.frame_locator(".jp-HTMLViewer iframe")
        shown.locator("main").wait_for()
        return shown.locator("body").inner_text()

    def _list(self, which):
        return self.page.locator(f"#{which}_assignments_list")


class Grader(Person):
    """An instructor or assistant on the course's own server."""

    def __init__(self, browser, hub, name):
        super().__init__(browser, hub, name)
        self.address = f"{hub.address}/services/{hub.course_id}"

    def open_course(self):
        """Log in, take the course from the hub's menu of services."""
        self.log_in("/hub/home")
        self.page.get_by_text("Services").click()
        self.page.get_by_role("link", name=self.hub.course_id).click()

    @property
    def formgrader(self):
        return self.page.frame_locator("iframe").first

    def open_formgrader(self):
        for tab in self.page.locator(".lm-TabBar-tab", has_text="Formgrader").all():
            tab.locator(".lm-TabBar-tabCloseIcon").click()
        self.menu("Formgrader")
        self.formgrader.locator("#main-table tr").first.wait_for()

    def press(self, column, assignment):
        """Press a button in formgrader's table of assignments; return the log of its success."""
        row = self.formgrader.locator("#main-table tr", has_text=assignment)
        row.locator(f".{column} a").click()
        dialog = self.formgrader.locator(".modal:visible")
        dialog.get_by_text("Success", exact=True).wait_for()
        said = dialog.inner_text()
        dialog.get_by_role("button", name="OK").click()
        dialog.wait_for(state="hidden")
        return said

    def set_due_date(self, assignment, when):
        row = self.formgrader.locator("#main-table tr", has_text=assignment)
        row.locator(".edit a").click()
        dialog = self.formgrader.locator(".modal:visible")
        dialog.locator("input.modal-duedate").fill(when.strftime("%Y-%m-%dT%H:%M:%S"))
        dialog.locator("input.modal-timezone").fill("+0000")
        dialog.get_by_role("button", name="Save").click()
        dialog.wait_for(state="hidden")
        row.locator(".duedate", has_text=when.strftime("%H:%M:%S")).wait_for()

    def grade_by_hand(self, assignment, cell, loaded, judge):
        """Give points and a comment to every written answer, as ``judge`` says of its text.

        The page's numbers have come from the server once ``loaded`` is on it.
        """
        self._go(self.formgrader.get_by_role("link", name="Manual Grading"), "/gradebook")
        for place in (f"/gradebook/{assignment}", f"/gradebook/{assignment}/{assignment}"):
            self._go(self.formgrader.locator("#main-table a", has_text=assignment), place)
        links = self.formgrader.locator("#main-table a.name-hidden")
        links.first.wait_for()
        count = links.count()
        links.first.click()
        for number in range(1, count + 1):
            self.formgrader.get_by_text(f"Submission #{number}").first.wait_for()
            self.formgrader.locator(loaded).wait_for()
            points, comment = judge(self.formgrader.locator("body").inner_text())
            self._type(f"#{cell}", points, "/api/grade/")
            self._type(f"#{cell}-comment", comment, "/api/comment/")
            self.shot("hub-by-hand")
            self.formgrader.get_by_text("Next →").click()
        return count

    def _go(self, link, place):
        """Follow a link of formgrader's; wait until its page is there."""
        link.click()
        (frame,) = self.page.frames[1:]
        frame.wait_for_url(re.compile(f"/formgrader{place}/?$"))

    def _type(self, place, text, saved_at):
        self.formgrader.locator(place).fill(str(text))
        with self.page.expect_response(re.compile(saved_at)) as saved:
            self.formgrader.locator(place).press("Tab")
        assert saved.value.ok

    def in_terminal(self, command, *, until):
        """Type a command into a terminal of JupyterLab; wait until it has done its work."""
        self.page.locator('[title="New Launcher"]').first.click()
        self.page.locator(".jp-LauncherCard:visible", has_text="Terminal").click()
        # The shell's first prompt has named the tab after its user; then the keyboard must be its.
        self.page.locator(".lm-mod-current", has_text=f"{self.hub.account}@").wait_for()
        self.page.locator(".jp-Terminal:visible").click()
        self.page.wait_for_function("document.activeElement.closest('.jp-Terminal')")
        self.page.keyboard.type(f"{command}\n", delay=10)
        end = time.monotonic() + 150
        while not until():
            assert time.monotonic() < end, f"{command} came to no end"
            self.page.wait_for_timeout(200)
