"""`report`, and what `dry-run --from` learns, as a person types them."""

import json
from pathlib import Path

import yaml

from tests.commands import Run, journal_in

COMMANDS = """
start --live --at 2016-07-20T12:55:00-04:00
next --at 13:02
next --at 13:06
end --at 13:15
begin floor-labour --at 13:16
floor give Mexico --at 13:17
floor end --at 13:20
end --at 13:26
"""
"""Two speeches and an intervention, entered afterwards."""


def test_a_report_of_the_newest_journal_or_of_one_that_is_named_says_where_the_time_went(show: Run) -> None:
    said, journal = show("report").out, str(journal_in())

    assert said == show("report", journal).out == show("--journal", journal, "report").out
    for part in (
        "Ms. Lakshmi Puri",
        "Mexico",
        "the late start +2:00",
        "Added: by how much",
        "1 Mexico: +1:00 beyond 2:00",
    ):
        assert part in said
    assert "told to wrap up" not in said  # all of it was typed in afterwards


def test_a_report_for_a_program_has_seconds_and_instants(show: Run) -> None:
    found = json.loads(show("report", "--json").out)

    puri = next(block for block in found["blocks"] if block["id"] == "lakshmi-puri")
    assert (puri["planned"], puri["actual"], puri["difference"], puri["start"]) == (
        420, 540, 120, "2016-07-20T13:06:00-04:00"
    )  # fmt: skip
    assert found["talk_time"]["categories"] == [
        {"name": "panel", "turns": 2, "seconds": 780, "share": 0.8125},
        {"name": "state", "turns": 1, "seconds": 180, "share": 0.1875},
    ]
    assert found["late"] == 120


def test_a_file_of_the_kind_that_its_name_says_is_not_overwritten_unasked(show: Run, tmp_path: Path) -> None:
    for name, begins in (
        ("r.docx", b"PK"),
        ("r.html", b"<!doctype html>"),
        ("r.md", b"# High-Level"),
        ("r.json", b"{"),
    ):
        path = tmp_path / name

        assert f"written: {name}" in show("report", "-o", name).err
        assert path.read_bytes().startswith(begins)
        path.write_text("mine")
        assert "--force to overwrite" in show("report", "-o", name, code=1).err
        assert path.read_text() == "mine"
        show("report", "-o", name, "--force")
        assert path.read_bytes().startswith(begins)


def test_durations_of_one_show_or_of_several_can_be_put_into_the_agenda(show: Run) -> None:
    journal = str(journal_in())
    one, both = show("report", "--durations").out, show("report", "--durations", journal, journal).out

    assert one == both  # the same show twice is one show
    assert [(each["id"], each["duration"]) for each in yaml.safe_load(one)] == [
        ("craig-mokhiber", "4m"), ("lakshmi-puri", "9m")
    ]  # fmt: skip


def test_a_dry_run_learns_from_past_shows(show: Run, tmp_path: Path) -> None:
    journal = journal_in()
    (tmp_path / "other.jsonl").write_bytes(journal.read_bytes())
    dry_run = ("dry-run", "--trials", "20", "--json", "--from", str(journal))
    one, both = json.loads(show(*dry_run).out), json.loads(show(*dry_run, "other.jsonl").out)

    assert one["preset"] == "your own shows"
    assert one["speech"]["median"] > 1.07
    assert "2 speeches and 1 intervention in 1 show" in one["proxy"]
    assert "4 speeches and 2 interventions in 2 shows" in both["proxy"]


REFUSED = (
    (("dry-run", "--from", "no.jsonl"), 1, "no.jsonl: there is no such journal"),
    (("dry-run", "--from", "empty.jsonl"), 1, "empty.jsonl: empty: no show was ever opened in it"),
    (("dry-run", "--from", "foreign.jsonl"), 1, "line 1 opens no show: not a journal, or damaged"),
    (("dry-run", "--from", "opened.jsonl"), 1, "no speech was run to its end"),
    (("dry-run", "--from", "opened.jsonl", "--spread", "0.1"), 2, "say one or the other"),
    (("dry-run", "opened.jsonl"), 2, "journals of past shows follow --from"),
    (("dry-run", "-o", "t.pdf"), 2, "call it ….html or ….svg"),
    (("report",), 1, "there is no show in journals"),
    (("report", "no.jsonl"), 1, "no.jsonl: there is no such journal"),
    (("report", "opened.jsonl", "--durations"), 1, "no durations to offer"),
    (("report", "opened.jsonl", "foreign.jsonl"), 2, "several journals go with --durations"),
    (("report", "opened.jsonl", "--format", "pdf"), 2, "there is no format 'pdf'"),
    (("report", "opened.jsonl", "-o", "r.pdf"), 2, "say which with --format (html, markdown, json, docx)"),
    (("report", "opened.jsonl", "--json", "--durations"), 2, "goes with neither"),
    (("report", "opened.jsonl", "-o", "no/r.html"), 1, "there is no folder no"),
)
"""What is typed, the exit code, and a part of the sentence."""


def test_what_cannot_be_is_one_sentence(run: Run, tmp_path: Path) -> None:
    run("start", "--rehearsal", "--journal-dir", "elsewhere")
    next((tmp_path / "elsewhere").glob("*.jsonl")).rename(tmp_path / "opened.jsonl")
    (tmp_path / "empty.jsonl").touch()
    (tmp_path / "foreign.jsonl").write_text("Some notes\n", encoding="utf-8")

    for words, code, sentence in REFUSED:
        assert sentence in run(*words, code=code).err, words


def test_damaged_lines_are_told_and_left_out(show: Run, tmp_path: Path) -> None:
    lines = journal_in().read_bytes().splitlines(keepends=True)
    lines[5] = lines[5].replace(b"Mexico", b"Mexica")
    (tmp_path / "damaged.jsonl").write_bytes(b"".join(lines))

    said = show("dry-run", "--trials", "20", "--from", "damaged.jsonl")

    assert "damaged.jsonl:6: " in said.err
    assert "2 speeches" in said.out


def test_the_timeline_is_drawn_into_a_file(run: Run, tmp_path: Path) -> None:
    for name, begins in (("t.svg", "<?xml"), ("t.html", "<!doctype html>")):
        said = run("dry-run", "--trials", "20", "-o", name)

        assert "The odds in 20 runs" in said.out
        assert (tmp_path / name).read_text(encoding="utf-8").startswith(begins)
        assert "exists already" in run("dry-run", "--trials", "20", "-o", name, code=1).err
