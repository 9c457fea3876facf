"""`export`, as a person types it."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.commands import Run, Said, exported, journal_in, typed_on_a_terminal
from tests.export.read_back import csv_rows, word, workbook
from tests.export.test_record_schema import problems

COMMANDS = """
start --at 2016-07-20T12:55:00-04:00
next --at 13:02
next --at 13:05:30
end --at 13:12
record Mexico --at 13:33:00 --for 1m50s --gist "asked whether Brazil agrees"
record "Holy See" --at 13:35:00 --for 90s --block discussion
record UNICEF --at 14:39:00 --for 1m45s --on-behalf-of "African Group"
note "Mexico and Quux left early" --at 14:50
"""


def names_in(said: Said) -> list[str]:
    """Who spoke, by the CSV on standard output."""
    return [row["who"] for row in csv_rows(said.out.encode()) if row.get("kind") != "note"]


def test_the_ending_of_the_file_tells_the_format(show: Run, tmp_path: Path) -> None:
    for file, begins in (
        ("log.csv", b"\xef\xbb\xbfnumber"),
        ("log.XLSX", b"PK"),
        ("log.docx", b"PK"),
        ("log.md", b"# High-Level"),
        ("log.json", b'{\n  "schema"'),
    ):
        said = show("export", "-o", file)

        assert (said.out, said.err) == ("", f"written: {file}\n")
        assert (tmp_path / file).read_bytes().startswith(begins), file
        assert (tmp_path / file).stat().st_mode & 0o077 == 0, file
    assert [one.name for one in tmp_path.iterdir() if one.name.startswith(".runofshow")] == []


REFUSED = (
    (("-o", "log.txt"), 2, "log.txt doesn't end as one format does"),
    (("-o", "log"), 2, "doesn't end as one format does"),
    (("-o", "log.docx", "--format", "csv"), 2, "ends as docx does, and --format says csv"),
    (("--format", "vtt"), 2, "--recording-start"),
    (("--format", "vtt", "--shape", "list"), 2, "--shape goes with csv, xlsx"),
    (("--shape", "tree"), 2, "take table or list"),
    (("--paper", "a4"), 2, "--paper goes with xlsx and docx, not with csv"),
    (("-o", "x.docx", "--paper", "a5"), 2, "take a4 or letter"),
    (("--format", "json", "--raw"), 2, "--raw goes with csv, not with json"),
    (("--recording-start", "13:00"), 2, "goes with vtt, srt, chapters and audacity"),
    (("--category", "country"), 2, "take state, observer"),
    (("--block", "nowhere"), 1, "no block is called 'nowhere'"),
    (("--since", "soon"), 2, "soon"),
    (("--chatham-house", "--shape", "list"), 2, "take --shape table"),
    (("--chatham-house", "--category", "state"), 2, "--category would tell"),
    (("--format", "srt", "--recording-start", "13:40"), 1, "intervention 1 was given the floor at 13:33"),
    (("--format", "srt", "--recording-start", "x"), 2, "'x'"),
    (("-o", "nowhere/log.csv"), 1, "there is no folder nowhere: make it first"),
    (("-o", "journals", "--format", "csv"), 1, "journals is a folder"),
    (("-o", "/dev/null", "--format", "csv", "--force"), 1, "no ordinary file"),
    (("-o", "x" * 300 + ".csv"), 1, "x.csv can't be written: file name too long"),
)
"""What is typed after `export`, the exit code, and a part of the sentence."""


def test_what_does_not_fit_is_refused_in_one_sentence(show: Run, tmp_path: Path) -> None:
    before = sorted(tmp_path.iterdir())
    for words, code, sentence in REFUSED:
        said = show("export", *words, code=code)

        assert sentence in said.err, words
        assert said.err.count("\n") == 1, words
        assert said.out == "", words
        assert sorted(tmp_path.iterdir()) == before, words


def test_parts_of_the_record_are_chosen_by_time_block_and_category(show: Run) -> None:
    assert names_in(show("export", "--since", "13:35")) == ["Holy See", "UNICEF"]
    assert names_in(show("export", "--block", "discussion")) == ["Holy See"]
    both = show("export", "--category", "state", "--category", "un")
    assert names_in(both) == ["Mexico", "UNICEF"]
    assert "**Extract.**" in show("export", "--format", "markdown", "--since", "13:35").out


def test_the_list_of_who_spoke_is_a_shape_of_the_record(show: Run) -> None:
    assert (
        "(c) Representative of a United Nations entity" in show("export", "--format", "markdown", "--shape", "list").out
    )
    assert names_in(show("export", "--shape", "list")) == ["Mexico", "Holy See", "UNICEF"]


def test_an_export_without_names_warns_that_this_is_not_all(show: Run) -> None:
    said = show("export", "--chatham-house", "--format", "markdown")

    assert "can still betray" in said.err
    assert "asked whether \\[name\\] agrees" in said.out
    assert "capitalized words that remain, in case one is a name: Quux" in said.err
    assert "\\[name\\] and Quux left early" in said.out
    assert not [name for name in ("Mexico", "Brazil", "Holy See", "UNICEF", "African") if name in said.out]


def test_a_recording_that_began_before_the_show_was_opened(show: Run) -> None:
    for began in ("12:50", "12:50 pm", "2016-07-20T12:50:00-04:00", "2016-07-20T16:50:00Z"):
        said = show("export", "--format", "audacity", "--recording-start", began)

        assert said.out.splitlines()[0].startswith("720.000000\t930.000000\tMr. Craig Mokhiber"), began


def test_the_schema_needs_no_show_and_the_json_keeps_to_it(run: Run, held: Path) -> None:
    schema = json.loads(run("export", "--schema").out)

    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert problems(exported(run, "--journal", str(journal_in(held)))) == []


def test_a_dash_is_standard_output(show: Run) -> None:
    assert show("export", "-o", "-").out == show("export").out


def test_nothing_half_written_stays_where_the_disk_is_full(show: Run, tmp_path: Path) -> None:
    locked = tmp_path / "locked"
    locked.mkdir()
    locked.chmod(0o500)
    if os.access(locked, os.W_OK):
        pytest.skip("this user may write anywhere")

    assert "permission denied" in show("export", "-o", "locked/log.csv", code=1).err
    assert list(locked.iterdir()) == []


@pytest.mark.skipif(sys.platform == "win32", reason="no pseudo-terminals there")
def test_a_file_for_word_is_not_poured_onto_a_terminal(held: Path) -> None:
    refused = typed_on_a_terminal(held, "export", "--format", "docx")

    assert "docx can't be read on a terminal: name a file, as -o log.docx" in refused.err
    assert (refused.code, refused.out) == (2, "")
    words = [sys.executable, "-m", "runofshow", "export", "--format", "docx"]
    piped = subprocess.run(words, cwd=held, check=True, capture_output=True)
    assert piped.stdout.startswith(b"PK")


def test_every_document_of_a_damaged_journal_says_so(show: Run, tmp_path: Path) -> None:
    journal = journal_in(tmp_path)
    lines = journal.read_bytes().splitlines(keepends=True)
    lines[5] = lines[5].replace(b"Holy See", b"Holy Sea")
    assert lines[5] != journal.read_bytes().splitlines(keepends=True)[5]
    journal.write_bytes(b"".join(lines))
    beside = ("--recording-start", "12:58")

    for name in ("markdown", "csv", "json", "vtt"):
        out = show("export", "--format", name, *(beside if name == "vtt" else ())).out
        assert "line 6" in out, name
        assert "amaged" in out or name == "csv", name
    for name in ("srt", "chapters", "audacity"):
        assert "(The journal is damaged.)" in show("export", "--format", name, *beside).out, name
    show("export", "-o", "log.docx")
    assert any(
        "journal is damaged: line 6" in one.text for one in word((tmp_path / "log.docx").read_bytes()).paragraphs
    )
    show("export", "-o", "log.xlsx")
    facts = [row[1] for row in workbook((tmp_path / "log.xlsx").read_bytes())["Meeting"].iter_rows(values_only=True)]
    assert any("journal is damaged: line 6" in str(fact) for fact in facts)
    assert exported(show)["whole"] is False
