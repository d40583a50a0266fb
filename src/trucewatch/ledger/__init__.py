"""The store: append-only reports, claims, decisions, runs, in one SQLite file (a case)."""

from trucewatch.ledger.ledger import Ledger
from trucewatch.ledger.records import (
    BOUNDARIES,
    IMPORT,
    IMPORTED,
    OUTLINES,
    Decision,
    Hit,
    Input,
    Run,
    StoredCasebook,
    StoredMap,
)

__all__ = [
    "BOUNDARIES",
    "IMPORT",
    "IMPORTED",
    "OUTLINES",
    "Decision",
    "Hit",
    "Input",
    "Ledger",
    "Run",
    "StoredCasebook",
    "StoredMap",
]
