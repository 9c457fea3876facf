"""The floor from the shell: limits, the order of the list, capacities, the panel's replies, and the plan."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.commands import Run, exported, journal_in, status

AGENDA = """
title: A round table
date: 2016-07-20
start: "14:00"
end: "15:00"
timezone: America/New_York
moderator: {name: Ms. Ana Chair}
floor: {limit: 2m, limits: {group: 3m, ngo: 90s}}
segments:
  - title: Panel
    blocks:
      - speaker: {name: Mr. Guy Ryder, title: Director-General}
        duration: 5m
      - speaker: {name: Ms. Laura Thompson}
        duration: 5m
      - floor: First round
        id: first
        duration: 10m
"""


COMMANDS = """
start --live --at 2016-07-20T13:55:00-04:00
next first --at 14:12
"""


def floor(run: Run, at: str) -> Any:
    return status(run, "--at", at)["floor"]


def waiting(run: Run, at: str) -> list[str]:
    return [one["who"] for one in floor(run, at)["waiting"]]


def test_limits_that_the_agenda_cannot_mean_are_told_with_their_place(run: Run, tmp_path: Path) -> None:
    wrong = AGENDA.replace(
        "limits: {group: 3m, ngo: 90s}}", "limits: {groups: 3m, ngo: 90, state: 0s}, order: alphabetical}"
    ).replace("        duration: 10m\n", "        duration: 10m\n        limits: {xyz: 2m, un: forever}\n")
    (tmp_path / "agenda.yaml").write_text(wrong, encoding="utf-8")

    problems = run("check", code=1).err.splitlines()

    known = "group, igo, ngo, nhri, observer, other, panel, state, un"
    length = "write it like 7m, 1h30m or 7:00"
    assert problems == [
        "agenda.yaml:8:29: floor, limits, groups: unknown field; did you mean 'group'?",
        "agenda.yaml:8:46: floor, limits, ngo: 90 has no unit: write 90m for minutes or 90s for seconds",
        "agenda.yaml:8:57: floor, limits, state: must be more than 0",
        "agenda.yaml:8:69: floor, order: 'alphabetical' is none of 'asked' or 'groups-first'",
        f"agenda.yaml:19:18: segment 1, block 3, limits, xyz: unknown field; known here: {known}",
        f"agenda.yaml:19:31: segment 1, block 3, limits, un: 'forever' is no length of time: {length}",
    ]


def test_check_says_which_limits_there_are(show: Run) -> None:
    assert "4 interventions of 2m (groups 3m, NGOs 1m30s)" in show("check").out


def test_a_limit_in_mid_list_counts_for_those_still_to_come(show: Run) -> None:
    show("floor", "give", "G77", "--at", "14:12")
    assert floor(show, "14:12:10")["holder"]["limit"] == 180

    said = show("floor", "limit", "1m40s", "--at", "14:13").err
    assert "limit of an intervention: 1m40s (NGOs 1m30s)" in said
    assert "groups had 3m and have 1m40s now: 'runofshow floor limit 3m --category group' gives it back" in said
    assert "NGOs had" not in said
    assert "for groups" in show("floor", "limit", "2m30s", "--category", "group", "--at", "14:13:10").err
    now = floor(show, "14:13:20")
    assert (now["limit"], now["limits"], now["holder"]["limit"]) == (100, {"group": 150, "ngo": 90}, 180)


@pytest.mark.parametrize(
    ("words", "correction"),
    [
        (
            ("floor", "ask", "Mexcio", "--at", "14:12"),
            "runofshow floor withdraw -- Mexcio && runofshow floor ask Mexico",
        ),
        (("floor", "give", "Mexcio", "--at", "14:12"), "runofshow amend 1 --who Mexico"),
        (("record", "Mexcio", "--at", "14:10", "--for", "1m"), "runofshow amend 1 --who Mexico"),
    ],
)
def test_a_misspelt_name_is_taken_and_told_of(show: Run, words: tuple[str, ...], correction: str) -> None:
    said = show(*words).err
    assert "Mexcio" in said
    assert f"did you mean Mexico?\nto correct it: {correction}\n" in said

    known = [word.replace("Mexcio", "Mexico") for word in words]
    assert "did you mean" not in show(*known).err
    as_typed = [word for word in words if word != "Mexcio"]
    assert "did you mean" not in show(*as_typed, "--", "Mexcio").err


def test_what_is_said_to_correct_a_name_corrects_it(show: Run) -> None:
    show("floor", "give", "Mexcio", "--at", "14:12")
    assert 'who "Côte d\'Ivoire"\n' in show("amend", "1", "--who", "Cote dIvoir", "--at", "14:12").err
    assert "did you mean Chile?" in show("amend", "1", "--who", "Chiel", "--at", "14:12").err
    show("amend", "1", "--who", "Mexico", "--at", "14:12")
    assert floor(show, "14:12:10")["holder"]["who"] == "Mexico"


def test_a_group_that_is_named_after_its_clock_was_started_has_the_limit_of_groups(show: Run) -> None:
    show("floor", "give", "--at", "14:12")
    assert floor(show, "14:12:10")["holder"]["limit"] == 120
    show("amend", "1", "--who", "AOSIS", "--at", "14:12:10")
    assert floor(show, "14:12:10")["holder"]["limit"] == 180


def test_groups_speak_first_when_the_moderator_says_so(show: Run) -> None:
    for name in ("Amnesty International", "Mexico", "AOSIS"):
        show("floor", "ask", name, "--at", "14:12")
    assert "groups first, then States" in show("floor", "order", "groups-first", "--at", "14:12:10").err
    assert waiting(show, "14:12:10") == ["AOSIS", "Mexico", "Amnesty International"]

    show("floor", "move", "Amnesty International", "1", "--at", "14:12:20")
    show("floor", "ask", "African Group", "--at", "14:12:30")
    assert waiting(show, "14:12:30") == ["Amnesty International", "AOSIS", "African Group", "Mexico"]
    assert "in that order already" in show("floor", "order", "groups-first", "--at", "14:13", code=1).err


def test_a_delegation_that_asks_twice_is_taken_and_told_of(show: Run) -> None:
    show("floor", "ask", "Mexico", "--at", "14:12")
    said = show("floor", "ask", "MEX", "--on-behalf-of", "GRULAC", "--at", "14:12").err

    assert "WARNING: already on the list of speakers: Mexico at place 1; two capacities, or asked twice?" in said
    assert waiting(show, "14:12") == ["Mexico", "Mexico"]


@pytest.mark.parametrize("command", [("floor", "ask", "Kenya"), ("floor", "give", "Kenya"), ("record", "Kenya")])
def test_everything_that_is_known_of_an_intervention_can_be_said_at_once(show: Run, command: tuple[str, ...]) -> None:
    show("floor", "give", "Chad", "--at", "14:12")
    show("floor", "end", "--at", "14:12:30")
    said = {
        "person": "H.E. Ms. N.", "title": "Ambassador", "category": "state", "kind": "reply",
        "on-behalf-of": "African Group", "read-for": "the Minister", "addressed-to": "Mr. Guy Ryder",
        "in-reply-to": "1", "gist": "data",
    }  # fmt: skip
    options = [word for name, value in said.items() for word in (f"--{name}", value)]
    also = ("--also-on-behalf-of", "Peru", "--also-on-behalf-of", "Chile")
    show(*command, *options, *also, "--at", "14:13")
    if command[:2] == ("floor", "ask"):
        show("floor", "give", "--at", "14:13")

    journal = journal_in().read_text(encoding="ascii").splitlines()
    written = json.loads(journal[-1])["particulars"] if command[1] != "ask" else json.loads(journal[-2])["particulars"]
    assert written == {
        **{name.replace("-", "_"): value for name, value in said.items()},
        "who": "Kenya",
        "also_on_behalf_of": ["Peru", "Chile"],
        "in_reply_to": 1,
    }
    if command[0] == "floor":
        show("floor", "end", "--at", "14:14")
    assert "Kenya, on behalf of African Group, also on behalf of Peru and Chile" in show("log", "--plain").out

    show("amend", "2", "--also-on-behalf-of", "")
    assert "also on behalf" not in show("log", "--plain").out
    show("amend", "2", "--also-on-behalf-of", "Cuba")
    assert "also on behalf of Cuba" in show("log", "--plain").out


def test_a_panellist_replies_to_the_last_intervention_from_the_floor(show: Run) -> None:
    assert "nothing to reply to" in show("floor", "reply", "1", "--at", "14:12", code=1).err
    show("floor", "ask", "Chad", "--at", "14:12")
    show("floor", "give", "Mexico", "--at", "14:12")
    assert "2 Mr. Guy Ryder, in reply to 1 Mexico" in show("floor", "reply", "ryder", "--at", "14:13").err
    said = show("floor", "reply", "2", "--gist", "will look into it", "--at", "14:14").err
    assert "3 Ms. Laura Thompson, in reply to 1 Mexico" in said

    log = exported(show)["interventions"]
    assert [(one["who"], one["category"], one["kind"], one["in_reply_to"]) for one in log[1:]] == [
        ("Mr. Guy Ryder", "panel", "reply", 1),
        ("Ms. Laura Thompson", "panel", "reply", 1),
    ]
    assert (log[1]["title"], log[2]["gist"]) == ("Director-General", "will look into it")
    assert waiting(show, "14:14") == ["Chad"]


def test_somebody_who_is_not_in_the_agenda_may_reply_and_is_told_of(show: Run) -> None:
    show("floor", "give", "Mexico", "--at", "14:12")
    said = show("floor", "reply", "Ridder", "--to", "1", "--at", "14:13").err

    assert "nobody on the panel is called 'Ridder': 1 Mr. Guy Ryder, 2 Ms. Laura Thompson" in said
    assert "2 Ridder, in reply to 1 Mexico" in said
    assert "WARNING" not in show("floor", "reply", "--at", "14:14", "--", "Ridder").err


def test_the_plan_of_the_floor_says_who_fits_and_when_to_close_the_list(show: Run) -> None:
    """Ten minutes: 3:00 for AOSIS, 2:00 for three States; the fourth is too late."""
    for name in ("AOSIS", "Mexico", "Chad", "Peru", "Kenya"):
        show("floor", "ask", name, "--at", "14:12")

    plan = json.loads(show("floor", "plan", "--json", "--at", "14:12").out)

    assert {key: plan[key] for key in ("block", "running", "remaining", "limit", "fits", "predicted")} == {
        "block": "first", "running": True, "remaining": 600, "limit": 120, "fits": 4, "predicted": 4,
    }  # fmt: skip
    assert (plan["close_list_now"], plan["all_fit"], plan["time_runs_out_after"]) == (True, False, 4)
    assert plan["seat_all_limit"] == 105
    assert [(one["who"], one["expected_start"][11:19], one["limit"], one["fits"]) for one in plan["turns"]] == [
        ("AOSIS", "14:12:00", 180, True),
        ("Mexico", "14:15:15", 120, True),
        ("Chad", "14:17:30", 120, True),
        ("Peru", "14:19:45", 120, True),
        ("Kenya", "14:22:00", 120, False),
    ]
    said = show("floor", "plan", "--at", "14:12").out
    assert "The 5 waiting would all fit at 1:45. Close the list now." in said
    assert "The time runs out after Peru." in said

    show("floor", "close", "--at", "14:12:10")
    assert json.loads(show("floor", "plan", "--json", "--at", "14:12:10").out)["close_list_now"] is False
    assert "no time" in show("floor", "list", "--at", "14:12:10").out


def test_there_is_no_plan_without_a_floor_round(show: Run) -> None:
    show("end", "--at", "14:20")
    show("next", "guy-ryder", "--at", "14:21")

    assert "no floor round is left" in show("floor", "plan", "--at", "14:21", code=1).err


def test_what_cannot_be_done_is_said_in_one_sentence(show: Run) -> None:
    for words, code, sentence in (
        (("order", "sideways"), 2, "'sideways' is no order: take one of asked, groups-first"),
        (("limit", "2m", "--category", "groups"), 2, "'groups' is no category: take one of state, observer"),
        (("limit", "0s"), 1, "a limit must be more than 0"),
        (("reply", "9"), 1, "there is no panellist 9: the agenda has 2 speakers beside the moderator"),
        (("reply", "ryder", "--to", "7"), 1, "there is no intervention 7"),
    ):
        assert sentence in show("floor", *words, code=code).err, words


def test_points_of_order_come_first_and_replies_last_on_a_closed_list_too(show: Run) -> None:
    for words in (("Mexico",), ("Chad",), ("Cuba", "--kind", "point_of_order")):
        show("floor", "ask", *words, "--at", "14:13")
    show("floor", "close", "--at", "14:14")
    assert "the list of speakers is closed" in show("floor", "ask", "Peru", "--at", "14:14", code=1).err
    for words in (("Iraq", "--kind", "right_of_reply"), ("Fiji", "--kind", "point_of_order")):
        show("floor", "ask", *words, "--at", "14:15")

    assert waiting(show, "14:15") == ["Cuba", "Fiji", "Mexico", "Chad", "Iraq"]

    said = show("floor", "give", "--at", "14:16").err

    assert "floor given: 1 Point of order: Cuba" in said


def test_a_name_that_fits_two_states_is_asked_about(show: Run) -> None:
    said = show("floor", "ask", "Korea", "--at", "14:13").err

    assert "did you mean Democratic People's Republic of Korea or Republic of Korea?" in said
    assert 'runofshow floor withdraw -- Korea && runofshow floor ask "Republic of Korea"' in said
    assert 'runofshow floor ask "Democratic People\'s Republic of Korea"' in said


def test_a_short_name_is_taken_and_the_other_named(show: Run) -> None:
    said = show("floor", "ask", "Congo", "--at", "14:13").err

    assert "Congo is taken, and not Democratic Republic of the Congo" in said
    assert "nobody is known" not in said
    assert waiting(show, "14:13") == ["Congo"]


def test_somebody_of_the_programme_is_called_by_the_family_name(show: Run) -> None:
    show("floor", "ask", "Ms. Thompson", "--at", "14:13")
    assert waiting(show, "14:13") == ["Ms. Laura Thompson"]

    show("floor", "give", "Ms. Thompson", "--at", "14:14")

    assert waiting(show, "14:14") == []


@pytest.mark.parametrize("name", ["", " ", "\u200b\u2060", "\u0301", "\x07", "\u3164"])
@pytest.mark.parametrize("command", [("floor", "ask"), ("floor", "give"), ("record",)])
def test_a_name_that_cant_be_seen_is_refused(show: Run, command: tuple[str, ...], name: str) -> None:
    assert "a name holds nothing that can be seen" in show(*command, name, "--at", "14:13", code=1).err
    assert "a name holds nothing" in show("floor", "ask", "Chad", "--person", " ", "--at", "14:13", code=1).err


def test_a_name_of_replacement_characters_is_taken(show: Run) -> None:
    show("floor", "ask", "\ufffd\ufffd", "--at", "14:13")
    assert waiting(show, "14:13") == ["\ufffd\ufffd"]


def test_a_limit_set_before_the_round_is_said_not_to_hold_now(show: Run) -> None:
    """Somebody given the floor in a speech still has the agenda's."""
    show("start", "--new", "--live", "--at", "2016-07-20T13:55:00-04:00")
    show("next", "--at", "14:00")

    said = show("floor", "limit", "20s", "--at", "14:01").err

    assert "an intervention before that round, in Mr. Guy Ryder, still has 2m" in said


def test_giving_the_floor_in_a_pause_resumes_and_says_so(show: Run) -> None:
    show("pause", "--at", "14:13")
    said = show("floor", "give", "Mexico", "--at", "14:14").err
    assert "floor given: 1 Mexico; resumed: the countdown goes on" in said
    show("floor", "end", "--at", "14:15")

    assert "1:00" in show("log").out
