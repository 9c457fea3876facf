"""Names and marks of blocks and speakers on screens. Pure."""

from typing import assert_never

from rich.cells import cell_len

from runofshow.agenda.model import Speaker, Speech
from runofshow.show.names import title_of, who
from runofshow.show.parts import BlockRun, Status
from runofshow.show.state import Show
from runofshow.text import sanitize, without_honorifics


def short_title(run: BlockRun, cells: int) -> str:
    """Return the title of a block; a speaker's has no honorifics where it wouldn't fit into so many cells."""
    title = title_of(run)
    return sanitize(without_honorifics(run.block.title)) if speaker_of(run) and cell_len(title) > cells else title


def speaker_of(run: BlockRun) -> Speaker | None:
    """Return the speaker of a block; None for a floor round."""
    return run.block.speaker if isinstance(run.block, Speech) else None


def designation(run: BlockRun) -> str:
    """Return the speaker's title and organization; the segment for a floor round."""
    speaker = speaker_of(run)
    if speaker is None:
        return sanitize(run.segment) if run.segment != run.block.title else ""
    return ", ".join(sanitize(part) for part in (speaker.title, speaker.organization) if part)


def pronunciation(run: BlockRun) -> str:
    """Return how the speaker's name is pronounced; empty where the agenda doesn't say."""
    speaker = speaker_of(run)
    return sanitize(speaker.say) if speaker is not None and speaker.say else ""


def kind_of(run: BlockRun) -> str:
    """Return the kind of block."""
    return run.block.kind


def mark(status: Status) -> str:
    """Return the sign of a block's status in the running order."""
    match status:
        case Status.DONE:
            return "✓"
        case Status.RUNNING:
            return "▶"
        case Status.WAITING:
            return "·"
        case Status.SKIPPED:
            return "×"
        case Status.PARKED:
            return "↷"
        case _:
            assert_never(status)


def status_words(run: BlockRun) -> str:
    """Return the words that the sign of a status needs; empty for most."""
    match run.status:
        case Status.SKIPPED:
            return "skipped"
        case Status.PARKED:
            return "comes back"
        case Status.WAITING | Status.RUNNING | Status.DONE:
            return ""
        case _:
            assert_never(run.status)


def speaking(show: Show) -> str:
    """Return the name of the person, else of the block, whose time counts down."""
    if show.holding is not None:
        return who(show.holding.particulars)
    return "" if show.running is None else title_of(show.running)
