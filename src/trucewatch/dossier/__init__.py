"""Claims to parties, agreements, zones, commitments and events."""
