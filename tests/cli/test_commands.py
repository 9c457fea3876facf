"""What commands say when things go as meant, and when they don't."""

import json
import os
import subprocess
import sys
from datetime import datetime, timedelta
from hashlib import sha256
from importlib import import_module
from inspect import getmembers, isfunction, signature
from itertools import chain
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
import yaml

from runofshow.cli.parser import FLOOR, PANELS
from runofshow.cli.settings import command as typed_command
from runofshow.clock import ThisMachine
from tests.commands import Run, exported, journal_in, status

ROOT = Path(__file__).parents[2]
COMMANDS = """
start --at 2016-07-20T12:50:00-04:00
next --at 13:00
"""


def test_the_built_in_agenda_is_the_one_of_the_repository() -> None:
    root = Path(__file__).parents[2]

    assert (root / "agenda.yaml").read_bytes() == (root / "runofshow" / "agenda" / "lunch.yaml").read_bytes()


def test_commands_that_are_printed_can_be_pasted() -> None:
    assert typed_command("--journal", "a folder/x.jsonl", "live") == 'runofshow --journal "a folder/x.jsonl" live'
    assert typed_command("note", "it's $5") == "runofshow note 'it'\"'\"'s $5'"
    assert typed_command("status") == "runofshow status"


def test_check_says_what_staff_should_know(run: Run) -> None:
    said = run("check")

    assert "14 blocks in 6 segments" in said.out
    assert "Discussion with participants/Member States: 21m30s, minimum 15m; 9 interventions of 2m" in said.out
    assert "taking the built-in agenda" in said.err


def test_check_prints_the_schema_of_the_agenda(run: Run) -> None:
    schema = json.loads(run("--agenda", "missing.yaml", "check", "--schema").out)

    assert schema["$id"] == "urn:runofshow:agenda:1"
    assert schema["required"] == ["title", "date", "timezone", "start", "end", "segments"]
    assert schema["properties"]["venue"]["description"] == "Where the meeting takes place."


def test_every_problem_of_a_broken_agenda_is_told_at_once(run: Run, tmp_path: Path) -> None:
    (tmp_path / "agenda.yaml").write_text(
        "title: T\ndate: 2016-07-20\nstart: 13:00\nend: 15:00\ntimezone: America/NewYork\nsegments:\n"
        "  - title: S\n    blocks:\n      - speaker: {name: NO}\n        durration: 7m\n"
        "      - floor: F\n        duration: 7\n",
        encoding="utf-8",
    )

    problems = run("check", code=1).err.splitlines()

    assert [problem.split(" ")[0] for problem in problems] == [
        "agenda.yaml:5:11:",
        "agenda.yaml:10:9:",
        "agenda.yaml:12:19:",
    ]


def test_an_agenda_that_the_room_cannot_hold_fails_the_check_and_only_warns_the_plan(run: Run, tmp_path: Path) -> None:
    agenda = yaml.safe_load((ROOT / "agenda.yaml").read_text(encoding="utf-8"))
    agenda["start"], agenda["end"], agenda["date"] = "13:00", "14:00", "2016-07-20"
    (tmp_path / "short.yaml").write_text(yaml.safe_dump(agenda), encoding="utf-8")

    assert "room ends in block" in run("--agenda", "short.yaml", "check", code=1).err
    assert "WARNING" in run("plan", "--agenda", "short.yaml").err


def test_check_warns_of_signals_that_come_as_a_speech_begins(run: Run, tmp_path: Path) -> None:
    assert "WRAP UP" not in run("check").err
    agenda = yaml.safe_load((ROOT / "agenda.yaml").read_text(encoding="utf-8"))
    agenda["signals"] = {"wrap_up": "3m"}
    (tmp_path / "early.yaml").write_text(yaml.safe_dump(agenda), encoding="utf-8")

    warned = run("--agenda", "early.yaml", "check").err

    assert "warning: block 'craig-mokhiber', 3m long, would say WRAP UP from its start" in warned


