"""The dossier to findings: what holds, what does not, according to whom, as known when."""

from trucewatch.monitoring.admission import known_by
from trucewatch.monitoring.disagreements import disagreements
from trucewatch.monitoring.findings import Monitor, findings
from trucewatch.monitoring.naming import naming
from trucewatch.monitoring.policy import Policy
from trucewatch.monitoring.policy import load as load_policy
from trucewatch.monitoring.policy import names as policy_names
from trucewatch.monitoring.timeline import Wanted, timeline
from trucewatch.monitoring.verdict import evaluate
from trucewatch.monitoring.wording import appeared_in, figure, places_of

__all__ = [
    "Monitor",
    "Policy",
    "Wanted",
    "appeared_in",
    "disagreements",
    "evaluate",
    "figure",
    "findings",
    "known_by",
    "load_policy",
    "naming",
    "places_of",
    "policy_names",
    "timeline",
]
