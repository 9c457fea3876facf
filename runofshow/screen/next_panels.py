"""Who is next, and what to say of them. Pure."""

from rich.text import Text

from runofshow.screen.faces import introducing
from runofshow.screen.lines import column, line, spread, wrapped
from runofshow.screen.palette import LABEL, NAME, QUIET
from runofshow.screen.words import designation, hours_minutes, pronunciation, title_of
from runofshow.show.forecast import BlockForecast, Forecast
from runofshow.show.state import Phase, Show

_INDENT = 6


def upcoming(forecast: Forecast) -> BlockForecast | None:
    """The block that follows what the large digits are about."""
    return next(iter(forecast.remaining[1:] if introducing(forecast) else forecast.remaining), None)


def upcoming_label(forecast: Forecast) -> str:
    """What it is called: after an introduction of who is next comes who is then."""
    return "THEN" if introducing(forecast) else "NEXT"


def reading_panel(show: Show, forecast: Forecast, width: int, height: int) -> list[Text]:
    """What the moderator reads out now, and who comes after, in so many lines."""
    run = None if forecast.next_block is None else forecast.next_block.run
    spoken = wrapped((run.block.intro if run is not None else None) or "", width, height - 1)
    return [*column([line(one) for one in spoken], width, height - 1), *next_panel(show, forecast, width, 1)]


def next_panel(show: Show, forecast: Forecast, width: int, height: int) -> list[Text]:
    """Who follows, how to say the name, and what to read out, in so many lines."""
    label, block = upcoming_label(forecast), upcoming(forecast)
    if block is None:
        nothing = [] if forecast.phase is Phase.FINISHED else [line((label, LABEL), "  nothing more")]
        return column(nothing, width, height)
    head = spread(line((label, LABEL), "  ", (title_of(block.run), NAME)), _starts(show, block), width)
    say = pronunciation(block.run)
    said = [(designation(block.run), 2), (f"say: {say}" if say else "", 1)]
    body = [part for text, most in said if text for part in wrapped(text, width - _INDENT, most)]
    body += wrapped(block.run.block.intro or "", width - _INDENT, height - 1 - len(body))
    return column([head, *(line(" " * _INDENT, one) for one in body)], width, height)


def _starts(show: Show, block: BlockForecast) -> Text:
    planned, expected = hours_minutes(show, block.planned_start), hours_minutes(show, block.start)
    if not planned.strip() or planned == expected:
        return line(expected)
    return line((f"{planned} → ", QUIET), (expected, NAME))
