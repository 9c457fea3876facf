"""Speeches and interventions as stretches of a recording, for every format that goes beside one."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Final

from runofshow.errors import RunOfShowError
from runofshow.export.formatting.record_words import capacity, one_line, speaker_lines, time_of_day
from runofshow.export.record_contents import NAME_LEFT_OUT, NOT_NAMED, dated
from runofshow.instants import Instant, instant
from runofshow.show.meeting_record import BlockRecord, InterventionRecord, Record

ZERO: Final = timedelta(0)
DAMAGED: Final = "(The journal is damaged.)"
"""Stands before the first label: these formats have no other place that people see."""

LONGEST_LEAD: Final = timedelta(hours=24)
"""A recording that ran longer than this before anybody spoke is a date typed wrong."""


class NotOnTheRecording(RunOfShowError):
    """The recording began at another time than was said, or nothing that is asked for is on it."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """Somebody spoke, from when to when on the recording."""

    start: timedelta
    end: timedelta
    who: str
    """One line, harmless to a terminal."""
    more: str
    """In what capacity, or with which designation; one line, may be empty."""
    is_intervention: bool

    @property
    def label(self) -> str:
        """Both in one line."""
        return f"{self.who} ({self.more})" if self.more else self.who


def stretches(record: Record, recording_start: datetime) -> tuple[Stretch, ...]:
    """Return every speech and every intervention, sorted by start, then the longer first; they may lie over each other.

    A speech that ran when the recording began is on it from its first second; one that was over is not. What still
    goes on ends when the record was read.

    Raises:
        NotOnTheRecording: an intervention began before the recording, or nothing at all is on it.
    """
    began = instant(recording_start)
    found = [*_speeches(record, began), *_interventions(record, began)]
    if not found:
        message = (
            f"nobody spoke on a recording that began at {_clock(recording_start, record)}: check --recording-start"
        )
        raise NotOnTheRecording(message)
    ordered = tuple(sorted(found, key=lambda one: (one.start, -one.end, one.is_intervention)))
    if ordered[0].start > LONGEST_LEAD:
        message = (
            f"a recording that began at {_clock(recording_start, record)} ran more than a day before anybody spoke: "
            "check --recording-start"
        )
        raise NotOnTheRecording(message)
    return ordered if record.whole else (replace(ordered[0], who=f"{DAMAGED} {ordered[0].who}"), *ordered[1:])


def first_spoken(record: Record) -> Instant:
    """Return when somebody first spoke; the planned start where nobody has."""
    begun = [instant(start) for block in record.blocks if block.speakers for start, _ in block.intervals]
    begun += [instant(one.given) for one in record.interventions]
    return min(begun, default=instant(record.meeting.start))


def _speeches(record: Record, recording_start: Instant) -> Iterator[Stretch]:
    for block in record.blocks:
        if not block.speakers:
            continue
        for start, end in block.intervals:
            until = instant(record.as_of if end is None else end)
            if until > recording_start:
                yield Stretch(
                    max(ZERO, instant(start) - recording_start),
                    until - recording_start,
                    _marked(_named(block), record),
                    "" if block.speaker is None else one_line(block.speaker.title or block.speaker.organization),
                    is_intervention=False,
                )


def _named(block: BlockRecord) -> str:
    names = "" if block.kind == "panel" else "; ".join(speaker.name for speaker in block.speakers)
    return one_line(names) or one_line(block.title) or NOT_NAMED


def _interventions(record: Record, recording_start: Instant) -> Iterator[Stretch]:
    for one in record.interventions:
        start = instant(one.given) - recording_start
        if start < ZERO:
            message = (
                f"intervention {one.number} was given the floor at {_clock(one.given, record)}, before the recording "
                f"began at {_clock(recording_start, record)}: check --recording-start, or leave out what is earlier "
                f"with --since"
            )
            raise NotOnTheRecording(message)
        end = start + one.duration + one.paused if one.ended is None else instant(one.ended) - recording_start
        yield Stretch(start, end, _marked(_who(one, record), record), _more(one), is_intervention=True)


def _who(one: InterventionRecord, record: Record) -> str:
    if record.names_left_out:
        return f"Intervention {one.number} {NAME_LEFT_OUT}"
    return next((line for text in speaker_lines(one.particulars) if (line := one_line(text))), NOT_NAMED)


def _more(one: InterventionRecord) -> str:
    return "; ".join(one_line(phrase) for phrase in capacity(one.particulars))


def _marked(text: str, record: Record) -> str:
    """Mark a label of a rehearsal, because labels are looked at one by one."""
    return f"Rehearsal: {text}" if record.meeting.mode == "rehearsal" else text


def _clock(moment: datetime, record: Record) -> str:
    local = moment.astimezone(record.meeting.timezone)
    return dated(local, record.meeting.date, time_of_day(local))
