"""The command that serves views of a show to browsers near by."""

import sys
from collections.abc import Mapping
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from runofshow.cli.follow_show import lookout_of, waited_for
from runofshow.cli.settings import say, settings_of
from runofshow.errors import LibraryMissing
from runofshow.serve import PORT

if TYPE_CHECKING:
    from runofshow.serve.addresses import Address


class View(StrEnum):
    """A page that browsers can open."""

    STAGE = "stage"
    BACKSTAGE = "backstage"


def serve(
    context: typer.Context,
    view: Annotated[
        View, typer.Option(metavar="VIEW", help="The view whose link is drawn as a QR code: stage or backstage.")
    ] = View.STAGE,
    lan: Annotated[
        str | None,
        typer.Option(metavar="ADDRESS", help="The laptop's address in the network, so that others in it can look."),
    ] = None,
    port: Annotated[int, typer.Option(min=1, max=65535, help="The port that browsers connect to.")] = PORT,
) -> None:
    """Show the speaker's screen, and a view for staff, in browsers near by. Ctrl-C stops it.

    If there is no show yet, the command waits for one. The links stay the same when the meeting follows its rehearsal,
    and when a newer show of the same meeting follows a closed one. For any other show start the command again.
    """
    _needs_the_extra()
    from runofshow.serve.addresses import LOOPBACK, address_of, authorities, authority, listening
    from runofshow.serve.followed_show import Following
    from runofshow.serve.links import link, secret_beside, tokens_of
    from runofshow.serve.server import run_server
    from runofshow.text import clip
    from runofshow.ui.apps.awake import MAY_SLEEP, kept_awake

    address = LOOPBACK if lan is None else address_of(lan)
    settings = settings_of(context)
    following = Following(settings.journal_if_any() or waited_for(settings))
    for damage in following.damage:
        say(f"{following.path}:{damage.line}: {damage.sentence}")
    sockets = listening((LOOPBACK, address), port)
    say(f"serving “{clip(following.show.agenda.title, 60)}”, {following.path}")
    secret, kept = secret_beside(following.path)
    tokens = tokens_of(secret)
    _print_links({each: link(authority(address, port), each, tokens) for each in View}, view)
    say(_who_can_look(address))
    again = "the links are the same the next time" if kept else "the next time the links will be others"
    say(f"Ctrl-C stops it; the show goes on without it, and {again}.")
    with kept_awake() as awake:
        if not awake:
            say(MAY_SLEEP)
        run_server(following, tokens, authorities((LOOPBACK, address), port), sockets, say, lookout_of(settings))


def _needs_the_extra() -> None:
    from importlib.util import find_spec

    missing = [package for package in ("starlette", "uvicorn", "segno") if find_spec(package) is None]
    if missing:
        raise LibraryMissing(serve.__name__, *missing)


def _print_links(links: Mapping[View, str], view: View) -> None:
    """Print the link of each view; on a terminal also the QR code of one."""
    for each, link in links.items():
        sys.stdout.write(f"{each:<11}{link}\n")
    sys.stdout.flush()
    if sys.stdout.isatty():
        from runofshow.serve.links import qr_code
        from runofshow.ui.console import printed

        printed(qr_code(links[view]))
        say(f"The code opens: {view}")


def _who_can_look(address: "Address") -> str:
    """Return a sentence on who can open the links."""
    from runofshow.serve.addresses import likely_address

    if not address.is_loopback:
        return (
            f"Everybody in the network of {address} who has a link can look, and nobody can change anything. Titles, "
            "names and times go over that network unencrypted, and nothing of what was said."
        )
    likely = likely_address()
    others = f"'--lan {likely}' lets others in the same network look" if likely else "the laptop is in no network now"
    return f"Only this laptop can open them; {others}."
