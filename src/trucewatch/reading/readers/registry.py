"""All readers, the most telling first: the first that recognises a file reads it."""

from trucewatch.reading.readers import json_document, json_lines, page, plain, table
from trucewatch.reading.readers.reader import Opened, Reader

READERS: tuple[Reader, ...] = (page.READER, json_lines.READER, json_document.READER, table.READER, plain.READER)


def reader_for(opened: Opened) -> Reader:
    """The reader for a file; plain text takes what no other does."""
    return next(reader for reader in READERS if reader.recognises(opened))
