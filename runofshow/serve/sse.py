"""The views as a page receives them: server-sent events, each with a JSON object; times in milliseconds. Pure.

Server-sent events are the HTML standard's: https://html.spec.whatwg.org/multipage/server-sent-events.html
"""

import json
from collections.abc import Callable, Mapping
from dataclasses import is_dataclass
from datetime import UTC, datetime, timedelta
from typing import Final

from runofshow.instants import Instant
from runofshow.serve.backstage_view import list_view, next_view, now_view, order_view, outlook_view
from runofshow.serve.stage_view import stage_view
from runofshow.show.forecast import Forecast
from runofshow.show.state import Show

PARTS: Final[Mapping[str, Callable[[Show, Forecast], object]]] = {
    "stage": stage_view,
    "now": now_view,
    "next": next_view,
    "outlook": outlook_view,
    "order": order_view,
    "list": list_view,
}
"""What there is to be seen, by the name of its event. Each is sent when it changes, and only then."""

VIEWS: Final[Mapping[str, frozenset[str]]] = {
    "stage": frozenset({"stage"}),
    "backstage": frozenset(PARTS) - {"stage"},
}
"""The pages there are, and the parts that each receives."""

RECONNECT: Final = b"retry: 1000\n\n"
"""A page that lost its connection tries again after a second."""

_EPOCH: Final = Instant(datetime(1970, 1, 1, tzinfo=UTC))
_MILLISECOND: Final = timedelta(milliseconds=1)


def parts(show: Show, forecast: Forecast) -> dict[str, bytes]:
    """All that is to be seen of a show, as an event each."""
    return {name: _event(name, view(show, forecast)) for name, view in PARTS.items()}


def beat(show: Show, now: Instant) -> bytes:
    """The show clock, and what makes the clock on the wall of it: the sign that the laptop is there."""
    local = now.astimezone(show.agenda.timezone).utcoffset() or timedelta(0)
    return _event("beat", {"now": now, "wall": show.correction + local})


def _event(name: str, content: object) -> bytes:
    """JSON as it is written here has no line end in it, so that one line of the event holds it."""
    text = json.dumps(content, default=_value, ensure_ascii=False, separators=(",", ":"))
    return f"event: {name}\ndata: {text}\n\n".encode()


def _value(value: object) -> object:
    match value:
        case datetime():
            return round((value - _EPOCH) / _MILLISECOND)
        case timedelta():
            return round(value / _MILLISECOND)
        case _ if is_dataclass(value) and not isinstance(value, type):
            return {name: getattr(value, name) for name in value.__dataclass_fields__}
        case _:
            message = f"{type(value).__name__} is never sent"
            raise TypeError(message)
