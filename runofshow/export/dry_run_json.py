"""A dry run and its advice as JSON."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any, TypeVar

from runofshow.export.json_values import instant_value, json_text, seconds, speaker_value, typed_value
from runofshow.instants import Instant
from runofshow.simulation.advice import Advice
from runofshow.simulation.answers import DryRunResult, answers, caveat
from runofshow.simulation.distribution import BlockDistribution, Distribution, Quantiles
from runofshow.simulation.played_outcome import PlayedBlock, PlayedOutcome

T = TypeVar("T")


def dry_run_json(example: PlayedOutcome, result: DryRunResult) -> str:
    """Return a dry run: lengths in seconds, instants in ISO 8601 in the event's zone, chances from 0 to 1."""
    found, assumptions = result.distribution, example.assumptions
    zone = found.agenda.timezone
    blocks = zip(found.blocks, example.blocks, strict=True)
    return json_text(
        {
            "seed": found.seed,
            "preset": assumptions.preset.name,
            "speech": {"median": assumptions.preset.speech.median, "sigma": assumptions.preset.speech.sigma},
            "proxy": caveat(assumptions.preset),
            "policy": assumptions.policy.value,
            "limit": seconds(assumptions.limit),
            "late": seconds(assumptions.late),
            "trials": found.trials,
            "hard_stop": instant_value(found.agenda.end, zone),
            "finish_by_hard_stop": found.finish_by_hard_stop,
            "finish": _instants(found.finish, found),
            "speakers_done": None if found.speakers_done is None else _instants(found.speakers_done, found),
            "floor": _floor_value(found),
            "answers": list(answers(result)),
            "simulated": {
                "finish": instant_value(example.finish, zone),
                "overrun": seconds(max(timedelta(0), example.overrun)),
                "floor": {
                    "planned": seconds(example.floor_planned),
                    "left": seconds(example.floor_left),
                    "interventions": example.interventions,
                },
            },
            "blocks": [_block_value(block, run, found) for block, run in blocks],
        }
    )


def _quantiles(values: Quantiles[T], value: Callable[[T], object]) -> dict[str, object]:
    return {"p10": value(values.p10), "p50": value(values.p50), "p90": value(values.p90)}


def _instants(values: Quantiles[Instant], found: Distribution) -> dict[str, object]:
    return _quantiles(values, lambda instant: instant_value(instant, found.agenda.timezone))


def _floor_value(found: Distribution) -> dict[str, object] | None:
    if (floor := found.floor) is None:
        return None
    return {
        "planned": seconds(floor.planned),
        "seconds": _quantiles(floor.time, seconds),
        "seconds_before_hard_stop": _quantiles(floor.in_the_room, seconds),
        "interventions": _quantiles(floor.interventions, int),
        "falls_to_min": floor.falls_to_min / found.trials,
        "keeps_min": floor.keeps_min / found.trials,
    }


def _block_value(block: BlockDistribution, run: PlayedBlock, found: Distribution) -> dict[str, Any]:
    row, zone = run.planned, found.agenda.timezone
    return {
        "id": row.block.id,
        "segment": typed_value(row.segment),
        "kind": row.block.kind,
        "title": typed_value(row.block.title),
        "speaker": speaker_value(getattr(row.block, "speaker", None)),
        "planned_start": instant_value(row.start, zone),
        "planned_end": instant_value(row.end, zone),
        "start": _instants(block.start, found),
        "end": _instants(block.end, found),
        "falls_to_min": block.falls_to_min / found.trials if block.is_floor else None,
        "starts_on_time": None if block.on_time is None else block.on_time / found.trials,
        "simulated_start": instant_value(run.start, zone),
        "simulated_end": instant_value(run.end, zone),
        "planned": seconds(row.duration),
        "simulated": seconds(run.length),
        "difference": seconds(run.later),
        "interventions": run.interventions if run.is_floor else None,
    }


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
            "limit": None if reaches is None else seconds(reaches.length),
            "finish_by_hard_stop": advice.as_planned if reaches is None else reaches.chance,
            "blocks": [{"id": one.block.id, "duration": seconds(one.duration)} for one in advice.changes],
            "alternatives": [{"change": one.change, "finish_by_hard_stop": one.chance} for one in advice.alternatives],
        }
    )
