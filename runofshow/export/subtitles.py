"""Files that lie beside a recording: subtitles as WebVTT and SubRip, and a label track for Audacity.

They tell who is speaking, and not what was said: a gist would be read as the words that are heard.
"""

from datetime import timedelta
from typing import Final

from runofshow.export.formats import Options
from runofshow.export.formatting.record_words import one_line
from runofshow.export.record_contents import digest_line, facts, standing
from runofshow.export.recording_timeline import Stretch, stretches
from runofshow.show.meeting_record import Record

SHORTEST: Final = timedelta(seconds=1)
"""The shortest cue: its end must lie behind its start."""

_ENTITIES: Final = {"&": "&amp;", "<": "&lt;", ">": "&gt;"}
_MILLISECOND: Final = timedelta(milliseconds=1)


def vtt_log(record: Record, options: Options) -> bytes:
    """Return one cue a speech or intervention, sorted by start; cues lie over each other where speakers did.

    Raises:
        NotOnTheRecording: an intervention lies before the recording.
    """
    cues = [_cue(one) for one in stretches(record, options.recording_began("vtt"))]
    return "\n\n".join(["WEBVTT", _comment(record), *cues, ""]).removesuffix("\n").encode()


def timestamp(since_start: timedelta, point: str) -> str:
    """Return ``01:02:03.450``, hours always, with the decimal point that the format takes."""
    milliseconds = (since_start + _MILLISECOND / 2) // _MILLISECOND
    seconds, milliseconds = divmod(milliseconds, 1000)
    minutes, seconds = divmod(seconds, 60)
    return f"{minutes // 60:02}:{minutes % 60:02}:{seconds:02}{point}{milliseconds:03}"


def _cue(one: Stretch) -> str:
    end = max(one.end, one.start + SHORTEST)
    lines = [f"{timestamp(one.start, '.')} --> {timestamp(end, '.')}", _escaped(one.who)]
    return "\n".join([*lines, *([_escaped(one.more)] if one.more else [])])


def _comment(record: Record) -> str:
    """Return a comment that says which meeting it was; players don't show it. No arrow can stand in it."""
    lines = [record.meeting.title, *(f"{word} {sentence}" for word, sentence in standing(record))]
    lines += [*(f"{name}: {fact}" for name, fact in facts(record)), digest_line(record)]
    return "\n".join(["NOTE", *filter(None, (_escaped(one_line(line)) for line in lines))])


def _escaped(text: str) -> str:
    for character, entity in _ENTITIES.items():
        text = text.replace(character, entity)
    return text


_LOOK_ALIKES: Final = str.maketrans("<>{}", "‹›()")
"""SubRip has no escapes: players take ``<b>`` and ``{\\an8}`` for markup, so their brackets are replaced."""


def srt_log(record: Record, options: Options) -> bytes:
    """Return numbered subtitles, sorted by start; they lie over each other where speakers did.

    Raises:
        NotOnTheRecording: an intervention lies before the recording.
    """
    subtitles = enumerate(stretches(record, options.recording_began("srt")), start=1)
    return "\n".join(_subtitle(number, one) for number, one in subtitles).encode()


def _subtitle(number: int, one: Stretch) -> str:
    end = max(one.end, one.start + SHORTEST)
    times = f"{timestamp(one.start, ',')} --> {timestamp(end, ',')}"
    text = "\n".join(filter(None, (one.who, one.more))).translate(_LOOK_ALIKES)
    return f"{number}\n{times}\n{text}\n"


_MICROSECOND: Final = timedelta(microseconds=1)


def audacity_log(record: Record, options: Options) -> bytes:
    """Return one label a speech or intervention, sorted by start.

    Raises:
        NotOnTheRecording: an intervention lies before the recording.
    """
    return "".join(_line(one) for one in stretches(record, options.recording_began("audacity"))).encode()


def _line(one: Stretch) -> str:
    return f"{_seconds(one.start)}\t{_seconds(one.end)}\t{one.label}\n"


def _seconds(since_start: timedelta) -> str:
    whole, microseconds = divmod(since_start // _MICROSECOND, 1_000_000)
    return f"{whole}.{microseconds:06}"
