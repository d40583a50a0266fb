"""All readers, the most telling first: the first that recognises a file reads it."""

from trucewatch.reading.readers import json_document, json_lines, page, plain, table
from trucewatch.reading.readers.reader import ByteReader, Opened, Reader
from trucewatch.reading.source import Source

BYTE_READERS: tuple[ByteReader, ...] = ()
"""Asked first, before anything is known of the file's encoding."""

READERS: tuple[Reader, ...] = (page.READER, json_lines.READER, json_document.READER, table.READER, plain.READER)


def byte_reader_for(source: Source, head: bytes) -> ByteReader | None:
    """The reader for a file of bytes that begins with `head`; None for a text in one encoding."""
    return next((reader for reader in BYTE_READERS if reader.recognises(source, head)), None)


def reader_for(opened: Opened) -> Reader:
    """The reader for a text; plain text takes what no other does."""
    return next(reader for reader in READERS if reader.recognises(opened))
