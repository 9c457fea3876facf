"""The panel: who replies to the floor, by the number under which a moderator calls them."""

from collections.abc import Iterator

from runofshow.agenda.delegations import folded
from runofshow.agenda.model import Floor, Speaker
from runofshow.errors import Refused, Remedy
from runofshow.show.actions.floor import GiveFloor
from runofshow.show.names import intervention_numbered
from runofshow.show.particulars import POINT_OF_ORDER, Particulars
from runofshow.show.parts import Intervention
from runofshow.show.state import ExpectedState, Show
from runofshow.text import without_honorifics

MOST_NUMBERED = 9
"""As many as there are digits on a keyboard without the 0."""


def panel(show: Show) -> tuple[Speaker, ...]:
    """The speakers, each once: those of the segment that runs, then all others in the order of the agenda.

    Without the moderator, who gives the floor. Whoever speaks instead of another counts in that place, and one who was
    left out keeps it, so that nobody's number changes but with the segment.
    """
    here = None if (run := show.running or (show.runs.get(show.last) if show.last else None)) is None else run.segment
    moderator = show.agenda.moderator
    found: dict[str, Speaker] = {}
    everybody = list(_speakers(show))
    for speaker in (*(one for segment, one in everybody if segment == here), *(one for _, one in everybody)):
        found.setdefault(folded(speaker.name), speaker)
    if moderator is not None:
        found.pop(folded(moderator.name), None)
    return tuple(found.values())


def numbered_panel(show: Show) -> dict[str, int]:
    """The number of each panellist who has one, by the folded name."""
    return {folded(speaker.name): place for place, speaker in enumerate(panel(show)[:MOST_NUMBERED], start=1)}


def can_reply(show: Show) -> bool:
    """Return True if a number gives the floor to a panellist now: in a floor round that has somebody to reply to."""
    in_a_round = show.running is not None and isinstance(show.running.block, Floor)
    return in_a_round and bool(panel(show)) and to_reply_to(show) is not None


def panellist(show: Show, place: int) -> Speaker:
    """The panellist of a number.

    Raises:
        Refused: there is none.
    """
    sitting = panel(show)
    if not 1 <= place <= len(sitting):
        known = (
            f"the agenda has {len(sitting)} speakers beside the moderator" if sitting else "the agenda has no speaker"
        )
        message = f"there is no panellist {place}: {known}"
        raise Refused(message)
    return sitting[place - 1]


def panellist_named(show: Show, text: str) -> Speaker | None:
    """The panellist that a person means by a part of the name; None if nobody of the agenda fits.

    Raises:
        Refused: several fit.
    """
    wanted = folded(without_honorifics(text))
    fitting = [one for one in panel(show) if wanted and f" {wanted}" in f" {folded(one.name)}"]
    if len(fitting) > 1:
        message = f"'{text}' fits several panellists: {', '.join(one.name for one in fitting)}; say more of the name"
        raise Refused(message)
    return fitting[0] if fitting else None


def reply_of(show: Show, speaker: Speaker, to: int | None = None) -> GiveFloor:
    """Return the action that gives a panellist the floor for a reply: to intervention `to`, else to the floor's last.

    Nobody leaves the list of speakers by it. After a round of several interventions the reply is to the last of them,
    and to no other that gets its number meanwhile.

    Raises:
        Refused: there is nothing to reply to.
    """
    answered = to_reply_to(show) if to is None else intervention_numbered(show, to)
    if answered is None:
        message = "nobody from the floor has spoken yet, so there is nothing to reply to"
        raise Refused(message, Remedy.GIVE_FLOOR)
    return GiveFloor(
        Particulars(
            who=speaker.name,
            person=speaker.name,
            title=speaker.title,
            category="panel",
            kind="reply",
            in_reply_to=answered.number,
        ),
        expected=ExpectedState(show.current, show.holder, answered.entry if to is None else None),
    )


def to_reply_to(show: Show) -> Intervention | None:
    """The last intervention from the floor: no reply of the panel's, and no point of order."""
    from_the_floor = (
        one for one in show.latest() if one.particulars.category != "panel" and one.particulars.kind != POINT_OF_ORDER
    )
    return next(from_the_floor, None)


def _speakers(show: Show) -> Iterator[tuple[str, Speaker]]:
    """Yield each speaker of a block with its segment: in the agenda's order, then those who were inserted."""
    planned = [block.id for block in show.agenda.blocks()]
    for name in (*planned, *(name for name in show.order if name not in planned)):
        run = show.runs[name]
        for speaker in run.block.people:
            yield run.segment, speaker
