"""Composes the stages and runs them, over one or more processes."""
