"""A dry run and its advice as JSON."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any, TypeVar

from runofshow.agenda.model import Agenda
from runofshow.export.json_values import duration_value, instant_value, json_text, speaker_value, typed_value
from runofshow.instants import Instant
from runofshow.simulation.advice import Advice
from runofshow.simulation.answers import DryRunResult, answers, caveat
from runofshow.simulation.distribution import BlockDistribution, Distribution, FloorDistribution, Quantiles
from runofshow.simulation.played_outcome import PlayedBlock, PlayedOutcome

T = TypeVar("T")


def dry_run_json(example: PlayedOutcome, result: DryRunResult) -> str:
    """Return a dry run: lengths in seconds, instants in ISO 8601 in the event's zone, chances from 0 to 1."""
    found, assumptions = result.distribution, example.assumptions
    agenda = found.agenda
    return json_text(
        {
            "seed": found.seed,
            "preset": assumptions.preset.name,
            "speech": {"median": assumptions.preset.speech.median, "sigma": assumptions.preset.speech.sigma},
            "proxy": caveat(assumptions.preset),
            "policy": assumptions.policy.value,
            "limit": None if assumptions.limit is None else duration_value(assumptions.limit),
            "late": duration_value(assumptions.late),
            "trials": found.trials,
            "hard_stop": instant_value(agenda.end, agenda.timezone),
            "finish_by_hard_stop": found.finish_by_hard_stop,
            "finish": _instants(found.finish, agenda),
            "speakers_done": None if found.speakers_done is None else _instants(found.speakers_done, agenda),
            "floor": None if found.floor is None else _floor_value(found.floor, found.trials),
            "answers": list(answers(result)),
            "simulated": _simulated_value(example),
            "blocks": [
                _block_value(block, run, found) for block, run in zip(found.blocks, example.blocks, strict=True)
            ],
        }
    )


def advice_json(advice: Advice) -> str:
    """Return advice: chances from 0 to 1, lengths in seconds."""
    reaches = advice.reaches
    return json_text(
        {
            "seed": advice.seed,
            "preset": advice.assumptions.preset.name,
            "policy": advice.assumptions.policy.value,
            "trials": advice.trials,
            "wanted": advice.wanted,
            "as_planned": advice.as_planned,
            "limit": None if reaches is None else duration_value(reaches.limit),
            "finish_by_hard_stop": advice.as_planned if reaches is None else reaches.chance,
            "blocks": [{"id": one.block.id, "duration": duration_value(one.duration)} for one in advice.changes],
            "alternatives": [{"change": one.change, "finish_by_hard_stop": one.chance} for one in advice.alternatives],
        }
    )


def _quantiles(found: Quantiles[T], value: Callable[[T], object]) -> dict[str, object]:
    return {"p10": value(found.p10), "p50": value(found.p50), "p90": value(found.p90)}


def _instants(found: Quantiles[Instant], agenda: Agenda) -> dict[str, object]:
    return _quantiles(found, lambda instant: instant_value(instant, agenda.timezone))


def _floor_value(floor: FloorDistribution, trials: int) -> dict[str, object]:
    return {
        "planned": duration_value(floor.planned),
        "seconds": _quantiles(floor.time, duration_value),
        "seconds_before_hard_stop": _quantiles(floor.in_the_room, duration_value),
        "interventions": _quantiles(floor.interventions, int),
        "falls_to_min": floor.falls_to_min / trials,
        "keeps_min": floor.keeps_min / trials,
    }


def _simulated_value(example: PlayedOutcome) -> dict[str, object]:
    return {
        "finish": instant_value(example.finish, example.show.agenda.timezone),
        "overrun": duration_value(max(timedelta(0), example.overrun)),
        "floor": {
            "planned": duration_value(example.floor_planned),
            "left": duration_value(example.floor_left),
            "interventions": example.interventions,
        },
    }


def _block_value(block: BlockDistribution, run: PlayedBlock, found: Distribution) -> dict[str, Any]:
    row, agenda, zone = run.planned, found.agenda, found.agenda.timezone
    return {
        "id": row.block.id,
        "segment": typed_value(row.segment),
        "kind": row.block.kind,
        "title": typed_value(row.block.title),
        "speaker": speaker_value(getattr(row.block, "speaker", None)),
        "planned_start": instant_value(row.start, zone),
        "planned_end": instant_value(row.end, zone),
        "start": _instants(block.start, agenda),
        "end": _instants(block.end, agenda),
        "falls_to_min": block.falls_to_min / found.trials if block.is_floor else None,
        "starts_on_time": None if block.on_time is None else block.on_time / found.trials,
        "simulated_start": instant_value(run.start, zone),
        "simulated_end": instant_value(run.end, zone),
        "planned": duration_value(row.duration),
        "simulated": duration_value(run.length),
        "difference": duration_value(run.later),
        "interventions": run.interventions if run.is_floor else None,
    }
