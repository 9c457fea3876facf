"""Choosing on the live screen: a row of the running order, or an intervention or a request. Pure."""

from collections.abc import Container, Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from rich.cells import cell_len
from rich.text import Text

from runofshow.agenda.durations import clock_digits
from runofshow.errors import Refused
from runofshow.show.actions.floor import GiveFloor
from runofshow.show.actions.record import Amend, AmendRequest
from runofshow.show.actions.speakers_list import MarkAbsent, MoveRequest, Withdraw
from runofshow.show.forecast import Forecast
from runofshow.show.names import hours_minutes, intervention_words, length_of, title_of, who
from runofshow.show.particulars import Particulars
from runofshow.show.parts import Intervention, Request, Status
from runofshow.show.state import Action, ExpectedState, Show
from runofshow.text import sanitize
from runofshow.ui.keymap import KeyNames
from runofshow.ui.lines import exactly, line, spread
from runofshow.ui.messages import mark, status_words, turn_words
from runofshow.ui.palette import NAME, NOTICE, PLAIN, QUIET

_ARROWS: Final = ("↑", "<")
"""Keys that share the word of the key after them."""

KINDS: Final = ("statement", "question", "reply", "right of reply", "point of order")


def keys_on_lines(keys: Iterable[KeyNames | str], width: int) -> list[Text]:
    """Draw keys, each with its word, on as many lines as they need; an arrow shares the word of the next one."""
    rows = [""]
    for key in keys:
        part = key if isinstance(key, str) else f"{key.shown} {key.word}".rstrip()
        gap = "" if not rows[-1] or rows[-1].endswith(_ARROWS) else "  "
        if cell_len(f" {rows[-1]}{gap}{part}") > width and rows[-1]:
            rows.append(part)
        else:
            rows[-1] += f"{gap}{part}"
    return [exactly(line(f" {row}"), width, NOTICE) for row in rows]


def _chosen(name: str, times: Text, width: int, *, chosen: bool) -> Text:
    return spread(line((f" {'›' if chosen else ' '} {name}", NAME if chosen else PLAIN)), times, width)


