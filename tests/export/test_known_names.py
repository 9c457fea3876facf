"""Names in running text."""

from importlib.resources import files
from itertools import pairwise
from typing import Final

from hypothesis import given
from hypothesis import strategies as st

from runofshow.agenda.delegations import delegations
from runofshow.export.known_names import KnownNames
from runofshow.show.meeting_record import Named

KNOWN = KnownNames.of(
    Named(
        ("H.E. Aminata Koné", "Mr. Li Wei", "Ms. May Will", "Mr. Ban Ki-moon", "Ms. Ng"),
        ("Permanent Representative of Mexico", "Red Cross", "Mr. John Doe", "联盟"),
    )
)


def replaced(text: str) -> str:
    """The text with a # for each name."""
    return KNOWN.replaced(text, "#")


def test_every_name_and_alias_of_the_table_is_found() -> None:
    missed = [
        sentence.format(known_as)
        for sentence in ("{} said so.", "As {}’s view", "(«{}», 2016)", "x/{}-led", "\u200b{}\u2069:")
        for delegation in delegations()
        for known_as in (delegation.name, *delegation.aliases)
        if known_as in replaced(sentence.format(known_as)).replace("#", "")
    ]

    assert missed == []


FOUND: Final = {
    "mexico, MEXICO and MÉXICO": "#, # and #",  # any case
    "COTE D'IVOIRE, Cote d’Ivoire": "#, #",  # without accents
    "the United States, U.S.A., the USA": "the #, #., the #",  # with and without points
    "Mexican, Brazilians, Germans, Italian": "#, #, #, #",  # adjectives by their ending
    "French, Dutch, Swiss; the Danes": "#, #, #; the #",  # other adjectives
    "Мексикой, Российской Федерации": "#, #",  # Russian cases
    "والمكسيك وللبرازيل": "# #",  # Arabic, written together
    "墨西哥和中国代表说": "#和#代表说",  # Chinese, without spaces
    "Ｍｅｘｉｃｏ": "#",  # full-width letters
    "M\u200bexico and Mé\u0301xico": "# and #",  # invisibles and marks inside
    "mail mexico@example.org or j.doe@un.int.": "mail # or #.",  # an address, whole
    "as @LagosSays and @minister_x tweeted, 3 @ 5": "as # and # tweeted, 3 @ 5",  # a handle
    "#Mexico_2016": "##_2016",  # in a tag
    "H.E. Aminata Koné; Ms. Koné; Koné's": "#; Ms. #; #'s",  # a person, whole and by one name
    "Li Wei, Mr. Doe, and Ng": "#, Mr. #, and #",  # short names
    "mr doe's view, MS NG, dr. koné, h.e. koné": "mr #'s view, #, dr. #, h.e. #",  # behind an honorific
    "as Ki-moon, ki-moon and Mr. Ban said": "as #, # and Mr. # said",  # a name with a hyphen, in part
    "Mr. Nobody Known, Ms. de la Cruz; Prof. J. Smith. Asked": "Mr. #, Ms. #; Prof. #. Asked",  # unknown
    "S. Korea, N. Macedonia, St Lucia, the Koreas": "#, #, #, the #",  # shortened
    "the Permanent Representative of Mexico": "the #",  # a designation
    "the red cross": "the #",  # who took the floor, as typed
    "该联盟代表": "该#代表",  # who took the floor, in Chinese
    "Папуа — Новая Гвинея, бывшая": "#, бывшая",  # with a dash between spaces
    "Guinea-Bissau, Guinea and Equatorial Guinea": "#, # and #",  # names within names
}


def test_a_name_is_found() -> None:
    assert {text: replaced(text) for text in FOUND} == FOUND


def test_every_nationality_is_found() -> None:
    lines = (files("runofshow.export") / "demonyms.txt").read_text(encoding="utf-8").splitlines()
    forms = [line for line in lines if not line.startswith("#")]
    missed = [
        form
        for form in forms
        for sentence in ("The {} delegate agreed.", "{}: two.", "all {}’ rights", "non-{} views")
        if form in replaced(sentence.format(form))
    ]

    assert len(forms) > 480
    assert missed == []
    assert {"Azeri", "Barbadians", "Russian", "Iranian", "Korean", "Batswana", "I-Kiribati", "Monégasques"} <= {*forms}


def test_what_is_no_name_stays() -> None:
    texts = [
        "it can be, no? who are we to say, and so on",
        "they may and they will",
        "Madam Chair, Mr. President, the Minister for Foreign Affairs",
        "2 m wide",
        "to polish; cubic; perish",
        "",
        "   ",
        "Asked about data.",
        "والله أعلم",
        "спросил о данных",
        "询问数据",
    ]

    assert [replaced(text) for text in texts] == texts


def test_what_is_known_to_be_missed() -> None:
    """Nobody must believe that reading it is unnecessary: nicknames, capitals, adjectives of other languages."""
    assert replaced("la délégation mexicaine; the delegation from Port-au-Prince; kone") == (
        "la délégation mexicaine; the delegation from Port-au-Prince; kone"
    )


@given(st.text(max_size=60), st.sampled_from(["Mexico", "Côte d’Ivoire", "Bolivia (Plurinational State of)"]))
def test_what_is_around_a_name_stays_as_it_was(around: str, name: str) -> None:
    """Only spans of the text are replaced: whatever else there is comes back."""
    text = f"{around} {name} {around}"

    cut = KNOWN.spans(text)

    assert all(0 <= start < end <= len(text) for start, end in cut)
    assert all(end <= start for (_, end), (start, _) in pairwise(cut))
    assert any(start <= len(around) + 1 and end >= len(around) + len(name) for start, end in cut)


def test_addresses_without_a_point_and_with_a_wide_sign_are_found() -> None:
    known = KnownNames.of(Named())

    assert known.replaced("ask jane@intranet today", "[name]") == "ask [name] today"
    assert known.replaced("ask jane＠example.org, or ＠jane_x.", "[name]") == "ask [name], or [name]."
    assert known.replaced("12 @ 5 euros", "[name]") == "12 @ 5 euros"
