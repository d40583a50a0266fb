"""The store: append-only reports, sentences, claims, decisions and runs."""
