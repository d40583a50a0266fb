"""Pages a second through reading, beside trafilatura alone on the same pages in the same run; and peak memory.

    python benchmarks/reading_pages.py [--pages 20000] [--block 200]
    python benchmarks/reading_pages.py --apart [--repeat 1] [--only plain reading]
    python benchmarks/reading_pages.py --memory

The pages are made at run time from templates of this file: menus, an article of 6 to 16 paragraphs with its title, day,
site and byline in tags, side stories, comments and a foot, some 10 kB each. `all different` has each page once; in
`half copies` every second page is byte for byte one that came before, under another name. Trafilatura alone is
`trafilatura.extract(page)` as it comes, text without metadata, with every page read from its file; `with metadata` it
finds title, day and site too, as reading has to; `fast` is the quickest that it can: text without its fallbacks,
comments and tables. Reading goes from the folder to clean, dated reports.

Reading and trafilatura alone each run in a process of their own and take turns, a folder of pages at a time, each the
first one in every other turn; what counts is the processor time of the process, so that whatever else the machine does
weighs on both alike. Loading modules and casebook is not counted (it is given apart). `--apart` runs each measure
through all pages, imports and casebook counted; `--only` takes some of the measures. `--memory` measures reading alone
on 10,000 and on 100,000 short pages instead.
"""

# ruff: noqa: S311 - made-up pages, no secret
# ruff: noqa: PLC0415 - a measure loads only what it measures, so that its memory is its own
import argparse
import datetime as dt
import json
import multiprocessing
import random
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from multiprocessing.connection import Connection
from pathlib import Path

Measure = dict[str, float]
PLACES = ("Arvel", "Botan", "Corin", "Dalmeny", "Estrow", "Fennick", "Garrow", "Holtby", "Ilmen", "Jarrod", "Kelso")
SIDES = ("army", "rebels", "governor", "mission", "observers", "council", "militia", "relief agency", "mayor", "envoy")
DEEDS = (
    "shelled a village near {place}",
    "opened a crossing at {place}",
    "met the {side} in {place}",
    "left their posts in {place}",
    "accused the {side} of breaking the truce in {place}",
    "brought food to {number} families in {place}",
    "counted {number} explosions around {place}",
    "freed {number} prisoners in {place}",
    "denied any fighting in {place}",
)
DAYS = ("on Monday", "late on Friday", "at dawn", "this week")
TAILS = (
    "local people said",
    "a spokesman for the {side} said",
    "according to the {side}",
    "the {side} said in a statement",
    "two witnesses told the paper",
    "as talks went on in {place}",
    "despite a truce that began in {month}",
)
MONTHS = ("January", "March", "April", "June", "July", "August", "September", "November", "December")
SITES = ("The Harbor Courier", "Northern Post", "Daily Lantern", "River Valley News", "The Observer of Arvel")


def main() -> None:
    """Make the pages, run the measures, and print a table of them."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--pages", "--limit", type=int, default=20_000)
    parser.add_argument("--repeat", type=int, default=1, help="runs of each measure; the best one counts")
    parser.add_argument("--only", nargs="*", choices=list(MEASURES), default=list(MEASURES))
    parser.add_argument("--block", type=int, default=200, help="pages in a turn")
    parser.add_argument("--apart", action="store_true", help="each measure through all pages, one behind the other")
    parser.add_argument("--memory", action="store_true", help="peak memory on 10,000 and 100,000 pages")
    parser.add_argument("--measure", choices=sorted(MEASURES), help=argparse.SUPPRESS)
    parser.add_argument("--folder", type=Path, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.measure:
        sys.stdout.write(json.dumps(MEASURES[options.measure](options.folder)))
    elif options.memory:
        compare_memory()
    elif not options.apart:
        for copied, label, least in ((False, "all different", 0.9), (True, "half copies", 1.7)):
            take_turns(options, label, least, copied=copied)
    else:
        for copied, label in ((False, "all different"), (True, "half copies")):
            compare(options, label, copied=copied)


def compare(options: argparse.Namespace, label: str, *, copied: bool) -> None:
    """The measures asked for on one folder of pages."""
    count, repeat = options.pages, options.repeat
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        size = write(folder, count, copied=copied)
        print(f"{count:,} pages, {label}, {size / count / 1024:.0f} kB each")
        print(f"{'':17}{'seconds':>9}{'pages/s':>9}{'ratio':>8}{'CPU s':>8}{'by CPU':>8}{'texts':>9}{'peak MB':>9}")
        base: dict[str, float] = {}
        for measure in options.only:
            said = LABELS[measure]
            best = min((measured(measure, folder) for _ in range(repeat)), key=lambda m: m["cpu"])
            base = base or best
            print(
                f"{said:17}{best['seconds']:9.1f}{count / best['seconds']:9.0f}"
                f"{base['seconds'] / best['seconds']:7.2f}×{best['cpu']:8.1f}{base['cpu'] / best['cpu']:7.2f}×"
                f"{best['texts']:9,.0f}{best['memory']:9,.0f}",
                flush=True,
            )
        print()


def take_turns(options: argparse.Namespace, label: str, least: float, *, copied: bool) -> None:
    """Reading and trafilatura alone, block after block, and the ratio of their processor times."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        write(folder, options.pages, copied=copied, each=options.block)
        workers = {kind: Worker(kind) for kind in ("reading", "plain")}
        spent = dict.fromkeys(workers, 0.0)
        ratios = []
        for turn, block in enumerate(sorted(folder.iterdir())):
            order = list(workers) if turn % 2 == 0 else list(workers)[::-1]
            took = {kind: workers[kind].ask(block) for kind in order}
            for kind in workers:
                spent[kind] += took[kind]
            ratios.append(took["plain"] / took["reading"])
        low, middle, high = statistics.quantiles(ratios, n=4) if len(ratios) > 1 else ratios * 3
        took_each = {kind: 1000 * seconds / options.pages for kind, seconds in spent.items()}
        print(
            f"{options.pages:,} pages, {label}: reading {took_each['reading']:.2f} ms a page, trafilatura alone"
            f" {took_each['plain']:.2f} ms, ratio {spent['plain'] / spent['reading']:.2f}× (aim {least}×; turns"
            f" {low:.2f} to {high:.2f}, middle {middle:.2f}); loading {workers['reading'].loading:.1f} and"
            f" {workers['plain'].loading:.1f} s",
            flush=True,
        )
        for worker in workers.values():
            worker.end()


