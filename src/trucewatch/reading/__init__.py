"""Files and feeds to reports: clean, dated, with their copies told."""

from trucewatch.reading.copies import Copies, Copy, Fingerprint, families, find_copies, fingerprints
from trucewatch.reading.likeness import Likeness
from trucewatch.reading.readers.reader import Options
from trucewatch.reading.reading import read, read_source
from trucewatch.reading.reuse import Place, SharedSentence, shared_sentences
from trucewatch.reading.site_lines import SiteLines, find_site_lines

__all__ = [
    "Copies",
    "Copy",
    "Fingerprint",
    "Likeness",
    "Options",
    "Place",
    "SharedSentence",
    "SiteLines",
    "families",
    "find_copies",
    "find_site_lines",
    "fingerprints",
    "read",
    "read_source",
    "shared_sentences",
]
