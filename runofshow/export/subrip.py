"""The intervention log as SubRip, for players and editors that don't read WebVTT."""

from datetime import datetime
from typing import Final

from runofshow.export.recording_timeline import Stretch, stretches
from runofshow.export.webvtt import SHORTEST, timestamp
from runofshow.show.statements import Record

_LOOK_ALIKES: Final = str.maketrans("<>{}", "‹›()")
"""SubRip has no escapes: players take ``<b>`` and ``{\\an8}`` for markup, so their brackets are replaced."""


def srt_log(record: Record, recording_start: datetime) -> bytes:
    """Numbered subtitles, sorted by start; they lie over each other where speakers did.

    Raises:
        NotOnTheRecording: an intervention lies before the recording.
    """
    subtitles = enumerate(stretches(record, recording_start), start=1)
    return "\n".join(_subtitle(number, one) for number, one in subtitles).encode()


def _subtitle(number: int, one: Stretch) -> str:
    end = max(one.end, one.start + SHORTEST)
    times = f"{timestamp(one.start, ',')} --> {timestamp(end, ',')}"
    text = "\n".join(filter(None, (one.who, one.more))).translate(_LOOK_ALIKES)
    return f"{number}\n{times}\n{text}\n"
