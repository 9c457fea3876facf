"""The agenda's models: what they accept, what they fill in, what they refuse."""

from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import ValidationError

from runofshow.agenda.durations import spell_duration
from runofshow.agenda.model import Agenda, Speech
from tests.builders import agenda


def raw_agenda(*blocks: dict[str, Any], **fields: Any) -> dict[str, Any]:
    return {
        "title": "A meeting",
        "date": "2016-07-20",
        "start": "13:00",
        "end": "15:00",
        "timezone": "America/New_York",
        "segments": [{"title": "All", "blocks": list(blocks) or [{"floor": "Discussion", "duration": "rest"}]}],
        **fields,
    }


def speech(name: str, **fields: Any) -> dict[str, Any]:
    return {"speaker": {"name": name}, "duration": "7m", **fields}


def refusal(raw: dict[str, Any]) -> str:
    with pytest.raises(ValidationError) as refused:
        Agenda.model_validate(raw)
    return str(refused.value)


def test_the_least_agenda_has_all_defaults() -> None:
    """Everything but title, times, zone and blocks may be left out."""
    agenda = Agenda.model_validate(raw_agenda())
    assert agenda.handover == timedelta(seconds=30)
    assert (agenda.floor.limit, agenda.floor.handover) == (timedelta(minutes=2), timedelta(seconds=15))
    assert (agenda.signals, agenda.floor.signals) == (None, None)
    assert agenda.words_per_minute == 120
    assert (agenda.venue, agenda.moderator, agenda.notes) == (None, None, None)


def test_times_are_instants_in_utc() -> None:
    """13:00 in New York in July is 17:00 UTC."""
    agenda = Agenda.model_validate(raw_agenda())
    assert (agenda.date, agenda.timezone) == (date(2016, 7, 20), ZoneInfo("America/New_York"))
    assert agenda.start == datetime(2016, 7, 20, 17, tzinfo=UTC)
    assert (agenda.start.tzinfo, agenda.end.tzinfo) == (UTC, UTC)


def test_a_meeting_over_a_change_of_clocks_has_its_true_length() -> None:
    """From 01:30 to 03:30 is one hour in the night in which clocks go forward."""
    night = raw_agenda(date="2016-03-13", start="1:30 am", end="3:30 am")
    agenda = Agenda.model_validate(night)
    assert agenda.end - agenda.start == timedelta(hours=1)


def test_a_time_that_comes_twice_is_the_first() -> None:
    """Unless its offset is written."""
    night = raw_agenda(date="2016-11-06", start="01:30", end="01:30 -05:00")
    agenda = Agenda.model_validate(night)
    assert agenda.start == datetime(2016, 11, 6, 5, 30, tzinfo=UTC)
    assert agenda.end - agenda.start == timedelta(hours=1)


def test_local_times_become_instants_in_utc() -> None:
    """From the first 01:30 to 02:00 is an hour and a half in the night in which clocks go back."""
    start, end = (datetime(2016, 11, 6, *clock, tzinfo=ZoneInfo("America/New_York")) for clock in ((1, 30), (2, 0)))
    agenda = Agenda.model_validate(raw_agenda(date="2016-11-06", start=start, end=end))
    assert (agenda.start.tzinfo, agenda.end.tzinfo) == (UTC, UTC)
    assert agenda.end - agenda.start == timedelta(hours=1, minutes=30)


def test_an_end_past_midnight_is_written_with_its_date() -> None:
    """Two and a half hours over midnight."""
    agenda = Agenda.model_validate(raw_agenda(start="22:00", end="2016-07-21 00:30"))
    assert agenda.end - agenda.start == timedelta(hours=2, minutes=30)