def test_next_from_a_block_that_has_ended_moves_nobody(show: Run) -> None:
    show("next", "--from", "craig-mokhiber", "--at", "13:03")

    said = show("next", "--from", "craig-mokhiber", "--at", "13:03", code=1)

    assert "has moved on" in said.err
    assert status(show, "--at", "13:03")["block"]["id"] == "lakshmi-puri"


def test_two_processes_that_say_next_at_once_advance_once(show: Run, tmp_path: Path) -> None:
    command = [sys.executable, "-m", "runofshow", "next", "--from", "craig-mokhiber"]
    both = [subprocess.Popen(command, cwd=tmp_path, stderr=subprocess.PIPE, env=dict(os.environ)) for _ in range(2)]

    codes = sorted(process.wait(timeout=60) for process in both)
    for process in both:
        process.communicate()

    assert codes == [0, 1]
    assert status(show)["block"]["id"] == "lakshmi-puri"


REFUSED = (
    (("next", "--at", "12:55"), 1, "before the last thing that moved the show"),
    (("next", "--at", "2116-07-20T13:00:00Z"), 1, "hasn't come yet"),
    (("status", "--at", "2116-07-20T13:00:00Z"), 1, "hasn't come yet"),
    (("log", "--at", "2116-07-20T13:00:00Z"), 1, "hasn't come yet"),
    (("floor", "list", "--at", "2116-07-20T13:00:00Z"), 1, "hasn't come yet"),
    (("next", "--at", "noonish"), 2, "noonish"),
    (("begin",), 1, "still running"),
    (("resume",), 1, "nothing is paused"),
    (("extend", "7"), 2, "7m"),
    (("extend", "-9m"), 1, "leave it nothing"),
    (("skip", "craig"), 1, "is speaking"),
    (("skip", "nobody"), 1, "no block is called"),
    (("move", "floor"), 1, "fits several blocks"),
    (("restore",), 1, "no block was skipped"),
    (("floor", "end"), 1, "nobody holds the floor"),
    (("floor", "give", "3"), 1, "no place 3 on the list"),
    (("floor", "give", "--in-reply-to", "1"), 1, "no intervention 1"),
    (("record", "Chad", "--in-reply-to", "9"), 1, "no intervention 9"),
    (("floor", "withdraw", "Chad"), 1, "isn't on the list"),
    (("floor", "give", "Chad", "--kind", "song"), 2, "--kind 'song'"),
    (("amend", "3", "--who", "Chad"), 1, "there is no intervention 3"),
    (("amend", "3"), 2, "say what to correct"),
    (("note", " "), 1, "needs some text"),
    (("export", "--format", "pdf"), 2, "there is no format 'pdf'"),
    (("--journal", "none.jsonl", "status"), 1, "none.jsonl"),
    (("--journal", ".", "status"), 1, "."),
    (("insert", "Guest", "rest"), 2, "rest"),
    (("hard-stop", "25:00"), 2, "25"),
    (("--by", "x" * 101, "next"), 2, "--by (or RUNOFSHOW_BY) takes at most 100 letters, and this name has 101"),
    (("status", "--at", "2016-07-20T10:00:00-04:00"), 1, "hadn't been opened"),
)
"""What is typed after 13:00, when the first speaker speaks; the exit code, and a part of the sentence."""


def test_what_cannot_be_done_is_refused_in_one_sentence(show: Run) -> None:
    before = show("--journal-dir", "journals", "verify").out
    for words, code, sentence in REFUSED:
        said = show(*words, code=code)

        assert sentence in said.err, words
        assert len(said.err.strip().splitlines()) == 1, words
        assert show("verify").out == before, words


def test_without_a_show_there_is_nothing_to_steer(run: Run) -> None:
    assert "'runofshow start' or 'runofshow live' opens one" in run("next", code=1).err


