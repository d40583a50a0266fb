"""What people know of one conflict, and the general knowledge used without it."""
