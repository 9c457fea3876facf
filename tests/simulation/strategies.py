"""Agendas of any kind, for properties; presets without chance."""

from dataclasses import replace
from typing import Any

from hypothesis import strategies as st

from runofshow.agenda.model import Agenda
from runofshow.simulation.assumptions import PRESETS, Preset, Spread
from tests.builders import agenda, floor, speech

EXACT = Spread(1.0, 0.0)
PUNCTUAL = replace(PRESETS["chaired"], speech=EXACT, intervention=EXACT, floor_handover_spread=EXACT)
"""Everybody takes exactly what they have."""
MOST_FILLING = 2


def overrunning(factor: float) -> Preset:
    """Every speech takes a multiple of its time, and everything else what it should."""
    return replace(PUNCTUAL, speech=Spread(factor, 0.0))


@st.composite
def agendas(draw: st.DrawFn, *, rigid: bool = False, all_kinds: bool = False) -> Agenda:
    """Agendas for one or two hours, too short ones among them; two blocks at the most share what is left.

    A limit is 20 seconds at the least: an hour of shorter turns takes the engine seconds.

    In `rigid` ones nothing gives but a floor round that takes what is left. Those of `all_kinds` have panels, videos,
    fixed starts and a margin too.
    """
    lengths = draw(st.lists(st.integers(30, 900), min_size=1, max_size=7))
    blocks: list[dict[str, Any]] = []
    elapsed = 0
    for place, seconds in enumerate(lengths):
        filling = sum(block["duration"] == "rest" for block in blocks)
        kind = draw(st.sampled_from([speech, floor, panel, video] if all_kinds else [speech, floor]))
        may_fill = filling < MOST_FILLING and not (rigid and kind is speech)
        length = "rest" if may_fill and draw(st.booleans()) else f"{seconds}s"
        others = {} if rigid or draw(st.booleans()) else {"min": f"{draw(st.integers(0, seconds))}s"}
        if kind is floor and draw(st.booleans()):
            others["limit"] = f"{draw(st.integers(20, 300))}s"
        if all_kinds and draw(st.integers(0, 3)) == 0:
            elapsed += draw(st.integers(0, 20))
            others |= {"start": f"10:{elapsed}"} if 10 <= elapsed < 60 else {}
        elapsed += seconds // 60 + 1
        if draw(st.booleans()):
            others["handover"] = f"{draw(st.integers(0, 120))}s"
        blocks.append(kind(f"B{place}", length, **others))
    handover, hours = draw(st.integers(0, 60)), draw(st.sampled_from([11, 12]))
    margin = draw(st.integers(0, 10)) if all_kinds else 0
    return agenda(*blocks, start="10:00", end=f"{hours}:00", handover=f"{handover}s", margin=f"{margin}m")


def panel(name: str, duration: str, **others: Any) -> dict[str, Any]:
    """A panel as it would stand in YAML."""
    return {"id": name.lower(), "panel": name, "speakers": ["One", "Two"], "duration": duration, **others}


def video(name: str, duration: str, **others: Any) -> dict[str, Any]:
    """A video as it would stand in YAML."""
    return {"id": name.lower(), "item": name, "type": "video", "duration": duration, **others}
