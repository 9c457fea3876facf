"""Commands with `--at` in meetings during which clocks change: every instant and every duration is worked out by hand.

On each night the meeting begins half an hour before the change, and takes the same course: A has 30 minutes and is
followed by B, with 20; the room is given back after 90.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

import pytest

from tests.commands import Run, Said, exported, status

MINUTES: Final = (-5, 0, 10, 20, 25, 28, 40, 45, 46, 47, 50, 52, 53, 54, 60, 66, 68, 70, 90)
"""The instants that are looked at, by minutes after the start of the meeting."""


@dataclass(frozen=True)
class Night:
    """A night on which clocks change half an hour after the meeting has started."""

    name: str
    zone: str
    day: str
    before: str
    """The offset of the first half hour."""
    after: str
    clock: str
    """The digits at each of the MINUTES."""
    typed_otherwise: Mapping[int, str] = field(default_factory=dict)
    """What is typed where the digits alone would be another instant."""

    def __str__(self) -> str:
        return self.name

    def typed(self, minute: int) -> str:
        """What is typed for an instant."""
        return self.typed_otherwise.get(minute) or self.clock.split()[MINUTES.index(minute)]

    def shown(self, minute: int) -> str:
        """The instant in ISO 8601."""
        digits = self.clock.split()[MINUTES.index(minute)]
        return f"{self.day}T{digits}:00{self.before if minute < 30 else self.after}"


NIGHTS: Final = (
    Night(
        "New York, an hour forward", "America/New_York", "2025-03-09", "-05:00", "-04:00",
        "01:25 01:30 01:40 01:50 01:55 01:58 "
        "03:10 03:15 03:16 03:17 03:20 03:22 03:23 03:24 03:30 03:36 03:38 03:40 04:00",
    ),
    Night(
        "New York, an hour back", "America/New_York", "2025-11-02", "-04:00", "-05:00",
        "01:25 01:30 01:40 01:50 01:55 01:58 "
        "01:10 01:15 01:16 01:17 01:20 01:22 01:23 01:24 01:30 01:36 01:38 01:40 02:00",
        {60: "01:30 -05:00"},
    ),
    Night(
        "London, an hour forward", "Europe/London", "2025-03-30", "+00:00", "+01:00",
        "00:25 00:30 00:40 00:50 00:55 00:58 "
        "02:10 02:15 02:16 02:17 02:20 02:22 02:23 02:24 02:30 02:36 02:38 02:40 03:00",
    ),
    Night(
        "London, an hour back", "Europe/London", "2025-10-26", "+01:00", "+00:00",
        "01:25 01:30 01:40 01:50 01:55 01:58 "
        "01:10 01:15 01:16 01:17 01:20 01:22 01:23 01:24 01:30 01:36 01:38 01:40 02:00",
        {
            40: "01:10Z", 45: "01:15Z", 46: "01:16Z", 47: "01:17Z", 50: "01:20Z", 52: "01:22Z", 53: "01:23Z",
            60: "2025-10-26T01:30:00Z",
        },
    ),
    Night(
        "Lord Howe, half an hour forward", "Australia/Lord_Howe", "2025-10-05", "+10:30", "+11:00",
        "01:25 01:30 01:40 01:50 01:55 01:58 "
        "02:40 02:45 02:46 02:47 02:50 02:52 02:53 02:54 03:00 03:06 03:08 03:10 03:30",
    ),
    Night(
        "Lord Howe, half an hour back", "Australia/Lord_Howe", "2025-04-06", "+11:00", "+10:30",
        "01:25 01:30 01:40 01:50 01:55 01:58 "
        "01:40 01:45 01:46 01:47 01:50 01:52 01:53 01:54 02:00 02:06 02:08 02:10 02:30",
        {
            40: "01:40 +10:30", 45: "01:45 +10:30", 46: "01:46 +10:30", 47: "01:47 +10:30",
            50: "2025-04-06T01:50+10:30", 52: "2025-04-06T01:52+10:30", 53: "2025-04-05T15:23Z",
        },
    ),
)  # fmt: skip


def write_agenda(zone: str, start: str, end: str, *more: dict[str, str]) -> None:
    """A meeting of A, B and more blocks in this folder, from one instant in ISO 8601 to another."""
    blocks = [{"id": "a", "speaker": "A", "duration": "30m"}, {"id": "b", "speaker": "B", "duration": "20m"}, *more]
    agenda = {
        "title": "A night", "date": start[:10], "start": start, "end": end, "timezone": zone, "handover": "1m",
        "segments": [{"title": "All of it", "blocks": blocks}],
    }  # fmt: skip
    Path("agenda.yaml").write_text(json.dumps(agenda), encoding="utf-8")


@pytest.mark.parametrize("night", NIGHTS, ids=str)
def test_every_command_counts_true_minutes_across_a_change_of_clocks(run: Run, night: Night) -> None:
    """A is paused for ten minutes and gets five more; the start of B is undone once."""
    write_agenda(night.zone, night.shown(0), night.shown(90))

    def stands(minute: int, block: str, *, elapsed: int, remaining: int, offset: int, finish: int) -> None:
        seen = status(run, "--at", night.typed(minute))
        assert [seen["block"][key] for key in ("id", "elapsed", "remaining")] == [block, elapsed * 60, remaining * 60]
        assert (seen["now"], seen["hard_stop"]) == (night.shown(minute), night.shown(90))
        assert (seen["offset"], seen["projected_finish"]) == (offset * 60, night.shown(finish))

    run("start", "--at", night.typed(-5))
    run("next", "--at", night.typed(0))
    run("pause", "--at", night.typed(10))
    run("resume", "--at", night.typed(20))
    run("extend", "5m", "--at", night.typed(25))
    stands(28, "a", elapsed=18, remaining=17, offset=15, finish=66)

    run("next", "--at", night.typed(40))
    stands(45, "b", elapsed=5, remaining=15, offset=9, finish=60)
    run("undo", "--at", night.typed(46))
    stands(47, "a", elapsed=37, remaining=-2, offset=17, finish=68)
    run("next", "--at", night.typed(50))
    run("record", "Mexico", "--for", "2m", "--at", night.typed(52))
    run("note", "the lights went out", "--at", night.typed(53))
    stands(60, "b", elapsed=10, remaining=10, offset=19, finish=70)

    record = exported(run)
    assert [block["spells"] for block in record["blocks"]] == [
        [[night.shown(0), night.shown(50)]],
        [[night.shown(50), None]],
    ]
    assert record["blocks"][0]["spoken"] == 40 * 60
    assert [(one["given"], one["ended"], one["duration"]) for one in record["interventions"]] == [
        (night.shown(52), night.shown(54), 120)
    ]
    assert [note["at"] for note in record["notes"]] == [night.shown(53)]


# The night of 2 November 2025 in New York: from 02:00 clocks go back to 01:00.

SUMMER_0050, WINTER_0230 = "2025-11-02T00:50:00-04:00", "2025-11-02T02:30:00-05:00"


@pytest.fixture
def night(run: Run) -> Run:
    """A meeting in New York, opened at 00:50, before the hour that comes twice."""
    write_agenda("America/New_York", SUMMER_0050, WINTER_0230)
    run("start", "--at", "00:50")
    return run


def first_line(said: Said) -> str:
    return said.err.splitlines()[0]


def test_a_clock_time_that_comes_twice_is_the_first_since_the_opening(night: Run) -> None:
    assert first_line(night("next", "--at", "01:20")) == "01:20:00 (UTC-04:00) started: A"
    assert first_line(night("pause", "--at", "01:50")) == "01:50:00 (UTC-04:00) paused: the countdown is held"
    assert status(night, "--at", "01:55")["now"] == "2025-11-02T01:55:00-04:00"
    assert first_line(night("resume", "--at", "02:05")) == "02:05:00 resumed: the countdown goes on"
    assert status(night, "--at", "02:06")["block"]["elapsed"] == 31 * 60


@pytest.mark.parametrize("second", ["2025-11-02T01:20-05:00", "2025-11-02 01:20 -05:00", "01:20-05:00", "06:20Z"])
def test_an_offset_says_which_of_two_is_meant(night: Run, second: str) -> None:
    night("next", "--at", "01:50")

    assert first_line(night("pause", "--at", second)) == "01:20:00 (UTC-05:00) paused: the countdown is held"
    assert status(night, "--at", second)["block"]["elapsed"] == 30 * 60


def test_an_instant_before_the_last_step_is_refused_whatever_its_digits_say(night: Run) -> None:
    """01:50 in summer time lies before 01:20 in winter time."""
    night("next", "--at", "01:20 -05:00")

    refused = night("pause", "--at", "01:50", code=1)

    assert refused.err == (
        "01:50:00 (UTC-04:00) is before the last thing that moved the show, at 01:20:00 (UTC-05:00): "
        "give a later time; 'undo' takes that back\n"
    )
    assert "before the last thing" in night("pause", "--at", "2025-11-02T05:50:00Z", code=1).err
    assert first_line(night("pause", "--at", "01:21 -05:00")) == "01:21:00 (UTC-05:00) paused: the countdown is held"


def test_a_show_opened_within_the_hour_that_comes_twice(run: Run) -> None:
    """What lies before the opening's own minute is the second time; opened the second time, everything is."""
    write_agenda("America/New_York", SUMMER_0050, WINTER_0230)
    run("start", "--at", "01:40")
    assert first_line(run("next", "--at", "01:45")) == "01:45:00 (UTC-04:00) started: A"
    assert first_line(run("next", "--at", "01:10")) == "01:10:00 (UTC-05:00) started: B"

    run("finish", "--yes", "--at", "02:00")
    run("start", "--at", "2025-11-02T01:40-05:00", "--journal-dir", "another")
    again = run("next", "--at", "01:45", "--journal-dir", "another")
    assert first_line(again) == "01:45:00 (UTC-05:00) started: A"


