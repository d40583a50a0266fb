"""The dossier to findings: what holds, what does not, according to whom, as known when."""

from trucewatch.monitoring.findings import Monitor, findings
from trucewatch.monitoring.policy import Policy
from trucewatch.monitoring.policy import load as load_policy
from trucewatch.monitoring.policy import names as policy_names
from trucewatch.monitoring.verdict import evaluate

__all__ = ["Monitor", "Policy", "evaluate", "findings", "load_policy", "policy_names"]
