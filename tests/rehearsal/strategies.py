"""Agendas of any kind, for properties."""

from typing import Any

from hypothesis import strategies as st

from runofshow.agenda.model import Agenda
from tests.builders import agenda, floor, speech

MOST_FILLING = 2


@st.composite
def agendas(draw: st.DrawFn, *, rigid_floors: bool = False) -> Agenda:
    """Agendas for a room of any length, too short ones among them; two blocks at the most share what is left."""
    lengths = draw(st.lists(st.integers(30, 900), min_size=1, max_size=7))
    blocks: list[dict[str, Any]] = []
    for place, seconds in enumerate(lengths):
        filling = sum(block["duration"] == "rest" for block in blocks)
        kind = draw(st.sampled_from(["speech", "floor", "rest"] if filling < MOST_FILLING else ["speech", "floor"]))
        gives = {} if rigid_floors or draw(st.booleans()) else {"min": f"{draw(st.integers(0, seconds))}s"}
        if kind == "speech":
            blocks.append(speech(f"S{place}", f"{seconds}s", **gives))
        elif kind == "floor":
            blocks.append(floor(f"F{place}", f"{seconds}s", **gives))
        else:
            blocks.append(floor(f"R{place}", "rest"))
    handover, hours = draw(st.integers(0, 60)), draw(st.integers(11, 14))
    return agenda(*blocks, start="10:00", end=f"{hours}:00", handover=f"{handover}s")
