"""Peak memory of reading files of ten thousand and of a hundred thousand records, in every format that streams.

    python benchmarks/reading_memory.py [--small 10000] [--large 100000]

Prints, for each format, the peak of a process that reads the small file and of one that reads the large one, and their
ratio. Readers alone: what comes behind them takes one text at a time.
"""

import argparse
import bz2
import csv
import gzip
import io
import json
import mailbox
import subprocess
import sys
import tarfile
import tempfile
import time
import zipfile
from collections.abc import Callable
from email.message import EmailMessage
from pathlib import Path

_READ = """
import sys
from pathlib import Path
from trucewatch.reading.reading import texts
from trucewatch.reading.source import Raw, of_path
from trucewatch.reading.unpacking import unpack
path = Path(sys.argv[1])
count = sum(isinstance(raw, Raw) for source in unpack(of_path(path, path.name)) for raw in texts(source))
# Linux only; the peak that `resource` gives is inherited from the process that started this one.
peak = next(line for line in Path("/proc/self/status").read_text().splitlines() if line.startswith("VmHWM"))
print(count, int(peak.split()[1]) // 1024)
"""
_WORDS = "the truce held in the northern valley as planned and monitors of the mission saw no breach on day"


def text(number: int) -> str:
    """A report of some 1,500 characters, each different."""
    return "\n\n".join(f"On day {number}, in village {k}, {_WORDS} {number * 7 + k}, they said." for k in range(12))


def write_jsonl(path: Path, count: int) -> None:
    """JSON Lines."""
    with path.open("w", encoding="utf-8") as out:
        out.writelines(json.dumps({"title": f"Day {n}", "text": text(n)}) + "\n" for n in range(count))


def write_json(path: Path, count: int) -> None:
    """A list inside an object."""
    with path.open("w", encoding="utf-8") as out:
        out.write('{"articles": [')
        out.writelines(("," if n else "") + json.dumps({"title": f"Day {n}", "text": text(n)}) for n in range(count))
        out.write("]}")


def write_csv(path: Path, count: int) -> None:
    """A table."""
    with path.open("w", encoding="utf-8", newline="") as out:
        csv.writer(out).writerows([["title", "text"], *([f"Day {n}", text(n)] for n in range(count))])


def write_packed(path: Path, count: int) -> None:
    """JSON Lines, packed."""
    with bz2.open(path, "wt", encoding="utf-8") as out:
        out.writelines(json.dumps({"title": f"Day {n}", "text": text(n)}) + "\n" for n in range(count))


def write_mbox(path: Path, count: int) -> None:
    """A mailbox."""
    mail = EmailMessage()
    mail["From"], mail["To"], mail["Date"], mail["Message-ID"] = (
        "a@b.c",
        "d@e.f",
        "Mon, 04 Mar 2019 10:00:00 +0000",
        "<1>",
    )
    mail.set_content("BODY")
    head = mailbox.mboxMessage(mail).as_bytes()
    with path.open("wb") as out:
        for n in range(count):
            out.write(b"From a@b.c Mon Mar  4 10:00:00 2019\n" + head.replace(b"BODY", text(n).encode()) + b"\n")


def write_parquet(path: Path, count: int) -> None:
    """Parquet."""
    import pyarrow as pa  # noqa: PLC0415
    import pyarrow.parquet as pq  # noqa: PLC0415

    schema = pa.schema([("title", pa.string()), ("text", pa.string())])
    with pq.ParquetWriter(path, schema) as out:
        for start in range(0, count, 5000):
            numbers = range(start, min(count, start + 5000))
            out.write_table(pa.table({"title": [f"Day {n}" for n in numbers], "text": [text(n) for n in numbers]}))


def write_xlsx(path: Path, count: int) -> None:
    """A workbook whose texts stand apart from its cells, as Excel writes it."""
    import xlsxwriter  # noqa: PLC0415

    book = xlsxwriter.Workbook(path)
    sheet = book.add_worksheet()
    for n in range(count + 1):
        sheet.write_row(n, 0, [f"Day {n}", text(n)] if n else ["title", "text"])
    book.close()


def write_wet(path: Path, count: int) -> None:
    """Converted pages of a crawl."""
    head = "WARC/1.0\r\nWARC-Type: conversion\r\nWARC-Target-URI: http://e.org/{}\r\nContent-Type: text/plain\r\n"
    with gzip.open(path, "wb", compresslevel=1) as out:
        for n in range(count):
            data = text(n).encode()
            out.write(f"{head.format(n)}Content-Length: {len(data)}\r\n\r\n".encode() + data + b"\r\n\r\n")


def write_zip(path: Path, count: int) -> None:
    """A file a report."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as out:
        for n in range(count):
            out.writestr(f"{n // 1000}/{n}.txt", text(n))


def write_tar(path: Path, count: int) -> None:
    """The same, in a packed tar."""
    with tarfile.open(path, "w:gz", compresslevel=1) as out:
        for n in range(count):
            data = text(n).encode()
            info = tarfile.TarInfo(f"{n // 1000}/{n}.txt")
            info.size = len(data)
            out.addfile(info, io.BytesIO(data))


FORMATS: dict[str, Callable[[Path, int], None]] = {
    "jsonl": write_jsonl,
    "json": write_json,
    "csv": write_csv,
    "jsonl.bz2": write_packed,
    "mbox": write_mbox,
    "parquet": write_parquet,
    "xlsx": write_xlsx,
    "wet.gz": write_wet,
    "zip": write_zip,
    "tar.gz": write_tar,
}


def peak(path: Path) -> tuple[int, int, float]:
    """Texts read, MB at the peak, seconds."""
    began = time.perf_counter()
    out = subprocess.run([sys.executable, "-c", _READ, str(path)], check=True, capture_output=True, text=True).stdout
    count, memory = out.split()
    return int(count), int(memory), time.perf_counter() - began


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--small", type=int, default=10_000)
    parser.add_argument("--large", type=int, default=100_000)
    parser.add_argument("--format", choices=[*FORMATS], action="append")
    asked = parser.parse_args()
    print(f"| format | MB at {asked.small:,} | MB at {asked.large:,} | ratio | texts a second |\n|---|---|---|---|---|")
    for name in asked.format or FORMATS:
        with tempfile.TemporaryDirectory() as folder:
            found = []
            for count in (asked.small, asked.large):
                path = Path(folder) / f"{count}.{name}"
                FORMATS[name](path, count)
                read, memory, seconds = peak(path)
                if read != count:
                    sys.exit(f"{name}: {read} of {count} were read")
                found.append((memory, count / seconds))
        (small, _), (large, speed) = found
        print(f"| {name} | {small} | {large} | {large / small:.2f} | {speed:,.0f} |", flush=True)


if __name__ == "__main__":
    main()
