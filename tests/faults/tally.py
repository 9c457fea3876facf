"""What a fault run finds: so many tries, and everything that should not have been."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory


@dataclass
class Tally:
    """One row of the table."""

    what: str
    tried: int = 0
    faults: list[str] = field(default_factory=list)
    """What was lost, doubled, not detected, or raised: a sentence each."""
    said: str = ""
    """What else there is to say, or why it was skipped."""

    def expect(self, true: object, fault: str) -> None:
        """Count a fault where something isn't as it must be."""
        if not true:
            self.faults.append(fault)

    @property
    def row(self) -> str:
        """As it is printed."""
        return f"{self.what:<58} {self.tried:>10,} tried  {len(self.faults):>3} faults  {self.said}".rstrip()


@contextmanager
def folder() -> Iterator[Path]:
    """A folder that is gone afterwards."""
    with TemporaryDirectory() as path:
        yield Path(path)
