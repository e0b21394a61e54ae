"""What students and zips may be called: nothing lands elsewhere, nobody else's work is lost."""

import shutil
import stat
import struct
import zipfile

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lms_downloads import laid, tinkernet, work, zipped
from small_class import lay_course

from tinkernet.lms import Laid, Wishes, collect

GOOD = "Ada Lovelace_1_assignsubmission_file/small.ipynb"
EVE = "Eve_2_assignsubmission_file"


@pytest.fixture
def course(tmp_path):
    return lay_course(tmp_path / "course")


def collected(course, content, **wishes):
    path = course.parent / "download.zip"
    path.write_bytes(content)
    return list(collect(course, "small", path, Wishes(**wishes)).outcomes)


def member(name, mode=0, encrypted=False, utf8=True):
    info = zipfile.ZipInfo("x")
    info.filename = name
    info.external_attr = mode << 16
    info.flag_bits = (0x1 if encrypted else 0) | (0x800 if utf8 else 0)
    return info


@pytest.mark.parametrize(
    ("name", "mode", "why"),
    [
        ("../../small.ipynb", 0, "leads out"),
        (f"{EVE}/../../small.ipynb", 0, "leads out"),
        (f"/{EVE}/small.ipynb", 0, "absolute"),
        (f"C:{EVE}/small.ipynb", 0, "drive letter"),
        (f"{EVE}\\..\\small.ipynb", 0, "backslash"),
        (f"{EVE}//small.ipynb", 0, "empty part"),
        (f"{EVE}/{'a' * 300}.ipynb", 0, "longer than 240 bytes"),
        (f"{EVE}/{'a/' * 20}small.ipynb", 0, "folders deep"),
        (f"{EVE}/small\x1b[2J.ipynb", 0, "control characters"),
        (f"{EVE}/small.ipynb", stat.S_IFLNK | 0o777, "it is a link"),
        (f"{EVE}/small.ipynb", stat.S_IFIFO | 0o777, "no ordinary file"),
        (GOOD, 0, "occurs twice"),
        (GOOD.replace("small", "SMALL"), 0, "only in upper and lower case"),
        ("Eve?_2_assignsubmission_file/small.ipynb", 0, "cannot be a folder"),
        (".Eve_2_assignsubmission_file/small.ipynb", 0, "cannot be a folder"),
        ("-rf_2_assignsubmission_file/small.ipynb", 0, "cannot be a folder"),
        ("ada lovelace_2_assignsubmission_file/small.ipynb", 0, "people are called"),
    ],
)
@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_each_bad_name_is_reported_and_the_others_are_laid(course, name, mode, why):
    other = "Bo_3_assignsubmission_file/small.ipynb"
    done = collected(course, zipped([(GOOD, work()), (member(name, mode), b"{}"), (other, work())]))
    placed = {path: content for path, content in laid(course).items() if "/small" in path}
    assert placed["Bo/small/small.ipynb"] == work()
    assert set(placed.values()) == {work()}
    refused = [each for each in done if each.laid is Laid.NOT_PLACED]
    assert why in " ".join(note for each in refused for note in each.notes)


def test_locked_and_damaged_members_cost_only_themselves(course):
    content = bytearray(zipped({GOOD: work(), f"{EVE}/small.ipynb": work({"double": "return 9"})}))
    with zipfile.ZipFile(course.parent / "x.zip", "w") as archive:
        archive.writestr(GOOD, work())
        archive.writestr(f"{EVE}/small.ipynb", "secret words")
    content = bytearray((course.parent / "x.zip").read_bytes())
    damaged = content.replace(b"secret words", b"Secret words")
    (_, eve) = sorted(collected(course, bytes(damaged)), key=lambda each: each.laid)
    assert (eve.laid, eve.notes) == (Laid.NOT_PLACED, ("it is damaged.",))
    at = content.rfind(b"PK\x01\x02")
    struct.pack_into("<H", content, at + 8, 0x1)
    done = collected(course, bytes(content))
    assert [note for each in done for note in each.notes] == ["it is locked with a password."]
    assert set(laid(course)) == {"Ada Lovelace/small/small.ipynb"}


def test_bombs_are_refused_by_what_they_say_and_what_they_do(course):
    bomb = zipped({"small.ipynb": b"\0" * 60_000_000})
    many = zipped({f"{at}.txt": "" for at in range(1001)})
    deep = zipped({"small.ipynb": work(), "in.zip": zipped({"in.zip": bomb})})
    done = collected(course, zipped({
        GOOD: work(),
        f"{EVE}/small.zip": bomb,
        "Flo_4_assignsubmission_file/small.zip": many,
        "Gus_5_assignsubmission_file/small.zip": deep,
        "Hal_6_assignsubmission_file/small.zip": b"PK\x05\x06 no zip",
    }))  # fmt: skip
    notes = " ".join(note for each in done for note in each.notes)
    for words in ("as zip bombs do", "1001 files", "a zip in a student's zip", "no zip"):
        assert words in notes
    assert set(laid(course)) == {"Ada Lovelace/small/small.ipynb", "Gus/small/small.ipynb"}