def test_a_show_far_from_its_date_is_a_rehearsal(run: Run, tmp_path: Path) -> None:
    assert "this is a rehearsal" in run("start").err
    run("start", "--live", "--new")

    journals = [path.name for path in (tmp_path / "journals").glob("*.jsonl")]
    assert (len(journals), sum(name.endswith("-rehearsal.jsonl") for name in journals)) == (2, 1)


def test_start_resumes_what_is_unfinished_and_new_insists(run: Run) -> None:
    first = run("start").err
    assert "resumed: " in run("start").err
    assert "opened: " in run("start", "--new").err
    assert "opened: " in first


def test_an_agenda_edited_in_mid_show_is_told_about(run: Run, tmp_path: Path) -> None:
    run("start")
    text = (ROOT / "agenda.yaml").read_text(encoding="utf-8")
    (tmp_path / "agenda.yaml").write_text(text.replace("duration: 7m", "duration: 6m", 1), encoding="utf-8")

    said = run("start").err

    assert "unfinished show of another agenda" in said
    assert "opened: " in said
    assert "runofshow extend -1m --block lakshmi-puri" in said


def test_a_running_show_is_resumed_although_its_agenda_was_broken(run: Run, tmp_path: Path) -> None:
    opened = run("start").err.split("opened: ")[1].split("\n")[0]
    (tmp_path / "agenda.yaml").write_text("title: [", encoding="utf-8")

    said = run("start").err

    assert f"resumed: {opened}" in said
    assert "agenda.yaml has problems" in said
    assert "agenda.yaml" in run("start", "--new", code=1).err


def test_a_rehearsal_is_not_taken_for_the_record(run: Run) -> None:
    run("start", "--live")
    run("start", "--rehearsal")

    for command in (("status", "--plain"), ("next",), ("finish", "--yes"), ("status", "--plain"), ("log",)):
        said = run(*command).err.splitlines()
        assert said[0].startswith("taking the ")
        assert "rehearsal.jsonl" not in said[0]


def test_nothing_is_moved_in_a_show_that_is_not_the_one_that_is_meant(run: Run) -> None:
    """After the meeting was closed, the rehearsal of that morning is still open: 'next' doesn't wake it."""
    run("start", "--rehearsal")
    run("start", "--live")
    run("finish", "--yes")

    refused = run("next", code=1).err

    assert "is closed" in refused
    assert "-rehearsal.jsonl' moves that one" in refused


def test_what_was_typed_reaches_the_terminal_harmless(show: Run) -> None:
    nasty = "\x1b[31mred\x1b]0;t\x07\u202egnp"
    said = show("skip", nasty, code=1)
    show("floor", "ask", nasty, "--at", "13:01")

    for text in (said.err, show("floor", "list", "--at", "13:02").out, show("status", "--json").out):
        assert "\x1b" not in text
        assert "\u202e" not in text


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
def test_a_full_disk_behind_a_redirection_is_told_in_one_sentence(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "runofshow", "check"]
    with Path("/dev/full").open("w", encoding="utf-8") as full:
        said = subprocess.run(command, cwd=tmp_path, stdout=full, stderr=subprocess.PIPE, text=True, check=False)

    assert said.returncode == 1
    assert "the output can't be written" in said.stderr
    assert "Traceback" not in said.stderr


def test_a_time_on_another_day_says_which(show: Run) -> None:
    """06:00 after an opening at 12:50 is tomorrow's."""
    assert "06:00:00 on 21 July 2016" in show("next", "--at", "06:00").err


@pytest.mark.parametrize(
    ("opened", "now", "typed", "stop", "said"),
    [
        pytest.param("14:52", "14:55", "14:50", "20T14:50", "14:50\n", id="just past, and before the opening"),
        pytest.param("12:50", "13:00", "15:10", "20T15:10", "15:10\n", id="later today"),
        pytest.param("12:50", "13:00", "00:30", "21T00:30", "00:30 on 21 July 2016\n", id="after midnight"),
        pytest.param("02:00", "02:10", "15:10", "20T15:10", "15:10\n", id="not yesterday, long before the opening"),
        pytest.param("12:50", "13:00", "2016-07-22 09:00", "22T09:00", "09:00 on 22 July 2016\n", id="with a date"),
    ],
)
def test_a_hard_stop_is_the_nearest_time_of_that_name(
    run: Run, opened: str, now: str, typed: str, stop: str, said: str
) -> None:
    run("start", "--live", "--at", f"2016-07-20T{opened}:00-04:00")

    assert f"the room is ours until {said}" in run("hard-stop", typed, "--at", now).err
    assert status(run, "--at", now)["hard_stop"] == f"2016-07-{stop}:00-04:00"