class Worker:
    """A process that reads folders of pages when asked to, and says how much processor time each took."""

    def __init__(self, kind: str) -> None:
        """Start it and wait until it has loaded what it needs."""
        self._pipe, other = multiprocessing.Pipe()
        self._process = multiprocessing.get_context("spawn").Process(target=serve, args=(kind, other))
        self._process.start()
        self.loading: float = self._pipe.recv()

    def ask(self, folder: Path) -> float:
        """Seconds of processor time for a folder of pages. Every page must give a text."""
        self._pipe.send(folder)
        texts, seconds = self._pipe.recv()
        if texts != len(list(folder.iterdir())):
            sys.exit(f"{texts} texts of the pages in {folder}")
        return float(seconds)

    def end(self) -> None:
        """Let it go."""
        self._pipe.send(None)
        self._process.join()


def serve(kind: str, pipe: Connection) -> None:
    """Read folders of pages until there are no more."""
    read_block = {"reading": reading_block, "plain": plain_block}[kind]()
    pipe.send(time.process_time())
    while (folder := pipe.recv()) is not None:
        begun = time.process_time()
        pipe.send((read_block(folder), time.process_time() - begun))


def reading_block() -> Callable[[Path], int]:
    """Reading, loaded."""
    import trafilatura  # noqa: F401 - reading loads it with the first page

    from trucewatch.casebook import load
    from trucewatch.reading import read
    from trucewatch.vocabulary.records import Report

    knowledge = load("syria")
    return lambda folder: sum(isinstance(item, Report) for item in read([folder], knowledge))


def plain_block() -> Callable[[Path], int]:
    """Trafilatura alone, loaded."""
    import trafilatura

    return lambda folder: sum(bool(trafilatura.extract(path.read_bytes())) for path in sorted(folder.iterdir()))


def compare_memory() -> None:
    """Peak memory of reading few and many pages."""
    peaks = []
    for count in (10_000, 100_000):
        with tempfile.TemporaryDirectory() as name:
            write(Path(name), count, copied=False, short=True)
            found = measured("reading", Path(name))
        peaks.append(found["memory"])
        print(f"{count:8,} pages: peak {found['memory']:,.0f} MB in {found['seconds']:,.0f} s", flush=True)
    print(f"ratio {peaks[1] / peaks[0]:.2f}")


def write(folder: Path, count: int, *, copied: bool, short: bool = False, each: int = 1000) -> int:
    """Write the pages, so many in `each` folder; returns how many bytes."""
    draw, size = random.Random(5), 0
    for number in range(count):
        part = folder / f"{number // each:03}"
        part.mkdir(exist_ok=True)
        if copied and number % 2:
            earlier = draw.randrange(0, number, 2)
            data = (folder / f"{earlier // each:03}" / f"{earlier:06}.html").read_bytes()
        else:
            data = page(number, draw, sides=1 if short else 12, most=4 if short else 16).encode()
        (part / f"{number:06}.html").write_bytes(data)
        size += len(data)
    return size


