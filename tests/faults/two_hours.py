"""The journal of a two-hour meeting, typed command by command."""

import io
import os
from contextlib import chdir, redirect_stderr, redirect_stdout
from pathlib import Path

from runofshow.cli import main
from tests.cli.conftest import Said
from tests.cli.test_two_hours import FIRST_HALF, SECOND_HALF, type_all


def two_hours(folder: Path) -> Path:
    """The journal of the lunch of 20 July 2016, in a folder: some 55 entries."""

    def run(*words: str) -> Said:
        try:
            main(words)
        except SystemExit as ended:
            assert not ended.code, (words, ended.code)
        return Said(0, "", "")

    with chdir(folder), redirect_stdout(io.StringIO()), redirect_stderr(io.StringIO()):
        os.environ.pop("RUNOFSHOW_JOURNAL_DIR", None)
        type_all(run, FIRST_HALF)
        type_all(run, SECOND_HALF)
    return next((folder / "journals").glob("*.jsonl"))
