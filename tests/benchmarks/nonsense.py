"""Files that are no agenda, of up to a megabyte."""

from contextlib import suppress

from runofshow.agenda.loader import parse_agenda
from runofshow.agenda.problems import AgendaError
from tests.agenda.test_loader import LUNCH, NONSENSE
from tests.benchmarks.table import median_of, told


def refusals() -> None:
    """Refusing each of them with every problem, against reading the lunch."""
    lunch = median_of(lambda: parse_agenda(LUNCH, "a.yaml"))

    def refuse(content: str) -> None:
        with suppress(AgendaError):
            parse_agenda(content, "a.yaml")

    for name, content in NONSENSE.items():
        taken = median_of(lambda content=content: refuse(content), 3)  # type: ignore[misc]
        told(name, taken, "reading the lunch", lunch)
