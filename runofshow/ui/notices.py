"""What is told beside the show itself: sentences that stand for some seconds, and those that stay. Pure."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final, assert_never

from rich.style import Style
from rich.text import Text

from runofshow.ui.lines import exactly, line, wrapped
from runofshow.ui.palette import ALARM, NOTICE, WARNING

MOST_NOTICE_LINES: Final = 4
"""What to do about a failure stands at the end of its sentence, after the journal's path; a screen may be narrow."""


class Tone(StrEnum):
    """How a notice is meant."""

    DONE = "done"
    WARNED = "warned"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Notice:
    """One sentence that stands on the screen for some seconds."""

    sentence: str
    tone: Tone = Tone.DONE

    @property
    def style(self) -> Style:
        """Its background."""
        match self.tone:
            case Tone.DONE:
                return NOTICE
            case Tone.WARNED:
                return WARNING
            case Tone.FAILED:
                return ALARM
            case _:
                assert_never(self.tone)


@dataclass(frozen=True, slots=True)
class Around:
    """What the screen says beside the show itself."""

    notice: Notice | None = None
    warnings: tuple[str, ...] = ()
    """Sentences that stay: about the clock, the journal, the plan."""
    keys: bool = True
    """Whether there is somebody at the keys."""


NOTHING_AROUND: Final = Around()


def notice_lines(notice: Notice, width: int) -> list[Text]:
    """A notice on as many lines as it needs, up to a few."""
    return [
        exactly(line(f" {part}"), width, notice.style)
        for part in wrapped(notice.sentence, width - 2, MOST_NOTICE_LINES)
    ]
