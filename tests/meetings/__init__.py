"""Two meetings that took place, played through the engine: who had the floor, from when to when.

The times are those of UN Web TV automatic transcripts of 9 September 2026: an interactive dialogue of the Human
Rights Council, with two lists of speakers, and a general debate of the Executive Board of UN Women. They are right to
about a second; the silence after a statement counts as its part. There is no text of anybody's.

Left out: what came before each list of the Council, a country concerned that had five minutes of its own.
"""

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from itertools import groupby
from pathlib import Path

from runofshow.agenda.model import Agenda
from runofshow.show.actions.blocks import Next
from runofshow.show.actions.floor import EndFloor, GiveFloor
from runofshow.show.particulars import Particulars
from runofshow.show.replay import apply, decide, replay
from runofshow.show.state import Action, Entry, Show
from tests.builders import agenda, at, floor, opened

MEETINGS = ("human-rights-council", "executive-board")
POINTS = {"start": 0.0, "quarter": 0.25, "half": 0.5, "three quarters": 0.75}

BEGINNING = at("10:00")


@dataclass(frozen=True)
class Statement:
    """What somebody said from the floor, by its times after the beginning of the meeting."""

    list: str
    start: timedelta
    end: timedelta
    who: str
    group: bool
    limit: timedelta


@dataclass(frozen=True)
class Moment:
    """A point in a list of speakers, when the next one is about to have the floor."""

    list: str
    point: str
    show: Show
    now: timedelta
    left: timedelta
    """Until the end of the last statement of the list."""
    followed: int
    """How many interventions there were in that time."""


def statements(meeting: str) -> list[Statement]:
    """The statements from the floor, in their order."""
    path = Path(__file__).parent / f"{meeting}.csv"
    with path.open(encoding="utf-8", newline="") as file:
        read = [
            Statement(
                row["list"],
                timedelta(seconds=int(row["start"])),
                timedelta(seconds=int(row["end"])),
                row["who"],
                bool(row["group"]),
                timedelta(seconds=int(row["limit"])),
            )
            for row in csv.DictReader(file)
        ]
    return [one for one in read if one.group or one.limit == _general(read)]


def moments(meeting: str) -> Iterator[Moment]:
    """The meeting as one show, a floor round for each list, at four points of each."""
    said = statements(meeting)
    lists = {name: list(those) for name, those in groupby(said, key=lambda one: one.list)}
    play = _Play(replay([opened(_agenda(lists), clock="9:55")]))
    for name, those in lists.items():
        play.do(Next(), those[0].start)
        marks = {int(len(those) * part): point for point, part in POINTS.items()}
        for place, one in enumerate(those):
            if place in marks:
                left = those[-1].end - one.start
                yield Moment(name, marks[place], play.show, one.start, left, len(those) - place)
            play.do(GiveFloor(Particulars(who=one.who, category="group" if one.group else "other")), one.start)
            play.do(EndFloor(), one.end)


def _agenda(lists: dict[str, list[Statement]]) -> Agenda:
    general = _general([one for those in lists.values() for one in those])
    rounds = [
        floor(f"L{place}", f"{(those[-1].end - those[0].start).seconds}s", handover="0s")
        for place, those in enumerate(lists.values())
    ]
    rules = {"limit": f"{general.seconds}s", "limits": {"group": "5m"}}
    return agenda(*rounds, start="10:00", end="14:00", floor=rules)


def _general(said: list[Statement]) -> timedelta:
    limits = [one.limit for one in said]
    return max(set(limits), key=limits.count)


class _Play:
    def __init__(self, show: Show) -> None:
        self.show = show

    def do(self, action: Action, after: timedelta) -> None:
        now = BEGINNING + after
        self.show = apply(self.show, Entry(self.show.n + 1, now, now, "t", decide(self.show, action, now)))
