"""The assumptions of a dry run: how speakers keep to their time, how late the meeting begins, who is stopped."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from enum import StrEnum
from typing import Final

from runofshow.agenda.allocate import SECOND
from runofshow.agenda.schedule import MICROSECOND
from runofshow.simulation.presets import Preset, length

GRACE: Final = timedelta(seconds=30)
"""A strict moderator allows so much beyond the time, as Toastmasters and the Security Council do."""

_GRACE: Final = GRACE // MICROSECOND


class Policy(StrEnum):
    """How the moderator treats speakers who take longer than they may."""

    LENIENT = "lenient"
    """They may finish."""
    STRICT = "strict"
    """They are stopped when `GRACE` is over."""


@dataclass(frozen=True, slots=True)
class Assumptions:
    """Assumptions that hold in every simulated meeting of a dry run."""

    preset: Preset
    late: timedelta = timedelta(0)
    """How long after its planned start the meeting begins; less than nothing if before."""
    policy: Policy = Policy.LENIENT
    limit: timedelta | None = None
    """The limit that speeches were planned with, if `--limit` set one."""

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
    """Return the preset with other figures for speeches: the median overrun, the spread, or both."""
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