def test_ids_are_made_from_names_and_titles_and_never_twice() -> None:
    """Honorifics are no part of an id; ids that are written are taken before any is made."""
    agenda = Agenda.model_validate(
        raw_agenda(
            speech("Mr. Guy Ryder"),
            speech("H.E. Ambassador Jürg Lauber"),
            speech("Mr. Guy Ryder"),
            speech("Ms. X", id="guy-ryder-2"),
            {"floor": "Questions & answers", "duration": "5m"},
            speech("«»"),
            speech("«»", id=""),
        )
    )
    assert [block.id for block in agenda.blocks()] == [
        "guy-ryder",
        "jurg-lauber",
        "guy-ryder-3",
        "guy-ryder-2",
        "questions-answers",
        "block",
        "block-2",
    ]


@pytest.mark.parametrize(
    ("words", "pace", "expected"),
    [
        pytest.param(840, 120, timedelta(minutes=7), id="seven minutes at the interpreters' pace"),
        pytest.param(100, 150, timedelta(seconds=40), id="another pace"),
        pytest.param("700", "100", timedelta(minutes=7), id="as typed"),
        pytest.param(1, 400, timedelta(seconds=1), id="a single word takes a second"),
    ],
)
def test_a_duration_follows_from_the_number_of_words(words: object, pace: object, expected: timedelta) -> None:
    """Words by words a minute, in whole seconds, at least one."""
    block = {"speaker": {"name": "A"}, "words": words}
    agenda = Agenda.model_validate(raw_agenda(block, words_per_minute=pace))
    assert next(agenda.blocks()).duration == expected


def test_a_written_duration_goes_before_words() -> None:
    """The words are then only for the record."""
    agenda = Agenda.model_validate(raw_agenda(speech("A", words=10_000)))
    assert next(agenda.blocks()).duration == timedelta(minutes=7)


def test_say_may_stand_beside_the_speaker() -> None:
    """How a name is pronounced belongs to the speaker, wherever it is written."""
    agenda = Agenda.model_validate(raw_agenda(speech("Ms. Lakshmi Puri", say="POO-ree")))
    block = next(agenda.blocks())
    assert isinstance(block, Speech)
    assert block.people[0].say == "POO-ree"


def test_a_speaker_who_is_a_mere_text_is_a_name() -> None:
    """As staff write it; with `say` beside it too, and of the moderator."""
    plain = {"speaker": "Ms. Ana Reyes, Director", "say": "RAY-ess", "duration": "5m"}
    whole = {"speaker": {"name": "Ms. Ana Reyes, Director", "say": "RAY-ess"}, "duration": "5m"}

    agenda = Agenda.model_validate(raw_agenda(plain, moderator="Mr. B"))

    assert agenda == Agenda.model_validate(raw_agenda(whole, moderator={"name": "Mr. B"}))
    assert next(agenda.blocks()).id == "ana-reyes-director"


def test_a_block_is_told_apart_by_its_key() -> None:
    """A `speaker` makes a speech, `floor` a floor; both know their title and what they can give."""
    agenda = Agenda.model_validate(
        raw_agenda(speech("A"), speech("B", min="5m"), {"floor": "Questions", "duration": "rest", "min": "4m"})
    )
    rigid, giving, rest = agenda.blocks()
    assert [type(block).__name__ for block in (rigid, giving, rest)] == ["Speech", "Speech", "Floor"]
    assert [block.title for block in (rigid, giving, rest)] == ["A", "B", "Questions"]
    assert [block.shrinkable for block in (rigid, giving, rest)] == [False, True, True]
    assert [block.minimum for block in (rigid, giving, rest)] == [timedelta(minutes=m) for m in (7, 5, 4)]


def test_a_rest_block_without_min_can_vanish() -> None:
    """Its least length is nothing."""
    assert next(Agenda.model_validate(raw_agenda()).blocks()).minimum == timedelta(0)