def test_a_forgotten_time_is_warned_of(run: Run) -> None:
    assert "WARNING: entered as of now" not in run("start", "--live", "--at", "2016-07-20T12:50:00-04:00").err
    assert "WARNING: entered as of now" not in run("next", "--at", "13:00").err

    said = run("end")

    assert "WARNING: entered as of now" in said.err
    assert "12:50" not in said.err
    assert "13:00:00: 'undo' takes it back, --at TIME says when it happened" in said.err
    assert "undone: ended" in run("undo").err
    assert "WARNING" not in run("end", "--at", "13:03").err
    assert "WARNING: entered as of now" in run("floor", "ask", "Mexico").err
    assert "WARNING" not in run("floor", "ask", "Chad").err


def test_today_nothing_is_forgotten(run: Run) -> None:
    run("start")
    for command in ("next", "end", "begin"):
        assert "WARNING" not in run(command).err


def test_closing_says_what_is_left_undone_and_how_to_open_the_show_again(show: Run) -> None:
    show("floor", "ask", "Chad", "--at", "13:02")
    said = show("finish", "--yes", "--at", "13:02").err

    assert "WARNING: left undone: a block still runs, 13 blocks are not run, 1 waits for the floor" in said
    assert "running: Mr. Craig Mokhiber; not run: Ms. Lakshmi Puri, Mr. Guy Ryder," in said
    assert "Ms. Kate Gilmore, and 8 more; waiting: Chad)" in said
    assert "; 'runofshow undo' opens the show again" in said
    show("undo", "--at", "13:03")
    assert "Mr. Craig Mokhiber" in show("status", "--plain", "--at", "13:03").out


def test_a_closed_show_is_not_resumed(show: Run) -> None:
    """The sentence says how to look at it, and how to open it again."""
    show("finish", "--yes", "--at", "13:02")
    journal = str(journal_in())

    for command, code in (("start", 1), ("live", 0)):
        said = show("--journal", journal, command, code=code)
        assert f"that show is closed: 'runofshow --journal {journal} status' says how it ended" in said.err
        assert "resumed" not in said.err
        assert "open all the same" not in said.err
    assert "resumed" in show("--journal", journal, "undo").err + show("--journal", journal, "start").err


def test_start_after_a_closed_show_says_how_to_return_to_it(show: Run) -> None:
    """Commands and documents take the newest show, so a record isn't hidden without a word; --new asks for that."""
    show("finish", "--yes", "--at", "13:02")
    journal = str(journal_in())
    first = show("start", "--at", "13:04").err

    assert "opened: " in first
    assert "was closed at 13:02, " in first
    assert f"'runofshow --journal {journal} undo' opens it again" in first
    assert f"'runofshow --journal {journal} export' writes its record" in first
    show("finish", "--yes", "--at", "13:05")
    assert "was closed" not in show("start", "--new", "--at", "13:06").err


def test_the_same_delegation_recorded_twice_is_taken_and_told(show: Run) -> None:
    show("record", "Mexico", "--at", "13:00:10", "--for", "1m")
    said = show("record", "MEX", "--at", "13:01:05", "--for", "20s")
    other = show("record", "Chad", "--at", "13:01:05", "--for", "20s")

    assert "recorded: 2 Mexico" in said.err
    assert "1 Mexico, 13:00:10 to 13:01:10: is 2 the same" in said.err
    assert "entered twice" not in other.err


