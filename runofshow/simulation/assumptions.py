"""What a dry run takes for granted: how speakers keep to their time, how late it begins, who is cut."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from enum import StrEnum
from typing import Final

from runofshow.agenda.allocate import SECOND
from runofshow.agenda.schedule import MICROSECOND
from runofshow.simulation.presets import Preset, length

GRACE: Final = timedelta(seconds=30)
"""What a strict moderator allows beyond the time, as Toastmasters do, and the Security Council: 5:30 for 5 minutes."""

_GRACE: Final = GRACE // MICROSECOND


class Policy(StrEnum):
    """What the moderator does with whoever speaks longer than they may."""

    LENIENT = "lenient"
    """They may finish."""
    STRICT = "strict"
    """Time is called once the grace is over."""


@dataclass(frozen=True, slots=True)
class Assumptions:
    """What holds in every trial of a dry run."""

    preset: Preset
    late: timedelta = timedelta(0)
    """How long after its planned start the meeting begins; early is negative."""
    policy: Policy = Policy.LENIENT
    limit: timedelta | None = None
    """To which every speech of the agenda was cut, where that was asked for."""

    def speech(self, expected: int, factor: float) -> int:
        """Return how long a speech takes whose countdown begins at `expected`; in microseconds."""
        return self._called(expected, length(expected, factor))

    def interventions(self, limit: int, deviates: Sequence[float]) -> list[int]:
        """Return how long interventions of a limit take, each a second at the least; in microseconds."""
        factors = map(self.preset.intervention.factor, deviates)
        return [max(SECOND, self._called(limit, length(limit, factor))) for factor in factors]

    def floor_handovers(self, deviates: Sequence[float]) -> list[int]:
        """Return how long it takes each time until the next intervention can begin; in microseconds."""
        expected, spread = self.preset.floor_handover // MICROSECOND, self.preset.floor_handover_spread
        return [length(expected, spread.factor(deviate)) for deviate in deviates]

    def _called(self, allowed: int, taken: int) -> int:
        return taken if self.policy is Policy.LENIENT else min(taken, allowed + _GRACE)


def with_speech(preset: Preset, *, overrun: float | None, spread: float | None) -> Preset:
    """The preset, with the figures for speeches that somebody gave by hand."""
    if overrun is None and spread is None:
        return preset
    given = preset.speech
    median = given.median if overrun is None else overrun
    sigma = given.sigma if spread is None else spread
    return replace(
        preset,
        name="own figures",
        speech=replace(given, median=median, sigma=sigma),
        what="as given",
        source=f"The figures for speeches are those given; those for the floor are preset {preset.name}'s",
        proxy=False,
    )
