"""The words of documents."""

from typing import get_args

from runofshow.agenda.delegations import Category
from runofshow.export.formatting.record_words import capacity_of


def test_every_category_has_words() -> None:
    categories = (*get_args(Category), None)

    assert all(capacity_of(category).one and capacity_of(category).noun for category in categories)
    assert len({capacity_of(category).place for category in categories}) == len(categories)
    assert capacity_of("state").place == 0
