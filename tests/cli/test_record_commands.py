"""Commands of the record: what is corrected, struck, decided and to be done."""

import pytest

from tests.commands import Run, exported

COMMANDS = """
start --at 2016-07-20T12:50:00-04:00
next --at 13:00
next --at 13:07
end --at 13:20
record Mexico --at 13:10 --for 2m
"""
"""The first two speakers of the lunch have spoken; then Mexico did, off the programme."""


def test_the_times_of_an_intervention_are_corrected(show: Run) -> None:
    said = show("amend", "1", "--began", "13:02").err
    assert "corrected: 1 Mexico, began at 13:02:00" in said
    assert "it overlaps Mr. Craig Mokhiber, 13:00:00 to 13:07:00" in said

    show("amend", "1", "--took", "1m40s")

    one = exported(show)["interventions"][0]
    assert (one["given"], one["ended"]) == ("2016-07-20T13:02:00-04:00", "2016-07-20T13:03:40-04:00")
    assert (one["duration"], one["block"]) == (100, "craig-mokhiber")


@pytest.mark.parametrize(
    ("words", "code", "sentence"),
    [
        (("1",), 2, "say what to correct"),
        (("--gist", "x"), 2, "say what to correct: the number of an intervention, or --block"),
        (("1", "--block", "lakshmi-puri", "--gist", "x"), 2, "it doesn't go with NUMBER"),
        (("--block", "lakshmi-puri"), 2, "--block takes --gist TEXT"),
        (("--block", "discussion", "--gist", "x"), 1, "nobody of the programme speaks in Discussion with"),
        (
            ("--block", "lakshmi-puri", "--speaker", "Sutherland", "--gist", "x"),
            1,
            "none of the speakers is called 'Sutherland': 1 Ms. Lakshmi Puri",
        ),
        (("1", "--took", "soon"), 2, "soon"),
        (("1", "--began", "2016-07-20T12:00:00-04:00"), 1, "the show was opened at 12:50:00"),
        (("1", "--took", "999h"), 2, "999h"),
        (("7", "--took", "1m"), 1, "there is no intervention 7: they go up to 1"),
    ],
)
def test_what_cant_be_corrected_is_refused(show: Run, words: tuple[str, ...], code: int, sentence: str) -> None:
    assert sentence in show("amend", *words, code=code).err


def test_what_a_speaker_of_the_programme_said_is_noted_and_taken_away(show: Run) -> None:
    assert "noted what Ms. Lakshmi Puri said" in show("amend", "--block", "puri", "--gist", "Thanked all.").err
    show("amend", "--block", "puri", "--speaker", "Ms. Puri", "--gist", "Welcomed all.")
    assert "taken away" in show("amend", "--block", "puri", "--gist", "").err


def test_decisions_and_tasks_are_noted(show: Run) -> None:
    assert "decided: The report is adopted." in show("decision", "The report is adopted.").err
    said = show("task", "Send the report", "--owner", "Secretariat", "--due", "2016-08-01").err
    assert "task: Send the report (Secretariat), by 2016-08-01" in said
    assert "a decision needs some text" in show("decision", " ", code=1).err
    assert "'next week' is no date: write year-month-day" in show("task", "x", "--due", "next week", code=2).err


def test_texts_and_names_of_which_nothing_can_be_seen_are_refused(show: Run) -> None:
    for invisible in ("\u200b", "\u0301", "\u3164"):
        for noun in ("note", "decision", "task"):
            assert f"a {noun} needs some text" in show(noun, invisible, code=1).err
        for command in (
            ("task", "Send it", "--owner", invisible),
            ("insert", invisible, "5m"),
            ("insert", "--item", invisible, "5m"),
            ("substitute", "puri", invisible),
        ):
            assert "a name holds nothing that can be seen" in show(*command, code=1).err, command


def test_an_entry_that_can_be_undone_at_any_time_is_named_by_its_number(show: Run) -> None:
    assert show("note", "hall full").err.endswith("noted (@6)\n")
    show("begin", "--at", "13:21")

    assert "undone: noted (@6)" in show("undo", "@6").err


def test_a_struck_intervention_is_in_no_list(show: Run) -> None:
    said = show("strike", "1", "--why", "not a delegate").err
    assert "struck: 1 Mexico (not a delegate)" in said
    assert "'runofshow undo @6' brings it back" in said
    assert exported(show)["interventions"] == []
    assert "Mexico" not in show("log").out
    assert (
        "intervention 1, Mexico, was struck: 'undo @6' brings it back" in show("amend", "1", "--who", "x", code=1).err
    )

    show("undo", "@6")

    assert "Mexico" in show("log").out


# Times that can't be meant.


@pytest.mark.parametrize(
    "words",
    [
        ("record", "Chad", "--at", "12:30"),
        ("note", "hall full", "--at", "12:30"),
        ("amend", "1", "--began", "12:30"),
        ("next", "--at", "12:30"),
        ("status", "--at", "12:30"),
    ],
)
def test_a_clock_time_before_the_opening_is_refused_with_both_readings(show: Run, words: tuple[str, ...]) -> None:
    assert show(*words, code=1).err.endswith(
        "12:30 could be 2016-07-20 12:30, before the show was opened at 12:50, or 2016-07-21 12:30: write the date "
        "with it, as '2016-07-21 12:30'\n"
    )


def test_a_time_of_the_next_day_is_taken_with_its_date_or_long_after_the_opening(show: Run) -> None:
    assert "on 21 July 2016" in show("note", "over", "--at", "2016-07-21 12:30").err
    assert "00:10:00 on 21 July 2016" in show("note", "late", "--at", "00:10").err


def test_nothing_is_entered_before_the_opening_or_ahead_of_now(show: Run) -> None:
    before = "the show was opened at 12:50:00: "
    assert before in show("note", "early", "--at", "2016-07-20 12:30", code=1).err
    assert before in show("record", "Chad", "--at", "2016-07-20 12:30", "--for", "5m", code=1).err
    assert "hasn't come yet" in show("note", "later", "--at", "2999-01-01 12:30", code=1).err
    assert "wouldn't be over yet" in show("record", "Chad", "--at", "2999-01-01 12:30", code=1).err
    assert "hasn't come yet" in show("amend", "1", "--began", "2999-01-01 12:30", code=1).err

    said = show("record", "Chad", "--at", "2016-07-20 12:48", "--for", "5m").err

    assert "it is entered from the opening on" in said
    assert exported(show)["interventions"][0]["given"] == "2016-07-20T12:50:00-04:00"
