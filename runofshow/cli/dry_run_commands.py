"""The dry run: what could happen, before anybody is in the room."""

import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from runofshow.cli.completion import policies, presets
from runofshow.cli.output_files import Force, refuse_the_place, write_whole
from runofshow.cli.plan_commands import warn_of_fit
from runofshow.cli.settings import AsJson, duration_of, settings_of
from runofshow.errors import UsageError

if TYPE_CHECKING:
    from runofshow.agenda.model import Agenda
    from runofshow.export.formats import Format
    from runofshow.simulation.answers import DryRunResult
    from runofshow.simulation.assumptions import Assumptions
    from runofshow.simulation.outcome import Outcome
    from runofshow.simulation.presets import Preset

MOST_TRIALS = 1_000_000
LARGEST_OVERRUN = 20.0
LARGEST_SPREAD = 3.0


PresetName = Annotated[
    str,
    typer.Option(
        "--preset",
        metavar="PRESET",
        help="How speakers keep to their time: chaired, high-level or unenforced.",
        autocompletion=presets,
    ),
]
Overrun = Annotated[
    float | None,
    typer.Option(help="The median speech takes its planned length times this, as 1.1. By default from the preset."),
]
SpreadOption = Annotated[
    float | None,
    typer.Option(
        "--spread",
        help="How much speeches differ, as 0.2: the standard deviation of that factor's logarithm. "
        "By default from the preset.",
    ),
]
Trials = Annotated[int, typer.Option(help="How many meetings to simulate.")]


def dry_run(  # noqa: PLR0913 -- what can be assumed of a meeting
    context: typer.Context,
    preset: PresetName = "high-level",
    overrun: Overrun = None,
    spread: SpreadOption = None,
    late: Annotated[str, typer.Option(metavar="DURATION", help="Start so much later, as 5m; -2m is earlier.")] = "0s",
    limit: Annotated[
        str | None, typer.Option(metavar="DURATION", help="Plan no speech longer than this, as 7m.")
    ] = None,
    policy: Annotated[
        str,
        typer.Option(
            metavar="POLICY",
            help="lenient: speakers may finish. strict: they are stopped 30 s after their time.",
            autocompletion=policies,
        ),
    ] = "lenient",
    trials: Trials = 2_000,
    past: Annotated[
        list[Path] | None,
        typer.Option(
            "--from",
            metavar="JOURNAL...",
            help="Learn the figures from journals of past shows; the preset then counts as much as 8 speeches.",
        ),
    ] = None,
    more: Annotated[list[Path] | None, typer.Argument(metavar="JOURNAL", show_default=False, hidden=True)] = None,
    seed: Annotated[int, typer.Option(min=0, help="A whole number; the same one gives the same table.")] = 1,
    advise: Annotated[
        str | None,
        typer.Option(
            metavar="CHANCE",
            help="Find the largest limit on speeches that lets this share of the meetings end in time, as 90%.",
        ),
    ] = None,
    speed: Annotated[
        float | None,
        typer.Option(help="Play the meeting on the live screen at this speed: 60 is a minute a second."),
    ] = None,
    output: Annotated[
        Path | None,
        typer.Option("--output", "-o", help="Also draw the timeline, as a page (.html) or a picture (.svg)."),
    ] = None,
    force: Force = False,
    json: AsJson = False,
) -> None:
    """Simulate the meeting with speakers who don't keep to their time, and show the odds."""
    settings = settings_of(context)
    if more and not past:
        message = f"'{more[0]}' says nothing here: journals of past shows follow --from, an agenda --agenda"
        raise UsageError(message)
    figures = _Figures(preset, overrun, spread, (*(past or ()), *(more or ())))
    given = _Given(figures.preset(), late, limit, policy)
    whole = settings.agenda()
    agenda, assumptions = given.applied(whole)
    _check(trials)
    drawing = _Drawing.of(output, force=force)
    if drawing is not None and (speed is not None or advise is not None):
        message = "-o draws the timeline of the odds: it goes with neither --speed nor --advise"
        raise UsageError(message)
    if speed is not None:
        from runofshow.cli.play_dry_run import play

        if json or advise is not None:
            message = "--speed plays the meeting before your eyes: it goes with neither --json nor --advise"
            raise UsageError(message)
        play(agenda, assumptions, seed, speed, settings.by)
    elif advise is not None:
        _advise(agenda, assumptions, seed, trials, _chance(advise), json=json)
    else:
        _show_odds(agenda, assumptions, seed, trials, json=json, drawing=drawing)
    warn_of_fit(agenda)


