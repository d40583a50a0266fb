"""The dossier to findings: verdicts, disagreements, naming."""
