"""Files that lie beside a recording: subtitles as WebVTT and SubRip, labels for Audacity, chapters for YouTube.

They say who is speaking. They hold no gist, because it would be read as the words that are heard.
"""

from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Final
from xml.sax.saxutils import escape

from runofshow.errors import RunOfShowError, UsageError
from runofshow.export.formats import Options
from runofshow.export.formatting.record_words import capacity_phrases, one_line
from runofshow.export.record_contents import NAME_LEFT_OUT, NOT_NAMED, dated, digest_line, facts, warnings
from runofshow.instants import SECOND, Instant, instant
from runofshow.show.meeting_record import Record
from runofshow.show.parts import ZERO
from runofshow.text import clip

SHORTEST_CHAPTER: Final = timedelta(seconds=10)
FEWEST_CHAPTERS: Final = 3

_LONGEST_TITLE: Final = 100
"""Of a chapter, in terminal cells: longer ones are cut off by players anyway."""
_GOES_ON: Final = " (continued)"
_AND: Final = " / "
_MILLISECOND: Final = timedelta(milliseconds=1)


class NotOnTheRecording(RunOfShowError):
    """The recording began at another time than was said, or nothing that is asked for is on it."""


@dataclass(frozen=True, slots=True)
class SpokenInterval:
    """Somebody spoke, from when to when on the recording."""

    start: timedelta
    end: timedelta
    who: str
    """One line, harmless to a terminal."""
    more: str
    """In what capacity, or with which designation; one line, may be empty."""


@dataclass(frozen=True, slots=True)
class Chapter:
    """A chapter lasts until the next one begins."""

    start: timedelta
    """On the recording, in whole seconds."""
    title: str


def spoken_intervals(record: Record, recording_start: datetime) -> Sequence[SpokenInterval]:
    """Return every speech and every intervention, sorted by start, then the longer first; they may lie over each other.

    A speech that ran when the recording began is on it from its first second; one that was over is not. What still
    goes on ends when the record was read. Each tells that it is of a rehearsal, because they are looked at one by one;
    the first one that the journal is damaged.

    Raises:
        NotOnTheRecording: an intervention began before the recording, or nothing at all is on it.
    """
    began, clock = instant(recording_start), _clock(recording_start, record)
    # the sort is stable: a speech comes before an intervention of the same times
    found = sorted([*_speeches(record, began), *_interventions(record, began)], key=lambda one: (one.start, -one.end))
    if not found:
        raise NotOnTheRecording(f"nobody spoke on a recording that began at {clock}: check --recording-start")
    if found[0].start > timedelta(hours=24):  # then a date was typed wrong
        raise NotOnTheRecording(
            f"a recording that began at {clock} ran more than a day before anybody spoke: check --recording-start"
        )
    if record.meeting.mode == "rehearsal":
        found = [replace(one, who=f"Rehearsal: {one.who}") for one in found]
    return found if record.whole else [replace(found[0], who=f"(The journal is damaged.) {found[0].who}"), *found[1:]]


def first_spoken(record: Record) -> Instant:
    """Return the time at which somebody first spoke; the planned start if nobody has."""
    begun = [instant(start) for block in record.blocks if block.speakers for start, _ in block.intervals]
    begun += [instant(one.began) for one in record.interventions]
    return min(begun, default=instant(record.meeting.start))


def _speeches(record: Record, recording_start: Instant) -> Iterator[SpokenInterval]:
    for block in record.blocks:
        names = "" if block.kind == "panel" else "; ".join(speaker.name for speaker in block.speakers)
        who = one_line(names) or one_line(block.title) or NOT_NAMED
        more = "" if block.speaker is None else one_line(block.speaker.title or block.speaker.organization)
        for start, end in block.intervals if block.speakers else ():
            until = instant(record.as_of if end is None else end) - recording_start
            if until > ZERO:
                yield SpokenInterval(max(ZERO, instant(start) - recording_start), until, who, more)


def _interventions(record: Record, recording_start: Instant) -> Iterator[SpokenInterval]:
    for one in record.interventions:
        start = instant(one.began) - recording_start
        if start < ZERO:
            raise NotOnTheRecording(
                f"intervention {one.number} was given the floor at {_clock(one.began, record)}, before the recording "
                f"began at {_clock(recording_start, record)}: check --recording-start, or leave out what is earlier "
                f"with --since"
            )
        end = start + one.duration + one.paused if one.ended is None else instant(one.ended) - recording_start
        names = filter(None, map(one_line, (one.who, one.person, one.title)))
        who = f"Intervention {one.number} {NAME_LEFT_OUT}" if record.names_left_out else next(names, NOT_NAMED)
        yield SpokenInterval(start, end, who, "; ".join(map(one_line, capacity_phrases(one.particulars))))


def _clock(moment: datetime, record: Record) -> str:
    return dated(moment.astimezone(record.meeting.timezone), record.meeting.date)


def _on_the_recording(record: Record, options: Options, name: str) -> Sequence[SpokenInterval]:
    if options.recording_start is None:
        raise UsageError(f"{name} lies beside a recording: say when that began, as --recording-start 12:58:30")
    return spoken_intervals(record, options.recording_start)


# Subtitles and labels. They lie over each other where speakers did.