@pytest.mark.parametrize(
    ("raw", "sentence"),
    [
        pytest.param(raw_agenda(end="13:00"), "'end' is not after 'start'", id="no time at all"),
        pytest.param(raw_agenda(end="00:30"), "past midnight is written with its date", id="past midnight"),
        pytest.param(raw_agenda(end="2016-07-22 13:00"), "longer than 36h", id="two days"),
        pytest.param(raw_agenda(date="0216-07-20"), "the year 216 is outside", id="a slip in the year"),
        pytest.param(raw_agenda(date="9999-12-31"), "the year 9999 is outside", id="the last day of all"),
        pytest.param(raw_agenda(date="20 July"), "'20 July' is no date", id="not a date"),
        pytest.param(raw_agenda(date="2016-W29-3"), "'2016-W29-3' is no date", id="a week"),
        pytest.param(
            raw_agenda(date="2016-03-13", start="02:30"), "clocks go forward by 1h", id="a time that is skipped"
        ),
        pytest.param(raw_agenda(timezone="America/New_Yrok"), "did you mean 'America/New_York'?", id="unknown zone"),
        pytest.param(raw_agenda(title="Two\nlines"), "one line", id="a title of two lines"),
        pytest.param(raw_agenda(title="  "), "at least 1 character", id="an empty title"),
        pytest.param(raw_agenda(segments=[]), "segments", id="no segments"),
        pytest.param(raw_agenda(words_per_minute=1000), "400", id="an impossible pace"),
        pytest.param(raw_agenda(speech("A", duration="0s")), "more than 0", id="a speech of no length"),
        pytest.param(raw_agenda(speech("A", duration="7")), "7 has no unit", id="a bare number"),
        pytest.param(raw_agenda(speech("A", min="8m")), "'min' (8m) is longer than 'duration' (7m)", id="min too long"),
        pytest.param(raw_agenda(speech("A", id="a b")), "id", id="an id with a space"),
        pytest.param(raw_agenda(speech("A", id="a"), speech("B", id="a")), "two blocks have the id 'a'", id="ids"),
        pytest.param(raw_agenda(speech("A", limit="2m")), "limit", id="a speech has no limit"),
        pytest.param(raw_agenda({"floor": "F", "duration": "5m", "words": 3}), "words", id="a floor has no words"),
        pytest.param(raw_agenda({"floor": "F", "duration": "5m", "limit": "0s"}), "limit", id="a limit of nothing"),
        pytest.param(
            raw_agenda(signals={"wrap_up": "10s", "final": "30s"}), "make it the shorter one", id="signals swapped"
        ),
        pytest.param(raw_agenda(signals={"final": "3m"}), "'final' (3m) comes before 'wrap_up' (2m)", id="one given"),
    ],
)
def test_what_cannot_be_is_refused(raw: dict[str, Any], sentence: str) -> None:
    """With a sentence that says why."""
    assert sentence in refusal(raw)


def test_an_agenda_never_changes() -> None:
    """It is frozen, blocks and all."""
    agenda = Agenda.model_validate(raw_agenda())
    with pytest.raises(ValidationError):
        agenda.title = "Another"  # type: ignore[misc]
    with pytest.raises(ValidationError):
        next(agenda.blocks()).min = timedelta(0)  # type: ignore[misc]


# Round trips: the journal holds the whole agenda as JSON

names = st.text(min_size=1, max_size=30).map(str.strip).filter(lambda text: len(text.splitlines()) == 1)
lengths = st.integers(1, 7200).map(lambda seconds: spell_duration(timedelta(seconds=seconds)))
optional_prose = st.one_of(st.none(), names)


@st.composite
def blocks(draw: st.DrawFn) -> dict[str, Any]:
    block: dict[str, Any] = {
        "duration": draw(st.one_of(st.just("rest"), lengths)),
        "intro": draw(optional_prose),
        "notes": draw(optional_prose),
        "handover": draw(st.one_of(st.none(), lengths)),
        "signals": draw(st.sampled_from([None, {"wrap_up": "1m", "final": "5s"}])),
        "min": draw(st.sampled_from([None, "1s", "0s"])),
    }
    if draw(st.booleans()):
        return {**block, "floor": draw(names), "limit": draw(st.one_of(st.none(), lengths))}
    speaker = {"name": draw(names), "title": draw(optional_prose), "say": draw(optional_prose)}
    if draw(st.booleans()):
        return {**block, "speaker": speaker, "duration": None, "words": draw(st.integers(1, 5000)), "min": None}
    return {**block, "speaker": speaker}


