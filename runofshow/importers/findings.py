"""Remarks on an import: how each column was taken, what was inferred, what was left out; a line each."""

from collections.abc import Iterator
from dataclasses import dataclass, field


@dataclass(slots=True)
class Findings:
    """Remarks, in the order in which they were first made; one that comes again only adds its place."""

    _places: dict[str, list[str]] = field(default_factory=dict)

    def add(self, remark: str, *places: str) -> None:
        """Make a remark, about a row or about nothing in particular."""
        self._places.setdefault(remark, []).extend(places)

    def lines(self) -> Iterator[str]:
        """Yield each remark, in one line or several: with six of its places, and their number where they are more."""
        for remark, places in self._places.items():
            more = f"; and {len(places) - 6} more, {len(places)} in all" if len(places) > 6 else ""
            yield from (f"{remark}: {'; '.join(places[:6])}{more}" if places else remark).split("\n")