def vtt_log(record: Record, options: Options) -> bytes:
    """Return WebVTT: one cue a speech or intervention, behind a comment that says which meeting it was.

    Players don't show the comment. No arrow can stand in it.
    """
    told = [
        record.meeting.title,
        *(f"{word} {sentence}" for word, sentence in warnings(record)),
        *(f"{name}: {fact}" for name, fact in facts(record)),
        digest_line(record),
    ]
    comment = ["NOTE", *filter(None, (escape(one_line(line)) for line in told))]
    cues = [
        "\n".join([_times(one, "."), *(escape(line) for line in (one.who, one.more) if line)])
        for one in _on_the_recording(record, options, "vtt")
    ]
    return ("\n\n".join(["WEBVTT", "\n".join(comment), *cues]) + "\n").encode()


def srt_log(record: Record, options: Options) -> bytes:
    r"""Return SubRip: one numbered subtitle a speech or intervention.

    It has no escapes: players take ``<b>`` and ``{\an8}`` for markup, so their brackets are replaced.
    """
    look_alikes = str.maketrans("<>{}", "‹›()")
    subtitles = []
    for number, one in enumerate(_on_the_recording(record, options, "srt"), start=1):
        lines = (line.translate(look_alikes) for line in (one.who, one.more) if line)
        subtitles.append("\n".join([str(number), _times(one, ","), *lines]))
    return ("\n\n".join(subtitles) + "\n").encode()


def audacity_log(record: Record, options: Options) -> bytes:
    """Return a label track: one label a speech or intervention."""
    labels = [
        f"{one.start / SECOND:.6f}\t{one.end / SECOND:.6f}\t{one.who}{f' ({one.more})' if one.more else ''}\n"
        for one in _on_the_recording(record, options, "audacity")
    ]
    return "".join(labels).encode()


def _times(one: SpokenInterval, point: str) -> str:
    """Return ``01:02:03.450 --> 01:02:04.450``, hours always, with the decimal point that the format takes."""
    stamps = []
    for moment in (one.start, max(one.end, one.start + SECOND)):  # a cue must end behind its start
        seconds, milliseconds = divmod((moment + _MILLISECOND / 2) // _MILLISECOND, 1000)
        stamps.append(f"{seconds // 3600:02}:{seconds // 60 % 60:02}:{seconds % 60:02}{point}{milliseconds:03}")
    return " --> ".join(stamps)


# Chapters.


def chapters_log(record: Record, options: Options) -> bytes:
    """Return one line a chapter, to be put into the description of a video on YouTube.

    YouTube takes them if the first is at 0:00, there are at least three, in ascending order, and each is 10 seconds or
    longer; shorter ones join the one before, and share its title. It refuses angle brackets.

    Raises:
        NotOnTheRecording: an intervention lies before the recording, or fewer than three chapters are left.
    """
    found = _on_the_recording(record, options, "chapters")
    chapters = list(_flattened(found))
    if chapters[0].start < SHORTEST_CHAPTER:
        chapters[0] = Chapter(ZERO, chapters[0].title)
    else:
        chapters.insert(0, Chapter(ZERO, one_line(record.meeting.title) or "Before the meeting"))
    kept = merged(chapters, max(one.end for one in found))
    if len(kept) < FEWEST_CHAPTERS:
        raise NotOnTheRecording(
            f"YouTube takes no fewer than {FEWEST_CHAPTERS} chapters, and this record makes {len(kept)}: wait for more"
        )
    lines = []
    for one in kept:
        minutes, seconds = divmod(one.start // SECOND, 60)
        clock = f"{minutes // 60}:{minutes % 60:02}" if minutes >= 60 else f"{minutes}"
        title = clip(one.title, _LONGEST_TITLE).translate(str.maketrans("<>", "‹›"))
        lines.append(f"{clock}:{seconds:02} {title}\n")
    return "".join(lines).encode()


def _flattened(found: Sequence[SpokenInterval]) -> Iterator[Chapter]:
    """Yield a chapter whenever another one is the last who began to speak.

    Chapters can't lie in each other: whoever a point of order interrupts goes on in a chapter of its own after it.
    """
    waiting = deque(found)
    speaking: list[SpokenInterval] = []
    shown: SpokenInterval | None = None
    for moment in sorted({edge for one in found for edge in (one.start, one.end)}):
        speaking = [one for one in speaking if one.end > moment]
        while waiting and waiting[0].start == moment:
            speaking.append(waiting.popleft())
        if speaking and speaking[-1] is not shown:
            shown = speaking[-1]
            yield Chapter(moment // SECOND * SECOND, shown.who + ("" if shown.start == moment else _GOES_ON))


def merged(chapters: Sequence[Chapter], end: timedelta) -> Sequence[Chapter]:
    """Return chapters of 10 seconds or longer: a shorter one joins the one before, the first one the one behind.

    Who goes on after so short an interruption stays in the chapter that holds it.
    """
    kept = [chapters[0]]
    ends = [*(chapter.start for chapter in chapters[2:]), end]
    for chapter, until in zip(chapters[1:], ends, strict=False):
        before = kept[-1]
        is_named = chapter.title.removesuffix(_GOES_ON) in before.title.split(_AND)
        short = min(until - chapter.start, chapter.start - before.start) < SHORTEST_CHAPTER
        if short or (is_named and chapter.title.endswith(_GOES_ON)):
            kept[-1] = Chapter(before.start, before.title if is_named else before.title + _AND + chapter.title)
        else:
            kept.append(chapter)
    return kept
