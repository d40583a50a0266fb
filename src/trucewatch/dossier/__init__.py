"""Claims to parties, agreements, zones, commitments and events."""

from trucewatch.dossier.build import build
from trucewatch.dossier.model import Dossier, Resolved

__all__ = ["Dossier", "Resolved", "build"]
