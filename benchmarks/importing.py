"""Importing made-up rows in ACLED's layout, beside a plain read of the same file in the same run.

    python benchmarks/importing.py [--limit N]

The file has 31 columns and N rows (a million by default), made at run time from a fixed seed. The plain read is polars'
`read_csv` of all columns as text, and Python's `csv`. `rows to claims` reads, maps and makes the records; `import` is
the whole, with the case. Each measure runs in a process of its own, so that the peak memory is its own, and once on ten
rows first, so that loading the program does not count. `CPU s` is processor time, which other work on the machine
hardly lengthens; `×` compares it.
"""

# ruff: noqa: PLC0415 - a measure loads only what it measures, so that its memory is its own
import argparse
import csv
import datetime as dt
import json
import random
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

_TYPES = (
    ("Battles", "Armed clash"),
    ("Explosions/Remote violence", "Shelling/artillery/missile attack"),
    ("Explosions/Remote violence", "Air/drone strike"),
    ("Violence against civilians", "Attack"),
    ("Strategic developments", "Other"),
)
_WORDS = ("forces", "shells", "fell", "on", "the", "village", "road", "at", "dawn", "two", "houses", "were", "damaged")


def make(path: Path, rows: int) -> None:
    """Write the file; the same rows every time."""
    from trucewatch.exchange.importing import data_set

    columns = data_set("acled").columns
    draw, start = random.Random(5), dt.date(2018, 1, 1)  # noqa: S311 - made-up data
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, columns, restval="")
        writer.writeheader()
        for number in range(rows):
            kind, sub = draw.choice(_TYPES)
            village = draw.randrange(5_000)
            writer.writerow(
                {
                    "event_id_cnty": f"LAK{number}",
                    "event_date": (start + dt.timedelta(days=draw.randrange(2_000))).isoformat(),
                    "year": "2018",
                    "time_precision": "1",
                    "event_type": kind,
                    "sub_event_type": sub,
                    "actor1": f"Military Forces of Lakeland ({2000 + village % 9}-)",
                    "actor2": f"Lake Front {village % 40}",
                    "country": "Lakeland",
                    "admin1": f"Province {village % 14}",
                    "admin2": f"District {village % 60}",
                    "location": f"Village {village}",
                    "latitude": f"{35 + village / 5_000:.4f}",
                    "longitude": f"{36 + village % 100 / 100:.4f}",
                    "geo_precision": "1",
                    "source": f"Agency {village % 30}",
                    "notes": " ".join(draw.choices(_WORDS, k=30)).capitalize() + ".",
                    "fatalities": str(draw.randrange(4)),
                    "timestamp": "1600000000",
                }
            )


def read_polars(path: Path) -> int:
    """All cells as text, in memory."""
    import polars as pl

    return pl.read_csv(path, infer_schema_length=0).height


def read_csv(path: Path) -> int:
    """All cells as text, row by row."""
    with path.open(encoding="utf-8", newline="") as file:
        return sum(1 for _ in csv.reader(file)) - 1


def map_rows(path: Path) -> int:
    """Rows to reports and claims, nothing stored."""
    from trucewatch.casebook import load
    from trucewatch.exchange.importing import data_set, rows_of, sheet_of

    return sum(1 for _ in rows_of(data_set("acled"), sheet_of(path, path.name), load(None)))


def import_rows(path: Path) -> int:
    """Into a new case."""
    from trucewatch.pipeline.importing import Wanted, import_data

    return import_data(Wanted("acled", path, path.with_suffix(".db"))).units


MEASURES: dict[str, Callable[[Path], int]] = {
    "polars": read_polars,
    "csv": read_csv,
    "rows to claims": map_rows,
    "import": import_rows,
}


def measured(name: str, path: Path) -> dict[str, float]:
    """One measure in a process of its own."""
    command = [sys.executable, __file__, "--measure", name, "--file", str(path)]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    found: dict[str, float] = json.loads(done.stdout)
    return found


def main() -> None:
    """Make the file, run the measures, print a table."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--limit", type=int, default=1_000_000, help="how many rows")
    parser.add_argument("--measure", choices=list(MEASURES), help=argparse.SUPPRESS)
    parser.add_argument("--file", type=Path, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.measure:
        few = options.file.with_name(f"few-{options.measure}.csv".replace(" ", "-"))
        make(few, 10)
        MEASURES[options.measure](few)
        start, cpu = time.perf_counter(), time.process_time()
        rows = MEASURES[options.measure](options.file)
        seconds, cpu = time.perf_counter() - start, time.process_time() - cpu
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        print(json.dumps({"rows": rows, "seconds": seconds, "cpu": cpu, "memory": peak}))
        return
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "acled.csv"
        make(path, options.limit)
        print(f"{options.limit:,} rows, {path.stat().st_size / 1e6:,.0f} MB\n")
        print(f"{'':16}{'seconds':>9}{'CPU s':>9}{'rows/CPU s':>12}{'× polars':>10}{'peak MB':>9}")
        first = 0.0
        for name in MEASURES:
            found = measured(name, path)
            first = first or found["cpu"]
            print(
                f"{name:16}{found['seconds']:9.1f}{found['cpu']:9.1f}{found['rows'] / found['cpu']:12,.0f}"
                f"{found['cpu'] / first:9.1f}×{found['memory']:9,.0f}",
                flush=True,
            )


if __name__ == "__main__":
    main()
