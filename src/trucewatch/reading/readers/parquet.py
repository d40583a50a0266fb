"""Parquet: a table stored by columns; a report a row. Row groups are read piece by piece."""

from collections.abc import Iterator
from contextlib import closing

from trucewatch.reading.decoding import Encoding
from trucewatch.reading.readers.columns import raw_of, roles_of
from trucewatch.reading.readers.reader import ByteReader, Opened, Options
from trucewatch.reading.reasons import Reason
from trucewatch.reading.source import Raw, Source
from trucewatch.vocabulary.records import Reject

_ROWS = 256
"""Rows held at once."""


def _recognises(_: Source, head: bytes) -> bool:
    return head.startswith(b"PAR1")


def _read(source: Source, options: Options) -> Iterator[Raw | Reject]:
    # A fifth of a second to load, which only these tables need.
    import pyarrow as pa  # noqa: PLC0415
    import pyarrow.parquet as pq  # noqa: PLC0415

    faults = (pa.ArrowException, OSError, ValueError, LookupError, TypeError, OverflowError)
    number = 0
    with source.open() as stream:
        try:
            with closing(pq.ParquetFile(stream, pre_buffer=False)) as file:
                names = [str(name) for name in file.schema_arrow.names]
                roles = roles_of(names, options)
                if "text" not in roles:
                    yield Reason.NO_TEXT_COLUMN.at(source.name, detail=", ".join(names)[:300])
                    return
                opened = Opened(source, Encoding("utf-8"), "")
                columns = sorted(set(roles.values()))
                for batch in file.iter_batches(batch_size=_ROWS, columns=columns, use_threads=False):
                    for record in batch.to_pylist():
                        number += 1
                        yield raw_of(record, roles, opened, f"row {number}")
        except faults as error:
            reason = f"Parquet table is damaged behind row {number} ({f'{error}'.splitlines()[0][:200]})"
            yield Reason.BROKEN_FILE.at(source.name, f"row {number + 1}", reason)


READER = ByteReader("Parquet", _recognises, _read, seeks=True)