def test_a_meeting_before_the_change_is_not_an_hour_behind(run: Run) -> None:
    """From 00:30 to 02:00 are two hours and a half: the floor has what A and B leave of them."""
    floor = {"floor": "Discussion", "duration": "rest", "min": "10m"}
    write_agenda("America/New_York", "2025-11-02T00:30:00-04:00", "2025-11-02T02:00:00-05:00", floor)
    run("start", "--at", "00:25")

    assert run("next", "--at", "00:31").err.splitlines() == [
        "00:31:00 started: A",
        "A, 30:00 ON TIME; ENDS 02:00 · 0:00 to spare; 1:00 behind",
    ]
    seen = status(run, "--at", "01:05")
    assert (seen["offset"], seen["overrun"], seen["floor"]["remaining"]) == (5 * 60, 0, 93 * 60)


@pytest.mark.parametrize(
    ("said", "at", "hard_stop"),
    [
        pytest.param("02:10", "01:30", "2025-11-02T02:10:00-05:00", id="across the change"),
        pytest.param("01:40", "01:20", "2025-11-02T01:40:00-04:00", id="the first time"),
        pytest.param("01:40", "01:20 -05:00", "2025-11-02T01:40:00-05:00", id="the second time"),
        pytest.param("01:40 -05:00", "01:20", "2025-11-02T01:40:00-05:00", id="by its offset"),
    ],
)
def test_the_room_is_ours_until_the_nearest_such_time(night: Run, said: str, at: str, hard_stop: str) -> None:
    night("hard-stop", said, "--at", at)

    assert status(night, "--at", at)["hard_stop"] == hard_stop


