"""An agenda to begin with: short, valid, and explained where it stands."""

from datetime import date
from typing import Final

_STARTER: Final = """\
title: Title of the meeting
date: {day} # year-month-day
start: "13:00"
end: "15:00" # the hard stop: the room must be free
timezone: America/New_York
uid: {uid} # calendars recognise the meeting by it: don't change it

segments:
  - title: Opening remarks
    blocks:
      - speaker: {{name: Ms. First Speaker, title: Designation}}
        id: first-speaker # the name of the block in commands and calendars
        duration: 7m # or 90s, 1h30m; or 'words: 840', the length of a text
  - title: Discussion
    blocks:
      - floor: Questions and answers
        id: questions-and-answers
        duration: rest # the time that the other blocks leave …
        min: 15m # … but at least this, even if the meeting is late
"""


def starter_agenda(day: date, uid: str) -> str:
    """Return the text of an agenda.yaml for a meeting on that day, to be filled in; `uid` is no other meeting's."""
    return _STARTER.format(day=day.isoformat(), uid=uid)
