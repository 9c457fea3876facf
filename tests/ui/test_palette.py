"""Colours."""

from rich.color import Color

from runofshow.show.countdown import Signal
from runofshow.ui.palette import ALARM, HELD, NOTICE, WARNING, signal_style


def test_letters_can_be_read_on_their_background() -> None:
    """The contrast is at least the 4.5 to 1 that WCAG 2.2 asks of text (1.4.3)."""
    for style in (*map(signal_style, Signal), HELD, NOTICE, WARNING, ALARM):
        assert style.color is not None, style
        assert style.bgcolor is not None, style
        light, dark = sorted((luminance(style.color), luminance(style.bgcolor)), reverse=True)
        assert (light + 0.05) / (dark + 0.05) >= 4.5, style


def luminance(color: Color) -> float:
    """Relative luminance, as WCAG defines it."""
    parts = [part / 255 for part in color.get_truecolor()]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
