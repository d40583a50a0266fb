"""All readers, the most telling first: the first that recognises a file reads it."""

from trucewatch.reading.readers import (
    document,
    export,
    feed,
    json_document,
    json_lines,
    mail,
    mailbox,
    old_workbook,
    open_document,
    open_spreadsheet,
    page,
    parquet,
    pdf,
    plain,
    rich_text,
    saved_page,
    table,
    warc,
    workbook,
)
from trucewatch.reading.readers.reader import ByteReader, Opened, Reader
from trucewatch.reading.source import Source

BYTE_READERS: tuple[ByteReader, ...] = (
    warc.READER,
    feed.READER,
    mailbox.READER,
    saved_page.READER,
    mail.READER,
    workbook.READER,
    parquet.READER,
    old_workbook.READER,
    document.READER,
    open_document.READER,
    open_spreadsheet.READER,
    pdf.READER,
    rich_text.READER,
)
"""Asked first, before anything is known of the file's encoding."""

READERS: tuple[Reader, ...] = (
    export.READER,
    page.READER,
    json_lines.READER,
    json_document.READER,
    table.READER,
    plain.READER,
)


def byte_reader_for(source: Source, head: bytes) -> ByteReader | None:
    """The reader for a file of bytes that begins with `head`; None for a text in one encoding."""
    return next((reader for reader in BYTE_READERS if reader.recognises(source, head)), None)


def reader_for(opened: Opened) -> Reader:
    """The reader for a text; plain text takes what no other does."""
    return next(reader for reader in READERS if reader.recognises(opened))
