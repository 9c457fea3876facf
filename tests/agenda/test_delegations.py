"""The table of names that can take the floor, and how what somebody types finds one."""

from collections import Counter
from itertools import chain
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from runofshow.agenda.delegations import (
    LONGEST_LOOKED_FOR,
    Category,
    Name,
    begins,
    delegations,
    find,
    folded,
    matches,
    names,
    sort_key,
)


def found(text: str) -> str | None:
    """The name that `text` finds."""
    delegation = find(text)
    return delegation.name if delegation else None


def category_of(name: str) -> str | None:
    """The category of whom exactly this name finds."""
    delegation = find(name)
    return delegation.category if delegation and delegation.name == name else None


def offered(typed: str, limit: int = 8) -> list[str]:
    """The names that the whole table offers for `typed`."""
    return [name.text for name in matches(typed, names(), limit)]


def of_category(category: Category) -> list[str]:
    """The names of one category, in the table's order."""
    return [delegation.name for delegation in delegations() if delegation.category == category]


class TestTheTable:
    def test_holds_the_193_member_states(self) -> None:
        """Every Member State is there once; territories and associated States are not."""
        states = of_category("state")
        assert len(states) == len(set(states)) == 193
        assert not {"Cook Islands", "Niue", "Holy See", "State of Palestine"} & set(states)

    def test_holds_the_two_observer_states_and_the_european_union_as_observers(self) -> None:
        """Neither an observer State nor the European Union is listed among States."""
        assert {"Holy See", "State of Palestine", "European Union"} <= set(of_category("observer"))

    def test_names_nobody_twice(self) -> None:
        """A name stands for one delegation, whichever its category."""
        count = Counter(folded(delegation.name) for delegation in delegations())
        assert [name for name, times in count.items() if times > 1] == []

    def test_knows_only_the_categories_of_the_record(self) -> None:
        """A misspelt category in the table would go straight into the journal."""
        assert {delegation.category for delegation in delegations()} <= set(get_args(Category))

    def test_shares_an_alias_only_where_the_un_does(self) -> None:
        """Two delegations have an alias in common where both are known by it, and nowhere else."""
        owners = Counter(chain.from_iterable(name.keys for name in names()))
        assert {key for key, times in owners.items() if times > 1} == {"au", "nam"}

    def test_gives_every_state_its_two_codes(self) -> None:
        """Each State has one alias of two capital letters and one of three that find it, unless another shares it."""
        for state in delegations():
            if state.category == "state":
                codes = [alias for alias in state.aliases if alias.isascii() and alias.isalpha() and alias.isupper()]
                assert {2, 3} <= {len(code) for code in codes}, state.name
                assert all(found(code) in {state.name, None} for code in codes), state.name

    def test_is_free_of_the_marks_of_the_lists_that_it_was_made_from(self) -> None:
        """No asterisk, article in brackets or stray space is left in a name or an alias."""
        articles = ("(the)", "(la)", "(le)", "(les)", "(l')", "(el)", "(los)", "(las)")
        for delegation in delegations():
            for name in (delegation.name, *delegation.aliases):
                assert name == " ".join(name.split())
                assert "*" not in name
                assert not name.endswith(articles)

    def test_stands_in_speaking_order_and_alphabetical_within(self) -> None:
        """States come first and observers next, each category sorted as the UN sorts."""
        order = list(dict.fromkeys(delegation.category for delegation in delegations()))
        assert order == ["state", "observer", "group", "un", "igo", "nhri", "ngo"]
        for category in order:
            assert of_category(category) == sorted(of_category(category), key=sort_key)

    def test_puts_a_body_into_its_category(self) -> None:
        """The list of speakers in a report is grouped by these."""
        rows = {
            "Group of 77 and China": "group",
            "AOSIS": "group",
            "CARICOM": "group",
            "UN Women": "un",
            "IOM": "un",
            "ESCWA": "un",
            "African Union": "igo",
            "International Committee of the Red Cross": "observer",
            "Inter-Parliamentary Union": "observer",
            "Global Alliance of National Human Rights Institutions": "nhri",
            "Amnesty International": "ngo",
        }

        assert {name: category_of(name) for name in rows} == rows


