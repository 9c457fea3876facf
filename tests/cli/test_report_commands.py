"""`report`, and what `dry-run --from` learns, as a person types them."""

import json
import shutil
from pathlib import Path

import pytest
import yaml

from tests.commands import Run, typed


@pytest.fixture(scope="module")
def lunch(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a lunch of which two speeches and an intervention are over, entered afterwards."""
    folder = tmp_path_factory.mktemp("lunch")
    for words in (
        ("start", "--live", "--at", "2016-07-20T12:55:00-04:00"),
        ("next", "--at", "13:02"),
        ("next", "--at", "13:06"),
        ("end", "--at", "13:15"),
        ("begin", "floor-labour", "--at", "13:16"),
        ("floor", "give", "Mexico", "--at", "13:17"),
        ("floor", "end", "--at", "13:20"),
        ("end", "--at", "13:26"),
    ):
        typed(folder, *words)
    return folder


@pytest.fixture
def journal(lunch: Path, tmp_path: Path) -> Path:
    shutil.copytree(lunch, tmp_path, dirs_exist_ok=True)
    return next((tmp_path / "journals").glob("*.jsonl"))


def test_a_report_says_where_the_time_went(run: Run, journal: Path) -> None:
    said = run("report").out

    assert said == run("report", str(journal)).out == run("--journal", str(journal), "report").out
    assert "Ms. Lakshmi Puri" in said
    assert "Mexico" in said
    assert "the late start +2:00" in said
    assert "Added: by how much" in said
    assert "1 Mexico: +1:00 beyond 2:00" in said
    assert "told to wrap up" not in said  # all of it was typed in afterwards


def test_a_report_for_a_program(run: Run, journal: Path) -> None:
    assert journal.exists()
    found = json.loads(run("report", "--json").out)

    puri = next(block for block in found["blocks"] if block["id"] == "lakshmi-puri")
    assert (puri["planned"], puri["actual"], puri["difference"], puri["start"]) == (
        420, 540, 120, "2016-07-20T13:06:00-04:00"
    )  # fmt: skip
    assert found["talk_time"]["categories"] == [
        {"name": "panel", "turns": 2, "seconds": 780, "share": 0.8125},
        {"name": "state", "turns": 1, "seconds": 180, "share": 0.1875},
    ]
    assert found["late"] == 120


def test_a_file_is_written_whole_and_not_overwritten_unasked(run: Run, journal: Path, tmp_path: Path) -> None:
    assert journal.exists()
    run("report", "-o", "r.docx")
    assert (tmp_path / "r.docx").read_bytes().startswith(b"PK")
    for name, begins in (("r.html", "<!doctype html>"), ("r.md", "# High-Level"), ("r.json", "{")):
        path = tmp_path / name

        assert f"written: {name}" in run("report", "-o", name).err
        assert path.read_text(encoding="utf-8").startswith(begins)
        path.write_text("mine", encoding="utf-8")
        assert "--force to overwrite" in run("report", "-o", name, code=1).err
        assert path.read_text(encoding="utf-8") == "mine"
        run("report", "-o", name, "--force")
        assert path.read_text(encoding="utf-8").startswith(begins)


def test_durations_can_be_put_into_the_agenda(run: Run, journal: Path) -> None:
    one, both = run("report", "--durations").out, run("report", "--durations", str(journal), str(journal)).out

    assert one == both  # the same show twice is one show
    assert [(each["id"], each["duration"]) for each in yaml.safe_load(one)] == [
        ("craig-mokhiber", "4m"), ("lakshmi-puri", "9m")
    ]  # fmt: skip


def test_a_dry_run_learns_from_past_shows(run: Run, journal: Path) -> None:
    found = json.loads(run("dry-run", "--trials", "20", "--json", "--from", str(journal)).out)

    assert found["preset"] == "your own shows"
    assert found["speech"]["median"] > 1.07
    assert "2 speeches and 1 intervention in 1 show" in found["proxy"]


def test_several_journals_may_follow_from(run: Run, journal: Path, tmp_path: Path) -> None:
    other = tmp_path / "other.jsonl"
    other.write_bytes(journal.read_bytes())

    found = json.loads(run("dry-run", "--trials", "20", "--json", "--from", str(journal), str(other)).out)

    assert "4 speeches and 2 interventions in 2 shows" in found["proxy"]


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


def test_damaged_lines_are_told_and_left_out(run: Run, journal: Path, tmp_path: Path) -> None:
    lines = journal.read_bytes().splitlines(keepends=True)
    damaged = tmp_path / "damaged.jsonl"
    lines[5] = lines[5].replace(b"Mexico", b"Mexica")
    damaged.write_bytes(b"".join(lines))

    said = run("dry-run", "--trials", "20", "--from", str(damaged))

    assert "damaged.jsonl:6: " in said.err
    assert "2 speeches" in said.out


def test_the_timeline_is_drawn_into_a_file(run: Run, tmp_path: Path) -> None:
    for name, begins in (("t.svg", "<?xml"), ("t.html", "<!doctype html>")):
        said = run("dry-run", "--trials", "20", "-o", name)

        assert "The odds in 20 runs" in said.out
        assert (tmp_path / name).read_text(encoding="utf-8").startswith(begins)
        assert "exists already" in run("dry-run", "--trials", "20", "-o", name, code=1).err
