"""Names in running text."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from runofshow.agenda.delegations import delegations
from runofshow.export.log.known_names import KnownNames
from runofshow.show.statements import Named

KNOWN = KnownNames.of(
    Named(
        ("H.E. Aminata Koné", "Mr. Li Wei", "Ms. May Will"),
        ("Permanent Representative of Mexico", "Red Cross", "Mr. John Doe", "联盟"),
    )
)


def replaced(text: str) -> str:
    """The text with a # for each name."""
    return KNOWN.replaced(text, "#")


@pytest.mark.parametrize("sentence", ["{} said so.", "As {}’s view", "(«{}», 2016)", "x/{}-led", "\u200b{}\u2069:"])
def test_every_name_and_alias_of_the_table_is_found(sentence: str) -> None:
    """In six languages, whatever stands around it."""
    missed = [
        known_as
        for delegation in delegations()
        for known_as in (delegation.name, *delegation.aliases)
        if known_as in replaced(sentence.format(known_as)).replace("#", "")
    ]

    assert missed == []


@pytest.mark.parametrize(
    ("text", "without"),
    [
        pytest.param("mexico, MEXICO and MÉXICO", "#, # and #", id="any case"),
        pytest.param("COTE D'IVOIRE, Cote d’Ivoire", "#, #", id="without accents"),
        pytest.param("the United States, U.S.A., the USA", "the #, #., the #", id="with and without points"),
        pytest.param("Mexican, Brazilians, Germans, Italian", "#, #, #, #", id="adjectives by their ending"),
        pytest.param("French, Dutch, Swiss; the Danes", "#, #, #; the #", id="other adjectives"),
        pytest.param("Мексикой, Российской Федерации", "#, #", id="Russian cases"),
        pytest.param("والمكسيك وللبرازيل", "# #", id="Arabic, written together"),
        pytest.param("墨西哥和中国代表说", "#和#代表说", id="Chinese, without spaces"),
        pytest.param("Ｍｅｘｉｃｏ", "#", id="full-width letters"),
        pytest.param("M\u200bexico and Mé\u0301xico", "# and #", id="invisibles and marks inside"),
        pytest.param("mail mexico@example.org", "mail #@example.org", id="in an address"),
        pytest.param("#Mexico_2016", "##_2016", id="in a tag"),
        pytest.param("H.E. Aminata Koné; Ms. Koné; Koné's", "#; Ms. #; #'s", id="a person, whole and by one name"),
        pytest.param("Li Wei, Mr. Doe", "#, Mr. #", id="short names"),
        pytest.param("the Permanent Representative of Mexico", "the #", id="a designation"),
        pytest.param("the red cross", "the #", id="who took the floor, as typed"),
        pytest.param("该联盟代表", "该#代表", id="who took the floor, in Chinese"),
        pytest.param("Guinea-Bissau, Guinea and Equatorial Guinea", "#, # and #", id="names within names"),
    ],
)
def test_a_name_is_found(text: str, without: str) -> None:
    """However it is usually written."""
    assert replaced(text) == without


@pytest.mark.parametrize(
    "text",
    [
        "it can be, no? who are we to say, and so on",
        "they may and they will",
        "to polish; cubic; perish",
        "",
        "   ",
        "Asked about data.",
        "والله أعلم",
        "спросил о данных",
        "询问数据",
    ],
)
def test_what_is_no_name_stays(text: str) -> None:
    """Codes and single names that are words count in capitals only."""
    assert replaced(text) == text


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
