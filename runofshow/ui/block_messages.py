"""Names and marks of blocks and speakers on screens. Pure."""

from typing import assert_never

from rich.cells import cell_len

from runofshow.agenda.model import Item, Speaker, Speech
from runofshow.show.names import title_of, who
from runofshow.show.parts import BlockRun, Status
from runofshow.show.state import Show
from runofshow.text import sanitize, without_honorifics


def short_title(run: BlockRun, cells: int) -> str:
    """Return the title of a block; a speaker's has no honorifics where it wouldn't fit into so many cells."""
    title = title_of(run)
    return sanitize(without_honorifics(run.block.called)) if speaker_of(run) and cell_len(title) > cells else title


def speaker_of(run: BlockRun) -> Speaker | None:
    """Return the only speaker of a speech; None where several speak, or nobody in particular."""
    return run.block.people[0] if isinstance(run.block, Speech) and len(run.block.people) == 1 else None


def designation(run: BlockRun) -> str:
    """Return who a speaker is and what the speech is about, or who is on the panel; else the segment."""
    speaker = speaker_of(run)
    if speaker is not None:
        said = ", ".join(sanitize(part) for part in capacity_of(speaker))
    elif isinstance(run.block, Speech):
        said = ""
    elif run.block.people:
        said = "; ".join(sanitize(one.name) for one in run.block.people)
    else:
        said = sanitize(run.segment) if run.segment != run.block.title else ""
    subject = run.block.subject if isinstance(run.block, Speech) else None
    return " · ".join(part for part in (said, sanitize(subject or "")) if part)


def capacity_of(speaker: Speaker) -> tuple[str, ...]:
    """Return the title, the organization and the country of a speaker, as far as they are known."""
    return tuple(part for part in (speaker.title, speaker.organization, speaker.country) if part)


def pronunciation(run: BlockRun) -> str:
    """Return how the names of the speakers are pronounced; empty where the agenda doesn't say."""
    return "; ".join(sanitize(one.say) for one in run.block.people if one.say)


def item_word(item: Item) -> str:
    """Return the word of an item, as BREAK or VIDEO; for another one its title."""
    return (item.type if item.type != "other" else sanitize(item.title)).upper()


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
        said = show.holding.particulars
        return who(said) if said.who or said.person else "The floor"
    return "" if show.running is None else title_of(show.running)
