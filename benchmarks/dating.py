"""Score the days of publication on FA-KES, with the date lines of its articles hidden and shown.

    python benchmarks/dating.py SHARED/corpora/fa_kes.csv [--half even|odd|both] [--casebook syria] [--list wrong|open]

The date column is never given to the program: it holds the day of the event, and is often off. The truth is the date
line with which an article opens ("Wed 19 Apr 2017", "Posted on April 4 2017 by …"), found here by patterns of the
benchmark's own. Articles without one are read, but not scored. Three trials:

- shown: the articles as they are;
- hidden: every date line is cut out, so that nothing but what the texts say is left;
- corpus: the date lines of one half are cut out, those of the other half stand, as in a pile of which a part is dated.

Every scored article ends in one cell: `day` (that very day, as a day), `near` (a day or an interval that lies within
three days of it), `interval` (a closed interval with the day in it), `open` (no day, or an interval without an end that
the day does not lie outside of), `wrong` (all else). A day that is off by one to three is near, and wrong too.
"""

import argparse
import csv
import dataclasses
import datetime as dt
import re
import tempfile
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from trucewatch.casebook import load
from trucewatch.reading.copies import families
from trucewatch.reading.corpus import corpus_days
from trucewatch.reading.reading import read
from trucewatch.vocabulary.records import Report
from trucewatch.vocabulary.when import When

MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
_MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?"
_DAY = (
    rf"(?:(?P<d>\d{{1,2}})(?:st|nd|rd|th)?\s+(?P<m>{_MONTH})\s+(?P<y>20\d\d)"
    rf"|(?P<mm>{_MONTH})\s*(?P<dd>\d{{1,2}})(?:st|nd|rd|th)?\s*(?P<yy>20\d\d)"
    r"|(?P<ddd>\d{1,2})[-.](?P<mmm>\d{1,2})[-.](?P<yyy>20\d\d))"
)
LINE = re.compile(
    r"(?:(?:date of publication|published|posted on|last updated at)\s+)?"
    r"(?:(?:AFP|AP|Reuters|Ahram Online|Xinhua|dpa)\s+)?"
    r"(?:\d{4}\s+(?=\d\d\.))?"
    r"(?:(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*\s+)?"
    rf"{_DAY}"
    r"(?:\s+(?:at\s+)?\d{1,2}:?\d\d(?::?\d\d)?(?!\s*[a-z%]))?"
    r"(?:\s*\(updated \d{4} \d\d\.\d\d\.\d{4}\))?",
    re.IGNORECASE,
)
_NO_LINE = re.compile(r"(?:\b(?:on|in|since|from|until|by|at|early|late|of)|[,(])\s*$", re.IGNORECASE)
REACH = 260
CELLS = ("day", "near", "interval", "open", "wrong")


@dataclass(frozen=True, slots=True)
class Row:
    """An article at its place in the file (unit_id is not unique), the day of its date line, and the text without."""

    at: int
    unit: int
    title: str
    text: str
    source: str
    day: dt.date | None
    hidden: str


def line_of(text: str) -> tuple[dt.date, str] | None:
    """The day of the date line, and the text without the line."""
    for found in LINE.finditer(text, 0, REACH):
        labelled = re.match(r"[a-z]", found[0], re.IGNORECASE) and found.start() > 0
        if found.start() > 0 and (_NO_LINE.search(text, 0, found.start()) or (not labelled and not _figures(found))):
            continue
        year = int(found["y"] or found["yy"] or found["yyy"])
        month = found["m"] or found["mm"]
        number = MONTHS.index(month[:3].lower()) + 1 if month else int(found["mmm"])
        day = dt.date(year, number, int(found["d"] or found["dd"] or found["ddd"]))
        return day, f"{text[: found.start()].rstrip()} {text[found.end() :].lstrip()}".strip()
    return None


def _figures(found: "re.Match[str]") -> bool:
    return bool(found["ddd"] or found["d"])


def rows(path: Path) -> list[Row]:
    """The articles in the order of the file."""
    with path.open(encoding="latin-1", newline="") as file:
        return [_row(at, record) for at, record in enumerate(csv.DictReader(file))]


