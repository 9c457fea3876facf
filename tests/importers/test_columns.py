"""What headings mean."""

from runofshow.importers.columns import field_named, find_columns


def test_a_heading_is_known_in_other_words() -> None:
    """In the plural, the other gender, and two of them in one, of which the speaker counts most."""
    rows = {
        "Timing": "start",
        "Time (min)": "length",
        "Speaking time": "length",
        "Time from": "start",
        "Time to": "end",
        "Session / Speaker": "speaker",
        "Name and title": "speaker",
        "Country / Organisation": "organization",
        "Orador/a": "speaker",
        "Intervenant·e": "speaker",
        "Intervenant(e)s": "speaker",
        "Ponentes": "speaker",
        "timeStart": "start",
        "custom:Speaker": "speaker",
        "Responsible / Speaker": "speaker",
        "Title / Organisation": "designation",
        "S/NO": "number",
        "Heure / Time": "start",
        "Mic / Slides": None,
        "Notes for MC": None,
    }

    assert {heading: field_named(heading) for heading in rows} == rows


def test_a_heading_of_one_word_counts_before_one_of_two() -> None:
    """The microphones of the speakers are not the speakers."""
    found = find_columns([("Time", "Mic / Speaker", "Speaker")])

    assert found is not None
    assert found.place == {"start": 0, "speaker": 2}
    assert found.others == [1]