class TestFinding:
    def test_knows_names_in_the_six_languages(self) -> None:
        """A delegation answers to its name in any official language."""
        rows = {
            "Germany": "Germany",  # english
            "Allemagne": "Germany",  # french
            "Alemania": "Germany",  # spanish
            "Германия": "Germany",  # russian
            "德国": "Germany",  # chinese
            "ألمانيا": "Germany",  # arabic
            "Federal Republic of Germany": "Germany",  # formal
            "Turquie": "Türkiye",  # french, older
            "土耳其": "Türkiye",  # chinese, missing from the source
            "Кот-д'Ивуар": "Côte d'Ivoire",  # russian, missing from the source
            "Organisation mondiale de la Santé": "WHO",  # french, an agency
            "欧盟": "European Union",  # chinese, short
        }

        assert {typed: found(typed) for typed in rows} == rows

    def test_knows_the_short_forms_that_people_say(self) -> None:
        """What is said in the room finds what the record prints."""
        rows = {
            "UK": "United Kingdom of Great Britain and Northern Ireland",
            "USA": "United States of America",
            "U.S.A.": "United States of America",
            "DRC": "Democratic Republic of the Congo",
            "Congo": "Congo",
            "DPRK": "Democratic People's Republic of Korea",
            "North Korea": "Democratic People's Republic of Korea",
            "ROK": "Republic of Korea",
            "UAE": "United Arab Emirates",
            "Venezuela": "Venezuela (Bolivarian Republic of)",
            "Bolivia": "Bolivia (Plurinational State of)",
            "Iran": "Iran (Islamic Republic of)",
            "Russia": "Russian Federation",
            "Syria": "Syrian Arab Republic",
            "Tanzania": "United Republic of Tanzania",
            "Laos": "Lao People's Democratic Republic",
            "Vietnam": "Viet Nam",
            "Moldova": "Republic of Moldova",
            "Czech Republic": "Czechia",
            "Turkey": "Türkiye",
            "Ivory Coast": "Côte d'Ivoire",
            "Cape Verde": "Cabo Verde",
            "Swaziland": "Eswatini",
            "Burma": "Myanmar",
            "Holland": "Netherlands (Kingdom of the)",
            "the Netherlands": "Netherlands (Kingdom of the)",
            "The Gambia": "Gambia",
            "East Timor": "Timor-Leste",
            "Micronesia": "Micronesia (Federated States of)",
            "Vatican": "Holy See",
            "Palestine": "State of Palestine",
            "St. Lucia": "Saint Lucia",
            "Trinidad & Tobago": "Trinidad and Tobago",
            "EU": "European Union",
            "G-77 & China": "Group of 77 and China",
            "un-women": "UN Women",
        }

        assert {typed: found(typed) for typed in rows} == rows

    def test_looks_past_case_accents_and_apostrophes(self) -> None:
        """However a keyboard writes it, it is one name."""
        for typed in ("côte d’ivoire", "COTE D'IVOIRE", "  Cote   d Ivoire ", "Cote dIvoire"):
            assert found(typed) == "Côte d'Ivoire", typed

    def test_takes_a_code_of_two_letters_in_capitals_only(self) -> None:
        """NO is Norway, and "no" is a word."""
        assert found("NO") == "Norway"
        assert found("no") is None
        assert found("It") is None

    def test_takes_a_code_of_three_letters_in_any_case(self) -> None:
        """Codes of three letters are seldom words."""
        assert found("MEX") == found("mex") == "Mexico"

    def test_takes_two_letters_that_are_no_word_in_any_case(self) -> None:
        """Nobody means anything else by these."""
        assert found("uk") == "United Kingdom of Great Britain and Northern Ireland"
        assert found("eu") == "European Union"
        assert found("g7") == "Group of Seven"

    def test_does_not_guess_between_two(self) -> None:
        """AU is Australia's code and how everybody calls the African Union."""
        assert found("AU") is None
        assert offered("AU")[:2] == ["Australia", "African Union"]

    def test_finds_nobody_for_what_it_does_not_hold(self) -> None:
        """A name unknown to the table is taken as typed by whoever asked."""
        for typed in ("", " ", "the", "Atlantis", "Korea", "Ms. Lakshmi Puri"):
            assert find(typed) is None, typed


