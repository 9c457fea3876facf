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
        agenda = Agenda.model_validate(raw)
    except ValidationError:
        return None
    return agenda if all(row.duration or row.block.duration == REST for row in planned(agenda).rows) else None


def shown(text: str | None) -> str | None:
    return safe_lines(text) or None if text else None


def in_short(person: Speaker | None) -> list[Any] | None:
    if person is None:
        return None
    texts = (person.name, person.title, person.organization, person.say, person.country)
    return [*map(shown, texts), person.remote]


def plan_of(agenda: Agenda) -> list[Any]:
    rows = planned(agenda).rows
    return [
        [shown(agenda.title), agenda.date, agenda.timezone.key, agenda.start, agenda.end, shown(agenda.venue)],
        [None if agenda.moderator is None else shown(agenda.moderator.name), shown(agenda.notes), agenda.handover],
        [agenda.floor.limit, agenda.floor.handover],
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


NO_HEALTH_CHECK: Final = (HealthCheck.filter_too_much,)


@pytest.mark.parametrize("as_workbook", [False, True])
def test_what_follows_a_long_break_starts_when_the_break_is_over(as_workbook: bool) -> None:
    rest = {"duration": "rest"}
    segment = {"title": "A", "blocks": [{"item": "Lunch", "type": "break", **rest}, {"floor": "Questions", **rest}]}
    day = {"date": "2016-07-20", "timezone": "America/New_York", "start": "13:00", "end": "23:59"}

    check_round_trip(Agenda.model_validate({"title": "A", **day, "segments": [segment]}), as_workbook=as_workbook)


@settings(max_examples=25, suppress_health_check=NO_HEALTH_CHECK)
@given(agenda=agendas().filter(lambda one: one is not None), as_workbook=st.booleans())
def test_export_and_import_are_the_identity_on_plans(agenda: Agenda, as_workbook: bool) -> None:
    """Times, lengths, titles, speakers, kinds, segments, min, handover and notes: CSV and Excel, nobody asked."""
    check_round_trip(agenda, as_workbook=as_workbook)


@pytest.mark.slow
@settings(max_examples=200, suppress_health_check=NO_HEALTH_CHECK)
@given(agenda=agendas().filter(lambda one: one is not None), as_workbook=st.booleans())
def test_export_and_import_are_the_identity_on_many_plans(agenda: Agenda, as_workbook: bool) -> None:
    check_round_trip(agenda, as_workbook=as_workbook)


def check_round_trip(agenda: Agenda, *, as_workbook: bool) -> None:
    sheet = ("a.xlsx", plan_xlsx(agenda)) if as_workbook else ("a.csv", plan_csv(agenda))

    assert plan_of(imported(sheet[1], sheet[0], Answers()).agenda) == plan_of(agenda)


FULL: Final = {
    "title": "A day on water",
    "date": "2026-09-23",
    "timezone": "Europe/Zurich",
    "start": "09:00",
    "end": "12:00",
    "margin": "5m",
    "uid": "water-day-2026",
    "segments": [
        {
            "title": "Morning",
            "blocks": [
                {
                    "title": "Welcome: a day on water",
                    "speaker": {"name": "Ms. A", "country": "Chile"},
                    "duration": "10m",
                },
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
            ],
        }
    ],
}


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_an_agenda_with_blocks_of_every_kind_comes_back_whole(kind: str) -> None:
    agenda = Agenda.model_validate(FULL)
    content = plan_csv(agenda) if kind == "csv" else plan_xlsx(agenda)

    back = imported(content, f"a.{kind}", Answers()).agenda
    assert plan_of(back) == plan_of(agenda)
    assert (back.margin, back.uid) == (agenda.margin, agenda.uid)


def test_the_lunch_comes_back_whole() -> None:
    lunch = default_agenda()
    back = imported(plan_csv(lunch), "a.csv", Answers()).agenda

    assert (back.uid or "").startswith("high-level-dialogue-on")
    assert back.model_copy(update={"uid": None}) == lunch
    assert imported(plan_xlsx(lunch, Options(paper="letter")), "a.xlsx", Answers()).agenda == back


@pytest.mark.parametrize("start", ["01:30", "01:30 -05:00"])
@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_a_plan_in_the_hour_that_comes_twice_comes_back(kind: str, start: str) -> None:
    agenda = Agenda.model_validate(
        {
            "title": "A night",
            "date": "2025-11-02",
            "timezone": "America/New_York",
            "start": start,
            "end": "01:50 -05:00",
            "segments": [
                {"title": "S", "blocks": [{"speaker": "A", "duration": "5m"}, {"floor": "F", "duration": "rest"}]}
            ],
        }
    )
    content = plan_csv(agenda) if kind == "csv" else plan_xlsx(agenda)

    assert plan_of(imported(content, f"a.{kind}", Answers()).agenda) == plan_of(agenda)


HARMLESS: Final = {name: sanitize(text)[:900].strip() for name, text in HOSTILE.items() if sanitize(text).strip()}
"""Hostile texts as far as something is left of them in a line."""


def typed_everywhere(names: Sequence[str], title: str) -> Agenda:
    """An agenda with a segment for each hostile text, in its title, its speaker's name and its notes."""
    return Agenda.model_validate(
        {
            "title": title,
            "date": "2016-07-20",
            "timezone": "UTC",
            "start": "13:00",
            "end": "23:00",
            "segments": [
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
            ],
        }
    )


def test_hostile_texts_come_back_harmless() -> None:
    for name, text in HARMLESS.items():
        agenda = typed_everywhere([name], text)

        assert plan_of(imported(plan_csv(agenda), "a.csv", Answers()).agenda) == plan_of(agenda), name


def test_hostile_texts_come_back_harmless_from_a_workbook() -> None:
    for title in ("A meeting", "=1+1", "@SUM(A1)"):
        agenda = typed_everywhere(list(HARMLESS), title)

        assert plan_of(imported(plan_xlsx(agenda), "a.xlsx", Answers()).agenda) == plan_of(agenda)


@given(st.text(st.sampled_from("'=+-@ a＝\t"), max_size=6))
def test_a_defused_cell_is_read_as_it_was(text: str) -> None:
    assert unquoted(quoted(text)) == text