@settings(max_examples=50)
@given(
    st.lists(blocks(), min_size=1, max_size=6),
    st.sampled_from(["America/New_York", "Asia/Kathmandu", "Pacific/Apia", "UTC"]),
    st.dates(date(1970, 1, 1), date(2100, 1, 1)),
)
def test_an_agenda_survives_json(some: list[dict[str, Any]], zone: str, day: date) -> None:
    """What a journal keeps of an agenda is the agenda, ids and all."""
    if (zone, day) == ("Pacific/Apia", date(2011, 12, 30)):
        return  # the day that Samoa skipped
    agenda = Agenda.model_validate(raw_agenda(*some, timezone=zone, date=day.isoformat()))
    assert Agenda.model_validate(agenda.model_dump(mode="json")) == agenda
    assert Agenda.model_validate_json(agenda.model_dump_json()) == agenda
    assert Agenda.model_validate(agenda.model_dump()) == agenda


def test_a_block_lasts_a_day_at_the_most_and_a_meeting_lies_between_1900_and_2999() -> None:
    """Given as lengths, for a typed one is refused sooner."""

    def lasting(length: timedelta) -> timedelta | str:
        return Speech.model_validate({"speaker": "A", "duration": length}).duration

    assert lasting(timedelta(hours=24)) == timedelta(hours=24)
    with pytest.raises(ValidationError, match="a block of 24h1s is longer than 24h"):
        lasting(timedelta(hours=24, seconds=1))
    for year in (1900, 2999):
        assert agenda(speech("A"), date=f"{year}-07-20").date.year == year
    for year in (1899, 3000):
        with pytest.raises(ValidationError):
            agenda(speech("A"), date=f"{year}-07-20")


def test_of_the_floors_rules_only_what_was_said_is_written() -> None:
    """A program that knows no order of the list, no limits and no signals reads it all the same."""
    said = agenda(speech("A"), floor={"limits": {"ngo": "90s"}, "order": "groups-first"})

    assert agenda(speech("A")).floor.model_dump(mode="json") == {"limit": "2m", "handover": "15s"}
    assert said.floor.model_dump(mode="json") == {
        "limit": "2m",
        "limits": {"ngo": "1m30s"},
        "order": "groups-first",
        "handover": "15s",
    }


def test_what_is_no_agenda_and_no_speaker_is_refused_by_name() -> None:
    """Never by a mistake of the program."""
    with pytest.raises(ValidationError, match="Agenda"):
        Agenda.model_validate("an agenda")
    with pytest.raises(ValidationError) as refused:
        Speech.model_validate({"say": "x", "speaker": 5, "duration": "0s"})
    assert {(error["loc"], error["msg"]) for error in refused.value.errors()} >= {
        (("duration",), "a length must be more than 0"),
    }
    assert ("speaker",) in {error["loc"] for error in refused.value.errors()}
    assert agenda(speech("A"), timezone=ZoneInfo("Asia/Kathmandu")).timezone.key == "Asia/Kathmandu"


def test_a_speech_has_one_speaker_or_several_and_is_written_with_those_it_has() -> None:
    """Made by the program, without a file: neither and both are refused."""
    one, several = {"speaker": {"name": "A"}}, {"speakers": [{"name": "A"}, {"name": "B"}]}

    for said in ({}, {**one, **several}):
        with pytest.raises(ValidationError, match="a speech needs either 'speaker' or 'speakers'"):
            Speech.model_validate({"duration": "5m", **said})
    assert "speakers" not in Speech.model_validate({"duration": "5m", **one}).model_dump()
    assert "speaker" not in Speech.model_validate({"duration": "5m", **several}).model_dump()
