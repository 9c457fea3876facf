"""Ten programmes as people lay them out, none like another; what is right in each, written by hand."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Final

import pytest

from runofshow.agenda.model import Panel
from runofshow.importers.questions import Answers, Asked, answered
from runofshow.importers.to_agenda import Imported, imported
from tests.importers.made import block_of, plan

PROGRAMMES: Final = Path(__file__).parent / "programmes"

RIGHT: Final[Mapping[str, tuple[Sequence[tuple[Asked, str]], Sequence[str]]]] = {
    "side-event.docx": (
        (),
        (
            "2026-09-23 America/New_York",
            "13:15-13:20 speech Opening remarks | H.E. Ms. Ana Reyes",
            "13:20-14:00 panel Panel discussion: financing water | Mr. Bo Lind; Ms. Cleo Marsh",
            "14:00-14:40 floor Interactive dialogue with Member States",
            "14:40-14:45 speech Closing remarks | Mr. Dev Rao",
            "14:45",
        ),
    ),
    "mittagessen.xlsx": (
        (),
        (
            "2026-09-23 Europe/Zurich",
            "= Teil 1: Begrüßung",
            "12:30-12:35 speech Begrüßung | Frau Ministerin Dr. Eva Stein",
            "12:35-12:45 speech Tischrede | Herr Bo Lind",
            "12:45-13:30 item Mittagessen",
            "= Teil 2: Aussprache",
            "13:30-14:15 floor Aussprache",
            "14:15",
        ),
    ),
    "two-day-forum.csv": (
        (("date", "2026-09-23"),),
        (
            "2026-09-23 Europe/Vienna",
            "09:00-09:30 item Registration and coffee",
            "= Session 1: Rivers",
            "09:30-10:00 speech Rivers of Asia | Ms. Ana Reyes",
            "10:00-10:30 speech Rivers of Africa | Mr. Bo Lind",
            "10:30-11:00 speech Rivers of Europe | Ms. Cleo Marsh",
            "11:00-11:20 item Coffee break",
            "11:20-12:00 floor Open discussion",
            "12:00",
        ),
    ),
    "schedule.json": (
        (("date", "2026-09-23"), ("room", "Main hall")),
        (
            "2026-09-23 Europe/Berlin",
            "= Water",
            "10:00-10:30 speech Opening | Ana Reyes",
            "10:30-11:30 speech Rivers from space | Bo Lind; Cleo Marsh",
            "11:30",
        ),
    ),
    "reunion.txt": (
        (),
        (
            "2026-09-23 Europe/Zurich",
            "09:00-09:10 speech Ouverture de la réunion | M. Rémi Éric",
            "09:10-09:40 speech Exposé | Mme Ana Reyes",
            "09:40-10:20 floor Échange de vues",
            "10:20-10:40 item Pause-café",
            "10:40-11:30 panel Table ronde : financer l'eau | M. Bo Lind; Mme Eve Sol",
            "11:30",
        ),
    ),
    "week.xlsx": (
        (("timezone", "Amsterdam"), ("date", "2026-09-22")),
        (
            "2026-09-22 Europe/Amsterdam",
            "09:00-10:30 speech Rivers | Dr. Bo Lind",
            "10:30-11:00 item Break",
            "11:00-12:30 item Group work",
            "12:30-13:30 item Lunch",
            "13:30",
        ),
    ),
    "unconference.md": (
        (("room", "Room Tejo"),),
        (
            "2026-09-26 Europe/Lisbon",
            "10:00-10:30 item Welcome",
            "10:30-11:15 item Desalination (https://example.org)",
            "11:15-11:30 item Coffee",
            "11:30-12:15 item Dams",
            "12:15-12:30 item Wrap-up",
            "12:30",
        ),
    ),
    "export.csv": (
        (("timezone", "Lagos"),),
        (
            "2026-09-23 Africa/Lagos",
            "08:30-08:45 speech Welcome address | Ana Reyes",
            "08:45-09:45 panel Panel: Financing the last mile | Bo Lind; Cleo Marsh",
            "09:45-10:15 item Coffee break",
            "10:15-11:00 floor Questions and answers",
            "11:00",
        ),
    ),
    "outlook.csv": (
        (("timezone", "Geneva"),),
        (
            "2026-09-23 Europe/Zurich",
            "= Board",
            "14:00-14:15 item Board: opening",
            "14:15-15:30 speech Budget | Mr. Bo Lind",
            "15:30-15:45 item Coffee break",
            "16:30-17:00 item Board: closing",
            "17:00",
        ),
    ),
    "foro.docx": (
        (),
        (
            "2026-09-23 Europe/Madrid",
            "= Apertura",
            "09:00-09:15 speech Bienvenida | Sra. Ana Reyes",
            "09:15-09:45 speech Conferencia inaugural | Sr. Bo Lind",
            "= Debate",
            "09:45-10:30 panel Mesa redonda: el agua y la ciudad | Sra. Cleo Marsh; Sr. Dev Rao; Sra. Eva Sol",
            "10:30-10:50 item Pausa para el café",
            "10:50-11:30 floor Preguntas del público",
            "11:30",
        ),
    ),
}
"""What is answered beforehand, and the plan."""


def made_of(name: str) -> Imported:
    """Import a programme with its answers."""
    given = Answers()
    for asked, text in RIGHT[name][0]:
        given = answered(given, asked, text)
    return imported((PROGRAMMES / name).read_bytes(), name, given)


@pytest.mark.parametrize("name", RIGHT)
def test_a_programme_as_people_lay_it_out(name: str) -> None:
    """Who speaks when about what, and until when."""
    assert plan(made_of(name).agenda) == list(RIGHT[name][1])


def test_whoever_moderates_a_panel_is_its_moderator() -> None:
    """Named among its speakers, by the word for it in the programme's language."""
    for name, title, moderator in (
        ("side-event.docx", "Panel discussion: financing water", "Ms. Lyse Doucet"),
        ("reunion.txt", "Table ronde : financer l'eau", "Mme Cleo Marsh"),
    ):
        panel = block_of(made_of(name).agenda, title)

        assert isinstance(panel, Panel)
        assert panel.moderator is not None
        assert panel.moderator.name == moderator


def test_breaks_have_their_type_and_long_gaps_end_in_a_fixed_start() -> None:
    """As an agenda has them."""
    blocks = list(made_of("outlook.csv").agenda.blocks())

    assert [block.start is not None for block in blocks] == [False, False, False, True]
    assert [getattr(block, "type", None) for block in blocks] == ["other", None, "break", "other"]


def test_every_programme_is_tried() -> None:
    """None is forgotten."""
    assert {file.name for file in PROGRAMMES.iterdir()} >= set(RIGHT)
