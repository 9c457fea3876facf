"""How a plan's sheet writes text into a cell, and how it is read back. The one door to formula defusing."""

from runofshow.export.csv_table import defused

_QUOTE = "'"


def quoted(text: str) -> str:
    """The text, led by ``'`` if a spreadsheet would run it as a formula, or if it looks as if it were led so."""
    return f"{_QUOTE}{text}" if _is_led(text) else text


def unquoted(text: str) -> str:
    """What `quoted` was given."""
    return text[1:] if text.startswith(_QUOTE) and _is_led(text[1:]) else text


def _is_led(text: str) -> bool:
    bare = text.lstrip(_QUOTE)
    return bare != "" and defused(bare) != bare
