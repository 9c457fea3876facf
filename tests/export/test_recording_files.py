"""What goes beside a recording, read back by parsers that are not ours."""

from dataclasses import replace
from datetime import datetime, timedelta
from itertools import pairwise
from typing import Final

import pytest
import srt
import webvtt
from hypothesis import given
from hypothesis import strategies as st

from runofshow.export.extract import extracted
from runofshow.export.formats import Options
from runofshow.export.recording_files import (
    FEWEST_CHAPTERS,
    SHORTEST_CHAPTER,
    Chapter,
    NotOnTheRecording,
    audacity_log,
    chapters_log,
    first_spoken,
    merged,
    spoken_intervals,
    srt_log,
    vtt_log,
)
from runofshow.show.meeting_record import Record
from tests.export.hostile import HOSTILE, IN_A_LINE, harmful, hostile_record
from tests.export.many import many
from tests.export.shows import RECORDING_START, recorded

BEGUN: Final = Options(recording_start=RECORDING_START)
BESIDE: Final = (vtt_log, srt_log, chapters_log, audacity_log)


def cues(record: Record) -> list[webvtt.Caption]:
    return list(webvtt.from_string(vtt_log(record, BEGUN).decode()).captions)


def subtitles(record: Record) -> list[srt.Subtitle]:
    return list(srt.parse(srt_log(record, BEGUN).decode(), ignore_errors=False))


def labels(record: Record) -> list[tuple[float, float, str]]:
    rows = [line.split("\t") for line in audacity_log(record, BEGUN).decode().splitlines()]
    return [(float(start), float(end), text) for start, end, text in rows]


def chapters(record: Record) -> list[tuple[timedelta, str]]:
    found: list[tuple[timedelta, str]] = []
    for line in chapters_log(record, BEGUN).decode().splitlines():
        clock, title = line.split(" ", 1)
        hours, minutes, seconds = ([0] + [int(part) for part in clock.split(":")])[-3:]
        found.append((timedelta(hours=hours, minutes=minutes, seconds=seconds), title))
    return found


def test_all_formats_tell_the_same_times() -> None:
    expected = [("Ms. Lakshmi Puri", 90, 600), ("Mexico", 640, 790), ("Côte d’Ivoire", 800, 900), ("Cuba", 810, 850)]

    assert [(cue.lines[0], cue.start_in_seconds, cue.end_in_seconds) for cue in cues(recorded())][:4] == expected
    assert [
        (one.content.split("\n")[0], one.start.total_seconds(), one.end.total_seconds())
        for one in subtitles(recorded())
    ][:4] == expected
    assert [(text.split(" (")[0], start, end) for start, end, text in labels(recorded())][:4] == expected


def test_cues_are_sorted_by_their_start_and_may_overlap() -> None:
    """A point of order lies over whom it interrupts (WebVTT allows it, and wants them in order)."""
    found = cues(many())
    starts = [cue.start_in_seconds for cue in found]

    assert starts == sorted(starts)
    sample = cues(recorded())
    assert sample[3].start_in_seconds < sample[2].end_in_seconds


def test_what_took_no_time_can_be_seen_all_the_same() -> None:
    whole = recorded()
    one = whole.interventions[0]
    instant = replace(whole, interventions=(replace(one, ended=one.given, duration=timedelta(0)),), blocks=())

    (cue,) = cues(instant)
    assert cue.end_in_seconds - cue.start_in_seconds == 1
    assert labels(instant)[0][:2] == (640.0, 640.0)


def test_who_still_speaks_does_so_until_the_record_was_read() -> None:
    assert labels(recorded(closed=False, until="17:10:00"))[-1][:2] == (640.0, 690.0)
    assert labels(recorded(closed=False, until="17:05:00")) == [(90.0, 390.0, "Ms. Lakshmi Puri (Chair, GMG)")]


def test_a_rehearsal_says_so_in_every_label() -> None:
    record = recorded(mode="rehearsal")

    assert all(text.startswith("Rehearsal: ") for _, _, text in labels(record))
    assert all(cue.lines[0].startswith("Rehearsal: ") for cue in cues(record))


def test_an_intervention_before_the_recording_is_refused_unless_it_is_left_out() -> None:
    late = datetime.fromisoformat("2016-07-20T13:10:00-04:00")
    for written in BESIDE:
        with pytest.raises(NotOnTheRecording, match=r"intervention 1 .* at 13:09:10, before .* at 13:10:00.*--since"):
            written(recorded(), Options(recording_start=late))

    found = spoken_intervals(extracted(recorded(), since=late), late)

    assert [one.who for one in found] == ["Côte d’Ivoire", "Cuba", "Red Cross"]


