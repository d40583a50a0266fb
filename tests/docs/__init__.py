"""The pages are true to the program."""