def _around(at: int, count: int, room: int) -> range:
    """Return so many places around one, as far as there are so many."""
    start = max(0, min(at - room // 2, count - room))
    return range(start, min(count, start + room))


# Interventions and requests.


class Pick(KeyNames):
    """The use of a key while an intervention or a request is chosen, in the order in which they are shown."""

    UP = "up", "↑"
    DOWN = "down", "↓", "choose", "choose another one"
    NAME = "enter n", "Enter", "name", "correct the name"
    GIST = "g", "g", "gist", "write what was said"
    BEHALF = "o", "o", "for whom", "write on whose behalf"
    PERSON = "p", "p", "person", "write who spoke"
    KIND = "k", "k", "kind", "change the kind"
    GIVE = "i f", "i", "takes floor", "give the floor now (a request)"
    ABSENT = "x", "x", "absent", "note that nobody came (a request)"
    WITHDRAW = "w delete", "w", "withdraws", "take off the list (a request)"
    EARLIER = "shift+up less_than_sign <", "<"
    LATER = "shift+down greater_than_sign >", ">", "move", "move up or down the list (a request)"
    CLOSE = "escape e E shift+e q", "Esc", "close", "close"

    def useful(self, item: "Subject") -> bool:
        """Return True if it does something with an item."""
        return isinstance(item, Request) or self not in _OF_REQUESTS


_OF_REQUESTS: Final = {Pick.GIVE, Pick.ABSENT, Pick.WITHDRAW, Pick.EARLIER, Pick.LATER}


Subject = Request | Intervention
"""Somebody who waits for the floor, or took it."""


def as_of(item: Subject, show: Show) -> Subject:
    """Return an item as it stands in a show; unchanged where that doesn't know it."""
    known = show.requests if isinstance(item, Request) else show.interventions
    return known.get(item.entry) or item


def amended(item: Subject, changes: Particulars, what: str) -> Action:
    """Return the action that corrects one of the particulars, `what`, as it is seen here."""
    saw = Particulars.model_validate({what: getattr(item.particulars, what)})
    if isinstance(item, Request):
        return AmendRequest(item.entry, changes, expected=ExpectedState(particulars=saw))
    return Amend(item.number, changes, expected=ExpectedState(intervention=item.entry, particulars=saw))


@dataclass(frozen=True, slots=True)
class Picking:
    """The requests and interventions, and which of them is chosen."""

    items: tuple[Subject, ...]
    """Those who wait, the next one first; then the interventions, the newest first."""
    at: int

    @classmethod
    def of(cls, show: Show, entry: int | None = None) -> "Picking | None":
        """Choose the one of an entry, else who has the floor, had it last, or waits first.

        None where there is nothing to pick.
        """
        items: tuple[Subject, ...] = (*show.queue(), *show.latest())
        if not items:
            return None
        last_heard = len(show.waiting) if show.interventions else 0
        places = {item.entry: place for place, item in enumerate(items)}
        return cls(items, places.get(entry or 0, places.get(show.holder or 0, last_heard)))

    @property
    def item(self) -> Subject:
        """The chosen one."""
        return self.items[self.at]

    @property
    def neighbour(self) -> int | None:
        """The entry to choose once the chosen one is off the list; None if there is no other."""
        others = (*self.items[self.at + 1 :], *reversed(self.items[: self.at]))
        return others[0].entry if others else None

    def moved(self, by: int) -> Subject:
        """Return the one so many places further on, around the end."""
        return self.items[(self.at + by) % len(self.items)]


def last_written(show: Show, own: Container[int]) -> int | None:
    """Return the intervention or request that the screen wrote last; None if there is none.

    `own` holds the numbers of the entries that the screen wrote. Somebody who took the floor since then comes first.
    """
    heard = next((one.entry for one in show.latest()), 0)
    for entry in show.history:
        if entry.n <= heard:
            return None
        if entry.n in own:
            named = (entry.n, getattr(entry.event, "of", None), getattr(entry.event, "request", None))
            found = next((n for n in named if n in show.waiting or n in show.interventions), None)
            if found is not None:
                return found
    return None


def request_action(pick: Pick, picking: Picking, expected: ExpectedState) -> Action | None:
    """Return the action of a key on the chosen request; None for an intervention, and for keys that need words.

    `expected` is who was seen speaking.

    Raises:
        Refused: it is where the key would move it already.
    """
    item = picking.item
    match pick:
        case _ if not isinstance(item, Request):
            return None
        case Pick.GIVE:
            return GiveFloor(request=item.entry, expected=expected)
        case Pick.ABSENT:
            return MarkAbsent(item.entry)
        case Pick.WITHDRAW:
            return Withdraw(item.entry)
        case Pick.EARLIER | Pick.LATER:
            place = picking.at + (2 if pick is Pick.LATER else 0)
            if not 1 <= place <= sum(isinstance(one, Request) for one in picking.items):
                end = "first" if place < 1 else "last"
                raise Refused(f"{who(item.particulars)} is the {end} on the list already")
            return MoveRequest(item.entry, place)
        case _:
            return None


def picking_keys(picked: Subject, width: int) -> list[Text]:
    """Draw the keys that do something with the chosen one."""
    return keys_on_lines((key for key in Pick if key.useful(picked)), width)


def picking_panel(  # noqa: PLR0913 -- what is seen, of which one, beneath what, and in how much room
    show: Show, forecast: Forecast, picking: Picking, head: Sequence[Text], width: int, height: int
) -> list[Text]:
    """Draw `head`, the items around the chosen one, and its particulars, in at most so many lines."""
    room = max(1, height - len(head) - 1)
    shown = _around(picking.at, len(picking.items), room)
    rows = [_item_row(show, forecast, picking.items[at], at, width, chosen=at == picking.at) for at in shown]
    known = exactly(line((f"   {_known(picking.item.particulars)}", QUIET)), width)
    return [*head, *rows, known][: max(len(head) + 1, height)]


def _item_row(  # noqa: PLR0913 -- what is seen, of which one, and where
    show: Show, forecast: Forecast, item: Subject, at: int, width: int, *, chosen: bool
) -> Text:
    if isinstance(item, Request):
        turns = forecast.floor.turns if forecast.floor is not None else ()
        turn = next((turn for turn in turns if turn.request.entry == item.entry), None)
        name, times = f"waits {at + 1}  {who(item.particulars)}", turn_words(show, turn)
    else:
        name = intervention_words(item)
        took = clock_digits(length_of(show, [item.interval], forecast.now))
        times = f"{took} {hours_minutes(show, item.interval.start)}"
    return _chosen(name, line(times), width, chosen=chosen)


def _known(known: Particulars) -> str:
    parts = (
        known.person if known.person != known.who else None,
        known.title,
        known.category,
        known.kind.replace("_", " ") if known.kind else None,
        f"for {known.on_behalf_of}" if known.on_behalf_of else None,
        f"gist: {known.gist}" if known.gist else None,
    )
    return " · ".join(sanitize(part) for part in parts if part) or "nothing else is known"


# Rows of the running order.


class RowAction(KeyNames):
    """The purpose of a key while a row is chosen, in the order in which they are shown."""

    UP = "up", "↑"
    DOWN = "down", "↓", "choose", "choose another row"
    START = "enter", "Enter", "start", "start this block now; asks first"
    SKIP = "s", "s", "skip", "leave this block out"
    RESTORE = "r", "r", "bring back", "bring this block back"
    TIME = "t", "t", "time", "type a new length (7m) or a fixed start (at 14:15)"
    CLOSE = "escape q", "Esc", "close", "close"


def chosen_row(forecast: Forecast, block: str | None) -> int | None:
    """Return the place of a block in the running order; without one, of what is next, else of the last."""
    places = {one.id: place for place, one in enumerate(forecast.blocks)}
    if block is None and forecast.next_block is not None:
        block = forecast.next_block.id
    return places.get(block or "", len(places) - 1 if places else None)


def moved_row(forecast: Forecast, block: str, by: int) -> str:
    """Return the block so many rows further on; the first and the last row are the ends."""
    place = (chosen_row(forecast, block) or 0) + by
    return forecast.blocks[min(max(0, place), len(forecast.blocks) - 1)].id


def rows_panel(show: Show, forecast: Forecast, place: int, width: int, height: int) -> list[Text]:
    """Draw the rows around the chosen one, as many as there is room for."""
    rows = []
    for at in _around(place, len(forecast.blocks), height):
        block = forecast.blocks[at]
        run = block.run
        said = f"{status_words(run)}: " if status_words(run) else ""
        length = "" if run.status is Status.SKIPPED else clock_digits(block.allotment)
        times = line((f"{hours_minutes(show, block.start)} {length:>7} ", QUIET))
        name = f"{mark(run.status)} {said}{title_of(run)}"
        rows.append(_chosen(name, times, width, chosen=at == place))
    return rows
