"""The store: append-only reports, claims, decisions, runs, in one SQLite file (a case)."""

from trucewatch.ledger.ledger import Ledger
from trucewatch.ledger.records import IMPORT, IMPORTED, Decision, Hit, Input, Run, StoredCasebook

__all__ = ["IMPORT", "IMPORTED", "Decision", "Hit", "Input", "Ledger", "Run", "StoredCasebook"]
