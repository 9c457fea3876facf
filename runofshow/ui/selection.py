"""Choosing an intervention or a request, to correct it, or to call, move or withdraw it. Pure."""

from collections.abc import Callable, Container, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Final, assert_never

from rich.cells import cell_len
from rich.text import Text

from runofshow.agenda.durations import clock_digits
from runofshow.errors import Refused
from runofshow.show.actions.floor import GiveFloor
from runofshow.show.actions.record import Amend, AmendRequest
from runofshow.show.actions.speakers_list import MarkAbsent, MoveRequest, Withdraw
from runofshow.show.forecast import Forecast
from runofshow.show.names import hours_minutes, intervention_words, length_of, who
from runofshow.show.particulars import Particulars
from runofshow.show.parts import Intervention, Request
from runofshow.show.state import Action, ExpectedState, Show
from runofshow.text import sanitize
from runofshow.ui.lines import exactly, line, spread
from runofshow.ui.messages import turn_words
from runofshow.ui.palette import NAME, NOTICE, PLAIN, QUIET


class Pick(StrEnum):
    """The use of a key while one is chosen."""

    UP = "up"
    DOWN = "down"
    NAME = "name"
    PERSON = "person"
    BEHALF = "behalf"
    GIST = "gist"
    KIND = "kind"
    GIVE = "give"
    ABSENT = "absent"
    WITHDRAW = "withdraw"
    EARLIER = "earlier"
    LATER = "later"
    CLOSE = "close"


@dataclass(frozen=True, slots=True)
class Item:
    """A request with its place on the list of speakers, or an intervention."""

    of: Request | Intervention
    place: int = 0
    """1 is the first on the list; 0 for an intervention."""
    places: int = 0
    """The length of the list."""

    @property
    def entry(self) -> int:
        """The number of the entry that asked, gave the floor or recorded."""
        return self.of.entry

    @property
    def waits(self) -> bool:
        """True for a request."""
        return self.place > 0

    @property
    def particulars(self) -> Particulars:
        """Who it is, and in which capacity."""
        return self.of.particulars

    def now(self, show: Show) -> "Item":
        """Return it as it stands in another show; unchanged where that doesn't know it."""
        known = show.requests.get(self.entry) if self.waits else show.interventions.get(self.entry)
        return self if known is None else replace(self, of=known)

    def amended(self, changes: Particulars, what: str) -> Action:
        """Return the action that corrects one of the particulars, `what`, as it is seen here."""
        saw = Particulars.model_validate({what: getattr(self.particulars, what)})
        match self.of:
            case Request(entry=entry):
                return AmendRequest(entry, changes, expected=ExpectedState(particulars=saw))
            case Intervention(entry=entry, number=number):
                return Amend(number, changes, expected=ExpectedState(intervention=entry, particulars=saw))
            case _:
                assert_never(self.of)


@dataclass(frozen=True, slots=True)
class PickKey:
    """A key that does something while one is chosen."""

    action: Pick
    keys: tuple[str, ...]
    """As Textual names them."""
    shown: str
    help: str
    useful: Callable[[Item], bool] = lambda _item: True


def _waits(item: Item) -> bool:
    return item.waits


PICK_KEYS: Final = (
    PickKey(Pick.UP, ("up",), "↑", ""),
    PickKey(Pick.DOWN, ("down",), "↓", "choose"),
    PickKey(Pick.NAME, ("enter", "n"), "Enter", "name"),
    PickKey(Pick.GIST, ("g",), "g", "gist"),
    PickKey(Pick.BEHALF, ("o",), "o", "for whom"),
    PickKey(Pick.PERSON, ("p",), "p", "person"),
    PickKey(Pick.KIND, ("k",), "k", "kind"),
    PickKey(Pick.GIVE, ("i", "f"), "i", "takes floor", _waits),
    PickKey(Pick.ABSENT, ("x",), "x", "absent", _waits),
    PickKey(Pick.WITHDRAW, ("w", "delete"), "w", "withdraws", _waits),
    PickKey(Pick.EARLIER, ("shift+up", "less_than_sign", "<"), "<", "", _waits),
    PickKey(Pick.LATER, ("shift+down", "greater_than_sign", ">"), ">", "move", _waits),
    PickKey(Pick.CLOSE, ("escape", "e", "E", "shift+e", "q"), "Esc", "close"),
)
"""In the order in which they are shown."""

_ARROWS: Final = ("↑", "<")
"""Keys that share the word of the key after them."""

KINDS: Final = ("statement", "question", "reply", "right of reply", "point of order")


def pick_for(item: Item, *names: str | None) -> PickKey | None:
    """Return the key of a key press, by any of its names."""
    return next((key for key in PICK_KEYS if key.useful(item) and any(name in key.keys for name in names)), None)


