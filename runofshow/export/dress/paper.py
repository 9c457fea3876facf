"""The kinds of paper that documents are made for."""

from typing import Literal

Paper = Literal["a4", "letter"]