class TestSorting:
    def test_follows_the_english_alphabet_with_accents_folded(self) -> None:
        """Côte d'Ivoire is not pushed behind Cyprus, nor Türkiye behind Tuvalu."""
        listed = ["Tuvalu", "Türkiye", "Croatia", "Turkmenistan", "Côte d'Ivoire", "Costa Rica", "Tunisia"]
        assert sorted(listed, key=sort_key) == [
            *("Costa Rica", "Côte d'Ivoire", "Croatia", "Tunisia", "Türkiye", "Turkmenistan", "Tuvalu"),
        ]

    def test_goes_word_by_word(self) -> None:
        """A shorter name precedes the longer one that begins with it."""
        listed = ["Nigeria", "Guinea-Bissau", "Niger", "Guinea", "Dominican Republic", "Dominica"]
        assert sorted(listed, key=sort_key) == [
            *("Dominica", "Dominican Republic", "Guinea", "Guinea-Bissau", "Niger", "Nigeria"),
        ]


class TestMatching:
    def test_ranks_whole_then_name_then_alias_then_word(self) -> None:
        """The likelier reading comes first, whatever the order given."""
        word = Name.of("South Omega", "other")
        alias = Name.of("Third", "other", ["Omegan"])
        start = Name.of("Omegaland", "other")
        whole = Name.of("Fourth", "other", ["Omega"])
        assert matches("omega", [word, alias, start, whole]) == (whole, start, alias, word)

    def test_keeps_the_order_given_among_equals(self) -> None:
        """Speakers of this agenda can be put ahead of the rest of the world."""
        second, first = Name.of("Maria B", "panel"), Name.of("Maria A", "panel")
        assert matches("mar", [second, first]) == (second, first)

    def test_offers_first_what_was_most_likely_meant(self) -> None:
        """A few letters are enough."""
        rows = {
            "mex": "Mexico",
            "guinea": "Guinea",
            "niger": "Niger",
            "ma": "Madagascar",
            "MA": "Morocco",
            "us": "United States of America",
            "uk": "United Kingdom of Great Britain and Northern Ireland",
            "emirates": "United Arab Emirates",
            "ivoire": "Côte d'Ivoire",
            "墨": "Mexico",
            "Соед": "United Kingdom of Great Britain and Northern Ireland",
            "المكس": "Mexico",
            "the gam": "Gambia",
            "g77": "Group of 77 and China",
            "high commissioner for ref": "UNHCR",
        }

        assert {typed: offered(typed)[0] for typed in rows} == rows

    def test_forgives_slips_of_the_keys(self) -> None:
        """Where nothing begins with what was typed, the nearest name is offered."""
        rows = {
            "Gautem": "Guatemala",  # two letters swapped
            "mozamq": "Mozambique",  # a wrong letter
            "azerbij": "Azerbaijan",  # a letter missing
            "Phillipines": "Philippines",  # the wrong letter doubled
            "Tanznia": "United Republic of Tanzania",  # in an alias
            "Кзахст": "Kazakhstan",  # in Cyrillic
        }

        assert {typed: offered(typed)[0] for typed in rows} == rows

    def test_offers_no_near_names_beside_a_true_beginning(self) -> None:
        """Iraq is not offered to who typed Iran."""
        assert offered("iran") == ["Iran (Islamic Republic of)"]

    def test_forgives_a_wrong_first_letter_only_where_it_follows_at_once(self) -> None:
        """Two letters too many before a name are another name."""
        names = [Name.of("Exicanos", "other")]
        assert matches("mexicanos", names) == tuple(names)
        assert matches("mmexicanos", names) == ()

    def test_guesses_nothing_from_three_letters(self) -> None:
        """Three letters are near to half the world."""
        assert offered("xqz") == []

    def test_offers_no_more_than_asked_for(self) -> None:
        """The box under the line that is being typed has so many rows."""
        assert len(offered("a")) == 8
        assert offered("a", limit=3) == offered("a")[:3]
        assert offered("a", limit=0) == []


HOSTILE = {
    "nothing": "",
    "blanks": " \t\n",
    "10,000 letters": "x" * 10_000,
    "10,000 accents on nothing": "\u0301" * 10_000,
    "10,000 characters that unfold to eighteen": "\ufdfa" * 10_000,
    "control characters": "\x00\x1b[2J\x07\x9b",
    "bidi overrides": "\u202eocixeM\u2066",
    "half a surrogate pair": "\ud800",
    "a regular expression gone wrong": "(((.*+?[\\",
}


