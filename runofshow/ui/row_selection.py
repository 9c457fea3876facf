"""A row of the running order that is chosen on the live screen: what keys do with it, and how it is drawn. Pure."""

from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from typing import Final

from rich.text import Text

from runofshow.agenda.durations import clock_digits, parse_duration, spell_duration
from runofshow.errors import Refused
from runofshow.show.actions.blocks import Extend, next_of
from runofshow.show.actions.running_order import Restore, Skip
from runofshow.show.forecast import BlockForecast, Forecast
from runofshow.show.names import hours_minutes, title_of
from runofshow.show.parts import Status
from runofshow.show.state import Action, Show
from runofshow.ui.lines import line, spread
from runofshow.ui.messages import mark, status_words
from runofshow.ui.palette import NAME, PLAIN, QUIET
from runofshow.ui.selection import keys_on_lines


class RowAction(StrEnum):
    """The purpose of a key while a row is chosen."""

    UP = "up"
    DOWN = "down"
    START = "start"
    SKIP = "skip"
    RESTORE = "restore"
    TIME = "time"
    CLOSE = "close"


@dataclass(frozen=True, slots=True)
class RowKey:
    """Something that a key does while a row is chosen."""

    action: RowAction
    keys: tuple[str, ...]
    """As Textual names them."""
    shown: str
    short: str
    help: str


ROW_KEYS: Final = (
    RowKey(RowAction.UP, ("up",), "↑", "", ""),
    RowKey(RowAction.DOWN, ("down",), "↓", "choose", "choose another row"),
    RowKey(RowAction.START, ("enter",), "Enter", "start", "start this block now; asks first"),
    RowKey(RowAction.SKIP, ("s",), "s", "skip", "leave this block out"),
    RowKey(RowAction.RESTORE, ("r",), "r", "bring back", "bring this block back"),
    RowKey(RowAction.TIME, ("t",), "t", "time", "type a new length (7m) or a fixed start (at 14:15)"),
    RowKey(RowAction.CLOSE, ("escape", "q"), "Esc", "close", "close"),
)
"""In the order in which the head offers them."""


def row_key(*names: str | None) -> RowKey | None:
    """Return what a key press stands for, by any of its names."""
    return next((key for key in ROW_KEYS if any(name in key.keys for name in names)), None)


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


def row_action(action: RowAction, show: Show, block: str) -> Action | None:
    """Return the action that a key asks for without any words; None for another key."""
    match action:
        case RowAction.START:
            return next_of(show, block)
        case RowAction.SKIP:
            return Skip(block)
        case RowAction.RESTORE:
            return Restore(block)
        case _:
            return None


def starting_words(show: Show, forecast: Forecast, block: str, left: str) -> str:
    """Ask whether a block shall start; `left` says who has just begun or waits, if anybody does."""
    running = show.running
    countdown = forecast.countdown
    at = f", at {clock_digits(countdown.elapsed)}" if countdown is not None else ""
    leaves = left or ("" if running is None else f"{title_of(running)} ends{at}")
    starts = f"Enter again starts {title_of(show.runs[block])}"
    return " · ".join(part for part in (leaves, starts) if part)


def length_action(text: str, show: Show, block: str) -> Action | None:
    """Return the action that gives a block the length that was typed; None if it has it.

    Raises:
        Refused: the text is no length.
    """
    run = show.runs[block]
    try:
        wanted = parse_duration(text)
    except ValueError as error:
        raise Refused(str(error)) from None
    by = wanted - run.allotment
    return Extend(by=by, block=block) if by else None


def start_command(text: str, block: str) -> str | None:
    """Return the command that sets or lifts a fixed start, where the text is one, as ``at 14:15`` or ``none``."""
    word, _, time = text.strip().partition(" ")
    if word == "none" and not time:
        return f"move {block} --start none"
    return f"move {block} --start '{time.strip()}'" if word == "at" and time.strip() and "'" not in time else None


def length_words(show: Show, block: str) -> str:
    """Return the length of a block as a person types it."""
    return spell_duration(show.runs[block].allotment // timedelta(seconds=1) * timedelta(seconds=1))


def row_keys(width: int) -> list[Text]:
    """The keys that do something with a chosen row, on as many lines as they need."""
    return keys_on_lines([f"{key.shown} {key.short}".rstrip() for key in ROW_KEYS], width)


def rows_panel(show: Show, forecast: Forecast, place: int, width: int, height: int) -> list[Text]:
    """The rows around the chosen one, as many as there is room for."""
    start = max(0, min(place - height // 2, len(forecast.blocks) - height))
    shown = list(enumerate(forecast.blocks))[start : start + height]
    return [_row(show, one, width, chosen=at == place) for at, one in shown]


def _row(show: Show, block: BlockForecast, width: int, *, chosen: bool) -> Text:
    run = block.run
    said = f"{status_words(run)}: " if status_words(run) else ""
    length = "" if run.status is Status.SKIPPED else clock_digits(block.allotment)
    name = line((f" {'›' if chosen else ' '} {mark(run.status)} {said}{title_of(run)}", NAME if chosen else PLAIN))
    return spread(name, line((f"{hours_minutes(show, block.start)} {length:>7} ", QUIET)), width)
