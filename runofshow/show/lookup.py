"""What people call things: a block by a part of its name, a request by its place on the list."""

from datetime import datetime

from runofshow.show.fold import replay
from runofshow.show.rules import Refused
from runofshow.show.state import BlockRun, Request, Show
from runofshow.text import folded


def block_named(show: Show, text: str) -> str:
    """The id of the block that a person means: its id, or words of its id or title that fit no other block.

    Raises:
        Refused: no block fits, or several do.
    """
    if text in show.runs:
        return text
    wanted = folded(text)
    fitting = [name for name in show.order if wanted and wanted in _words_of(show.runs[name])]
    if len(fitting) == 1:
        return fitting[0]
    if fitting:
        message = f"'{text}' fits several blocks: {', '.join(fitting)}; use one of these names"
    else:
        message = f"no block is called '{text}'; there are {', '.join(show.order)}"
    raise Refused(message)


def request_named(show: Show, text: str) -> Request | None:
    """The request that a person means: its place on the list, or whose it is; None if nobody of that name waits."""
    queue = show.queue()
    if text.isdecimal() and 1 <= int(text) <= len(queue):
        return queue[int(text) - 1]
    wanted = folded(text)
    names = ((request, request.particulars.who or request.particulars.person or "") for request in queue)
    return next((request for request, name in names if folded(name) == wanted), None)


def show_as_of(show: Show, at: datetime) -> Show:
    """The show as it stood at an instant, with what is known of that time now.

    Raises:
        Refused: it had not been opened.
    """
    if at < show.opened:
        message = "the show hadn't been opened then"
        raise Refused(message)
    return replay(entry for entry in reversed(list(show.history)) if entry.at <= at)


def _words_of(run: BlockRun) -> str:
    return folded(f"{run.id} {run.block.title}")
