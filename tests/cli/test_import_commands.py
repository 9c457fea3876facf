"""import, init and plan as a person types them."""

import os
import shlex
import sys
from pathlib import Path

import pexpect
import pytest

from runofshow.agenda.loader import parse_agenda
from runofshow.agenda.model import Agenda
from tests.commands import Run, typed_on_a_terminal
from tests.importers.made import csv_file, workbook

ROOT = Path(__file__).parents[2]
SHEET = csv_file("Time,Item,Speaker", "13:00-13:07,,Ms. Lakshmi Puri", "13:08-13:40,Q&A,")
HOURS = "2016-07-20, 13:00 to 13:40 (America/New_York)"
ANSWERED = ("--date", "2016-07-20", "--timezone", "America/New_York")


@pytest.fixture
def sheet(tmp_path: Path) -> Path:
    file = tmp_path / "lunch.csv"
    file.write_bytes(SHEET)
    return file


def imported(run: Run, *words: str) -> Agenda:
    """The agenda that comes of the staff sheet, on standard output."""
    return parse_agenda(run("import", "lunch.csv", *words, "-o", "-").out, "-")


def titles_in(file: Path) -> list[str]:
    return [block.title for block in parse_agenda(file.read_bytes(), "-").blocks()]


def test_import_writes_an_agenda_that_passes_check(run: Run, sheet: Path) -> None:
    said = run("import", sheet.name, *ANSWERED)

    assert said.out == ""
    assert said.err.splitlines() == [
        "read as UTF-8, columns parted by commas",
        "headings in row 1",
        "  Time    → start    1.00  heading, 2 of 2 are times",
        "  Item    → title    1.00  heading",
        "  Speaker → speaker  1.00  heading, 1 of 1 are names",
        "the title is made from the file's name: lunch",
        "floor rounds, by their titles: row 3 (Q&A)",
        f"2 blocks in 1 segment, 1 floor round; {HOURS}, 13:40 being the hard stop",
        "written: agenda.yaml",
        "next: look it over, then 'runofshow check'",
    ]
    assert "lunch: valid" in run("check").out


def test_import_overwrites_nothing_unasked(run: Run, sheet: Path, tmp_path: Path) -> None:
    (tmp_path / "agenda.yaml").write_text("mine", encoding="utf-8")
    assert "agenda.yaml exists already" in run("import", sheet.name, code=1).err
    assert (tmp_path / "agenda.yaml").read_text(encoding="utf-8") == "mine"

    run("import", sheet.name, *ANSWERED, "--force")
    assert "Ms. Lakshmi Puri" in (tmp_path / "agenda.yaml").read_text(encoding="utf-8")


def test_import_writes_a_whole_agenda_to_the_standard_output(run: Run, sheet: Path) -> None:
    assert sheet.exists()
    assert [block.title for block in imported(run, *ANSWERED).blocks()] == ["Ms. Lakshmi Puri", "Q&A"]


def test_import_refuses_in_a_sentence(run: Run, sheet: Path) -> None:
    for words, code, sentence in (
        (("lunch.csv",), 1, "doesn't say in which time zone the meeting is: say which with --timezone"),
        (("none.csv",), 1, "there is no file none.csv"),
        ((".",), 1, ". is a folder"),
        (("lunch.csv", "--date", "03/04/2026"), 2, "--date: '03/04/2026' is no date that can be read in one way"),
        (("lunch.csv", "--timezone", "Springfield"), 2, "write it like America/New_York"),
        (("lunch.csv", "--start", "9"), 2, "--start: 9 could be morning or afternoon"),
        (("lunch.csv", "--lengths", "3"), 2, "take m:ss (3:00 is 3 minutes) or h:mm"),
        (("lunch.csv", "--clock", "13"), 2, "--clock: '13' is no answer: take 12"),
    ):
        said = run("import", *words, code=code)

        assert sentence in said.err, words
        assert not (sheet.parent / "agenda.yaml").exists(), words


def test_an_agenda_that_the_room_cannot_hold_is_written_and_told(run: Run, sheet: Path) -> None:
    said = run("import", sheet.name, *ANSWERED, "--end", "13:30")

    assert "WARNING: the minimum lengths and handovers need 40m, 10m more than 13:00–13:30" in said.err
    assert run("check", code=1).err.count("\n") == 1


