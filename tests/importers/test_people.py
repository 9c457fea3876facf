"""Names, and what stands behind them."""

from runofshow.importers.people import listed_below, named_in, people_in, person
from runofshow.importers.rundown import Person


def test_a_designation_stands_behind_a_name() -> None:
    """Behind a comma, a dash or in brackets; what is no designation stays with the name."""
    for text, name, title in (
        ("H.E. Mr. X, Minister of Y", "H.E. Mr. X", "Minister of Y"),
        ("Ms. A – Minister of B", "Ms. A", "Minister of B"),
        ("Mr. Eide (Minister of Foreign Affairs, Norway)", "Mr. Eide", "Minister of Foreign Affairs, Norway"),
        ("Ms. X (tbc)", "Ms. X (tbc)", ""),
        ("Ms. X (TBC)", "Ms. X (TBC)", ""),
        ("Ms. X (by video), Minister", "Ms. X (by video)", "Minister"),
        ("王毅 (Mr. Wang Yi)", "王毅 (Mr. Wang Yi)", ""),
        ("Penny Wong, Foreign Minister", "Penny Wong", "Foreign Minister"),
        ("Wong, Penny", "Wong, Penny", ""),
        ("First course, with coffee", "First course, with coffee", ""),
    ):
        said = person(text)

        assert (said.name, said.title) == (name, title)


def test_somebody_who_speaks_by_video_is_remote() -> None:
    """Where that stands behind the name or the designation; a title such as ``Online Safety`` says nothing of it."""
    for text, expected in (
        ("Ms. X (via video link)", Person("Ms. X", remote=True)),
        ("Ms. X (online)", Person("Ms. X", remote=True)),
        ("Ms. X, Minister of Y, by video", Person("Ms. X", "Minister of Y", remote=True)),
        ("Ms. X, Director – via Zoom", Person("Ms. X", "Director", remote=True)),
        ("Ms. X, Head of Online Safety", Person("Ms. X", "Head of Online Safety")),
    ):
        assert person(text) == expected


def test_a_title_names_who_speaks_before_it_or_behind_it() -> None:
    assert named_in("Ms. Sima Bahous (UN Women): keynote") == ("Keynote", "Ms. Sima Bahous (UN Women)")
    assert named_in("Keynote by Ms. Sima Bahous") == ("Keynote", "Ms. Sima Bahous")
    assert named_in("Interactive dialogue") == ("Interactive dialogue", "")


def test_no_honorific_is_taken_for_a_bullet() -> None:
    assert listed_below("Panel\nM. Dupont\nMs. Pope") == ("Panel", ["M. Dupont", "Ms. Pope"], [])


def test_several_people_are_known_by_their_lines() -> None:
    for lines, people in (
        (["Mr. A", "Ms. B"], True),
        (["Ajay Banga", "Mia Mottley", "Mohammed bin Salman"], True),
        (["Ajay Banga", "World Bank"], False),
        (["Ajay Banga", "Managing Director", "World Bank"], False),
        (["Mr. A"], False),
    ):
        assert bool(people_in("\n".join(lines))) is people, lines
