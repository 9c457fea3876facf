"""The kinds of paper that documents are made for."""

from typing import Literal, assert_never

Paper = Literal["a4", "letter"]


def millimetres(paper: Paper) -> tuple[float, float]:
    """Return the width and the height of a sheet held upright."""
    match paper:
        case "a4":
            return 210, 297
        case "letter":
            return 215.9, 279.4
        case _:
            assert_never(paper)
