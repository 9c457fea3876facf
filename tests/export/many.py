"""A meeting of many pages: 120 interventions from everywhere, with long gists, in several scripts."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from typing import Final

from runofshow.agenda.delegations import delegations
from runofshow.agenda.model import Agenda
from runofshow.show.meeting_record import Record
from runofshow.show.particulars import Particulars
from runofshow.show.statements import InterventionRecord
from tests.builders import agenda
from tests.export.shows import recorded, with_interventions

MANY: Final = 120

_GISTS: Final = (
    """Welcomed the report and stressed that any response has to start from the rights of those who move. Asked the
 panel how the financing gap of 4.2 billion dollars would be met, and whether the compacts would refer to each other.
Announced a contribution of 12 million euros for host communities in 2017 and 2018.""".replace("\n ", " "),
    "أكد أن المسؤولية مشتركة بين الدول، وأن ١٢٪ من اللاجئين يعيشون في المخيمات. وطلب من UNHCR بيانات مصنفة حسب العمر.",
    "强调移民对发展的贡献，并询问2018年全球契约的时间表。希望各国分享经验，加强合作。",
    "Demande que les États d’origine soient associés dès le départ ; rappelle la déclaration de Côte d’Ivoire.",
    "Подчеркнул важность сотрудничества между странами происхождения, транзита и назначения.",
    "",
    "Short.",
)
_PEOPLE: Final = (
    ("H.E. Ms. Aminata Koné", "Permanent Representative to the United Nations"),
    ("معالي السيد عبد الله بن محمد", "وزير الخارجية"),
    ("王毅先生", "常驻代表"),
    ("Sr. Íñigo Ñáñez-Çelik", "Ministro de Relaciones Exteriores y Movilidad Humana"),
    (None, None),
)


def many(count: int = MANY) -> Record:
    """The sample meeting with that many interventions instead of its own, half of them in each floor round."""
    return with_interventions(recorded(), _interventions(count))


def _interventions(count: int) -> Iterator[InterventionRecord]:
    sample = recorded().interventions[0]
    known = delegations()
    for number in range(1, count + 1):
        one = known[number * 37 % len(known)]
        person, title = _PEOPLE[number % len(_PEOPLE)]
        given = sample.given + timedelta(seconds=100 * (number - 1))
        yield replace(
            sample,
            number=number,
            block_title="Remarks from the floor"
            if number <= count // 2
            else "Discussion with participants/Member States",
            block="floor" if number <= count // 2 else "discussion",
            began=given,
            ended=given + timedelta(seconds=90),
            duration=timedelta(seconds=90),
            took=timedelta(seconds=90),
            particulars=Particulars(
                who=one.name,
                category=one.category,
                person=person,
                title=title,
                kind="right_of_reply" if number % 17 == 0 else "point_of_order" if number % 23 == 0 else None,
                on_behalf_of="Group of 77 and China" if number % 9 == 0 else None,
                gist=_GISTS[number % len(_GISTS)],
            ),
            notes=("spoke too fast for the interpreters",) if number % 11 == 0 else (),
        )


def forty() -> Agenda:
    """A round table of 40 blocks in six sessions, with people whose names are written in several scripts."""
    return agenda(
        title="Ministerial round table on migration 促进可持续发展 والتنمية المستدامة",
        start="09:00",
        timezone="America/New_York",
        venue="قاعة المؤتمرات Conference Room 4",
        segments=[
            {"title": f"Session {number}: how the compacts refer to each other", "blocks": _session(number)}
            for number in range(1, 7)
        ],
        handover="30s",
    )


def _session(number: int) -> list[dict[str, object]]:
    blocks: list[dict[str, object]] = [
        {"speaker": {"name": f"{name} {number}", "title": f"{title}, {title}"}, "duration": "6m"}
        for name, title in (*_PEOPLE[:-1], *_PEOPLE[:2])
    ]
    questions: dict[str, object] = {"floor": "Questions and answers", "duration": "10m"}
    return [*blocks, questions] if number < 5 else blocks
