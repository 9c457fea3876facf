"""How well the floor is predicted: `python -m tests.benchmarks floor` replays two meetings that took place.

At four points of each list of speakers: how many interventions each way says will fit into the time that the list
really took, less how many took place.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from statistics import mean

from runofshow.show.capacity import PREDICTED_BY, Heard, Pace, fits, heard
from tests.meetings import MEETINGS, moments


def by_the_limit(_heard: Heard, handover: timedelta) -> Pace:
    """Everybody takes the limit, and every handover the default."""
    return Pace(1.0, handover)


def as_heard(heard: Heard, handover: timedelta) -> Pace:
    """The running average of the show's own interventions and handovers; the limit until there is one."""
    return Pace(
        heard.shares / heard.interventions if heard.interventions else 1.0,
        heard.between / heard.handovers if heard.handovers else handover,
    )


WAYS: dict[str, Callable[[Heard, timedelta], Pace]] = {
    "limit alone": by_the_limit,
    "running average": as_heard,
    "shrunk average": Pace.shrunk,
}


@dataclass(frozen=True)
class Row:
    """One point of one list: what followed, and by how many each way was off."""

    list: str
    point: str
    followed: int
    off: dict[str, int]


def rows() -> Iterator[Row]:
    """All points of all lists."""
    for meeting in MEETINGS:
        for moment in moments(meeting):
            show, said = moment.show, heard(moment.show)
            limit, handover = show.limits_now.general, show.agenda.floor.handover
            paces = {way: pace(said, handover) for way, pace in WAYS.items()}
            off = {
                way: fits(moment.left, limit * pace.share, pace.handover) - moment.followed
                for way, pace in paces.items()
            }
            yield Row(moment.list, moment.point, moment.followed, off)


def mean_miss(measured: list[Row], way: str) -> float:
    """By how many interventions a way is off, on average."""
    return mean(abs(row.off[way]) for row in measured)


def predictions_of_the_floor() -> None:
    """Each way against what took place."""
    measured = list(rows())
    print(f"{'list of speakers':<46} {'point':<15} {'followed':>8}  {'  '.join(WAYS)}")  # noqa: T201
    for row in measured:
        figures = "  ".join(f"{row.off[way]:>+{len(way)}}" for way in WAYS)
        print(f"{row.list:<46} {row.point:<15} {row.followed:>8}  {figures}")  # noqa: T201
    misses = "  ".join(f"{mean_miss(measured, way):>{len(way)}.2f}" for way in WAYS)
    print(f"{'off by, on average':<71}  {misses}")  # noqa: T201
    print(f"runofshow predicts by {PREDICTED_BY}")  # noqa: T201


if __name__ == "__main__":
    predictions_of_the_floor()