def asked_about(sheet: Path) -> "pexpect.spawn[str]":
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "TERM": "xterm", "COLUMNS": "120"}
    command = ["-m", "runofshow", "import", sheet.name]
    return pexpect.spawn(sys.executable, command, cwd=str(sheet.parent), env=environment, timeout=60, encoding="utf-8")


def test_questions_are_asked_on_a_terminal(sheet: Path) -> None:
    sheet.write_bytes(csv_file("03/04/2026", "Duration,Speaker", "3:00,Ms. A", "7:00,Ms. B"))
    child = asked_about(sheet)
    for question, answer in (
        ("in which city or time zone, as Geneva or America/New_York:", "Springfield"),
        ("write it like America/New_York", "New York"),
        ("2  2026-04-03: 3 April 2026", "2"),
        ("1  m:ss: 3:00 is 3m", "m:ss"),
        ("when does it begin, as 13:00:", "1 pm"),
    ):
        child.expect_exact(question)
        child.sendline(answer)
    child.expect_exact("written: agenda.yaml")
    child.expect(pexpect.EOF)
    child.close()

    assert child.exitstatus == 0
    agenda = parse_agenda((sheet.parent / "agenda.yaml").read_bytes(), "agenda.yaml")
    assert agenda.date.isoformat() == "2026-04-03"
    assert [str(block.duration) for block in agenda.blocks()] == ["0:03:00", "0:07:00"]


@pytest.mark.parametrize(
    ("key", "code"), [pytest.param("\x04", 1, id="Ctrl-D"), pytest.param("\x03", 130, id="Ctrl-C")]
)
def test_a_question_can_be_left(sheet: Path, key: str, code: int) -> None:
    child = asked_about(sheet)
    child.expect_exact("America/New_York: ")
    child.send(key)
    said = child.read()
    child.close()

    assert child.exitstatus == code
    assert said.endswith("\n")
    assert not (sheet.parent / "agenda.yaml").exists()


def test_without_the_extra_a_workbook_says_how_to_install_it(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "a.xlsx").write_bytes(workbook(("Time", "Speaker"), ("13:00-13:10", "Ms. A")))
    monkeypatch.setitem(sys.modules, "openpyxl", None)

    assert run("import", "a.xlsx", code=1).err == (
        "a.xlsx needs openpyxl, which is not installed: 'python -m pip install openpyxl' brings it, or after pipx "
        "'pipx inject runofshow openpyxl'\n"
    )


def test_init_that_prints_names_no_file_to_check(run: Run) -> None:
    said = run("init", "-o", "-")

    assert (said.out[:7], said.err) == ("title: ", "")


def test_init_writes_a_short_agenda_that_is_valid(run: Run, tmp_path: Path) -> None:
    assert "next: fill it in, then 'runofshow check'" in run("init").err
    lines = (tmp_path / "agenda.yaml").read_text(encoding="utf-8").splitlines()
    assert 10 <= len(lines) <= 20
    assert "Title of the meeting: valid" in run("check").out

    assert "exists already" in run("init", code=1).err
    assert "runofshow --agenda other.yaml check" in run("init", "-o", "other.yaml").err


def test_a_place_that_cannot_be_looked_at_is_told(run: Run, sheet: Path) -> None:
    said = run("import", sheet.name, "-o", f"{'a' * 300}.yaml", code=1).err

    assert "can't be written: file name too long; give another place with -o" in said


def test_plan_goes_to_a_file_or_to_the_standard_output(run: Run, tmp_path: Path) -> None:
    assert run("plan", "--format", "csv").out.startswith("\ufeffSegment,Start,End")
    assert run("plan", "--format", "json").out == run("plan", "--json").out
    run("plan", "-o", "plan.xlsx")
    assert (tmp_path / "plan.xlsx").read_bytes().startswith(b"PK")
    assert "exists already" in run("plan", "-o", "plan.xlsx", code=1).err
    run("plan", "-o", "plan.html", "--paper", "letter")
    assert b"size: letter portrait" in (tmp_path / "plan.html").read_bytes()


