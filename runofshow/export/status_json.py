"""The JSON of `status --json` and `floor plan --json`: where the show is and what follows. Durations are in seconds."""

from typing import Any

from runofshow.export.json_values import instant_value, json_text, json_value, seconds, speakers_fields, typed_value
from runofshow.instants import Instant
from runofshow.show.capacity import PREDICTED_BY, Capacity, Turn
from runofshow.show.forecast import Forecast
from runofshow.show.particulars import Particulars
from runofshow.show.parts import Request
from runofshow.show.state import Show, wall_time


def status_json(show: Show, forecast: Forecast, only: str | None = None, *, gists: bool = True) -> str:
    """Return the status as a JSON object, or the value of one of its keys; without `gists` nothing that was said."""
    following = forecast.next_block
    status: dict[str, Any] = {
        "phase": forecast.phase.value,
        "mode": show.mode,
        "now": _instant(show, forecast.now),
        "block": _running(show, forecast),
        "next": None
        if following is None
        else {
            "id": following.id,
            "title": typed_value(following.run.block.title),
            "expected_start": _instant(show, following.start),
            "slack": seconds(following.slack),
        },
        "offset": seconds(forecast.offset),
        "projected_finish": _instant(show, forecast.finish),
        "hard_stop": _instant(show, forecast.hard_stop),
        "margin": seconds(forecast.margin),
        "overrun": seconds(forecast.overrun),
        "floor": _floor(show, forecast, gists=gists),
        "blocks": [
            {
                "id": block.id,
                "title": typed_value(block.run.block.title),
                "kind": block.run.block.kind,
                "status": block.run.status.value,
                "planned_start": _instant(show, block.planned_start),
                "planned_end": _instant(show, block.planned_end),
                "expected_start": _instant(show, block.start),
                "expected_end": _instant(show, block.end),
                "allotment": seconds(block.allotment),
            }
            for block in forecast.blocks
        ],
    }
    return json_text(status if only is None else status[only])


def _running(show: Show, forecast: Forecast) -> dict[str, Any] | None:
    run, countdown, turn = show.running, forecast.countdown, forecast.turn
    if run is None or countdown is None:
        return None
    return {
        "id": run.id,
        "title": typed_value(run.block.title),
        "kind": run.block.kind,
        **speakers_fields(run.block),
        "elapsed": seconds(countdown.elapsed),
        "remaining": seconds(countdown.remaining),
        "allotment": seconds(countdown.allotment),
        "signal": countdown.signal.value,
        "turn": None
        if turn is None
        else {
            "name": typed_value(turn.turn.speaker.name),
            "number": turn.turn.number,
            "elapsed": seconds(turn.elapsed),
            "remaining": seconds(turn.remaining),
        },
    }


def _floor(show: Show, forecast: Forecast, *, gists: bool) -> dict[str, Any]:
    floor, one, countdown = forecast.floor, show.holding, forecast.holder
    turns = {} if floor is None else {turn.request.entry: turn for turn in floor.turns}
    return {
        "block": None if floor is None else floor.block.id,
        "remaining": None if floor is None else seconds(floor.remaining),
        "fits": None if floor is None else floor.fits,
        "predicted": None if floor is None else floor.predicted,
        "limit": None if floor is None else seconds(floor.limit),
        "limits": {} if floor is None else _limits(floor),
        "seat_all_limit": None if floor is None else seconds(floor.seat_all),
        "list_closed": show.list_closed,
        "order": show.list_order,
        "holder": None
        if one is None or countdown is None
        else {
            "number": one.number,
            **_said(one.particulars, gists=gists),
            "given": _instant(show, one.interval.start),
            "elapsed": seconds(countdown.elapsed),
            "remaining": seconds(countdown.remaining),
            "limit": seconds(countdown.allotment),
            "signal": countdown.signal.value,
        },
        "waiting": [_waiting(show, request, turns.get(request.entry), gists=gists) for request in show.queue()],
        "guards": [
            {"id": guard.id, "lost": seconds(guard.lost), "min": seconds(guard.run.block.minimum)}
            for guard in forecast.guards
        ],
    }


def floor_plan_json(show: Show, floor: Capacity) -> str:
    """Return the plan as a JSON object; the turns in the order of the list."""
    turns = [{"place": place, **_waiting(show, turn.request, turn)} for place, turn in enumerate(floor.turns, start=1)]
    in_time = [turn for turn in turns if turn["fits"]]
    return json_text(
        {
            "block": floor.block.id,
            "title": typed_value(floor.block.block.title),
            "running": floor.block.id == show.current,
            "remaining": seconds(floor.remaining),
            "limit": seconds(floor.limit),
            "limits": _limits(floor),
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


def _limits(floor: Capacity) -> dict[str, float | int | None]:
    """Return the limits in a floor block that differ from the general one."""
    return {category: seconds(limit) for category, limit in floor.limits.by_category().items()}


def _waiting(show: Show, request: Request, turn: Turn | None, *, gists: bool = True) -> dict[str, Any]:
    """Return somebody on the list of speakers, with what the turn is expected to be."""
    return {
        **_said(request.particulars, gists=gists),
        "asked": _instant(show, request.asked),
        "expected_start": None if turn is None else _instant(show, turn.start),
        "limit": None if turn is None else seconds(turn.limit),
        "fits": None if turn is None else turn.fits,
    }


def _said(particulars: Particulars, *, gists: bool) -> dict[str, Any]:
    """Return what is known of an intervention or a request, harmless to whatever prints it."""
    known = particulars.model_dump(exclude_none=True, exclude=None if gists else {"gist"})
    return {name: json_value(value) for name, value in known.items()}


def _instant(show: Show, instant: Instant | None) -> str | None:
    if instant is None:
        return None
    return instant_value(wall_time(show, instant).replace(microsecond=0), show.agenda.timezone)