def page(number: int, draw: random.Random, sides: int, most: int) -> str:
    """One page of made-up news."""
    site, day = draw.choice(SITES), dt.date(2014, 1, 1) + dt.timedelta(draw.randrange(2500))
    title, host = sentence(draw)[:-1], site.lower().replace(" ", "-") + ".example"
    paragraphs = (
        " ".join(sentence(draw) for _ in range(draw.randint(2, 5))) for _ in range(draw.randint(min(6, most - 1), most))
    )
    body = "\n".join(f"<p>{paragraph}</p>" for paragraph in paragraphs)
    links = "\n".join(
        f'<li class="menu-item"><a href="/{name.lower()}/{draw.randrange(10**6)}">{name}</a></li>' for name in PLACES
    )
    side = "\n".join(
        f'<div class="teaser"><a href="/story/{draw.randrange(10**6)}"><img src="/i/{draw.randrange(99)}.jpg" alt="">'
        f"<h4>{sentence(draw)[:-1]}</h4></a><span>{draw.randint(1, 9)} hours ago</span></div>"
        for _ in range(sides)
    )
    comments = "\n".join(
        f'<div class="comment"><b>reader{draw.randrange(999)}</b><p>{sentence(draw)}</p></div>' for _ in range(4)
    )
    return f"""<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><title>{title} - {site}</title>
<meta property="og:title" content="{title}"><meta property="og:site_name" content="{site}">
<meta property="og:url" content="https://{host}/news/{number}">
<link rel="canonical" href="https://{host}/news/{number}">
<meta property="article:published_time" content="{day.isoformat()}T09:30:00Z"><meta name="author" content="A. Writer">
<script type="application/ld+json">{{"@type": "NewsArticle", "datePublished": "{day.isoformat()}"}}</script>
<style>{" ".join(f".c{i} {{ margin: {i}px }}" for i in range(40))}</style></head>
<body class="single"><header><nav><ul>{links}</ul></nav></header>
<main><article><h1>{title}</h1>
<div class="byline">By A. Writer <time datetime="{day.isoformat()}">{day:%d %B %Y}</time></div>
<div class="share"><a href="#f">Share</a> <a href="#t">Tweet</a></div>
<div class="article-body">{body}</div>
<div class="tags"><a href="/t/1">truce</a> <a href="/t/2">talks</a></div></article>
<aside><h3>Most read</h3>{side}</aside><section id="comments"><h3>Comments</h3>{comments}</section></main>
<footer><ul>{links}</ul><p>Copyright {day.year} {site}. All rights reserved.</p></footer>
<script>var page = {{"id": {number}}};</script></body></html>
"""


def sentence(draw: random.Random) -> str:
    """A made-up sentence."""
    parts = {"place": draw.choice(PLACES), "side": draw.choice(SIDES), "number": draw.randint(3, 400)}
    deed, tail = draw.choice(DEEDS).format(**parts), draw.choice(TAILS)
    said = tail.format(place=draw.choice(PLACES), side=draw.choice(SIDES), month=draw.choice(MONTHS))
    return f"The {draw.choice(SIDES)} {deed} {draw.choice(DAYS)}, {said}."


def measured(name: str, folder: Path) -> Measure:
    """One measure in a fresh process."""
    command = [sys.executable, __file__, "--measure", name, "--folder", str(folder)]
    done = subprocess.run(command, check=True, stdout=subprocess.PIPE)
    return dict(json.loads(done.stdout.splitlines()[-1]))


def files(folder: Path) -> Iterator[Path]:
    """The pages in order."""
    return (path for part in sorted(folder.iterdir()) for path in sorted(part.iterdir()))


def trafilatura_with(**options: bool) -> Callable[[Path], Measure]:
    """Trafilatura alone with these options."""

    def measure(folder: Path) -> Measure:
        begun, texts = time.perf_counter(), 0
        import trafilatura

        for path in files(folder):
            texts += bool(trafilatura.extract(path.read_bytes(), **options))
        return result(begun, texts)

    return measure


def reading(folder: Path) -> Measure:
    """From the folder to reports."""
    begun = time.perf_counter()
    from trucewatch.casebook import load
    from trucewatch.reading import read
    from trucewatch.vocabulary.records import Report

    knowledge = load("syria")
    texts = sum(isinstance(item, Report) for item in read([folder], knowledge))
    return result(begun, texts)


def result(begun: float, texts: int) -> Measure:
    """Time since the begin, texts found, processor time of the process and its peak memory in MB."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    seconds, cpu = time.perf_counter() - begun, used.ru_utime + used.ru_stime
    return {"seconds": seconds, "texts": texts, "cpu": cpu, "memory": used.ru_maxrss / 1024}


MEASURES: dict[str, Callable[[Path], Measure]] = {
    "plain": trafilatura_with(),
    "metadata": trafilatura_with(with_metadata=True),
    "fast": trafilatura_with(fast=True, include_comments=False, include_tables=False),
    "reading": reading,
}
LABELS = {
    "plain": "trafilatura",
    "metadata": "  with metadata",
    "fast": "  fast",
    "reading": "reading",
}

if __name__ == "__main__":
    main()
