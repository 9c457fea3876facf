"""Durations to put into an agenda."""

from datetime import timedelta

from runofshow.agenda.model import Floor, Item, Panel, Speech
from runofshow.simulation.durations_yaml import Change, durations_yaml
from tests.builders import agenda, speech


def test_blocks_are_written_whole_with_the_old_length_beside_the_new_one() -> None:
    speech = Speech.model_validate(
        {
            "id": "ryder",
            "speaker": {"name": "Mr. Guy Ryder", "title": "Director-General, “ILO”"},
            "duration": "7m",
            "min": "5m",
            "intro": "two\nlines",
        }
    )
    floor = Floor.model_validate({"id": "f", "floor": "Round", "duration": "20m", "min": "10m"})
    minutes = [timedelta(minutes=count) for count in (4, 5, 7, 20, 30)]
    text = durations_yaml(
        ["Measured in “three” shows.", "long " * 30],
        [
            Change(speech, minutes[2], minutes[0], "4 to 6 min"),
            Change(speech, minutes[2], minutes[1]),
            Change(floor, minutes[3], minutes[4]),
        ],
    )
    assert text.splitlines() == [
        "# Measured in “three” shows.",
        "# " + " ".join(["long"] * 22),
        "# " + " ".join(["long"] * 8),
        "# Each block is whole: put it in the place of the one with the same name.",
        '- speaker: {name: "Mr. Guy Ryder", title: "Director-General, “ILO”"}',
        '  id: "ryder"',
        "  duration: 4m # instead of 7m, 4 to 6 min",
        '  intro: "two\\nlines"',
        '- speaker: {name: "Mr. Guy Ryder", title: "Director-General, “ILO”"}',
        '  id: "ryder"',
        "  duration: 5m # instead of 7m",
        '  min: "5m"',
        '  intro: "two\\nlines"',
        '- floor: "Round"',
        '  id: "f"',
        "  duration: 30m # instead of 20m",
        '  min: "10m"',
    ]
    assert text.endswith("\n")


def test_every_kind_of_block_is_written_with_its_key_first() -> None:
    two = Speech.model_validate(
        {"id": "a", "speakers": [{"name": "A", "remote": True}, "B"], "words": 840, "duration": "7m"}
    )
    panel = Panel.model_validate({"id": "p", "panel": "P", "speakers": ["C"], "duration": "20m"})
    item = Item.model_validate({"id": "i", "item": "Film", "type": "video", "duration": "5m"})
    text = durations_yaml(
        [], [Change(block, timedelta(minutes=9), timedelta(minutes=8)) for block in (two, panel, item)]
    )
    assert text.splitlines() == [
        "# Each block is whole: put it in the place of the one with the same name.",
        '- speakers: [{"name": "A", "remote": true}, {"name": "B"}]',
        '  id: "a"',
        "  duration: 8m # instead of 9m",
        "  words: 840",
        '- panel: "P"',
        '  id: "p"',
        "  duration: 8m # instead of 9m",
        '  speakers: [{"name": "C"}]',
        '- item: "Film"',
        '  id: "i"',
        "  duration: 8m # instead of 9m",
        '  type: "video"',
    ]


def test_a_fixed_start_is_written_as_an_instant() -> None:
    (block,) = agenda(speech("A", "7m", start="14:15")).blocks()
    text = durations_yaml([], [Change(block, timedelta(minutes=7), timedelta(minutes=8))])
    assert text.splitlines()[-1] == '  start: "2016-07-20T14:15:00Z"'


def test_a_comment_has_lines_of_a_hundred_and_ten_characters() -> None:
    assert durations_yaml([f"{'a' * 55} {'b' * 54}"], []) == f"# {'a' * 55} {'b' * 54}\n"
    assert durations_yaml([f"{'a' * 55} {'b' * 55}"], []) == f"# {'a' * 55}\n# {'b' * 55}\n"


def test_without_a_change_there_are_only_the_comments() -> None:
    assert durations_yaml(["Nothing to change."], []) == "# Nothing to change.\n"
