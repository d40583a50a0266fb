"""The dossier to findings: what holds, what does not, according to whom, as known when."""

from trucewatch.monitoring.disagreements import disagreements
from trucewatch.monitoring.findings import Monitor, findings
from trucewatch.monitoring.naming import naming
from trucewatch.monitoring.policy import Policy
from trucewatch.monitoring.policy import load as load_policy
from trucewatch.monitoring.policy import names as policy_names
from trucewatch.monitoring.timeline import Wanted, timeline
from trucewatch.monitoring.verdict import evaluate

__all__ = [
    "Monitor",
    "Policy",
    "Wanted",
    "disagreements",
    "evaluate",
    "findings",
    "load_policy",
    "naming",
    "policy_names",
    "timeline",
]
