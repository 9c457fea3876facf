"""Sentences with which something typed is refused."""

from collections.abc import Callable


def refusal(read: Callable[..., object], *what: object, **how: object) -> str:
    """The sentence with which reading something is refused; none if it is read."""
    try:
        read(*what, **how)
    except ValueError as error:
        return str(error)
    return ""
