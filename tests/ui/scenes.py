"""A meeting in each of its phases, with the instant at which it is looked at."""

from functools import cache
from typing import Final

from runofshow.agenda.model import Agenda
from runofshow.instants import Instant
from runofshow.show.actions.blocks import EndBlock, Next, Pause
from runofshow.show.actions.floor import EndFloor, GiveFloor
from runofshow.show.actions.running_order import Skip
from runofshow.show.actions.speakers_list import Ask, CloseList
from runofshow.show.forecast import Forecast, forecast
from runofshow.show.particulars import Particulars
from runofshow.show.state import Show
from tests.builders import Step, agenda, at, floor, played, speech

MEETING: Agenda = agenda(
    title="Dialogue on large movements of people: protection, labour markets and a compact",
    start="13:00",
    end="14:00",
    segments=[
        {
            "title": "Opening remarks",
            "blocks": [
                {
                    **speech("Puri", "7m", intro="We open with Ms. Puri, who chairs the group."),
                    "speaker": {
                        "name": "Ms. Lakshmi Puri",
                        "title": "Deputy Executive Director and Chair of the Global Migration Group",
                        "say": "LUCK-shmee POO-ree",
                    },
                },
                {
                    **speech("Ryder", "7m", intro="I invite to the front Mr. Guy Ryder, who knows the labour markets."),
                    "speaker": {
                        "name": "Mr. Guy Ryder",
                        "title": "Director-General, International Labour Organization",
                        "say": "guy RYE-der",
                    },
                },
            ],
        },
        {
            "title": "Discussion",
            "blocks": [
                {
                    **floor("Discussion with participants", "rest", min="20m"),
                    "id": "floor",
                    "intro": "The floor is open.",
                }
            ],
        },
        {
            "title": "Closing remarks",
            "blocks": [
                {
                    **speech("Lauber", "5m"),
                    "speaker": {
                        "name": "H.E. Ambassador Jürg Lauber",
                        "title": "Permanent Representative of Switzerland",
                    },
                }
            ],
        },
    ],
)

FIRST_RUNS: tuple[Step, ...] = (("13:02", Next()),)
SECOND_RUNS: tuple[Step, ...] = (*FIRST_RUNS, ("13:10", EndBlock()), ("13:11", Next()))
FLOOR_RUNS: tuple[Step, ...] = (
    *SECOND_RUNS,
    ("13:19", Next()),
    ("13:20", GiveFloor(Particulars(who="Mexico", category="state"))),
    ("13:22:10", EndFloor()),
    ("13:22:12", Ask(Particulars(who="Bangladesh", category="state"))),
    ("13:22:14", Ask(Particulars(who="Côte d'Ivoire", category="state"))),
    ("13:22:16", Ask(Particulars(who="European Union", on_behalf_of="its member States", category="observer"))),
)
HELD: tuple[Step, ...] = (*FLOOR_RUNS, ("13:22:30", GiveFloor()))


def _scene(clock: str, *steps: Step) -> tuple[Show, Instant]:
    return played(MEETING, *steps, clock="12:50"), at(clock)


SCENES: dict[str, tuple[Show, Instant]] = {
    "before": _scene("12:57:30"),
    "late": _scene("13:01:10"),
    "running": _scene("13:04:20", *FIRST_RUNS),
    "wrap-up": _scene("13:07:40", *FIRST_RUNS),
    "last-seconds": _scene("13:08:45", *FIRST_RUNS),
    "over": _scene("13:09:21", *FIRST_RUNS),
    "paused": _scene("13:06:00", *FIRST_RUNS, ("13:05", Pause())),
    "handover": _scene("13:10:21", *FIRST_RUNS, ("13:10", EndBlock())),
    "set-aside": _scene("13:06", *FIRST_RUNS, ("13:05", Skip(come_back=True))),
    "floor": _scene("13:22:20", *FLOOR_RUNS),
    "holder": _scene("13:23:10", *HELD),
    "list-closed": _scene("13:23:10", *HELD, ("13:23", CloseList())),
    "floor-guard": _scene("13:37", *SECOND_RUNS),
    "past-hard-stop": _scene("14:03:30", *SECOND_RUNS, ("13:30", Next()), ("13:58", Next())),
    "finished": _scene("14:05", *SECOND_RUNS, ("13:30", Next()), ("13:52", Next()), ("13:57:30", Next())),
    "rehearsal": (played(MEETING, clock="12:50", mode="rehearsal"), at("12:57:30")),
}
"""By the name that their pictures have."""


def foreseen(scene: str) -> tuple[Show, Forecast]:
    """Return the show in a scene, and what is foreseen then."""
    show, now = SCENES[scene]
    return show, forecast(show, now)


HOSTILE = (
    "\x1b[31mred\x1b[0m\x1b]52;c;AAAA\x07",
    "[bold red]markup[/] [link=file:///etc/passwd]x[/link]",
    "\u202egnorw yaw eht\u202c \u2066x\u2069",
    "x" * 300,
    "Z̸̡̢̛̗̘̙̜̝̞̟̠̣̤̥̦̩̪̫̬̭̮̯̰̱̲̳̹̺̻̼algo",
    "👩‍👩‍👧‍👦👍🏽🇨🇮🇲🇽",
    "جمهورية مصر العربية",
    "中华人民共和国常驻联合国代表团",
    "two\nlines\tand a tab\r\n",
    "\ud800 \x00 \x9b31m",
)
"""What somebody may be called, by mistake or not."""

TYPED: Final = tuple(called.encode("utf-8", "replace").decode() for called in HOSTILE)
"""The same as a terminal gives them, without halves of characters."""


@cache
def hostile_show(called: str) -> Show:
    """A show in which everybody has that name."""
    typed = called.encode("utf-8", "replace").decode()
    name = " ".join(typed.split())
    person = {"name": name, "title": name, "say": name}
    plan = agenda(
        {**speech("a", "5m", intro=name), "speaker": person},
        {**floor("b", "10m", min="5m"), "floor": name},
        {**speech("c", "5m", intro=name), "speaker": person},
        title=name,
    )
    who = Particulars(who=typed, person=typed, on_behalf_of=typed)
    return played(
        plan,
        ("14:00", Next()),
        ("14:20", Next()),
        ("14:21", Ask(who)),
        ("14:22", GiveFloor(who)),
        ("14:23", GiveFloor(who)),
    )