def test_a_programme_is_rounded_and_the_sheet_for_staff_is_not(run: Run) -> None:
    """To five minutes, unless another step is given; Ms. Puri begins at 13:03:30, and the floor at 13:26."""
    for words, puri, floor in (
        ((), "13:05", "13:25"),
        (("--round", "10m"), "13:05", "13:30"),
        (("--round", "0"), "13:03", "13:26"),
        (("--round", "1m"), "13:03", "13:26"),
    ):
        programme = run("plan", "--format", "md", *words).out
        assert f"| {puri} | **Ms. Lakshmi Puri**" in programme, words
        assert f"| {floor} | Remarks from the floor" in programme, words
    assert '<td class="time">13:05</td>' in run("plan", "--format", "html").out
    assert "13:03:30" in run("plan", "--format", "csv").out
    assert "T13:03:30" in run("plan", "--json").out
    assert "13:03:30" in run("plan").out


def test_plan_refuses_what_does_not_fit(run: Run) -> None:
    for words, sentence in (
        (("--format", "pdf"), "there is no format 'pdf'"),
        (("--json", "--format", "csv"), "--json and --format exclude each other"),
        (("--format", "csv", "--paper", "a4"), "--paper goes with xlsx, html and docx, not with csv"),
        (("--format", "docx", "--paper", "a3"), "--paper 'a3': take a4 or letter"),
        (("--format", "csv", "--round", "5m"), "--round goes with markdown, html and docx, not with csv"),
        (("--json", "--round", "0"), "--round goes with markdown, html and docx, not with json"),
        (("--round", "5m"), "--round goes with markdown, html and docx, not with the table"),
        (("--format", "md", "--round", "7m"), "--round: 7m doesn't divide an hour: take 5m, 10m, 15m or 30m"),
        (("--format", "md", "--round", "5"), "--round: 5 has no unit: write 5m for minutes"),
    ):
        assert sentence in run("plan", *words, code=2).err, words


@pytest.mark.skipif(sys.platform == "win32", reason="no pseudo-terminals there")
def test_a_binary_plan_is_not_written_to_a_terminal(tmp_path: Path) -> None:
    said = typed_on_a_terminal(tmp_path, "plan", "--format", "docx")

    assert "docx can't be read on a terminal: name a file, as -o plan.docx" in said.err
    assert (said.code, said.out) == (2, "")


TWO_DAYS = csv_file(
    "Day,Time,Room,Title,Speaker",
    "Day 1,09:00-10:00,A,Water,Ms. Ana Reyes",
    "Day 1,09:00-10:00,B,Energy,Mr. Bo Lind",
    "Day 2,09:00-10:00,A,Food,Ms. Cleo Marsh",
)


def test_import_ends_with_the_one_command_that_answers_all(run: Run, sheet: Path) -> None:
    sheet.write_bytes(TWO_DAYS)
    said = run("import", sheet.name, "--timezone", "Geneva", "--end", "10:30", "-o", "my agenda.yaml", code=1)

    *questions, _, command = said.err.splitlines()
    assert [one.rpartition("say which with ")[2] for one in questions] == [
        '--day "Day 1" or --day "Day 2"',
        "--date 2026-09-23",
        "--room A or --room B",
    ]
    assert command == (
        'runofshow import lunch.csv --output "my agenda.yaml" --timezone Geneva --end 10:30 '
        '--day "Day 1" --date YYYY-MM-DD --room A'
    )
    assert said.err.splitlines()[-2] == "this answers them all, with a day for YYYY-MM-DD; change what isn't so:"
    assert "--date: " in run(*shlex.split(command)[1:], code=2).err
    run(*shlex.split(command.replace("YYYY-MM-DD", "2026-12-01"))[1:])
    assert titles_in(sheet.parent / "my agenda.yaml") == ["Water"]


def test_the_days_of_a_file_are_read_in_one_order(run: Run, sheet: Path) -> None:
    """The 3rd and the 4th of April are a meeting, the 4th of March and the 4th of April are none."""
    rows = ("03/04/2027,09:00-10:00,Water,Ms. Ana Reyes", "04/04/2027,09:00-10:00,Food,Ms. Cleo Marsh")
    sheet.write_bytes(csv_file("Date,Time,Title,Speaker", *rows))
    said = run("import", sheet.name, "--timezone", "Geneva", code=1)

    first, _, command = said.err.splitlines()
    assert first == (
        "there are rows of 2 days, and an agenda is of one, so import each day into a file of its own, as with "
        "-o day1.yaml: say which with --date 2027-04-03 or --date 2027-04-04"
    )
    run(*shlex.split(command)[1:], "-o", "day1.yaml")
    assert titles_in(sheet.parent / "day1.yaml") == ["Water"]