def _row(at: int, record: dict[str, str]) -> Row:
    text = record["article_content"]
    found = line_of(text)
    day, hidden = found or (None, text)
    return Row(at, int(record["unit_id"]), record["article_title"], text, record["source"], day, hidden)


def published(articles: Sequence[Row], hide: Iterable[int], casebook: str | None) -> dict[int, Report]:
    """Place in the file → its report, dated by reading and then by the corpus; the lines of those in `hide` are cut."""
    hidden = frozenset(hide)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "articles.csv"
        with path.open("w", encoding="utf-8", newline="") as file:
            out = csv.writer(file)
            out.writerow(("title", "text", "source"))
            for row in articles:
                out.writerow((row.title, row.hidden if row.at in hidden else row.text, row.source))
        knowledge = load(casebook)
        reports = [item for item in read([path], knowledge) if isinstance(item, Report)]
    days = corpus_days(reports, families(reports))
    found: dict[int, Report] = {}
    for report in reports:
        day = days.get(report.report_id)
        dated = dataclasses.replace(report, published=day.published, published_why=day.why) if day else report
        found.setdefault(_at(report), dated)
    return found


def _at(report: Report) -> int:
    """Rows of the table are counted from 2, behind its heads; a row may hold several stories."""
    number = re.search(r"\d+", report.part or "")
    return int(number[0]) - 2 if number else -1


def cell(report: Report | None, truth: dt.date) -> str:
    """In which cell an article ends."""
    when = When.parse(report.published) if report and report.published else None
    if when is None:
        return "open"
    low, high = when.earliest, when.latest
    if when.is_day and low == truth:
        return "day"
    if low and high and abs(low - truth).days <= 3 and abs(high - truth).days <= 3 and (low != high):
        return "near" if low <= truth <= high else "wrong"
    if (low and truth < low) or (high and truth > high):
        return "wrong"
    return "interval" if low and high else "open"


def main() -> None:
    """Print the shares of the three trials."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("table", type=Path)
    parser.add_argument("--half", choices=("even", "odd"), default="even")
    parser.add_argument("--casebook", default="syria", help="a name, a path, or `none`")
    parser.add_argument("--trial", choices=("shown", "hidden", "corpus"), action="append")
    parser.add_argument("--list", choices=CELLS, action="append", default=[])
    given = parser.parse_args()
    articles = rows(given.table)
    scored = [row for row in articles if row.day and row.unit % 2 == (given.half == "odd")]
    hides = {"shown": [], "hidden": [row.at for row in articles], "corpus": [row.at for row in scored]}
    casebook = None if given.casebook == "none" else given.casebook
    print(f"{given.half} half: {len(scored)} articles with a date line; casebook {given.casebook}")
    for trial in given.trial or hides:
        found = published(articles, hides[trial], casebook)
        cells = {row.at: cell(found.get(row.at), row.day) for row in scored}
        _tell(trial, Counter(cells.values()), [_off(found.get(r.at), r.day) for r in scored])
        for row in scored:
            if cells[row.at] in given.list:
                report = found.get(row.at)
                print(
                    f"  {cells[row.at]} {row.unit} {row.source} {row.day} {report and report.published}"
                    f" [{report and report.published_why}] {row.hidden[:160]}"
                )


def _off(report: Report | None, truth: dt.date) -> int | None:
    """By how many days a day that was given is off; None where no single day was given."""
    when = When.parse(report.published) if report and report.published else None
    return abs(when.earliest - truth).days if when and when.is_day and when.earliest else None


def _tell(trial: str, cells: Counter[str], off: Sequence[int | None]) -> None:
    total = sum(cells.values())
    dated = total - cells["open"]
    single = [days for days in off if days is not None]
    near = sum(1 for days in single if days <= 3) + cells["near"]
    print(f"{trial}: " + ", ".join(f"{name} {cells[name]} ({cells[name] / total:.1%})" for name in CELLS))
    print(f"  right day {cells['day'] / total:.1%}; within 3 days {near / total:.1%}; dated {dated / total:.1%}")
    print(
        f"  wrong among the dated {cells['wrong'] / (dated or 1):.1%};"
        f" among {len(single)} single days {sum(map(bool, single))}"
    )


if __name__ == "__main__":
    main()
