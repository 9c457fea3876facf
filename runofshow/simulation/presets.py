"""How far speakers keep to their time: figures from other meetings, for want of one's own.

The spreads are lognormal: no speech lasts less than nothing, and a few run very long (log-SD 0.34 over the word counts
of 196 speeches in the General Assembly, which a normal distribution fits less well).
"""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Final

from runofshow.agenda.allocate import SECOND
from runofshow.errors import UsageError
from runofshow.text import clip


@dataclass(frozen=True, slots=True)
class Spread:
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


_GENERAL_ASSEMBLY: Final = (
    "speeches in the UN General Assembly with a limit of 15 minutes (mean 17 in 2016, 19 in 2022); "
    "spread from the word counts of 196"
)

PRESETS: Final[Mapping[str, Preset]] = {
    preset.name: preset
    for preset in (
        Preset(
            name="chaired",
            speech=Spread(1.00, 0.15),
            what="a chair who stops speakers",
            source="scientific talks of 12 minutes (mean 1.015 of their time, spread about 0.15; Nature 561:464, 2018)",
        ),
        Preset(
            name="high-level",
            speech=Spread(1.07, 0.34),
            what="ministers, and nobody stops them",
            source=_GENERAL_ASSEMBLY,
        ),
        Preset(
            name="unenforced",
            speech=Spread(1.20, 0.34),
            what="no signal at all",
            source=_GENERAL_ASSEMBLY,
        ),
    )
}
"""By name."""


def preset_named(name: str) -> Preset:
    """Return the preset of a name.

    Raises:
        UsageError: there is none.
    """
    if (preset := PRESETS.get(name)) is None:
        raise UsageError(f"there is no preset '{clip(name, 40)}': choose one of {', '.join(PRESETS)}")
    return preset
