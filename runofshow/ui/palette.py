"""Colours that colour-blind people tell apart, and the signals that they stand for.

Sky, orange and vermillion are Okabe and Ito's; black letters on each of them pass WCAG's 4.5 to 1. They are always a
filled background with a word on it: never the only carrier of a meaning, and legible on a light terminal as on a dark
one. Everything else is in the terminal's own colours.
"""

from datetime import timedelta
from typing import Final

from rich.style import Style

from runofshow.agenda.durations import clock_digits
from runofshow.show.countdown import Countdown, Signal

BLACK: Final = "#000000"
SKY: Final = "#56b4e9"
ORANGE: Final = "#e69f00"
VERMILLION: Final = "#d55e00"

PLAIN: Final = Style()
NAME: Final = Style(bold=True)
QUIET: Final = Style(dim=True)
LABEL: Final = Style(bold=True, dim=True)
HELD: Final = Style(color=BLACK, bgcolor="#b8b8b8", bold=True)
MESSAGE: Final = Style(color="#ffffff", bgcolor=BLACK, bold=True)
NOTICE: Final = Style(color=BLACK, bgcolor=SKY, bold=True)
WARNING: Final = Style(color=BLACK, bgcolor=ORANGE, bold=True)
ALARM: Final = Style(color=BLACK, bgcolor=VERMILLION, bold=True)

MINUTES_FROM = timedelta(seconds=100)
"""The final signal is told in minutes and seconds from this length on."""


def signal_style(signal: Signal) -> Style:
    """Return the background of a countdown. Wrapping up and the last seconds share orange: words and shapes differ."""
    match signal:
        case Signal.ON_TIME:
            return NOTICE
        case Signal.WRAP_UP | Signal.FINAL:
            return WARNING
        case Signal.OVER:
            return ALARM


def signal_word(countdown: Countdown) -> str:
    """Return the word for the signal of a countdown, as ``ON TIME``; of the final one, as ``LAST 30 S``."""
    if countdown.signal is not Signal.FINAL:
        return countdown.signal.value.replace("_", " ").upper()
    final = countdown.signals.final
    return f"LAST {final.seconds} S" if final < MINUTES_FROM else f"LAST {clock_digits(final)}"
