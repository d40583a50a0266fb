"""The store: append-only reports, claims, decisions, runs, in one SQLite file (a case)."""

from trucewatch.ledger.ledger import Ledger
from trucewatch.ledger.records import Decision, Hit, Input, Run, StoredCasebook

__all__ = ["Decision", "Hit", "Input", "Ledger", "Run", "StoredCasebook"]
