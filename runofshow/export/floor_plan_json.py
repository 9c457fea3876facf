"""`floor plan --json`: what a floor round can still take, for a program; durations in seconds."""

from runofshow.export.json_values import json_text, seconds, typed_value
from runofshow.export.status_json import category_limits, waiting_value
from runofshow.show.capacity import PREDICTED_BY, Capacity
from runofshow.show.state import Show


def floor_plan_json(show: Show, floor: Capacity) -> str:
    """The plan as a JSON object; the turns in the order of the list."""
    turns = [
        {"place": place, **waiting_value(show, turn.request, turn)} for place, turn in enumerate(floor.turns, start=1)
    ]
    in_time = [turn for turn in turns if turn["fits"]]
    return json_text(
        {
            "block": floor.block.id,
            "title": typed_value(floor.block.block.title),
            "running": floor.block.id == show.current,
            "remaining": seconds(floor.remaining),
            "limit": seconds(floor.limit),
            "limits": category_limits(floor),
            "handover": seconds(show.agenda.floor.handover),
            "fits": floor.fits,
            "predicted": floor.predicted,
            "predicted_by": {
                "way": PREDICTED_BY,
                "interventions_heard": floor.heard.interventions,
                "share_of_limit": round(floor.pace.share, 3),
                "intervention": seconds(floor.limit * floor.pace.share),
                "handover": seconds(floor.pace.handover),
            },
            "seat_all_limit": seconds(floor.seat_all),
            "order": show.list_order,
            "list_closed": show.list_closed,
            "all_fit": floor.all_fit,
            "close_list_now": floor.full and not show.list_closed,
            "time_runs_out_after": in_time[-1]["place"] if in_time and not floor.all_fit else None,
            "turns": turns,
        }
    )