@dataclass(frozen=True, slots=True)
class _Given:
    """What was given on the command line."""

    preset: "Preset"
    late: str
    limit: str | None
    policy: str

    def applied(self, agenda: "Agenda") -> "tuple[Agenda, Assumptions]":
        """The agenda that is played, and what is assumed of it."""
        from runofshow.simulation.agenda_variants import limit_speeches
        from runofshow.simulation.assumptions import Assumptions, Policy

        if self.policy not in list(Policy):
            message = f"there is no policy '{self.policy}': choose one of {', '.join(Policy)}"
            raise UsageError(message)
        limit = None if self.limit is None else duration_of(self.limit)
        if limit is not None and limit <= timedelta(0):
            message = "a limit must be more than 0"
            raise UsageError(message)
        assumptions = Assumptions(self.preset, duration_of(self.late, signed=True), Policy(self.policy), limit)
        return (agenda if limit is None else limit_speeches(agenda, limit)), assumptions


@dataclass(frozen=True, slots=True)
class _Figures:
    """What was given of how speakers keep to their time."""

    name: str
    overrun: float | None
    spread: float | None
    past: Sequence[Path]

    def preset(self) -> "Preset":
        """The figures to go by."""
        from runofshow.cli.settings import past_shows
        from runofshow.simulation.assumptions import with_speech
        from runofshow.simulation.calibration import calibrated, observed
        from runofshow.simulation.presets import preset_named

        found = preset_named(self.name)
        if self.overrun is not None and not 0 < self.overrun <= LARGEST_OVERRUN:
            message = f"--overrun is how many times its length a speech takes, as 1.1; at most {LARGEST_OVERRUN:g}"
            raise UsageError(message)
        if self.spread is not None and not 0 <= self.spread <= LARGEST_SPREAD:
            message = f"--spread is the standard deviation of the logarithm, as 0.2; from 0 to {LARGEST_SPREAD:g}"
            raise UsageError(message)
        given = (self.overrun, self.spread) != (None, None)
        if self.past and given:
            message = "--from fits the figures that --overrun and --spread give: say one or the other"
            raise UsageError(message)
        if self.past:
            return calibrated(found, observed(past_shows(self.past), found))
        return with_speech(found, overrun=self.overrun, spread=self.spread)


def _check(trials: int) -> None:
    if not 1 <= trials <= MOST_TRIALS:
        message = f"--trials is from 1 to {MOST_TRIALS:,}"
        raise UsageError(message)


def _chance(text: str) -> float:
    """What a person means by 90%, 90 or 0.9."""
    typed = text.strip().removesuffix("%").strip()
    try:
        number = float(typed)
    except ValueError:
        number = 0.0
    if not text.strip().endswith("%") and number <= 1:
        number *= 100
    if not 0 < number <= 100:
        message = f"'{text}' is no chance: write it like 90%"
        raise UsageError(message)
    return number / 100


@dataclass(frozen=True, slots=True)
class _Drawing:
    """Where the timeline is drawn."""

    path: Path
    format: "Format[DryRunResult]"
    force: bool

    @classmethod
    def of(cls, path: Path | None, *, force: bool) -> "_Drawing | None":
        """None where it isn't wanted.

        Raises:
            UsageError: the name of the file doesn't say what it is to be.
            NotWritten: it can't be put there.
        """
        if path is None:
            return None
        from runofshow.export.formats import TIMELINE_FORMATS

        if (chosen := TIMELINE_FORMATS.chosen(None, path)) is None:
            message = "a timeline is drawn into a file: name it ….html or ….svg"
            raise UsageError(message)
        refuse_the_place(path, force=force)
        return cls(path, chosen, force)

    def write(self, result: "DryRunResult") -> None:
        """Draw it."""
        write_whole(self.path, self.format.whole_file(result), force=self.force)


def _show_odds(  # noqa: PLR0913 -- what odds need, and where they go
    agenda: "Agenda", assumptions: "Assumptions", seed: int, trials: int, *, json: bool, drawing: _Drawing | None
) -> None:
    from runofshow.export.dry_run_json import dry_run_json
    from runofshow.simulation.answers import dry_run_result
    from runofshow.simulation.played_outcome import play_outcome
    from runofshow.ui.console import printed
    from runofshow.ui.dry_run_table import dry_run_view

    example = play_outcome(agenda, assumptions, seed)
    result = dry_run_result(agenda, assumptions, seed, trials, lambda runs: watched(runs, trials))
    if json:
        sys.stdout.write(dry_run_json(example, result))
    else:
        printed(dry_run_view(example, result))
    if drawing is not None:
        drawing.write(result)


def _advise(  # noqa: PLR0913 -- what odds need, and what is wanted
    agenda: "Agenda", assumptions: "Assumptions", seed: int, trials: int, wanted: float, *, json: bool
) -> None:
    from runofshow.export.dry_run_json import advice_json
    from runofshow.simulation.advice import advice_yaml, advise

    found = advise(agenda, assumptions, seed, trials, wanted, lambda runs: watched(runs, trials))
    sys.stdout.write(advice_json(found) if json else advice_yaml(found))


def watched(runs: "Iterable[Outcome]", count: int) -> "Iterable[Outcome]":
    """The runs, with a bar on stderr that says how far they have come; none where that is no terminal."""
    if not sys.stderr.isatty():
        return runs
    from rich.console import Console
    from rich.progress import track

    return track(runs, "runs", total=count, console=Console(stderr=True), transient=True)