def test_live_off_a_terminal_opens_the_show_and_says_so_after_a_closed_one_too(run: Run) -> None:
    first = run("live")
    run("finish", "--yes")
    second = run("live")

    for said in (first, second):
        assert "opened: " in said.err
        assert "this is not a terminal" in said.err
        assert "not started" in said.out.lower()
    assert [" was closed at " in said.err for said in (first, second)] == [False, True]


def test_an_export_overwrites_nothing_unless_told(show: Run, tmp_path: Path) -> None:
    (tmp_path / "log.csv").write_text("mine")

    assert "exists already" in show("export", "-o", "log.csv", code=1).err
    assert (tmp_path / "log.csv").read_text() == "mine"
    show("export", "-o", "log.csv", "--force")
    assert (tmp_path / "log.csv").read_bytes().startswith(b"\xef\xbb\xbfnumber")


def test_a_damaged_journal_is_named_line_by_line(show: Run, tmp_path: Path) -> None:
    show("end", "--at", "13:03")
    journal = journal_in(tmp_path)
    first, second, third = journal.read_bytes().splitlines(keepends=True)
    journal.write_bytes(first + second.replace(b"17:00:00", b"17:01:00", 1) + third)

    said = show("verify", code=1)

    assert ".jsonl:2: " in said.err
    assert ".jsonl: damaged, 2 entries\nnot closed; last entry @3, " in said.out
    assert show("status", "--at", "13:04").out


def test_verify_says_how_far_a_journal_goes_and_compares_digests(show: Run, tmp_path: Path) -> None:
    """Of the file as any other program computes it; an earlier one is of an earlier state, and any other of none."""
    journal = journal_in(tmp_path)
    before = sha256(journal.read_bytes()).hexdigest()
    first = show("verify")
    assert first.out.splitlines()[1:] == [f"not closed; last entry @2, {_wall(journal)}", f"SHA-256 {before}"]
    assert "they don't show that somebody computed them again or cut off the end" in first.err
    show("note", "over")
    closing = show("finish", "--yes").err
    after = sha256(journal.read_bytes()).hexdigest()

    assert f"4 entries; SHA-256 {after}" in closing
    assert "\nclosed; last entry @4" in show("verify").out
    assert "the digest is that of the journal as it stands" in show("verify", "--digest", after.upper()).out
    assert "as at entry @2; 2 added since" in show("verify", "--digest", before).out
    assert "fits no state of this journal" in show("verify", "--digest", "0" * 64, code=1).err
    assert "'12ab' is no SHA-256" in show("verify", "--digest", "12ab", code=2).err


def _wall(journal: Path) -> str:
    written = datetime.fromisoformat(json.loads(journal.read_text().splitlines()[-1])["written"])
    return written.astimezone(ZoneInfo("America/New_York")).strftime("%H:%M on %d %B %Y")


def test_the_name_of_a_journal_does_nothing_to_the_terminal(show: Run, tmp_path: Path) -> None:
    journal = journal_in(tmp_path)
    journal.rename(tmp_path / "journals" / "a\x1b[31m.jsonl")

    said = show("verify")

    assert "\x1b" not in said.out + said.err
    assert "a\u241b[31m.jsonl: whole, 2 entries" in said.out


def test_log_all_lists_every_entry(show: Run) -> None:
    show("record", "Mexico", "--at", "13:00:10", "--for", "1m", "--by", "Ana")
    show("strike", "1", "--why", "no delegate of Mexico", "--by", "Ana")
    show("note", "hall full", "--by", "Ana")
    show("undo", "--by", "Ana")

    lines = show("log", "--all").out.splitlines()

    assert "Mexico" not in show("log").out
    assert [line.split("  ")[0] for line in lines] == ["@1", "@2", "@3", "@4", "@5", "@6"]
    assert lines[2] == "@3  13:00:10  Ana: recorded: 1 Mexico"
    assert lines[3].endswith("  Ana: struck: 1 Mexico (no delegate of Mexico)")
    assert lines[4].endswith("  Ana: noted  (undone)")
    assert lines[5].endswith("  Ana: undone: @5")
    assert "goes with neither --follow nor --at" in show("log", "--all", "--follow", code=2).err