@dataclass(frozen=True, slots=True)
class Picking:
    """The requests and interventions, and which of them is chosen."""

    items: tuple[Item, ...]
    """Those who wait, the next one first; then the interventions, the newest first."""
    at: int

    @classmethod
    def of(cls, show: Show, entry: int | None = None) -> "Picking | None":
        """Choose the one of an entry, else who has the floor, had it last, or waits first.

        None where there is nothing to pick.
        """
        queue = show.queue()
        waiting = [Item(request, place, len(queue)) for place, request in enumerate(queue, 1)]
        items = (*waiting, *(Item(one) for one in show.latest()))
        if not items:
            return None
        places = {item.entry: place for place, item in enumerate(items)}
        last_heard = len(waiting) if show.interventions else 0
        likeliest = places.get(show.holder or 0, last_heard)
        return cls(items, places.get(entry or 0, likeliest))

    @property
    def item(self) -> Item:
        """The chosen one."""
        return self.items[self.at]

    @property
    def neighbour(self) -> int | None:
        """The entry to choose once the chosen one is off the list; None if there is no other."""
        others = (*self.items[self.at + 1 :], *reversed(self.items[: self.at]))
        return others[0].entry if others else None

    def moved(self, by: int) -> Item:
        """Return the one so many places further on, around the end."""
        return self.items[(self.at + by) % len(self.items)]


def last_written(show: Show, own: Container[int]) -> int | None:
    """Return the entry of the intervention or request about which a screen wrote last; None if there is none.

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


def request_action(pick: Pick, item: Item, expected: ExpectedState) -> Action | None:  # noqa: PLR0911 -- one line a key, checked to be complete
    """Return the action of a key on a request; None for an intervention, and for keys that need words.

    `expected` is who was seen speaking.

    Raises:
        Refused: it is where the key would move it already.
    """
    if not item.waits:
        return None
    match pick:
        case Pick.GIVE:
            return GiveFloor(request=item.entry, expected=expected)
        case Pick.ABSENT:
            return MarkAbsent(item.entry)
        case Pick.WITHDRAW:
            return Withdraw(item.entry)
        case Pick.EARLIER:
            return _moved(item, item.place - 1)
        case Pick.LATER:
            return _moved(item, item.place + 1)
        case Pick.UP | Pick.DOWN | Pick.NAME | Pick.PERSON | Pick.BEHALF | Pick.GIST | Pick.KIND | Pick.CLOSE:
            return None
        case _:
            assert_never(pick)


def _moved(item: Item, place: int) -> Action:
    if not 1 <= place <= item.places:
        message = f"{who(item.particulars)} is the {'first' if place < 1 else 'last'} on the list already"
        raise Refused(message)
    return MoveRequest(item.entry, place)


def picking_keys(picked: Item, width: int) -> list[Text]:
    """Draw the keys that do something with the chosen one."""
    parts = [f"{key.shown} {key.help}" if key.help else key.shown for key in PICK_KEYS if key.useful(picked)]
    return keys_on_lines(parts, width)


def keys_on_lines(parts: Sequence[str], width: int) -> list[Text]:
    """Draw keys, each with its word, on as many lines as they need; an arrow shares the word of the next one."""
    rows = [""]
    for part in parts:
        gap = "" if not rows[-1] or rows[-1].endswith(_ARROWS) else "  "
        if cell_len(f" {rows[-1]}{gap}{part}") > width and rows[-1]:
            rows.append(part)
        else:
            rows[-1] += f"{gap}{part}"
    return [exactly(line(f" {row}"), width, NOTICE) for row in rows]


def picking_panel(  # noqa: PLR0913 -- what is seen, of which one, beneath what, and in how much room
    show: Show, forecast: Forecast, picking: Picking, head: Sequence[Text], width: int, height: int
) -> list[Text]:
    """Draw `head`, the items around the chosen one, and its particulars, in at most so many lines."""
    items, at = picking.items, picking.at
    room = max(1, height - len(head) - 1)
    start = max(0, min(at - room // 2, len(items) - room))
    rows = [_row(show, forecast, one, width, picked=one is picking.item) for one in items[start : start + room]]
    known = exactly(line((f"   {_known(picking.item)}", QUIET)), width)
    return [*head, *rows, known][: max(len(head) + 1, height)]


def _row(show: Show, forecast: Forecast, item: Item, width: int, *, picked: bool) -> Text:
    style = NAME if picked else PLAIN
    mark = "›" if picked else " "
    if isinstance(item.of, Request):
        turns = forecast.floor.turns if forecast.floor is not None else ()
        turn = next((turn for turn in turns if turn.request.entry == item.entry), None)
        name, times = f"waits {item.place}  {who(item.particulars)}", turn_words(show, turn)
    else:
        name = intervention_words(item.of)
        took = clock_digits(length_of(show, [item.of.interval], forecast.now))
        times = f"{took} {hours_minutes(show, item.of.interval.start)}"
    return spread(line((f" {mark} {name}", style)), line(times), width)


def _known(item: Item) -> str:
    known = item.particulars
    parts = (
        known.person if known.person != known.who else None,
        known.title,
        known.category,
        known.kind.replace("_", " ") if known.kind else None,
        f"for {known.on_behalf_of}" if known.on_behalf_of else None,
        f"gist: {known.gist}" if known.gist else None,
    )
    return " · ".join(sanitize(part) for part in parts if part) or "nothing else is known"
