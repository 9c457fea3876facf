"""What it costs to hand a long record on."""

import json
from dataclasses import replace
from datetime import timedelta

from runofshow.export.chatham_house import without_names
from runofshow.export.formats import RECORD_FORMATS as FORMATS
from runofshow.export.formats import Options
from tests.benchmarks.table import median_of, told
from tests.export.shows import RECORDING_START, recorded, with_interventions

INTERVENTIONS = 20_000


def exports() -> None:
    """Each text format of 20,000 interventions, against `json.dumps` of as many rows."""
    whole = recorded()
    many = tuple(
        replace(
            whole.interventions[number % len(whole.interventions)],
            number=number + 1,
            began=whole.meeting.start + timedelta(seconds=12 * number),
            ended=whole.meeting.start + timedelta(seconds=12 * number + 11),
        )
        for number in range(INTERVENTIONS)
    )
    record = with_interventions(whole, many)
    rows = [one.particulars.model_dump() | {"given": one.given.isoformat()} for one in many]
    bare = median_of(lambda: json.dumps(rows, ensure_ascii=False, indent=2), 3)
    for format_ in FORMATS:
        name = format_.name
        if format_.is_text:
            choices = Options(recording_start=RECORDING_START if "--recording-start" in format_.takes else None)
            taken = median_of(lambda one=format_, with_=choices: one.whole_file(record, with_), 3)  # type: ignore[misc]
            told(f"{name} of {INTERVENTIONS:,} interventions", taken, "json.dumps of as many rows", bare)
            if "--shape" in format_.takes:
                taken = median_of(lambda one=format_: one.whole_file(record, Options("list")), 3)  # type: ignore[misc]
                told(f"{name}, the list of their speakers", taken, "json.dumps of as many rows", bare)
    told("their names left out", median_of(lambda: without_names(record), 3), "json.dumps of as many rows", bare)
