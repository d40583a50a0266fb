"""Date and time expressions: their grammar, resolved against a day."""
