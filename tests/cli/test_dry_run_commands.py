"""`dry-run` as a person types it."""

import json
from pathlib import Path

import yaml

from tests.commands import Run

QUICK = ("--trials", "50")


def test_the_odds_follow_the_run(run: Run) -> None:
    said = run("dry-run", *QUICK)

    assert "One run of many possible ones, seed 1" in said.out
    assert "The odds in 50 runs" in said.out
    assert "The meeting ends by 15:00 in " in said.out
    assert "come from other meetings" in said.out
    assert "runs" not in said.err  # no bar where there is no terminal


def test_it_is_the_same_for_the_same_seed(run: Run) -> None:
    first, again, other = (run("dry-run", "--json", *QUICK, "--seed", seed).out for seed in ("7", "7", "8"))

    assert first == again != other


def test_two_thousand_runs_are_the_default(run: Run) -> None:
    assert json.loads(run("dry-run", "--json").out)["trials"] == 2_000


def test_figures_by_hand_take_the_place_of_a_preset(run: Run) -> None:
    """Without any spread and overrun the meeting is its plan."""
    found = json.loads(run("dry-run", "--json", *QUICK, "--overrun", "1", "--spread", "0", "--policy", "strict").out)

    assert (found["preset"], found["speech"]) == ("own figures", {"median": 1.0, "sigma": 0.0})
    assert all(block["start"]["p90"] == block["planned_start"] for block in found["blocks"][:5])


def test_what_if_every_speech_were_cut(run: Run) -> None:
    found = [json.loads(run("dry-run", "--json", *QUICK, *more).out) for more in ((), ("--limit", "5m"))]

    assert found[1]["limit"] == 300
    assert found[1]["blocks"][1]["planned"] == 300
    assert found[1]["finish_by_hard_stop"] > found[0]["finish_by_hard_stop"]


def test_a_late_or_early_start_moves_the_first_block_in_every_run(run: Run) -> None:
    for late, start in (("5m", "13:05"), ("-2m", "12:58")):
        found = json.loads(run("dry-run", "--json", *QUICK, "--late", late).out)
        assert found["blocks"][0]["start"]["p50"] == f"2016-07-20T{start}:00-04:00"


def test_advice_can_be_pasted(run: Run) -> None:
    said = {chance: run("dry-run", "--advise", chance, *QUICK).out for chance in ("90%", "90", "0.9", " 90 % ")}

    assert len(set(said.values())) == 1
    assert "and 90% is wanted" in said["90%"]
    assert {each["duration"] for each in yaml.safe_load(said["90%"])} == {"5m30s"}


def test_a_place_that_is_taken_is_refused_before_anything_is_played(run: Run, tmp_path: Path) -> None:
    (tmp_path / "odds.svg").write_text("mine")

    said = run("dry-run", "--trials", "20", "-o", "odds.svg", code=1)

    assert (said.out, (tmp_path / "odds.svg").read_text()) == ("", "mine")
    assert "odds.svg exists already" in said.err
    run("dry-run", "--trials", "20", "-o", "odds.svg", "--force")
    assert "<svg" in (tmp_path / "odds.svg").read_text()
    assert "neither --speed nor --advise" in run("dry-run", "--advise", "90%", "-o", "new.svg", code=2).err


def test_advice_for_a_program_names_the_limit_and_the_shorter_blocks(run: Run) -> None:
    found = json.loads(run("dry-run", "--advise", "90%", "--json", *QUICK).out)

    assert found["finish_by_hard_stop"] >= found["wanted"] == 0.9
    assert all(block["duration"] == found["limit"] for block in found["blocks"])


def test_what_makes_no_sense_is_one_sentence(run: Run) -> None:
    for words, sentence in (
        (("--preset", "chaird"), "there is no preset 'chaird'"),
        (("--policy", "harsh"), "there is no policy 'harsh': choose one of lenient, strict"),
        (("--trials", "0"), "--trials is from 1 to 1,000,000"),
        (("--overrun", "0"), "--overrun is how many times its length"),
        (("--overrun", "nan"), "--overrun is how many times its length"),
        (("--spread", "-1"), "--spread is the standard deviation"),
        (("--limit", "0s"), "a limit must be more than 0"),
        (("--limit", "7"), "7 has no unit"),
        (("--late", "soon"), "'soon' is no length of time"),
        (("--advise", "often"), "'often' is no chance: write it like 90%"),
        (("--advise", "120%"), "'120%' is no chance"),
        (("--speed", "0.5"), "from 1 to 3,600"),
        (("--speed", "60", "--json"), "goes with neither --json nor --advise"),
        (("--speed", "60", "--advise", "90%"), "goes with neither --json nor --advise"),
    ):
        said = run("dry-run", *words, code=2)

        assert sentence in said.err, words
        assert said.out == "", words


def test_off_a_terminal_it_is_played_line_by_line(run: Run, tmp_path: Path) -> None:
    (tmp_path / "agenda.yaml").write_text(SHORT, encoding="utf-8")

    said = run("dry-run", "--speed", "3600", "--overrun", "1", "--spread", "0")

    lines = said.out.splitlines()
    assert lines[:3] == ["13:00:00 started: A", "13:02:00 ended: A", "13:02:30 started: Questions"]
    assert any("floor given: 1 " in line for line in lines)
    assert lines[-1] == "13:10:00 the show is closed"
    assert not (tmp_path / "journals").exists()


SHORT = """\
title: Short
date: 2016-07-20
start: "13:00"
end: "13:10"
timezone: UTC
segments:
  - title: Only
    blocks:
      - {speaker: {name: A}, duration: 2m}
      - {floor: Questions, duration: rest}
"""
