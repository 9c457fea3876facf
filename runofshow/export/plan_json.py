"""`plan --json`: the timed run of show, for a program. Durations in seconds, instants in the event's zone."""

from datetime import datetime

from runofshow.agenda.model import Agenda, Item
from runofshow.agenda.schedule import planned
from runofshow.export.formats import DEFAULTS, Options
from runofshow.export.json_values import instant_value, json_text, seconds, speakers_fields, typed_value


def plan_json(agenda: Agenda, _options: Options = DEFAULTS) -> bytes:
    """Return the plan as a JSON object."""

    def shown(instant: datetime) -> str:
        return instant_value(instant, agenda.timezone)

    plan = planned(agenda)
    rows = [
        {
            "id": row.block.id,
            "segment": typed_value(row.segment),
            "kind": row.block.kind,
            "item": row.block.type if isinstance(row.block, Item) else None,
            "title": typed_value(row.block.title),
            **speakers_fields(row.block),
            "start": shown(row.start),
            "end": shown(row.end),
            "duration": seconds(row.duration),
            "min": seconds(row.block.min),
            "handover": seconds(row.handover),
        }
        for row in plan.rows
    ]
    whole = {
        "title": typed_value(agenda.title),
        "start": shown(agenda.start),
        "end": shown(agenda.end),
        "timezone": agenda.timezone.key,
        "blocks": rows,
    }
    return json_text(whole).encode()
