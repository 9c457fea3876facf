"""The intervention log as a label track for Audacity: ``start<TAB>end<TAB>label``, seconds with six decimals."""

from datetime import datetime, timedelta
from typing import Final

from runofshow.export.recording_timeline import Stretch, stretches
from runofshow.show.statements import Record

_MICROSECOND: Final = timedelta(microseconds=1)


def audacity_log(record: Record, recording_start: datetime) -> bytes:
    """One label a speech or intervention, sorted by start.

    Raises:
        NotOnTheRecording: an intervention lies before the recording.
    """
    return "".join(_line(one) for one in stretches(record, recording_start)).encode()


def _line(one: Stretch) -> str:
    return f"{_seconds(one.start)}\t{_seconds(one.end)}\t{one.label}\n"


def _seconds(since_start: timedelta) -> str:
    whole, microseconds = divmod(since_start // _MICROSECOND, 1_000_000)
    return f"{whole}.{microseconds:06}"
