"""A dry run and its advice as JSON."""

from datetime import timedelta, tzinfo
from typing import Any

from runofshow.agenda.schedule import ZERO
from runofshow.export.json_values import json_text, json_value, seconds, speaker_value, typed_value
from runofshow.instants import Instant
from runofshow.simulation.advice import Advice
from runofshow.simulation.answers import DryRunResult, answers, caveat
from runofshow.simulation.distribution import BlockDistribution, Quantiles
from runofshow.simulation.played_outcome import PlayedBlock, PlayedOutcome


def dry_run_json(example: PlayedOutcome, result: DryRunResult) -> str:
    """Return a dry run: lengths in seconds, instants in ISO 8601 in the event's zone, chances from 0 to 1."""
    found, assumptions = result.distribution, result.distribution.assumptions
    zone, floor, trials = found.agenda.timezone, found.floor, found.trials
    blocks = zip(found.blocks, example.blocks, strict=True)
    return json_text(
        {
            "seed": found.seed,
            "preset": assumptions.preset.name,
            "speech": assumptions.preset.speech._asdict(),
            "proxy": caveat(assumptions.preset),
            "policy": assumptions.policy.value,
            "limit": seconds(assumptions.limit),
            "late": seconds(assumptions.late),
            "trials": trials,
            "hard_stop": json_value(found.agenda.end, zone),
            "finish_by_hard_stop": found.finish_by_hard_stop,
            "finish": _quantiles(found.finish, zone),
            "speakers_done": found.speakers_done and _quantiles(found.speakers_done, zone),
            "floor": floor
            and {
                "planned": seconds(floor.planned),
                "seconds": _quantiles(floor.time, zone),
                "seconds_before_hard_stop": _quantiles(floor.in_the_room, zone),
                "interventions": _quantiles(floor.interventions, zone),
                "falls_to_min": floor.falls_to_min / trials,
                "keeps_min": floor.keeps_min / trials,
            },
            "answers": list(answers(result)),
            "simulated": {
                "finish": json_value(example.finish, zone),
                "overrun": seconds(max(ZERO, example.overrun)),
                "floor": {
                    "planned": seconds(example.floor_planned),
                    "left": seconds(example.floor_left),
                    "interventions": example.interventions,
                },
            },
            "blocks": [_block_value(block, run, trials, zone) for block, run in blocks],
        }
    )


def _quantiles(values: Quantiles[Instant] | Quantiles[timedelta] | Quantiles[int], zone: tzinfo) -> dict[str, object]:
    return {name: json_value(value, zone) for name, value in values._asdict().items()}


def _block_value(block: BlockDistribution, run: PlayedBlock, trials: int, zone: tzinfo) -> dict[str, Any]:
    row = run.planned
    return {
        "id": row.block.id,
        "segment": typed_value(row.segment),
        "kind": row.block.kind,
        "title": typed_value(row.block.title),
        "speaker": speaker_value(getattr(row.block, "speaker", None)),
        "planned_start": json_value(row.start, zone),
        "planned_end": json_value(row.end, zone),
        "start": _quantiles(block.start, zone),
        "end": _quantiles(block.end, zone),
        "falls_to_min": block.falls_to_min / trials if block.is_floor else None,
        "starts_on_time": None if block.on_time is None else block.on_time / trials,
        "simulated_start": json_value(run.start, zone),
        "simulated_end": json_value(run.end, zone),
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
            "limit": reaches and seconds(reaches.length),
            "finish_by_hard_stop": reaches.chance if reaches else advice.as_planned,
            "blocks": [{"id": one.block.id, "duration": seconds(one.duration)} for one in advice.changes],
            "alternatives": [{"change": one.change, "finish_by_hard_stop": one.chance} for one in advice.alternatives],
        }
    )
