"""The addresses of the views: on this laptop, and at one of its network addresses if somebody asks for it."""

import errno
import socket
from contextlib import ExitStack
from ipaddress import IPv4Address, IPv6Address, ip_address
from typing import Final

from runofshow.errors import RunOfShowError, UsageError
from runofshow.serve import PORT

LOOPBACK: Final = IPv4Address("127.0.0.1")

Address = IPv4Address | IPv6Address


class NotServed(RunOfShowError):
    """The address or port can't be used."""


def address_of(text: str) -> Address:
    """Return the address that was given as ``--lan``.

    Raises:
        UsageError: it is no address, or the unspecified one, or one that no browser opens.
    """
    example = likely_address() or IPv4Address("192.168.1.20")
    try:
        address = ip_address(text.strip().strip("[]"))
    except ValueError:
        raise UsageError(
            f"'{text}' is no address: --lan takes one of this laptop's own in digits, as {example}"
        ) from None
    if address.is_unspecified:
        raise UsageError(f"{address} is every address at once: say the one that others are to use, as --lan {example}")
    if address.is_multicast or address.is_reserved or (isinstance(address, IPv6Address) and address.is_link_local):
        raise UsageError(f"no browser can open {address}: say another address of this laptop, as --lan {example}")
    return address


def likely_address() -> Address | None:
    """Return the address that this machine would use to reach another; None without a network. Nothing is sent."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as route:
        try:
            route.connect(("192.0.2.1", 9))  # an address for documentation, RFC 5737: nobody is there
            found = ip_address(route.getsockname()[0])
        except OSError:
            return None
    return None if found.is_loopback or found.is_unspecified else found


def authority(address: Address, port: int) -> str:
    """Return host and port as they stand in a link."""
    return _with_port(f"[{address}]" if isinstance(address, IPv6Address) else str(address), port)


def authorities(addresses: tuple[Address, ...], port: int) -> frozenset[str]:
    """Return each host and port that a browser may send for these addresses."""
    return frozenset({authority(address, port) for address in addresses} | {_with_port("localhost", port)})


def _with_port(host: str, port: int) -> str:
    # browsers leave the port of HTTP out of links and of the Host header
    return host if port == 80 else f"{host}:{port}"


def listening(addresses: tuple[Address, ...], port: int) -> list[socket.socket]:
    """Open a listening socket at each address.

    Raises:
        NotServed: an address isn't this machine's, or the port is taken or reserved.
    """
    sockets: list[socket.socket] = []
    with ExitStack() as opened:
        for address in dict.fromkeys(addresses):
            family = socket.AF_INET6 if isinstance(address, IPv6Address) else socket.AF_INET
            try:
                sockets.append(opened.enter_context(socket.create_server((str(address), port), family=family)))
            except OSError as refused:
                raise NotServed(_why(refused, address, port)) from None
        opened.pop_all()
    return sockets


def _why(refused: OSError, address: Address, port: int) -> str:
    match refused.errno:
        case errno.EADDRINUSE:
            other = port % 65_535 + 1
            return f"port {port} is taken: end the other 'runofshow serve', or take another, as --port {other}"
        case errno.EADDRNOTAVAIL:
            likely = likely_address()
            instead = f"; this laptop's seems to be {likely}" if likely else ", which is in no network now"
            return f"{address} is no address of this laptop{instead}"
        case errno.EACCES | errno.EPERM:
            return f"port {port} is reserved by the system: take one from 1024 on, as --port {PORT}"
        case _:
            return f"{address} port {port} can't be used: {(refused.strerror or str(refused)).lower()}"
