"""Agendas of any kind, for properties."""

from typing import Any

from hypothesis import strategies as st

from runofshow.agenda.model import Agenda
from tests.builders import agenda, floor, speech

MOST_FILLING = 2


@st.composite
def agendas(draw: st.DrawFn, *, rigid: bool = False) -> Agenda:
    """Agendas for a room of one or two hours, too short ones among them; two blocks at the most share what is left.

    A limit is 20 seconds at the least: an hour of shorter turns takes the engine seconds.

    In `rigid` ones nothing gives but a floor round that takes what is left.
    """
    lengths = draw(st.lists(st.integers(30, 900), min_size=1, max_size=7))
    blocks: list[dict[str, Any]] = []
    for place, seconds in enumerate(lengths):
        filling = sum(block["duration"] == "rest" for block in blocks)
        kind = draw(st.sampled_from([speech, floor]))
        may_fill = filling < MOST_FILLING and not (rigid and kind is speech)
        length = "rest" if may_fill and draw(st.booleans()) else f"{seconds}s"
        others = {} if rigid or draw(st.booleans()) else {"min": f"{draw(st.integers(0, seconds))}s"}
        if kind is floor and draw(st.booleans()):
            others["limit"] = f"{draw(st.integers(20, 300))}s"
        if draw(st.booleans()):
            others["handover"] = f"{draw(st.integers(0, 120))}s"
        blocks.append(kind(f"B{place}", length, **others))
    handover, hours = draw(st.integers(0, 60)), draw(st.sampled_from([11, 12]))
    return agenda(*blocks, start="10:00", end=f"{hours}:00", handover=f"{handover}s")