def test_a_meeting_goes_on_after_lunch_when_its_end_is_written(run: Run, sheet: Path) -> None:
    """Not earlier, if the morning ends early; a coffee break of some minutes fixes nothing."""
    rows = ("09:00-10:00,Water,Ms. Ana Reyes", "10:00-10:15,Coffee,", "10:15-12:30,Food,Mr. Bo Lind")
    sheet.write_bytes(csv_file("Time,Title,Speaker", *rows, "12:30-14:00,Lunch,", "14:00-15:00,Trade,Ms. Cleo Marsh"))
    assert [block.id for block in imported(run, *ANSWERED).blocks() if block.start is not None] == ["cleo-marsh"]


def test_the_city_says_the_zone_where_the_venue_is_a_building(run: Run, sheet: Path) -> None:
    above = ("Meeting on data", "Venue: Palais des Nations", "Geneva", "")
    sheet.write_bytes(csv_file(*above, "Time,Title,Speaker", "09:00-10:00,Water,Ms. Ana Reyes"))
    agenda = imported(run, "--date", "2026-12-01")
    assert (agenda.venue, agenda.timezone.key) == ("Palais des Nations", "Europe/Zurich")


def test_a_person_says_what_a_column_holds(run: Run, sheet: Path) -> None:
    sheet.write_bytes(csv_file("When,Who,Topic", "09:00-10:00,Water for all,Ana Reyes"))
    columns = ("--column", "who=title", "--column", "Topic=speaker")
    (block,) = imported(run, *ANSWERED, *columns).blocks()
    assert (block.title, block.called) == ("Water for all", "Ana Reyes")

    sheet.write_bytes(csv_file("09:00-10:00,Water,Ana Reyes", "10:00-11:00,Energy,Bo Lind"))
    agenda = imported(run, *ANSWERED, "--no-headings", "--column", "3=organization")
    assert [block.people[0].organization for block in agenda.blocks()] == [None, None]

    for words, sentence in (
        (("--column", "Whom=title"), "--column: there is no column 'Whom': there are columns 1 to 3"),
        (("--column", "1=colour"), "--column: there is no field 'colour': take"),
        (("--column", "title"), "write it like 'Topic=title'"),
    ):
        assert sentence in run("import", sheet.name, *ANSWERED, *words, code=2).err


def test_a_preview_writes_nothing(run: Run, sheet: Path) -> None:
    out = run("import", sheet.name, *ANSWERED, "--preview").out

    assert "row 2: 13:00-13:07 |  | Ms. Lakshmi Puri" in out
    assert "  Item    → title    1.00  heading" in out
    assert "  13:08–13:40  floor   Q&A" in out
    assert not (sheet.parent / "agenda.yaml").exists()


def test_a_preview_of_what_is_open_shows_what_is_known(run: Run, sheet: Path) -> None:
    said = run("import", sheet.name, "--preview", code=1)

    assert "  Item    → title    1.00  heading" in said.out
    assert "runofshow import lunch.csv --preview --timezone CITY --date" in said.err
    assert "with a city or time zone for CITY" in said.err
    assert "--timezone: " in run("import", sheet.name, "--timezone", "CITY", code=2).err


def test_a_city_says_the_zone_and_that_is_told(run: Run, sheet: Path) -> None:
    said = run("import", sheet.name, "--date", "2016-07-20", "--timezone", "Geneva")

    assert "the time zone is Europe/Zurich, by the city: Geneva" in said.err


def test_a_time_that_cannot_be_read_is_told_before_what_is_asked(run: Run, sheet: Path) -> None:
    sheet.write_bytes(csv_file("Time,Item", "about nine,Opening", "9:30 am,Water", "10:00 am,End"))
    said = run("import", sheet.name, *ANSWERED, code=1).err.splitlines()

    assert said[0].startswith("Time can't be read, kept as a note: row 2, 'about nine' is no clock time")
    assert said[1].startswith("nothing says at what time the meeting begins")
