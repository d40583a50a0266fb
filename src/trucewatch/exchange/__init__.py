"""Our tables out, in the names and shapes that the export schemas state."""
