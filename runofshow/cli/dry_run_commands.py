"""The command `dry-run`: simulate the meeting, before it is held."""

import sys
import tempfile
import time
from collections.abc import Iterable, Sequence
from datetime import timedelta
from pathlib import Path
from typing import Annotated

import typer

from runofshow.agenda.model import Agenda
from runofshow.cli.completion import beginning
from runofshow.cli.help import refuse_file
from runofshow.cli.output_files import Force, refuse_the_place, write_whole
from runofshow.cli.plan_commands import warn_of_fit
from runofshow.cli.settings import AsJson, argument, option, past_shows, settings_of
from runofshow.cli.typed_times import duration_of, signed_duration_of
from runofshow.errors import UsageError
from runofshow.export.dry_run_json import advice_json, dry_run_json
from runofshow.export.formats import TIMELINE_FORMATS
from runofshow.show.names import clock_time
from runofshow.simulation.advice import advice_yaml
from runofshow.simulation.advice import advise as best_limit
from runofshow.simulation.agenda_variants import limit_speeches
from runofshow.simulation.answers import dry_run_result
from runofshow.simulation.assumptions import PRESETS, Assumptions, Policy, Preset, preset_named, with_speech
from runofshow.simulation.calibration import calibrated
from runofshow.simulation.outcome import Outcome
from runofshow.simulation.played_outcome import play_outcome
from runofshow.ui.console import printed
from runofshow.ui.dry_run_table import dry_run_view


def dry_run(  # noqa: PLR0913 -- all that can be assumed of a meeting
    context: typer.Context,
    preset: Annotated[
        str,
        option(
            "How speakers keep to their time: chaired, high-level or unenforced.",
            "PRESET",
            autocompletion=beginning(PRESETS),
        ),
    ] = "high-level",
    overrun: Annotated[
        float | None,
        option("The usual length of a speech divided by its planned length, as 1.1. By default the preset's."),
    ] = None,
    spread: Annotated[
        float | None,
        option(
            "How much speeches differ, as 0.2: the standard deviation of the logarithm of --overrun. "
            "By default from the preset."
        ),
    ] = None,
    late: Annotated[str, option("Start this much later, as 5m; -2m is earlier.", "DURATION")] = "0s",
    limit: Annotated[str | None, option("Plan no speech longer than this, as 7m.", "DURATION")] = None,
    policy: Annotated[
        str,
        option(
            "lenient: speakers may finish. strict: they are stopped 30 s after their time.",
            "POLICY",
            autocompletion=beginning(Policy),
        ),
    ] = "lenient",
    trials: Annotated[int, option("How many meetings to simulate.")] = 2_000,
    past: Annotated[
        list[Path] | None,
        option(
            "Learn --overrun and --spread from past shows; the preset still counts as much as 8 speeches.",
            "JOURNAL...",
            "--from",
        ),
    ] = None,
    more: Annotated[list[Path] | None, argument("", "JOURNAL", show_default=False, hidden=True)] = None,
    seed: Annotated[
        int, option("A whole number for the random draws; the same number gives the same table.", min=0)
    ] = 1,
    advise: Annotated[
        str | None,
        option(
            "Find the largest limit on speeches that lets this share of the meetings end in time, as 90%.", "CHANCE"
        ),
    ] = None,
    speed: Annotated[
        float | None, option("Play the meeting on the live screen at this speed: 60 is one minute in a second.")
    ] = None,
    output: Annotated[
        Path | None, option("Also draw the timeline, as a page (.html) or a picture (.svg).", "FILE", "--output", "-o")
    ] = None,
    force: Force = False,
    json: AsJson = False,
) -> None:
    """Simulate the meeting with speakers who don't keep to their time, and show the odds."""
    settings = settings_of(context)
    if more and not past:
        refuse_file(str(more[0]), "dry-run")
        raise UsageError(f"'{more[0]}' says nothing here: journals of past shows follow --from, an agenda --agenda")
    figures = _figures(preset, overrun, spread, (*(past or ()), *(more or ())))
    agenda = settings.sheet().agenda
    assumptions = _assumptions(figures, late, limit, policy)
    if assumptions.limit is not None:
        agenda = limit_speeches(agenda, assumptions.limit)
    if not 1 <= trials <= 1_000_000:
        raise UsageError("--trials is from 1 to 1,000,000")
    if output is not None and (speed is not None or advise is not None):
        raise UsageError("-o draws the timeline of the odds: it goes with neither --speed nor --advise")
    if speed is not None:
        if json or advise is not None:
            raise UsageError("--speed plays the meeting before your eyes: it goes with neither --json nor --advise")
        _play(agenda, assumptions, seed, speed, settings.by)
    elif advise is not None:
        wanted = _chance(advise)
        found = best_limit(agenda, assumptions, seed, trials, wanted, lambda runs: _watched(runs, trials))
        sys.stdout.write(advice_json(found) if json else advice_yaml(found))
    else:
        _simulate(agenda, assumptions, seed, trials, json=json, output=output, force=force)
    warn_of_fit(agenda)


