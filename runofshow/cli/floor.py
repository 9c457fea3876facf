"""The commands of `floor`, in the order in which its help lists them."""

from collections.abc import Callable

import typer

from runofshow.cli.floor_list import absent, ask, close, list_, move, open_, order, withdraw
from runofshow.cli.floor_time import limit, plan
from runofshow.cli.floor_turns import end, give, reply

app = typer.Typer(
    no_args_is_help=True,
    help="The list of speakers and the floor: who asks, who speaks, for how long, and how many more can.",
    context_settings={"help_option_names": ["-h", "--help"]},
)

_COMMANDS: tuple[Callable[..., None], ...] = (
    ask, give, reply, end, withdraw, absent, move, limit, order, list_, plan, close, open_,
)  # fmt: skip

for _command in _COMMANDS:
    app.command(_command.__name__.strip("_"))(_command)