class TestWhateverIsTyped:
    def test_hostile_input_finds_nobody_and_raises_nothing(self) -> None:
        """What a cat on the keyboard types is a name like any other."""
        for name, typed in HOSTILE.items():
            assert find(typed) is None, name
            assert offered(typed) == [], name
            sort_key(typed)

    def test_no_name_is_too_long_to_be_found(self) -> None:
        """The bound on what is looked up leaves every name and alias of the table inside."""
        longest = max(len(text) for it in delegations() for text in (it.name, *it.aliases))
        assert longest <= LONGEST_LOOKED_FOR

    def test_invisible_characters_change_nothing(self) -> None:
        """A name pasted from a document carries marks of direction and soft hyphens."""
        assert found("\u200fالمكسيك\u200e") == found("Me\u00adxi\u200bco\ufeff") == "Mexico"

    @given(st.text())
    def test_folding_twice_is_folding_once(self, text: str) -> None:
        """Keys can be made from keys."""
        assert folded(folded(text)) == folded(text)

    @given(st.text(), st.text())
    def test_words_fold_one_by_one(self, one: str, other: str) -> None:
        """What surrounds a word doesn't change how it folds."""
        assert folded(f"{one} {other}") == f"{folded(one)} {folded(other)}".strip()

    @given(st.text(max_size=12), st.integers(min_value=-1, max_value=20))
    def test_offers_some_of_the_names_given_each_once(self, typed: str, limit: int) -> None:
        """Whatever is typed, the answer is a choice from the table."""
        offers = matches(typed, names(), limit)
        assert len(offers) == len(set(offers)) <= max(limit, 0)
        assert set(offers) <= set(names())

    @given(st.data())
    def test_every_delegation_is_offered_first_for_each_of_its_names(self, data: st.DataObject) -> None:
        """Nobody is out of reach: who types a name or an alias whole is offered its owner, or the two that share it."""
        wanted = data.draw(st.sampled_from(delegations()))
        typed = data.draw(st.sampled_from((wanted.name, *wanted.aliases)))
        assert wanted.name in offered(typed, limit=2 if found(typed) is None else 1)


def test_names_are_compared_without_what_is_written_between_words() -> None:
    """An ampersand is a word, a dash a space, an apostrophe nothing."""
    assert folded("Côte d’Ivoire & U.S.A. — N-A") == "cote divoire and usa n a"
    assert folded("ﬁnland") == "finland"  # one character that stands for two


def test_what_is_too_long_to_be_a_name_is_not_looked_up() -> None:
    """Blanks count: 160 letters are enough for every name."""
    mexico = Name.of("Mexico", "state", ["México", "MEX"])

    for typed, looked_up in (("Mexico" + " " * 154, True), ("Mexico" + " " * 155, False)):
        assert (find(typed) is not None) is looked_up
        assert matches(typed, [mexico]) == ((mexico,) if looked_up else ())
        assert begins(mexico, typed) is looked_up
    assert matches("Mexico", [mexico, Name.of("Mexico City", "other")], 0) == ()
    assert matches("Mexico", [mexico, Name.of("Mexico City", "other")], -1) == ()


def test_a_name_begins_with_what_any_of_its_names_does() -> None:
    """Nothing begins with nothing, and the middle of a word is no beginning."""
    name = Name.of("Netherlands (Kingdom of the)", "state", ["Holland", "NLD"])

    assert [begins(name, typed) for typed in ("neth", "hol", "nld", "kingdom", "")] == [True, True, True, False, False]
    assert matches("kingd", [name]) == (name,)
    assert matches("ingdom", [name]) == ()
    assert find("MEX") == find("Mexique") == find("Mexico")


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        pytest.param("abx", False, id="three letters are too few"),
        pytest.param("abcx", True, id="one of four is wrong"),
        pytest.param("abcdxx", False, id="two of six"),
        pytest.param("abcdexx", True, id="two of seven"),
        pytest.param("abcdefghxxx", False, id="three of eleven"),
        pytest.param("abcdefghixxx", True, id="three of twelve"),
    ],
)
def test_the_more_letters_the_more_slips_are_forgiven(typed: str, found: bool) -> None:
    """From four on."""
    assert bool(matches(typed, [Name.of("Abcdefghijklmnop", "other")])) is found
