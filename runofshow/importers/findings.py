"""Remarks on an import: how each column was taken, what was inferred, what was left out; a line each."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

_MOST_PLACES: Final = 6


@dataclass(slots=True)
class Findings:
    """Remarks, in the order in which they were first made; one that comes again only adds its place."""

    _places: dict[str, list[str]] = field(default_factory=dict)

    def add(self, remark: str, *places: str) -> None:
        """Make a remark, about a row or about nothing in particular."""
        self._places.setdefault(remark, []).extend(places)

    def lines(self) -> Iterator[str]:
        """A line for each remark: with its places, and their number where they are many."""
        for remark, places in self._places.items():
            if not places:
                yield remark
                continue
            named = "; ".join(places[:_MOST_PLACES])
            more = len(places) - _MOST_PLACES
            yield f"{remark}: {named}" + (f"; and {more} more, {len(places)} in all" if more > 0 else "")
