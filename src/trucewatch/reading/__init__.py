"""Files and feeds to reports: clean, dated, with their copies told."""

from trucewatch.reading.copies import Copies, families
from trucewatch.reading.readers.reader import Options
from trucewatch.reading.reading import read, read_source

__all__ = ["Copies", "Options", "families", "read", "read_source"]
