"""The words of documents."""

from typing import get_args

from runofshow.agenda.delegations import Category
from runofshow.export.formatting.record_words import category_words


def test_every_category_has_words() -> None:
    categories = (*get_args(Category), None)

    assert all(category_words(category).one and category_words(category).noun for category in categories)
    assert len({category_words(category).place for category in categories}) == len(categories)
    assert category_words("state").place == 0
