"""Sentences to claims: who says what, about whom, how it is put."""
