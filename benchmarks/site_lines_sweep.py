"""Thresholds for lines of a site: made-up outlets of several sizes, whose site lines and background are known.

    python benchmarks/site_lines_sweep.py

Each outlet has labels and sentences of its site that stand over and under some or all of its reports, sentences of
background that come back word for word inside them, and headings of sections. For each pair of thresholds the sweep
prints which share of the lines of the site is found, as they occur, which share of what is found is of the site, and
how many sentences of the reports are lost.
"""

# ruff: noqa: S311 - made-up reports, no secret
import itertools
import random
from collections.abc import Iterator
from dataclasses import dataclass

from trucewatch.reading import find_site_lines, site_lines
from trucewatch.vocabulary.records import Report

LABELS = ("Listen live", "Special coverage of the talks", "Home World Opinion", "Text size", "More on this war")
TO_READERS = (
    "Follow us on Telegram for the latest from the front.",
    "Subscribe to our newsletter and read it first.",
    "This article is a translation of the original.",
    "Agencies contributed to this report.",
)
BACKGROUND = (
    "The war, now in its ninth year, has driven half of the people from their homes.",
    "Both sides have accused each other of breaking the truce.",
    "The monitors, who are based abroad, rely on a network of sources on the ground.",
    "Thousands have been killed since the fighting began.",
)
SECTIONS = ("What comes next", "Calls for calm", "A long road")
WORDS = (
    "village",
    "army",
    "monitors",
    "envoy",
    "road",
    "bridge",
    "truce",
    "shelling",
    "aid",
    "council",
    "town",
    "talks",
)


@dataclass(slots=True)
class Made:
    """Reports, and the lines in each that are of its site."""

    reports: list[Report]
    of_site: dict[str, set[str]]


def main() -> None:
    """Sweep and print."""
    made = Made([], {})
    for number, size in enumerate((6, 6, 15, 15, 40, 40, 150, 150, 600)):
        outlet(made, f"Outlet {number}", size, random.Random(number))
    shipped = site_lines.LEAST, site_lines.SHARE
    print(f"{len(made.reports):,} reports of 9 outlets\n")
    print(f"{'least':>6}{'share':>7}{'found':>8}{'precision':>11}{'sentences lost':>16}")
    for least, share in itertools.product((2, 3, 4, 6, 10), (0.0, 0.02, 0.05, 0.2)):
        site_lines.LEAST, site_lines.SHARE = least, share
        found, precision, lost = scored(made)
        mark = "  in force" if (least, share) == shipped else ""
        print(f"{least:6}{share:7.2f}{found:8.3f}{precision:11.3f}{lost:16,}{mark}")


def outlet(made: Made, name: str, size: int, draw: random.Random) -> None:
    """Add the reports of one outlet, each of its lines with a frequency of its own."""
    site = {line: draw.choice((0.05, 0.3, 1.0)) for line in (*draw.sample(LABELS, 3), *draw.sample(TO_READERS, 2))}
    body = {line: draw.choice((0.02, 0.1, 0.5)) for line in (*BACKGROUND, *SECTIONS)}
    for number in range(size):
        own = [line for line, often in site.items() if draw.random() < often]
        told = [" ".join(sentence(draw) for _ in range(draw.randint(1, 3))) for _ in range(draw.randint(4, 12))]
        for line, often in body.items():
            if draw.random() < often:
                told.insert(draw.randint(1, len(told)), line)
        cut = draw.randint(0, len(own))
        report_id = f"{name}/{number:04}"
        text = "\n\n".join([*own[:cut], *told, *own[cut:]])
        made.reports.append(Report(report_id, report_id, text, outlet=name))
        made.of_site[report_id] = set(own)


def sentence(draw: random.Random) -> str:
    """A made-up sentence."""
    return f"The {draw.choice(WORDS)} {' '.join(draw.choices(WORDS, k=draw.randint(4, 9)))}."


def scored(made: Made) -> tuple[float, float, int]:
    """Share of the site's lines found, share of the lines found that are the site's, sentences of reports lost."""
    known = find_site_lines(made.reports)
    right = wrong = lost = 0
    for report in made.reports:
        for line in _found(known, report):
            right += line in made.of_site[report.report_id]
            wrong += line not in made.of_site[report.report_id]
            lost += line not in made.of_site[report.report_id] and line.endswith(".")
    total = sum(map(len, made.of_site.values()))
    return right / total, right / (right + wrong), lost


def _found(known: site_lines.SiteLines, report: Report) -> Iterator[str]:
    return (report.text[start:end] for start, end in known.spans(report))


if __name__ == "__main__":
    main()
