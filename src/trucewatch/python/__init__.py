"""A face for programs and notebooks: a case as polars frames."""

from trucewatch.python.cards import Card
from trucewatch.python.case import Case, open_case

open = open_case  # noqa: A001 - trucewatch.open("case.db") reads as it should

__all__ = ["Card", "Case", "open"]