@pytest.fixture
def said_twice(night: Run) -> Run:
    """Four interventions: 01:10 and 01:40 in summer time, 01:20 and 01:50 in winter time."""
    night("next", "--at", "00:55")
    for who, at in (("Mexico", "01:10"), ("Chile", "01:20 -05:00"), ("Peru", "01:40"), ("Kenya", "01:50 -05:00")):
        night("record", who, "--for", "4m", "--at", at)
    night("note", "first", "--at", "01:45")
    night("note", "second", "--at", "01:45 -05:00")
    night("finish", "--yes", "--at", "02:00")
    return night


def test_interventions_stand_in_the_order_in_which_they_were_given(said_twice: Run) -> None:
    lines = said_twice("log", "--plain").out.splitlines()

    assert [line.split(",")[0] for line in lines] == [
        "1. 01:10:00 Mexico", "3. 01:40:00 Peru", "2. 01:20:00 Chile", "4. 01:50:00 Kenya",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("since", "who", "notes"),
    [
        pytest.param("01:15", ["Peru", "Chile", "Kenya"], ["first", "second"], id="the first time"),
        pytest.param("01:15 -05:00", ["Chile", "Kenya"], ["second"], id="the second time"),
    ],
)
def test_an_extract_begins_at_an_instant(said_twice: Run, since: str, who: list[str], notes: list[str]) -> None:
    record = exported(said_twice, "--since", since)

    assert [one["who"] for one in record["interventions"]] == who
    assert [note["text"] for note in record["notes"]] == notes


def test_what_lies_beside_a_recording_lies_where_it_was_said(said_twice: Run) -> None:
    """It began at 00:50: A spoke from its fifth minute to its 130th."""
    labels = said_twice("export", "--format", "audacity", "--recording-start", "00:50").out.splitlines()

    assert labels == [
        "300.000000\t7800.000000\tA",
        "1200.000000\t1440.000000\tMexico (State)",
        "3000.000000\t3240.000000\tPeru (State)",
        "5400.000000\t5640.000000\tChile (State)",
        "7200.000000\t7440.000000\tKenya (State)",
    ]


def test_a_recording_began_at_the_time_that_is_nearest_to_the_first_word(night: Run) -> None:
    """Of 01:15, which comes twice, the one five minutes before A spoke."""
    night("next", "--at", "01:20 -05:00")
    night("end", "--at", "01:30 -05:00")

    labels = night("export", "--format", "audacity", "--recording-start", "01:15").out

    assert labels == "300.000000\t900.000000\tA\n"


def test_speakers_on_the_programme_stand_in_the_order_in_which_they_spoke(night: Run) -> None:
    """A at 01:50 in summer time, B at 01:10 in winter time."""
    night("next", "--at", "01:50")
    night("next", "--at", "01:10 -05:00")

    assert exported(night, "--shape", "list")["podium"] == ["A", "B"]


def test_a_document_names_both_offsets(said_twice: Run) -> None:
    assert "America/New\\_York (UTC-04:00, then UTC-05:00)" in said_twice("export", "--format", "markdown").out


def test_a_report_adds_up_across_the_change(said_twice: Run) -> None:
    """A began five minutes late, and spoke for two hours and five minutes, 95 more than planned."""
    report = json.loads(said_twice("report", "--json").out)

    assert (report["late"], report["offset"]) == (300, 100 * 60)
    (block, _) = report["blocks"]
    assert (block["start"], block["end"]) == ("2025-11-02T00:55:00-04:00", "2025-11-02T02:00:00-05:00")
    assert (block["actual"], block["difference"]) == (125 * 60, 95 * 60)