def _figures(name: str, overrun: float | None, spread: float | None, past: Sequence[Path]) -> Preset:
    preset = preset_named(name)
    if overrun is not None and not 0 < overrun <= 20:
        raise UsageError("--overrun is how many times its length a speech takes, as 1.1; at most 20")
    if spread is not None and not 0 <= spread <= 3:
        raise UsageError("--spread is the standard deviation of the logarithm, as 0.2; from 0 to 3")
    if not past:
        return with_speech(preset, overrun=overrun, spread=spread)
    if overrun is not None or spread is not None:
        raise UsageError("--from fits the figures that --overrun and --spread give: say one or the other")
    return calibrated(preset, past_shows(past))


def _assumptions(preset: Preset, late: str, limit: str | None, policy: str) -> Assumptions:
    if policy not in list(Policy):
        raise UsageError(f"there is no policy '{policy}': choose one of {', '.join(Policy)}")
    longest = None if limit is None else duration_of(limit)
    if longest is not None and longest <= timedelta(0):
        raise UsageError("a limit must be more than 0")
    return Assumptions(preset, signed_duration_of(late), Policy(policy), longest)


def _chance(text: str) -> float:
    """Return the chance that a person means by 90%, 90 or 0.9."""
    typed = text.strip().removesuffix("%").strip()
    try:
        number = float(typed)
    except ValueError:
        number = 0.0
    if not text.strip().endswith("%") and number <= 1:
        number *= 100
    if not 0 < number <= 100:
        raise UsageError(f"'{text}' is no chance: write it like 90%")
    return number / 100


def _simulate(  # noqa: PLR0913 -- the assumptions of a dry run, and where it is written
    agenda: Agenda, assumptions: Assumptions, seed: int, trials: int, *, json: bool, output: Path | None, force: bool
) -> None:
    timeline = None if output is None else TIMELINE_FORMATS.chosen(None, output)
    if output is not None:
        if timeline is None:
            raise UsageError("a timeline is drawn into a file: name it ….html or ….svg")
        refuse_the_place(output, force=force)
    example = play_outcome(agenda, assumptions, seed)
    result = dry_run_result(agenda, assumptions, seed, trials, lambda runs: _watched(runs, trials))
    if json:
        sys.stdout.write(dry_run_json(example, result))
    else:
        printed(dry_run_view(example, result))
    if output is not None and timeline is not None:
        write_whole(output, timeline.whole_file(result), force=force)


def _watched(runs: Iterable[Outcome], count: int) -> Iterable[Outcome]:
    if not sys.stderr.isatty():
        return runs
    from rich.console import Console
    from rich.progress import track

    return track(runs, "runs", total=count, console=Console(stderr=True), transient=True)


def _play(agenda: Agenda, assumptions: Assumptions, seed: int, speed: float, by: str) -> None:
    """Play a meeting in a journal that is gone afterwards; entries of the moderator's are made in the name of `by`.

    Off a terminal, a line is printed for each change, at its time.
    """
    if not 1 <= speed <= 3_600:  # two hours in two seconds
        raise UsageError("--speed is how many times as fast the clock runs: from 1 to 3,600")
    from runofshow.ui.apps.player import Player

    with tempfile.TemporaryDirectory(prefix="runofshow-") as folder:
        player = Player.opened(agenda, assumptions, seed, speed, Path(folder))
        if sys.stdin.isatty() and sys.stdout.isatty():
            from runofshow.ui.apps.live import RehearsalApp
            from runofshow.ui.apps.show_app import run_screen

            run_screen(RehearsalApp(player, by))
            return
        while (wait := player.until_next()) is not None:
            time.sleep(wait / timedelta(seconds=1))
            for entry, show in player.play():
                sys.stdout.write(f"{clock_time(show, entry.at)} {entry.event.describe(show)}\n")
            sys.stdout.flush()
