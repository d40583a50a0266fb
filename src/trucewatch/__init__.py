"""Trucewatch: is the ceasefire holding, and who says so?"""

__version__ = "0.1.0"