def test_a_speech_that_ran_when_the_recording_began_is_on_it_from_its_first_second() -> None:
    """One that was over is not."""
    during = datetime.fromisoformat("2016-07-20T13:04:00-04:00")
    after = datetime.fromisoformat("2016-07-20T13:08:40-04:00")

    assert spoken_intervals(recorded(), during)[0].start == timedelta(0)
    assert spoken_intervals(recorded(), during)[0].end == timedelta(minutes=4, seconds=30)
    assert spoken_intervals(recorded(), after)[0].who == "Mexico"


@pytest.mark.parametrize(
    ("began", "sentence"),
    [
        pytest.param("2016-07-19T12:58:30-04:00", "more than a day", id="the day before"),
        pytest.param("2016-07-20T23:00:00-04:00", "nobody spoke", id="when all was over"),
    ],
)
def test_a_recording_that_cannot_be_this_one_is_refused(began: str, sentence: str) -> None:
    nobody_from_the_floor = replace(recorded(), interventions=())

    with pytest.raises(NotOnTheRecording, match=sentence):
        spoken_intervals(nobody_from_the_floor, datetime.fromisoformat(began))


def test_the_first_word_is_what_a_clock_time_is_near_to() -> None:
    assert first_spoken(recorded()).isoformat() == "2016-07-20T17:00:00+00:00"
    assert first_spoken(replace(recorded(), blocks=(), interventions=())) == recorded().meeting.start


def test_chapters_follow_the_rules_of_youtube() -> None:
    for record in (recorded(), many()):
        found = chapters(record)
        lengths = [later - earlier for (earlier, _), (later, _) in pairwise(found)]
        assert found[0][0] == timedelta(0)
        assert len(found) >= FEWEST_CHAPTERS
        assert all(length >= SHORTEST_CHAPTER for length in lengths)


def test_fewer_than_three_chapters_are_refused() -> None:
    with pytest.raises(NotOnTheRecording, match="no fewer than 3 chapters, and this record makes 2"):
        chapters_log(recorded(closed=False, until="17:05:00"), BEGUN)


def test_short_chapters_join_the_one_before_and_share_its_title() -> None:
    """The first joins the one behind it; who goes on after five seconds of somebody else stays in the same chapter."""
    second = timedelta(seconds=1)
    found = [
        Chapter(0 * second, "A"),
        Chapter(4 * second, "B"),
        Chapter(30 * second, "C"),
        Chapter(60 * second, "D"),
        Chapter(65 * second, "C (continued)"),
        Chapter(90 * second, "E"),
    ]

    assert merged(found, 95 * second) == [Chapter(0 * second, "A / B"), Chapter(30 * second, "C / D / E")]


@given(st.lists(st.integers(min_value=0, max_value=400), min_size=1, max_size=30, unique=True), st.integers(1, 60))
def test_however_people_follow_each_other_no_chapter_is_short(starts: list[int], last: int) -> None:
    second = timedelta(seconds=1)
    found = [Chapter(start * second, f"S{start}") for start in sorted(starts)]
    end = found[-1].start + last * second

    kept = merged(found, end)

    ends = [*(chapter.start for chapter in kept[1:]), end]
    assert (
        all(until - chapter.start >= SHORTEST_CHAPTER for chapter, until in zip(kept, ends, strict=True))
        or len(kept) == 1
    )
    assert kept[0].start == found[0].start
    assert {title for chapter in kept for title in chapter.title.split(" / ")} == {chapter.title for chapter in found}


def test_hostile_text_is_one_cue_one_label_or_one_chapter() -> None:
    """As many as without it, each with its own text, and nothing in them that a player takes for markup."""
    for name, text in HOSTILE.items():
        record = hostile_record(text)
        vtt, subrip, chapter_list, label_track = (write(record, BEGUN).decode() for write in BESIDE)

        found = cues(record)
        line = found[1].lines[0].replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")
        assert line == (IN_A_LINE[name] or "(not named)"), name
        assert len(found) == vtt.count("-->") == 5, name
        assert "<" not in vtt, name

        assert [one.index for one in subtitles(record)] == [1, 2, 3, 4, 5], name
        assert subrip.count(" --> ") == 5, name
        assert not {"<", "{"} & set(subrip), name

        assert len(chapter_list.splitlines()) == 7, name
        assert not {"<", ">"} & set(chapter_list), name  # YouTube refuses them

        assert len(labels(record)) == 5, name
        assert not harmful(vtt + subrip + chapter_list + label_track.replace("\t", "")), name
