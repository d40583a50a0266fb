"""Files to reports: read, cleaned, split, dated, and told apart from copies."""
