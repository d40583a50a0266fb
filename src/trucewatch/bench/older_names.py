"""PLOVER's types under the names that older sets give them."""

from trucewatch.vocabulary.codes import Code

# Source: PLOVER's manuals of 2016 to 2021 and the set's own README. YIELD was parted into CONCEDE and RETREAT.
_NOW = {
    "DEMAND": Code.REQUEST,
    "DISAPPROVE": Code.ACCUSE,
    "INVESTIGATE": Code.ACCUSE,
    "FIGHT": Code.ASSAULT,
}
YIELD = "YIELD"
_YIELDING = frozenset({Code.CONCEDE, Code.RETREAT})


def today(name: str) -> str:
    """The type's name of today; YIELD stays, as it may be either of two."""
    upper = name.strip().upper()
    return _NOW[upper].value if upper in _NOW else upper


def as_in(code: Code | None, parted: bool) -> str | None:  # noqa: FBT001 - how the set at hand names types
    """A code as a set names it: where it does not part YIELD, CONCEDE and RETREAT are YIELD."""
    if code is None:
        return None
    return YIELD if not parted and code in _YIELDING else code.value
