"""The record as chapters for YouTube, to be put into a video's description.

YouTube takes them if the first is at 0:00, there are at least three, in ascending order, and each is 10 seconds or
longer. Chapters can't lie in each other: whoever a point of order interrupts goes on in a chapter of its own after it.
"""

from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Final

from runofshow.export.formats import Options
from runofshow.export.formatting.record_words import one_line
from runofshow.export.recording_timeline import ZERO, NotOnTheRecording, Stretch, stretches
from runofshow.show.meeting_record import Record
from runofshow.text import clip

SHORTEST: Final = timedelta(seconds=10)
FEWEST: Final = 3
LONGEST_TITLE: Final = 100
"""In terminal cells: longer ones are cut off by players anyway."""

_GOES_ON: Final = " (continued)"
_AND: Final = " / "
_SECOND: Final = timedelta(seconds=1)
_LOOK_ALIKES: Final = str.maketrans("<>", "‹›")
"""YouTube refuses a description that holds angle brackets."""


@dataclass(frozen=True, slots=True)
class Chapter:
    """A chapter lasts until the next one begins."""

    start: timedelta
    """On the recording, in whole seconds."""
    title: str


def chapters_log(record: Record, options: Options) -> bytes:
    """Return one line a chapter. Those shorter than 10 seconds join the one before, and share its title.

    Raises:
        NotOnTheRecording: an intervention lies before the recording, or fewer than three chapters are left.
    """
    found = stretches(record, options.recording_began("chapters"))
    end = max(one.end for one in found)
    chapters = merged(_from_the_start([*_flattened(found)], record), end)
    if len(chapters) < FEWEST:
        message = f"YouTube takes no fewer than {FEWEST} chapters, and this record makes {len(chapters)}: wait for more"
        raise NotOnTheRecording(message)
    return "".join(f"{_clock(one.start)} {_title(one.title)}\n" for one in chapters).encode()


def merged(chapters: Sequence[Chapter], end: timedelta) -> Sequence[Chapter]:
    """Return chapters of 10 seconds or longer: a shorter one joins the one before, the first one the one behind.

    Who goes on after so short an interruption stays in the chapter that holds it.
    """
    kept: list[Chapter] = []
    ends = [chapter.start for chapter in chapters[1:]] + [end]
    for chapter, until in zip(chapters, ends, strict=True):
        before = kept[-1] if kept else None
        if before is not None and (
            until - chapter.start < SHORTEST or chapter.start - before.start < SHORTEST or _goes_on(chapter, before)
        ):
            kept[-1] = Chapter(before.start, _together(before.title, chapter.title))
        else:
            kept.append(chapter)
    return kept


def _goes_on(chapter: Chapter, before: Chapter) -> bool:
    return chapter.title.endswith(_GOES_ON) and chapter.title.removesuffix(_GOES_ON) in before.title.split(_AND)


def _flattened(found: Sequence[Stretch]) -> Iterator[Chapter]:
    """Yield a chapter whenever another one is the last who began to speak."""
    waiting = deque(found)
    speaking: list[Stretch] = []
    shown: Stretch | None = None
    for moment in sorted({edge for one in found for edge in (one.start, one.end)}):
        speaking = [one for one in speaking if one.end > moment]
        while waiting and waiting[0].start == moment:
            speaking.append(waiting.popleft())
        if speaking and speaking[-1] is not shown:
            shown = speaking[-1]
            yield Chapter(moment // _SECOND * _SECOND, shown.who + ("" if shown.start == moment else _GOES_ON))


def _from_the_start(chapters: list[Chapter], record: Record) -> Sequence[Chapter]:
    first = chapters[0]
    if first.start < SHORTEST:
        return [Chapter(ZERO, first.title), *chapters[1:]]
    return [Chapter(ZERO, one_line(record.meeting.title) or "Before the meeting"), *chapters]


def _together(before: str, title: str) -> str:
    """Return both titles, each name once."""
    return before if title.removesuffix(_GOES_ON) in before.split(_AND) else before + _AND + title


def _title(text: str) -> str:
    return clip(text, LONGEST_TITLE).translate(_LOOK_ALIKES)


def _clock(since_start: timedelta) -> str:
    minutes, seconds = divmod(since_start // _SECOND, 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{seconds:02}" if hours else f"{minutes}:{seconds:02}"
