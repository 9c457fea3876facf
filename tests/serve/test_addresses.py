"""Where views can be reached, and where they can't."""

import errno
import socket

import pytest

from runofshow.errors import RunOfShowError
from runofshow.serve.addresses import LOOPBACK, NotServed, address_of, authorities, authority, listening
from tests.serve.served import free_port


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("", "'' is no address"),
        ("laptop.local", "'laptop.local' is no address"),
        ("192.168.1", "is no address"),
        ("0.0.0.0", "0.0.0.0 is every address at once"),  # noqa: S104 -- it is refused
        ("::", ":: is every address at once"),
        ("[::]", ":: is every address at once"),
        ("fe80::1%eth0", "no browser can open fe80::1%eth0"),
        ("224.0.0.1", "no browser can open 224.0.0.1"),
    ],
)
def test_what_is_no_address_to_be_called_at_is_refused_in_a_sentence(typed: str, said: str) -> None:
    with pytest.raises(RunOfShowError, match="--lan") as refused:
        address_of(typed)
    assert said in str(refused.value)
    assert refused.value.exit_code == 2


def test_an_address_of_another_machine_is_refused() -> None:
    """198.51.100.7 is nobody's (RFC 5737)."""
    with pytest.raises(NotServed, match=r"198\.51\.100\.7 is no address of this laptop"):
        listening((LOOPBACK, address_of("198.51.100.7")), free_port())


def test_a_port_that_is_taken_is_one_sentence() -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        with pytest.raises(NotServed, match=f"port {port} is taken: .* --port"):
            listening((LOOPBACK,), port)


def test_both_addresses_are_listened_at_and_one_that_is_said_twice_once() -> None:
    sockets = listening((LOOPBACK, LOOPBACK), free_port())
    assert [one.getsockname()[0] for one in sockets] == ["127.0.0.1"]
    for one in sockets:
        one.close()


def test_a_link_holds_the_port_where_a_browser_does() -> None:
    assert authority(address_of("192.168.1.20"), 8720) == "192.168.1.20:8720"
    assert authority(address_of("2001:db8::1"), 8720) == "[2001:db8::1]:8720"
    assert authority(LOOPBACK, 80) == "127.0.0.1"
    assert authorities((LOOPBACK, address_of("192.168.1.20")), 8720) == {
        "127.0.0.1:8720",
        "192.168.1.20:8720",
        "localhost:8720",
    }


def test_other_refusals_of_the_system_are_sentences_too() -> None:
    from runofshow.serve.addresses import _why

    assert "port 81 is reserved by the system" in _why(OSError(errno.EACCES, "denied"), LOOPBACK, 81)
    assert "can't be used: out of fish" in _why(OSError(errno.ENOBUFS, "Out of fish"), LOOPBACK, 81)
