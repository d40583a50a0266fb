"""The dossier to findings: what holds, what does not, according to whom, as known when."""

from trucewatch.monitoring.verdict import evaluate

__all__ = ["evaluate"]
