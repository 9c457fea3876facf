"""Shows of any size: so many blocks, so many entries, so many who wait, as entries and as journals."""

import json
from collections.abc import Iterable, Iterator, Sequence
from datetime import timedelta
from pathlib import Path
from typing import Final

from runofshow.agenda.model import Agenda
from runofshow.instants import Instant
from runofshow.journal.entry_line import encode
from runofshow.journal.writer import create
from runofshow.show.actions.blocks import BlockStarted
from runofshow.show.actions.floor import FloorEnded, FloorGiven
from runofshow.show.actions.record import Amended, Noted, Recorded
from runofshow.show.actions.speakers_list import FloorRequested, place_of
from runofshow.show.particulars import Kind, Particulars
from runofshow.show.state import Entry, Event
from tests.builders import agenda, at, floor, minutes, opened, speech

SECOND: Final = timedelta(seconds=1)
STATES: Final = ("Mexico", "Kenya", "Viet Nam", "Switzerland", "Chad", "Brazil", "Nepal")
KINDS: Final[dict[int, Kind]] = {0: "point_of_order", 1: "right_of_reply"}
"""Of requests, by the last digit of their number."""
CORRECTED_OF: Final = 600
"""One intervention of so many entries turns out to have been a point of order."""


def programme(blocks: int) -> Agenda:
    """So many blocks, the last one a floor round: speeches of five seconds, so that ten thousand end in a day."""
    return agenda(
        *(speech(f"S{number}", "5s") for number in range(blocks - 1)),
        floor("F", "rest"),
        start="00:00",
        end=f"{at('01:00') + (blocks - 1) * 5 * SECOND:%H:%M}",
        handover="0s",
    )


def run_blocks(blocks: int, run: int) -> list[Entry]:
    """A meeting of so many blocks, of which some have been run, the last of them still."""
    starts = (BlockStarted(block=f"s{number}") for number in range(run))
    return entries_of(programme(blocks), starts)


def interventions(entries: int, blocks: int = 14, *, corrected: bool = False) -> list[Entry]:
    """A meeting of so many entries: half of the speeches are run, then the floor is given and given up, with gists.

    With `corrected`, some of the interventions are made points of order at the end.
    """
    speeches = min((blocks - 1) // 2, max(1, entries // 4))
    return entries_of(programme(blocks), _course(entries, speeches, corrected=corrected))


def _course(entries: int, speeches: int, *, corrected: bool) -> Iterator[Event]:
    for number in range(speeches):
        yield BlockStarted(block=f"s{number}")
    yield BlockStarted(block="f")
    late = entries // CORRECTED_OF if corrected else 0
    given = range(speeches + 3, entries + 1 - late, 3)
    for number, entry in enumerate(given, start=1):
        who = Particulars(who=STATES[number % len(STATES)], category="state")
        yield FloorGiven(number=number, limit=minutes(2), particulars=who)
        yield FloorEnded()
        yield Amended(of=entry, changes=Particulars(gist="Spoke of the compact at length."))
    for number in range(late):
        yield Amended(of=given[number * (len(given) // late)], changes=Particulars(kind="point_of_order"))


def requests(count: int) -> list[Entry]:
    """A meeting in which so many ask for the floor; every tenth raises a point of order, every eleventh replies."""
    asked = (
        FloorRequested(
            particulars=Particulars(who=f"Delegation {number}", kind=KINDS.get(number % 10)),
            goes=place_of(KINDS.get(number % 10)),
        )
        for number in range(count)
    )
    return entries_of(programme(14), asked)


def recorded_backwards(count: int) -> list[Entry]:
    """A meeting of which somebody enters so many interventions afterwards, the last one first."""
    end = at("13:00")
    told = (
        Recorded(
            number=number,
            given=Instant(end - number * SECOND),
            ended=Instant(end - number * SECOND + SECOND),
            particulars=Particulars(who="Mexico"),
        )
        for number in range(1, count + 1)
    )
    return entries_of(programme(14), told)


def notes(count: int) -> list[Entry]:
    """A meeting with so many notes."""
    return entries_of(programme(14), (Noted(text=f"note {number}") for number in range(count)))


def entries_of(plan: Agenda, events: Iterable[Event]) -> list[Entry]:
    """The opening of a show and these events, a second apart, from the planned start on."""
    first = opened(plan, "00:00")
    made = [first]
    for n, event in enumerate(events, start=2):
        moment = Instant(first.at + (n - 1) * SECOND)
        made.append(Entry(n, moment, moment, "t", event))
    return made


def written(entries: Sequence[Entry], folder: Path) -> Path:
    """Write a journal in a folder at once, where commands find it, and return its place."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / "20160720T000000-grown.jsonl"
    create(path, entries[0])
    content = path.read_bytes()
    seal, lines = json.loads(content)["seal"], [content]
    for entry in entries[1:]:
        line, seal = encode(entry, seal)
        lines.append(line)
    path.write_bytes(b"".join(lines))
    return path


def agenda_text(blocks: int) -> str:
    """The text of an agenda of so many blocks, with what a programme says of each speaker."""
    rows = "".join(
        f"""\
      - speaker: {{name: Speaker {number}, title: Director, organization: Institute {number}}}
        duration: 5s
        id: s{number}
"""
        for number in range(blocks - 1)
    )
    return f"""\
title: A meeting
date: 2016-07-20
timezone: UTC
start: "00:00"
end: "{at("01:00") + (blocks - 1) * 5 * SECOND:%H:%M}"
handover: 0s
segments:
  - title: Only segment
    blocks:
{rows}      - floor: F
        duration: rest
"""