def test_options_that_hold_everywhere_may_stand_anywhere(show: Run, tmp_path: Path) -> None:
    show("note", "hello", "--by", "Ana")

    last = journal_in(tmp_path).read_text().splitlines()[-1]

    assert json.loads(last)["by"] == "Ana"


def test_a_request_is_found_by_any_name_of_the_delegation(show: Run) -> None:
    show("floor", "ask", "USA", "--at", "13:01")
    show("floor", "ask", "Mexico", "--person", "Ms. Ana Reyes", "--at", "13:01")
    show("floor", "ask", "Germany", "--at", "13:01")
    show("floor", "give", "Estados Unidos", "--at", "13:02")
    show("floor", "give", "Ana Reyes", "--at", "13:03")
    show("floor", "withdraw", "DEU", "--at", "13:03")

    found = json.loads(show("floor", "list", "--json", "--at", "13:03").out)

    assert found["waiting"] == []
    assert (found["holder"]["who"], found["holder"]["person"]) == ("Mexico", "Ms. Ana Reyes")


def test_a_point_of_order_leaves_the_list_as_it_is(show: Run) -> None:
    for name in ("Mexico", "Cuba"):
        show("floor", "ask", name, "--at", "13:01")
    for words in (("Cuba",), ("1",), ()):
        show("floor", "give", *words, "--kind", "point_of_order", "--at", "13:02")

    log = exported(show)["interventions"]
    waiting = json.loads(show("floor", "list", "--json", "--at", "13:02").out)["waiting"]

    assert [(one["who"], one["kind"]) for one in log] == [
        ("Cuba", "point_of_order"), ("Mexico", "point_of_order"), (None, "point_of_order"),
    ]  # fmt: skip
    assert [one["who"] for one in waiting] == ["Mexico", "Cuba"]


def test_what_follows_two_dashes_is_a_name_as_typed(show: Run) -> None:
    for name in ("Mexico", "Chad"):
        show("floor", "ask", name, "--at", "13:01")
    show("floor", "give", "--at", "13:02", "--", "1")
    show("floor", "ask", "--at", "13:03", "--", "2")
    show("floor", "ask", "--at", "13:03", "--", "Jordan")
    show("floor", "ask", "--at", "13:03", "--", "--by")
    show("floor", "withdraw", "--at", "13:03", "--", "2")
    assert "isn't on the list" in show("floor", "withdraw", "--at", "13:03", "--", "TCD", code=1).err

    found = json.loads(show("floor", "list", "--json", "--at", "13:03").out)

    assert found["holder"]["who"] == "1"
    assert [(one["who"], one["category"]) for one in found["waiting"]] == [
        ("Mexico", "state"), ("Chad", "state"), ("Jordan", "other"), ("--by", "other"),
    ]  # fmt: skip


def test_another_name_takes_with_it_what_the_former_one_brought(show: Run) -> None:
    """A panellist's person and title go; a person named beside a delegation stays, and that is told."""
    show("floor", "give", "Ms. Lakshmi Puri", "--at", "13:01")
    show("amend", "1", "--who", "Mexico", "--at", "13:01")
    show("floor", "give", "Chile", "--person", "Ms. Ana Reyes", "--at", "13:02")
    said = show("amend", "2", "--who", "Peru", "--at", "13:02")
    same = show("amend", "2", "--who", "Peru", "--at", "13:02")

    first, second = exported(show)["interventions"]

    assert (first["who"], first["person"], first["title"], first["category"]) == ("Mexico", None, None, "state")
    assert (second["who"], second["person"]) == ("Peru", "Ms. Ana Reyes")
    assert "the person stays Ms. Ana Reyes" in said.err
    assert "the person stays" not in same.err
    changes = [json.loads(line).get("changes") for line in journal_in().read_text().splitlines()][3]
    assert changes == {"who": "Mexico", "person": None, "title": None, "category": "state"}


