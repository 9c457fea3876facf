"""A meeting typed from beginning to end: its log, and names that are nearly a State's."""

from tests.commands import Run, Said

COMMANDS = """
start --at 2016-07-20T12:50:00-04:00
next --at 13:00
next --at 13:04
amend --block craig-mokhiber --gist "welcomed all" --at 13:05
floor give Switzreland --at 13:06
floor give Brazil --at 13:08
amend 2 --gist "asked about data" --at 13:09
floor end --at 13:10
decision "To meet again." --at 13:11
task "Draft the compact" --owner IOM --due 2016-09-19 --at 13:12
"""

LINES = [
    "13:00:00 Mr. Craig Mokhiber, 4:00: welcomed all",
    "1. 13:06:00 Switzreland, 2:00",
    "2. 13:08:00 Brazil, 2:00: asked about data",
    "13:11:00 decision: To meet again.",
    "13:12:00 task: Draft the compact (IOM; by 2016-09-19)",
]

WARNING = (
    "nobody is known as “Switzreland” (1), so it is no State in the record: did you mean Switzerland? to correct it: "
)


def warnings(said: Said) -> list[str]:
    return [line for line in said.err.splitlines() if "Switzreland" in line]


def test_the_log_lists_gists_decisions_and_tasks_by_their_time(show: Run) -> None:
    cells = [[cell.strip() for cell in line.split("  ") if cell.strip()] for line in show("log").out.splitlines()[1:]]

    assert cells == [
        ["13:00:00", "4:00", "Mr. Craig Mokhiber", "programme", "welcomed all"],
        ["1", "13:06:00", "2:00", "Switzreland", "other"],
        ["2", "13:08:00", "2:00", "Brazil", "state", "asked about data"],
        ["13:11:00", "decision", "To meet again."],
        ["13:12:00", "IOM", "task", "Draft the compact (by 2016-09-19)"],
    ]
    assert show("log", "--plain").out.splitlines() == LINES
    show("finish", "--yes", "--at", "13:20")
    assert show("log", "--follow").out.splitlines() == LINES


def test_a_gist_is_no_correction_in_the_list_of_all_entries(show: Run) -> None:
    show("amend", "1", "--who", "Switzerland")
    show("amend", "2", "--gist", "")

    said = [line.partition(": ")[2] for line in show("log", "--all").out.splitlines()]

    assert said[6] == "noted what Brazil said"
    assert said[10:] == ["corrected: 1 Switzerland", "what was noted of Brazil is taken away"]


def test_export_and_finish_name_what_is_nearly_a_state_once(show: Run) -> None:
    assert warnings(show("export")) == [f"{WARNING}runofshow amend 1 --who Switzerland"]
    assert warnings(show("export", "--since", "13:07")) == []
    assert warnings(show("export", "--chatham-house", "--format", "markdown")) == []
    (closing,) = warnings(show("finish", "--yes", "--at", "13:20"))
    assert closing.startswith(f"{WARNING}runofshow --journal ")
    assert closing.endswith(" amend 1 --who Switzerland")
    show("amend", "1", "--who", "Switzerland")
    assert warnings(show("export")) == []
