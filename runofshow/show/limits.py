"""Limits of interventions: the general one, and those of categories that have their own."""

from __future__ import annotations  # rpds' classes take their parameters in annotations only

from datetime import timedelta
from typing import Final, NamedTuple, Self, get_args

from rpds import HashTrieMap

from runofshow.agenda.delegations import Category
from runofshow.agenda.model import Agenda, Block
from runofshow.agenda.schedule import limit_of
from runofshow.show.particulars import Particulars

CATEGORIES: Final[tuple[Category, ...]] = get_args(Category)


def speaks_for_a_group(said: Particulars) -> bool:
    """Return True for a group of States, and for a State or an observer that speaks on behalf of one.

    A statement of NGOs together is no group's.
    """
    for_others = bool(said.on_behalf_of or said.also_on_behalf_of)
    return said.category == "group" or (for_others and said.category in {"state", "observer"})


class Limits(NamedTuple):
    """The limits in one floor block.

    A general limit that is set during the show caps the limits of all categories: a chair who shortens speeches gives
    nobody more time. A category whose own limit is shorter keeps it. A limit that is set for a category after that
    counts for it, shorter or longer.
    """

    general: timedelta
    own: HashTrieMap[Category, timedelta] = HashTrieMap()
    """Of categories, as they were when the general limit was set."""
    capped: bool = False
    """True if the general limit was set during the show: then nobody in `own` has more."""
    later: HashTrieMap[Category, timedelta] = HashTrieMap()
    """Of categories, set since."""

    @classmethod
    def planned(cls, block: Block | None, agenda: Agenda) -> Self:
        """Return the limits that the agenda sets for a block; without one, for the floor."""
        general = limit_of(block, agenda)
        by_category = {category: limit_of(block, agenda, category) for category in CATEGORIES}
        return cls(general, HashTrieMap({name: limit for name, limit in by_category.items() if limit != general}))

    def of(self, said: Particulars) -> timedelta:
        """Return the limit of a speaker; the general one where nothing is known."""
        return self.of_category(self._capacity(said))

    def most(self, said: Particulars) -> timedelta | None:
        """Return the longest time that somebody has, whatever the general limit becomes; None if nothing was set."""
        category = self._capacity(said)
        return None if category is None else self.later.get(category, self.own.get(category))

    def _capacity(self, said: Particulars) -> Category | None:
        """Return the category whose limit applies: speaking for a group it is the groups' own, if they have one."""
        groups = "group" in self.own or "group" in self.later
        return "group" if groups and speaks_for_a_group(said) else said.category

    def of_category(self, category: Category | None) -> timedelta:
        """Return the limit of a category."""
        if category is None:
            return self.general
        if (later := self.later.get(category)) is not None:
            return later
        own = self.own.get(category, self.general)
        return min(own, self.general) if self.capped else own

    def by_category(self) -> dict[Category, timedelta]:
        """Return the limits that differ from the general one."""
        return {name: limit for name in CATEGORIES if (limit := self.of_category(name)) != self.general}

    def changed(self, limit: timedelta, category: Category | None = None) -> Self:
        """Return these limits with another one for everybody, or for a category."""
        if category is not None:
            return self._replace(later=self.later.insert(category, limit))
        return self._replace(general=limit, own=self.own.update(self.later), capped=True, later=HashTrieMap())
