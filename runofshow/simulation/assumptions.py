"""The assumptions of a dry run: how speakers keep to their time, how late the meeting begins, who is stopped.

The spreads are lognormal: no speech lasts less than nothing, and a few run very long (log-SD 0.34 over the word counts
of 196 speeches in the General Assembly, which a normal distribution fits less well).
"""

import math
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import timedelta
from enum import StrEnum
from typing import Final, NamedTuple

from runofshow.agenda.allocate import SECOND
from runofshow.agenda.schedule import MICROSECOND
from runofshow.errors import UsageError
from runofshow.text import clip

GRACE: Final = timedelta(seconds=30)
"""A strict moderator allows so much beyond the time, as Toastmasters and the Security Council do."""


class Spread(NamedTuple):
    """The lognormal distribution of the factor from an expected to an actual length."""

    median: float
    """Half of the actual lengths are below this multiple of the expected one."""
    sigma: float
    """The standard deviation of the factor's logarithm; 0 makes every factor the median."""

    def factor(self, deviate: float) -> float:
        """Return the factor that belongs to a value of the standard normal distribution."""
        return self.median * math.exp(self.sigma * deviate)


def length(expected: int, factor: float) -> int:
    """Return the actual length that a factor makes of an expected one, both in microseconds.

    They differ by whole seconds, which hide the last bits in which one machine's logarithms differ from another's.
    """
    return max(0, expected + round(expected * (factor - 1) / SECOND) * SECOND)


@dataclass(frozen=True, slots=True)
class Preset:
    """The timing of one kind of meeting."""

    name: str
    speech: Spread
    what: str
    """The kind of meeting, in words."""
    source: str
    """The source of its figures."""
    proxy: bool = True
    """True if the figures come from other meetings. Then every printed result says so."""
    intervention: Spread = Spread(0.97, 0.11)
    """Around the limit. Measured in two UN meetings of 2026: 91 statements limited to 90 s, 33 limited to 180 s."""
    floor_handover: timedelta = timedelta(seconds=8)
    """Between two interventions. Measured in the same meetings: 82 handovers, median 7 s, and 35, median 12 s."""
    floor_handover_spread: Spread = Spread(1.0, 0.45)


_SCIENTIFIC: Final = (
    "scientific talks of 12 minutes (mean 1.015 of their time, spread about 0.15; Nature 561:464, 2018)"
)
_GENERAL_ASSEMBLY: Final = (
    "speeches in the UN General Assembly with a limit of 15 minutes (mean 17 in 2016, 19 in 2022); "
    "spread from the word counts of 196"
)
PRESETS: Final[Mapping[str, Preset]] = {
    preset.name: preset
    for preset in (
        Preset("chaired", Spread(1.00, 0.15), "a chair who stops speakers", _SCIENTIFIC),
        Preset("high-level", Spread(1.07, 0.34), "ministers, and nobody stops them", _GENERAL_ASSEMBLY),
        Preset("unenforced", Spread(1.20, 0.34), "no signal at all", _GENERAL_ASSEMBLY),
    )
}


def preset_named(name: str) -> Preset:
    """Return the preset of a name.

    Raises:
        UsageError: there is none.
    """
    if (preset := PRESETS.get(name)) is None:
        raise UsageError(f"there is no preset '{clip(name, 40)}': choose one of {', '.join(PRESETS)}")
    return preset


def with_speech(preset: Preset, *, overrun: float | None, spread: float | None) -> Preset:
    """Return the preset with other figures for speeches: the median overrun, the spread, or both."""
    if overrun is None and spread is None:
        return preset
    median, sigma = preset.speech
    return replace(
        preset,
        name="own figures",
        speech=Spread(median if overrun is None else overrun, sigma if spread is None else spread),
        what="as given",
        source=f"The figures for speeches are those given; those for the floor are preset {preset.name}'s",
        proxy=False,
    )


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

    def spoken(self, allowed: int, factor: float) -> int:
        """Return how long a statement lasts that may take `allowed`; both in microseconds."""
        taken = length(allowed, factor)
        return taken if self.policy is Policy.LENIENT else min(taken, allowed + GRACE // MICROSECOND)