def test_the_list_of_speakers_is_kept_from_the_shell(show: Run) -> None:
    for name in ("Mexico", "Chad", "EU", "Peru"):
        show("floor", "ask", name, "--at", "13:01")
    show("floor", "move", "Peru", "1", "--at", "13:01")
    show("floor", "withdraw", "2", "--at", "13:01")
    show("floor", "absent", "--at", "13:01")
    show("floor", "close", "--at", "13:02")

    found = json.loads(show("floor", "list", "--json", "--at", "13:02").out)

    assert [one["who"] for one in found["waiting"]] == ["Chad", "European Union"]
    assert found["list_closed"]
    assert "closed" in show("floor", "ask", "Mali", "--at", "13:02", code=1).err
    show("floor", "open", "--at", "13:02")
    show("floor", "limit", "90s", "--at", "13:02")
    assert json.loads(show("floor", "list", "--json", "--at", "13:02").out)["limit"] == 90


def test_undo_says_what_it_took_back_and_a_closing_can_be_taken_back_too(show: Run) -> None:
    show("finish", "--yes", "--at", "13:02")
    assert "closed" in show("next", "--at", "13:02", "--journal", str(journal_in()), code=1).err

    said = show("undo", "--at", "13:02")

    assert "the show is closed" in said.err
    assert status(show, "--at", "13:02")["block"]["id"] == "craig-mokhiber"


def test_an_entry_is_undone_by_its_number_and_redone(show: Run) -> None:
    """What only records is undone whatever followed; a step that others followed isn't."""
    show("record", "Mexico", "--at", "13:02")
    show("next", "--at", "13:03")
    recorded = 3

    assert f"undone: recorded: 1 Mexico (@{recorded})" in show("undo", f"@{recorded}").err
    assert f"redone: recorded: 1 Mexico (@{recorded})" in show("redo").err
    assert "after it came @4 (started: " in show("undo", "2", code=1).err
    assert "'soon' is no entry: write its number, as @57" in show("undo", "soon", code=2).err
    assert "nothing to redo" in show("redo", code=1).err


@pytest.mark.skipif(os.name != "posix", reason="needs the links and permissions of POSIX")
def test_a_lock_that_is_a_link_is_named(show: Run, tmp_path: Path) -> None:
    journal = journal_in(tmp_path)
    lock = journal.with_name(f"{journal.name}.lock")
    lock.unlink(missing_ok=True)
    lock.symlink_to(tmp_path / "elsewhere")

    said = show("next", code=1).err

    assert f"journals/{lock.name}, which locks the journal, can't be opened: it is a symbolic link; delete it" in said


@pytest.mark.skipif(os.name != "posix", reason="needs the links and permissions of POSIX")
def test_a_folder_of_journals_that_others_can_write_or_that_lies_elsewhere_is_told(run: Run, tmp_path: Path) -> None:
    (tmp_path / "real").mkdir(0o700)
    (tmp_path / "real").chmod(0o777)
    (tmp_path / "journals").symlink_to(tmp_path / "real")

    said = run("start", "--rehearsal").err

    assert "journals is a link: the journals are kept in " in said
    assert "journals can be written by everybody on this laptop: 'chmod 700 journals' stops that" in said


def test_somebody_elses_entry_is_undone_by_its_number_only(show: Run) -> None:
    show("--by", "Ben", "next", "--at", "13:03")

    said = show("undo", code=1).err

    assert "the last entry, @3, is by Ben, at 13:03:00: started: " in said
    assert "'runofshow undo @3' takes it back" in said
    assert "undone: started" in show("undo", "@3").err


