"""What may be meant by what was typed."""

from runofshow.agenda.delegations import Name, names
from runofshow.ui.apps.prompt import Suggestion, name_inside, nothing, one_of, one_of_names
from runofshow.ui.selection import KINDS


def texts(suggestions: tuple[Suggestion, ...]) -> list[str]:
    return [suggestion.text for suggestion in suggestions]


def test_a_name_is_suggested_with_its_capacity_once_something_is_typed() -> None:
    suggest = one_of_names(names())
    assert suggest("banglad", 6) == (Suggestion("Bangladesh", "state"),)
    assert suggest("", 6) == suggest("  ", 6) == ()
    assert suggest("qwxyz", 6) == ()


def test_no_more_are_suggested_than_there_is_room_for() -> None:
    assert len(one_of_names(names())("united", 3)) == 3
    assert len(one_of(KINDS)("", 2)) == 2


def test_phrases_stand_there_from_the_start_and_are_found_by_any_part() -> None:
    suggest = one_of(KINDS)
    assert texts(suggest("", 6)) == list(KINDS)
    assert texts(suggest("REPLY", 6)) == ["reply", "right of reply"]
    assert texts(suggest("order", 6)) == ["point of order"]
    assert texts(suggest("zz", 6)) == []


def test_a_name_is_completed_inside_a_sentence() -> None:
    suggest = name_inside([Name.of("Mexico", "state"), Name.of("European Union", "observer")])
    (found,) = suggest("supports what European Un", 6)
    assert (found.text, found.becomes) == ("European Union", "supports what European Union")
    assert suggest("supports what mex", 6) == ()
    assert suggest("We", 6) == ()


def test_what_can_not_be_guessed_is_not() -> None:
    assert nothing("mexi", 6) == ()
