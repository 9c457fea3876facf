"""The views as a page receives them: server-sent events, each with a JSON object; times in milliseconds. Pure.

Server-sent events are the HTML standard's: https://html.spec.whatwg.org/multipage/server-sent-events.html
"""

import json
from collections.abc import Callable, Mapping
from dataclasses import is_dataclass
from datetime import UTC, datetime, timedelta
from typing import Final

from runofshow.instants import Instant
from runofshow.serve.views import (
    NO_SHOW_YET,
    WAITING,
    QueueView,
    list_view,
    next_view,
    now_view,
    order_view,
    outlook_view,
    queue_view,
    stage_view,
)
from runofshow.show.forecast import Forecast
from runofshow.show.state import Show

PARTS: Final[Mapping[str, Callable[[Show, Forecast], object]]] = {
    "stage": stage_view,
    "now": now_view,
    "next": next_view,
    "outlook": outlook_view,
    "order": order_view,
    "queue": lambda show, _forecast: queue_view(show),
    "list": list_view,
}
"""The parts of the pages, by the name of their events.

A part is sent when it changes, and only then. Of a part that consists of rows, a tuple, each row has an event of its
own: ``{"rows": 14}`` says how many there are, ``{"at": 3, "row": …}`` what stands in one of them.
"""

VIEWS: Final[Mapping[str, frozenset[str]]] = {
    "stage": frozenset({"stage"}),
    "backstage": frozenset(PARTS) - {"stage"},
}
"""The pages, and the parts that each receives."""

RECONNECT: Final = b"retry: 1000\n\n"
"""A page that lost its connection tries again after a second."""

_EPOCH: Final = Instant(datetime(1970, 1, 1, tzinfo=UTC))
_MILLISECOND: Final = timedelta(milliseconds=1)


def parts(show: Show, forecast: Forecast) -> dict[str, bytes]:
    """Return the events of a show, by ``part`` or ``part/row``."""
    return _events({name: view(show, forecast) for name, view in PARTS.items()})


def parts_before() -> dict[str, bytes]:
    """Return the events of the pages before there is a show."""
    queue = QueueView(closed=False, waiting=0)
    now = {"stage": WAITING, "now": NO_SHOW_YET}
    return _events({**now, "next": None, "outlook": (), "order": (), "queue": queue, "list": ()})


def _events(views: Mapping[str, object]) -> dict[str, bytes]:
    events: dict[str, bytes] = {}
    for name, view in views.items():
        if isinstance(view, tuple):
            events[name] = _event(name, {"rows": len(view)})
            events |= {f"{name}/{at}": _event(name, {"at": at, "row": row}) for at, row in enumerate(view)}
        else:
            events[name] = _event(name, view)
    return events


def beat(show: Show, now: Instant) -> bytes:
    """Return the sign that the laptop is there: the show clock, and the time to add for the clock on the wall."""
    local = now.astimezone(show.agenda.timezone).utcoffset() or timedelta(0)
    return _event("beat", {"now": now, "wall": show.correction + local})


def beat_before(now: Instant) -> bytes:
    """Return the sign of life before there is a show: the laptop's own time."""
    return _event("beat", {"now": now, "wall": now.astimezone().utcoffset() or timedelta(0)})


def _event(name: str, content: object) -> bytes:
    """Return an event. JSON as it is written here has no line end in it, so that one line holds it."""
    return f"event: {name}\ndata: {_JSON.encode(content)}\n\n".encode()


def _value(value: object) -> object:
    match value:
        case datetime():
            return round((value - _EPOCH) / _MILLISECOND)
        case timedelta():
            return round(value / _MILLISECOND)
        case _ if is_dataclass(value) and not isinstance(value, type):
            return {name: getattr(value, name) for name in value.__dataclass_fields__}
        case _:
            raise TypeError(f"{type(value).__name__} is never sent")


_JSON: Final = json.JSONEncoder(default=_value, ensure_ascii=False, separators=(",", ":"))
