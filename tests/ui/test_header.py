"""What is written of a name in large letters."""

from typing import Final

from runofshow.agenda.delegations import names
from runofshow.show.actions.floor import GiveFloor
from runofshow.show.forecast import forecast
from runofshow.show.particulars import Particulars
from runofshow.ui.big_text import delegation_sign, person_sign
from runofshow.ui.header import face_of, name_lines
from tests.builders import after, at, played
from tests.ui.scenes import FIRST_RUNS, MEETING, SCENES, foreseen

PERSONS: Final[dict[str, tuple[str, ...]]] = {
    "H.E. Ambassador Jürg Lauber": ("JURG LAUBER", "LAUBER"),
    "Mr. Md. Shahidul Haque": ("MD. SHAHIDUL HAQUE", "SHAHIDUL HAQUE", "HAQUE"),
    "Prof. François Crépeau": ("FRANCOIS CREPEAU", "CREPEAU"),
    "Dr. Martin Luther King, Jr.": ("MARTIN LUTHER KING", "LUTHER KING", "KING"),
    "Ms. Ana Ortiz (Chair)": ("ANA ORTIZ", "ORTIZ"),
    "Prince": ("PRINCE",),
    "محمد": (),
    "李明": (),
    "": (),
}


def test_a_person_is_called_by_the_family_name_where_room_is_short() -> None:
    assert {name: person_sign(name) for name in PERSONS} == PERSONS


DELEGATIONS: Final[dict[str, tuple[str, ...]]] = {
    "Mexico": ("MEXICO",),
    "Côte d’Ivoire": ("COTE D'IVOIRE",),
    "Iran (Islamic Republic of)": ("IRAN",),
    "United Kingdom of Great Britain and Northern Ireland": (
        "UNITED KINGDOM OF GREAT BRITAIN AND NORTHERN IRELAND",
        "UNITED KINGDOM",
    ),
    "United States of America": ("UNITED STATES OF AMERICA", "UNITED STATES"),
    "Republic of Korea": ("REPUBLIC OF KOREA",),
    "Democratic Republic of the Congo": ("DEMOCRATIC REPUBLIC OF THE CONGO",),
    "South Africa": ("SOUTH AFRICA",),
    "European Union": ("EUROPEAN UNION",),
    "Zzyzx Foundation of Nowhere": ("ZZYZX FOUNDATION OF NOWHERE",),
    "مصر": (),
    "(no name yet)": (),
}


def test_a_delegation_is_shortened_to_a_name_of_its_own_or_not_at_all() -> None:
    """What stands in brackets goes; a beginning that isn't a name of the delegation is never left alone."""
    assert {name: delegation_sign(name) for name in DELEGATIONS} == DELEGATIONS


def test_no_two_states_share_a_short_form() -> None:
    forms = [form for name in names() if name.category == "state" for form in delegation_sign(name.text)]
    assert len(forms) == len(set(forms))


def test_whoever_has_the_floor_is_signed_by_what_is_known() -> None:
    signed = [
        (Particulars(), "FLOOR · 1", ("FLOOR 1",)),
        (Particulars(who="Mexico", category="state"), "FLOOR · 1", ("MEXICO",)),
        (Particulars(who="Ms. Lakshmi Puri", category="panel"), "FLOOR · 1", ("LAKSHMI PURI", "PURI")),
        (Particulars(person="Mr. Guy Ryder"), "FLOOR · 1", ("GUY RYDER", "RYDER")),
        (Particulars(who="Norway", kind="point_of_order"), "POINT OF ORDER · 1", ("NORWAY",)),
    ]
    running = played(MEETING, *FIRST_RUNS, clock="12:50")
    for particulars, label, sign in signed:
        show = after(running, [("13:03", GiveFloor(particulars))])
        face = face_of(show, forecast(show, at("13:03:10")))
        assert (face.label, face.sign) == (label, sign), particulars


def test_a_floor_and_an_end_have_their_signs() -> None:
    for name, sign in {"floor": ("THE FLOOR", "FLOOR"), "finished": ("FINISHED",)}.items():
        assert face_of(*foreseen(name)).sign == sign


def test_a_long_name_of_the_moderators_screen_loses_its_honorifics_first() -> None:
    prince = Particulars(person="His Royal Highness Prince Zeid Ra'ad Zeid Al-Hussein")
    show = after(SCENES["floor"][0], [("13:23", GiveFloor(prince))])
    face = face_of(show, forecast(show, at("13:23:10")))
    for width, lines in ((80, 1), (50, 1), (30, 2)):
        drawn = [line.plain for line in name_lines(face, width)]
        assert len(drawn) == lines, width
        assert "Al-Hussein" in drawn[-1], width