@pytest.mark.parametrize(("answer", "code", "said"), [("@3", 0, "undone: started"), ("7", 1, "nothing was undone")])
def test_on_a_terminal_the_number_of_somebody_elses_entry_is_asked_for(
    show: Run, tmp_path: Path, answer: str, code: int, said: str
) -> None:
    pty = pytest.importorskip("pty")
    show("--by", "Ben", "next", "--at", "13:03")
    master, slave = pty.openpty()
    os.write(master, f"{answer}\n".encode())
    command = [sys.executable, "-m", "runofshow", "undo"]

    done = subprocess.run(
        command, stdin=slave, stdout=subprocess.PIPE, stderr=slave, cwd=tmp_path, timeout=60, check=False
    )

    shown = os.read(master, 1 << 16).decode()
    os.close(slave)
    os.close(master)
    assert done.returncode == code
    assert "the last entry, @3, is by Ben, at 13:03:00" in shown
    assert said in shown


def test_a_wrong_laptop_clock_moves_the_plan_and_no_duration(run: Run) -> None:
    run("start", "--live")
    run("next")
    began = ThisMachine().boot()
    before = status(run)
    said = run("clock", "23:59").err
    assert "all times of this show, earlier ones too, are shown " in said
    assert "from now on" not in run("clock").err
    after = status(run)
    passed = ThisMachine().boot() - began + timedelta(seconds=1)

    now = datetime.fromisoformat(after["now"])
    time_of_day = timedelta(hours=now.hour, minutes=now.minute, seconds=now.second)
    assert (time_of_day - timedelta(hours=23, minutes=59)) % timedelta(days=1) <= passed
    assert 0 <= after["block"]["elapsed"] - before["block"]["elapsed"] <= passed.total_seconds()


def test_every_command_explains_itself(run: Run) -> None:
    listed = run("--help").out
    commands = (
        "check plan dry-run live start next begin end pause resume extend skip restore move insert substitute "
        "hard-stop stage clock undo redo finish floor record amend strike note decision task status watch log export "
        "journals verify"
    )
    for command in commands.split():
        assert f" {command} " in listed
        assert run(command, "-h").out


def test_every_function_of_a_command_is_listed() -> None:
    """It couldn't be typed otherwise."""
    for module, names in chain(*(modules.items() for modules in PANELS.values()), FLOOR.items()):
        functions = getmembers(import_module(f"runofshow.cli.{module}"), isfunction)
        commands = {
            name.rstrip("_").replace("_", "-")
            for name, function in functions
            if function.__module__.endswith(module) and "context" in signature(function).parameters
            if not name.startswith("_")
        }
        assert commands <= set(names.split()), module


def test_one_command_is_parsed_as_it_is_among_all(run: Run) -> None:
    assert "Usage: runofshow extend" in run("extend", "-h").out
    assert "Usage: runofshow floor give" in run("floor", "give", "-h").out
    assert "Usage: runofshow note" in run("--by", "Ann", "note", "-h").out
    assert "stat" in run("status", "-h").out
    assert "No such command 'stauts'" in run("stauts", code=2).err


def told_with_the_parser_of_all_commands(code: str) -> str:
    """What a program of its own prints."""
    program = f"import sys; from runofshow.cli.parser import parser; group = parser(); {code}"
    return subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True).stdout


def test_the_list_of_commands_loads_none_of_them() -> None:
    """Its sentences stand in the compiled modules, which aren't run for it."""
    loaded = "*(name for name in sys.modules if name.startswith('runofshow.'))"
    told = told_with_the_parser_of_all_commands(
        f"group.list_commands(None); print(group.commands['status'].help, {loaded})"
    )

    assert told.startswith("Show who speaks now, what comes next, and when the meeting will end. runofshow.")
    assert "_commands" not in told
    assert "runofshow.session" not in told


def test_a_command_loads_no_other_commands() -> None:
    loaded = told_with_the_parser_of_all_commands("group.commands['next'].loaded(); print(*sys.modules)").split()

    assert "runofshow.cli.block_commands" in loaded
    others = ("export_commands", "import_commands", "floor_commands", "view_commands")
    assert not [name for name in others if f"runofshow.cli.{name}" in loaded]
