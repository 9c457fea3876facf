"""A plan that leaves as a sheet comes back as the same plan, whatever its times are and whatever people typed."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any, Final

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pydantic import ValidationError

from runofshow.agenda.durations import spell_duration
from runofshow.agenda.fields import REST
from runofshow.agenda.loader import default_agenda
from runofshow.agenda.model import Agenda, Floor, Item, Panel, Speaker
from runofshow.agenda.schedule import planned
from runofshow.export.formats import Options
from runofshow.export.formatting.typed_text import quoted, unquoted
from runofshow.export.json_values import safe_lines
from runofshow.export.staff_sheet import plan_csv, plan_xlsx
from runofshow.importers.questions import Answers
from runofshow.importers.to_agenda import imported
from runofshow.text import sanitize
from tests.builders import agenda
from tests.export.hostile import HOSTILE

_LETTERS: Final = st.sampled_from("abcXYZ =+-@'\"\\,;:#\t|&<>–“é联م\u200f\u202e\x01👩")
_LINE: Final = st.one_of(
    st.text(_LETTERS, min_size=1, max_size=40),
    st.sampled_from(
        [
            *("Total", "End", "Q&A", "Discussion", "13:00", "3:00", "tbc", "yes", "Time", "Ms. A, Minister", "All"),
            *("'=1", "''=1", "_x0041_", "NO", "null", "~", "- x", "a: b", "x # y", "03/04/2026", "Opening by Ms. B"),
            *("Speaker", "a" * 300, "Moderator", "1", "true", "{a}", "[b]", "*c", "&d", "!e", "%f", "@g", "`h", "?"),
        ]
    ),
).filter(lambda text: bool(safe_lines(text)))
"""Of a text of which nothing harmless is left, nothing can come back."""

_PROSE: Final = st.lists(_LINE, min_size=1, max_size=3).map("\n".join)
_SECONDS: Final = st.integers(0, 5_400)
_SPANS: Final = _SECONDS.map(lambda seconds: spell_duration(timedelta(seconds=seconds)))


def _maybe(strategy: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    return st.one_of(st.none(), strategy)


@st.composite
def blocks(draw: st.DrawFn) -> dict[str, Any]:
    fields = {
        "duration": draw(st.one_of(st.just("rest"), _SPANS)),
        "min": draw(_maybe(_SPANS)),
        "handover": draw(_maybe(_SPANS)),
        "intro": draw(_maybe(_PROSE)),
        "notes": draw(_maybe(_PROSE)),
    }
    match draw(st.sampled_from(["floor", "item", "panel", "speech", "speech", "speeches"])):
        case "floor":
            return fields | {"floor": draw(_LINE), "limit": draw(_maybe(st.just("90s")))}
        case "item":
            return fields | {"item": draw(_LINE), "type": draw(st.sampled_from(["break", "photo", "other"]))}
        case "panel":
            people = draw(st.lists(speakers(), min_size=1, max_size=3))
            led = {"moderator": draw(_maybe(st.fixed_dictionaries({"name": _LINE, "title": _maybe(_LINE)})))}
            return fields | {"panel": draw(_LINE), "speakers": people, "each": draw(_maybe(st.just("4m")))} | led
        case "speech":
            return fields | {"speaker": draw(speakers()), "title": draw(_maybe(_LINE))}
        case _:
            return fields | {
                "speakers": draw(st.lists(speakers(), min_size=2, max_size=3)),
                "title": draw(_maybe(_LINE)),
            }


@st.composite
def speakers(draw: st.DrawFn) -> dict[str, Any]:
    texts = {name: draw(_maybe(_LINE)) for name in ("title", "organization", "say", "country")}
    return {"name": draw(_LINE), "remote": draw(st.booleans())} | texts


@st.composite
def agendas(draw: st.DrawFn) -> Agenda | None:
    """An agenda; None where what was drawn is none, or plans a block of a set length down to nothing.

    Such a block (`min: 0s`, in a room that is overfull) has no length left that a sheet could say.
    """
    day, zone = draw(
        st.sampled_from(
            [
                ("2016-07-20", "America/New_York"),
                ("2016-11-05", "America/New_York"),  # clocks go back in the night that follows
                ("2026-03-28", "Europe/Zurich"),  # and forward
                ("2026-01-01", "Asia/Kathmandu"),
            ]
        )
    )
    start = draw(st.sampled_from(["13:00", "23:10", "00:00", "22:59:30"]))
    tomorrow = date.fromisoformat(day) + timedelta(days=1)
    end = draw(st.sampled_from(["23:59", f"{tomorrow} 01:30", f"{tomorrow} 03:30", f"{tomorrow} 12:00"]))
    titles = st.lists(st.tuples(_LINE, st.lists(blocks(), min_size=1, max_size=3)), min_size=1, max_size=3)
    raw = {
        "title": draw(_LINE),
        "date": day,
        "timezone": zone,
        "start": start,
        "end": end,
        "venue": draw(_maybe(_LINE)),
        "notes": draw(_maybe(_PROSE)),
        "moderator": draw(_maybe(st.fixed_dictionaries({"name": _LINE, "title": _maybe(_LINE)}))),
        "handover": draw(_SPANS),
        "floor": {"limit": "3m", "handover": "10s"},
        "segments": [{"title": title, "blocks": inner} for title, inner in draw(titles)],
    }
    try:
        plan = Agenda.model_validate(raw)
    except ValidationError:
        return None
    return plan if all(row.duration or row.block.duration == REST for row in planned(plan).rows) else None


def shown(text: str | None) -> str | None:
    return safe_lines(text) or None if text else None


def in_short(person: Speaker | None) -> list[Any] | None:
    if person is None:
        return None
    texts = (person.name, person.title, person.organization, person.say, person.country)
    return [*map(shown, texts), person.remote]


def plan_of(plan: Agenda) -> list[Any]:
    rows = planned(plan).rows
    return [
        [shown(plan.title), plan.date, plan.timezone.key, plan.start, plan.end, shown(plan.venue)],
        [None if plan.moderator is None else shown(plan.moderator.name), shown(plan.notes), plan.handover],
        [plan.floor.limit, plan.floor.handover, plan.margin],
        *(
            [
                *(row.start, row.end, row.handover, row.block.kind, row.block.min, row.block.id),
                *map(shown, (row.segment, row.block.title, row.block.intro, row.block.notes)),
                row.block.limit if isinstance(row.block, Floor) else None,
                row.block.start,
                [in_short(one) for one in row.block.people],
                *((in_short(row.block.moderator), row.block.each) if isinstance(row.block, Panel) else ()),
                row.block.type if isinstance(row.block, Item) else None,
            ]
            for row in rows
        ),
    ]


def came_back(plan: Agenda, *, as_workbook: bool) -> Agenda:
    """A plan that was exported and imported again, without an answer to any question."""
    content = plan_xlsx(plan) if as_workbook else plan_csv(plan)
    return imported(content, "a.xlsx" if as_workbook else "a.csv", Answers()).agenda


REST_TWICE: Final = ({"item": "Lunch", "type": "break", "duration": "rest"}, {"floor": "Questions", "duration": "rest"})
SPEECH_AND_FLOOR: Final = ({"speaker": "A", "duration": "5m"}, {"floor": "F", "duration": "rest"})
KINDS: Final[tuple[dict[str, Any], ...]] = (
    {"title": "Welcome: a day on water", "speaker": {"name": "Ms. A", "country": "Chile"}, "duration": "10m"},
    {
        "title": "Two views",
        "speakers": [{"name": "Mr. B", "remote": True}, {"name": "Ms. C", "title": "Director"}],
        "duration": "20m",
    },
    {"item": "Coffee", "type": "break", "duration": "15m", "id": "coffee"},
    {
        "panel": "Financing",
        "moderator": {"name": "Mr. D", "organization": "WHO"},
        "speakers": [{"name": "Ms. E"}, {"name": "Mr. F"}],
        "start": "10:00",
        "duration": "30m",
        "each": "5m",
    },
    {"floor": "Discussion", "duration": "rest", "min": "20m"},
)
NIGHT: Final = {"date": "2025-11-02", "timezone": "America/New_York", "end": "01:50 -05:00"}


@pytest.mark.parametrize("as_workbook", [False, True])
@pytest.mark.parametrize(
    "plan",
    [
        pytest.param(agenda(*REST_TWICE, start="13:00", end="23:59"), id="what follows a long break is not fixed"),
        pytest.param(
            agenda(*KINDS, start="09:00", end="12:00", timezone="Europe/Zurich", margin="5m", uid="water-day-2026"),
            id="blocks of every kind, a margin and a uid",
        ),
        pytest.param(agenda(*SPEECH_AND_FLOOR, start="01:30", **NIGHT), id="over the hour that comes twice"),
        pytest.param(agenda(*SPEECH_AND_FLOOR, start="01:30 -05:00", **NIGHT), id="from the second 01:30 on"),
    ],
)
def test_a_plan_comes_back_whole(plan: Agenda, as_workbook: bool) -> None:
    back = came_back(plan, as_workbook=as_workbook)

    assert plan_of(back) == plan_of(plan)
    assert plan.uid in {None, back.uid}


@settings(max_examples=25, suppress_health_check=[HealthCheck.filter_too_much])
@given(plan=agendas().filter(lambda one: one is not None), as_workbook=st.booleans())
def test_export_and_import_are_the_identity_on_plans(plan: Agenda, as_workbook: bool) -> None:
    assert plan_of(came_back(plan, as_workbook=as_workbook)) == plan_of(plan)


@pytest.mark.slow
@settings(max_examples=200, suppress_health_check=[HealthCheck.filter_too_much])
@given(plan=agendas().filter(lambda one: one is not None), as_workbook=st.booleans())
def test_export_and_import_are_the_identity_on_many_plans(plan: Agenda, as_workbook: bool) -> None:
    assert plan_of(came_back(plan, as_workbook=as_workbook)) == plan_of(plan)


def test_the_lunch_comes_back_whole_with_the_same_name_for_calendars_each_time() -> None:
    lunch = default_agenda()
    back = came_back(lunch, as_workbook=False)

    assert (back.uid or "").startswith("high-level-dialogue-on")
    assert back.model_copy(update={"uid": None}) == lunch
    assert imported(plan_xlsx(lunch, Options(paper="letter")), "a.xlsx", Answers()).agenda == back


HARMLESS: Final = {name: sanitize(text)[:900].strip() for name, text in HOSTILE.items() if sanitize(text).strip()}
"""Hostile texts as far as something is left of them in a line."""


def typed_everywhere(names: Sequence[str], title: str) -> Agenda:
    """An agenda with a segment for each hostile text, in its title, its speaker's name and its notes."""
    segments = [
        {
            "title": HARMLESS[name],
            "blocks": [
                {
                    "speaker": {"name": HARMLESS[name], "title": "T"},
                    "duration": "7m",
                    "notes": HOSTILE[name][:900].encode("utf-8", "replace").decode(),
                }
            ],
        }
        for name in names
    ]
    return agenda(title=title, start="13:00", end="23:00", segments=segments)


def test_hostile_texts_come_back_harmless() -> None:
    for name, text in HARMLESS.items():
        plan = typed_everywhere([name], text)

        assert plan_of(came_back(plan, as_workbook=False)) == plan_of(plan), name


def test_hostile_texts_come_back_harmless_from_a_workbook() -> None:
    for title in ("A meeting", "=1+1", "@SUM(A1)"):
        plan = typed_everywhere(list(HARMLESS), title)

        assert plan_of(came_back(plan, as_workbook=True)) == plan_of(plan)


@given(st.text(st.sampled_from("'=+-@ a＝\t"), max_size=6))
def test_a_defused_cell_is_read_as_it_was(text: str) -> None:
    assert unquoted(quoted(text)) == text