def test_names_in_old_encodings_are_read(course):
    name = "Zoë 張_1_assignsubmission_file/small.ipynb"
    path = course.parent / "x.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("Q" * len(name.encode()), work())
        archive.writestr("Zo\u00eb B_2_assignsubmission_file/small.ipynb", work())
    raw = path.read_bytes().replace(b"Q" * len(name.encode()), name.encode())  # and no flag for it
    (course.parent / "download.zip").write_bytes(raw)
    list(collect(course, "small", course.parent / "download.zip").outcomes)
    assert {path.split("/")[0] for path in laid(course)} == {"Zoë 張", "Zoë B"}


def test_no_file_name_makes_somebody_somebody_else(course):
    files = {
        "evemallory_666_777_Week_1_bo_attempt_2026-10-01-12-30-00_small.ipynb": work(),
        "evemallory_666_778_901_902_small.ipynb": work(),
        "lovelaceada_901_779_small.ipynb": work(),
    }
    collected(course, zipped(files))
    assert {path.split("/")[0] for path in laid(course)} == {"evemallory-666", "lovelaceada-901"}
    shutil.rmtree(course / "submitted")
    shutil.rmtree(course / ".tinkernet")
    bo = "Bo_9_assignsubmission_file"
    inner = zipped({f"{bo}/small.ipynb": work()})
    collected(course, zipped({f"{EVE}/x.zip": inner, f"{EVE}/{bo}/a.txt": ""}))
    assert {path.split("/")[0] for path in laid(course)} == {"Eve"}
    collected(course, zipped({GOOD: work(), "x.zip": inner}))
    assert {path.split("/")[0] for path in laid(course)} == {"Eve", "Ada Lovelace"}


def test_links_in_a_folder_and_in_submitted_are_not_followed(course, tmp_path):
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "small.ipynb").write_bytes(b"private")
    folder = tmp_path / "unpacked"
    (folder / EVE).mkdir(parents=True)
    (folder / EVE / "small.ipynb").symlink_to(outside / "small.ipynb")
    (folder / "Bo_3_assignsubmission_file").symlink_to(outside)
    done = list(collect(course, "small", folder).outcomes)
    assert {note for each in done for note in each.notes} == {"it is a link."}
    (course / "submitted").mkdir(exist_ok=True)
    (course / "submitted" / "Ada Lovelace").symlink_to(outside)
    files = {GOOD: work(), "Bo_3_assignsubmission_file/small.ipynb": b""}
    ada, bo = collected(course, zipped(files))
    assert (ada.laid, bo.laid) == (Laid.NOT_PLACED, Laid.NEW)
    assert "links are not followed" in ada.notes[0]
    assert [path.name for path in outside.iterdir()] == ["small.ipynb"]


def test_a_name_cannot_write_on_the_terminal(course, monkeypatch):
    path = course.parent / "download.zip"
    path.write_bytes(zipped({"[red]Eve[/red]\u202e_2_assignsubmission_file/small.ipynb": work()}))
    done = tinkernet(course, monkeypatch, "collect", path)
    assert "[red]Eve[/red]\\u202e" in done.output


FRAGMENTS = st.sampled_from([
    "..", ".", "", "/", "\\", "~", "C:", "-x", "Ada", "_1_", "_assignsubmission_file", "_LATE_",
    "_12_34_", "_attempt_2026-10-01-12-30-00_", "small", ".ipynb", ".txt", "\0", "\n", "*", "'",
    "timestamp.txt", ".tinkernet", "small.ipynb", "submitted", "\ud800", "é", "e\u0301", "%2e%2e/",
])  # fmt: skip
NAMES = st.lists(FRAGMENTS | st.text(max_size=4), min_size=1, max_size=7).map("".join)
STARTS = st.sampled_from(
    ["", "../", f"{EVE}/", f"{EVE}_", "eve_2_3_", "HW_eve_attempt_2026-10-01-12-30-00_"]
)
ENDS = st.sampled_from(["", "/small.ipynb", "small.ipynb"])
WHOLE = st.builds("{}{}{}".format, STARTS, NAMES, ENDS).filter(bool)


@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(names=st.lists(WHOLE, min_size=1, max_size=5), inner=st.lists(NAMES, max_size=3))
@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_nothing_ever_lands_outside_submitted(tmp_path, names, inner):
    place = tmp_path / "place"
    course = place / "course"
    if not course.exists():
        lay_course(course)
    for old in (course / "submitted", course / ".tinkernet"):
        shutil.rmtree(old, ignore_errors=True)
    try:
        students_zip = zipped([(member(name), b"{}") for name in inner if name])
        files = [(member(name), b"{}") for name in names]
        content = zipped([*files, (f"{EVE}/x.zip", students_zip)])
    except UnicodeError:
        return  # a zip cannot hold this name
    before = contents(place)
    try:
        done = collected(course, content)
    except ValueError:  # Canvas's or Blackboard's? then nothing is laid
        done = []
    after = contents(place)
    assert before.keys() <= after.keys()
    new = {path for path in after if before.get(path) != after[path]} - {place / "download.zip"}
    for path in new:
        if path.is_relative_to(course / ".tinkernet"):
            continue
        student, assignment, *_ = path.relative_to(course / "submitted").parts
        assert assignment == "small"
        assert student[0] not in ".-"
    assert bool(new) >= any(each.laid is Laid.NEW for each in done)


def contents(folder):
    return {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
