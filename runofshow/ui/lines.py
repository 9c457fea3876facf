"""Lines of an exact width, of which every picture is made."""

from collections.abc import Sequence
from functools import lru_cache
from typing import Final

from rich.cells import cell_len
from rich.style import Style
from rich.text import Span, Text

from runofshow.text import sanitize, without_honorifics
from runofshow.ui.palette import PLAIN, QUIET

Part = Text | str | tuple[str, Style]
"""A piece of a line: plain, or with its style. Text from people goes in through `sanitize` only."""

RULE: Final = " │ "


def line(*parts: Part) -> Text:
    """Join the parts."""
    words: list[str] = []
    spans: list[Span] = []
    length = 0
    for part in parts:
        match part:
            case Text():
                spans += [span.move(length) for span in part.spans]
                said = part.plain
            case str():
                said = part
            case _:
                said, style = part
                spans += [Span(length, length + len(said), style)] if style else []
        words.append(said)
        length += len(said)
    return Text("".join(words), spans=spans, no_wrap=True)


def exactly(text: Text, width: int, style: Style = PLAIN) -> Text:
    """Cut the text with an ellipsis, or fill it up, to exactly so many cells; `style` lies under all of it."""
    cells = max(0, width)
    if not style and text.cell_len == cells:
        return text  # nobody changes a line once it is made
    shown = line(text)
    if cells:
        shown.truncate(cells, overflow="ellipsis", pad=True)
    else:
        shown.plain = ""
    if style:
        shown.stylize_before(style)
    return shown


def spread(left: Text, right: Text, width: int, style: Style = PLAIN) -> Text:
    """Put two texts at the ends of a line; the left one is cut where both don't fit."""
    right_width = min(right.cell_len, max(0, width))
    gap = 1 if right_width and right_width < width else 0
    return exactly(line(exactly(left, width - right_width - gap), " " * gap, right), width, style)


def fitting(wordings: Sequence[Text], width: int) -> Text:
    """Return the first of the wordings that fits into so many cells, else the last one."""
    return next((one for one in wordings if one.cell_len <= width), wordings[-1])


def centred(text: Text, width: int, style: Style = PLAIN) -> Text:
    """Put the text in the middle of a line."""
    return exactly(line(" " * max(0, (width - text.cell_len) // 2), text), width, style)


def rule(width: int) -> Text:
    """Draw a line across."""
    return line(("─" * max(0, width), QUIET))


def column(lines: Sequence[Text], width: int, height: int) -> list[Text]:
    """Return exactly so many lines of that width, cut off below or filled up with empty ones."""
    shown = [exactly(one, width) for one in lines[: max(0, height)]]
    return shown + [exactly(Text(), width)] * (height - len(shown))


def beside(left: Sequence[Text], right: Sequence[Text], left_width: int, right_width: int, height: int) -> list[Text]:
    """Draw two columns with a rule between them, cut or filled up to a height."""
    columns = column(left, left_width, height), column(right, right_width, height)
    return [line(one, (RULE, QUIET), other) for one, other in zip(*columns, strict=True)]


def paragraph(text: str, width: int, most: int, style: Style = PLAIN) -> list[Text]:
    """Draw a text on at most so many lines; a style with a background lies under all of them."""
    if style.bgcolor is None:
        return [exactly(line((part, style)), width) for part in wrapped(text, width, most)]
    return [exactly(line(f" {part}"), width, style) for part in wrapped(text, width - 2, most)]


def wrapped(text: str, width: int, most: int) -> list[str]:
    """Break a text between words into at most so many lines; the last one ends in an ellipsis if it doesn't fit."""
    return [] if width < 1 or most < 1 else list(_wrapped(text, width, most))


@lru_cache(maxsize=1024)
def _wrapped(text: str, width: int, most: int) -> tuple[str, ...]:
    lines: list[str] = []
    for word in sanitize(text).split():
        if lines and cell_len(lines[-1]) + 1 + cell_len(word) <= width:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    if len(lines) > most:
        lines = [*lines[: most - 1], f"{lines[most - 1]} …"]
    return tuple(exactly(Text(one), width).plain.rstrip() for one in lines)


def fitted(name: str, width: int, most: int, short: str | None = None) -> list[str]:
    """Return the name on one line, if need be as `short`, else on up to so many lines.

    Unless `short` says another, the shorter name is the one without honorifics.
    """
    shorter = without_honorifics(name) if short is None else short
    fitting = (one for one in (name, shorter) if one and cell_len(one) <= width)
    one = next(fitting, None)
    return [one] if one is not None else wrapped(shorter or name, width, most) or [""]
