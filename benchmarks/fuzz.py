"""Damaged files: thousands of variants of good files of every format, each of which must be accounted for.

    python benchmarks/fuzz.py [--variants 5000] [--seed 1] [--keep FOLDER]

The good files are made by other programs (the writers that the tests use). A variant is a good file with bits flipped,
cut, with a piece of itself or of another file spliced in, in another encoding, or packed and then damaged. Each is read
in a process of its own kind that may not crash, and must come out as reports or rejects with a code, a reason and
advice. Prints how many there were of each, by format; the exit status is 1 if one was not accounted for.
"""

import argparse
import bz2
import codecs
import gzip
import json
import lzma
import multiprocessing
import random
import resource
import sys
import time
import traceback
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from pathlib import Path
from tempfile import TemporaryDirectory

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

SLOW = 20.0
"""Seconds for one variant that would be worth a look."""
_ENCODINGS = ("utf-16", "utf-16-be", "utf-8-sig", "cp1252", "cp1256", "utf-32", "utf-7")
_WORKERS = 2


def good_files() -> dict[str, bytes]:
    """One file of each format, by name."""
    from tests.reading.readers import test_clippings, test_feed, test_mail, test_tables, test_warc  # noqa: PLC0415
    from tests.reading.test_unpacking import tarred, zipped  # noqa: PLC0415

    body = test_mail.BODY
    table = "".join(f'"Truce {n}","The truce held, they said.\n\nNobody was hurt.",2019-03-0{n}\n' for n in range(1, 9))
    records = [{"title": f"Truce {n}", "text": body, "date": f"2019-03-0{n}"} for n in range(1, 9)]
    mail = test_mail.message()
    mail.add_alternative(test_mail.HTML, subtype="html")
    files = {
        "text.txt": f"Source: Example TV\nDate: 2019-03-04\nTitle: Truce holds\n\n{body}".encode(),
        "page.html": test_warc.page(1).encode(),
        "saved.mhtml": test_mail.saved_page().as_bytes(),
        "table.csv": f"title,text,date\n{table}".encode(),
        "table.tsv": f"title\ttext\tdate\n{table}".replace('",', '"\t').encode(),
        "records.jsonl": "\n".join(map(json.dumps, records)).encode(),
        "records.json": json.dumps({"status": "ok", "articles": records}).encode(),
        "book.xlsx": test_tables.workbook({"S": test_tables.ROWS}),
        "texts.xlsx": test_tables.with_shared_strings(),
        "table.parquet": test_tables.parquet(),
        "crawl.warc": test_warc.warc(test_warc.pages(4)),
        "crawl.warc.gz": test_warc.warc(test_warc.pages(4), packed=True),
        "crawl.wet": test_warc.warc([("conversion", body.encode(), "text/plain", {})] * 3),
        "feed.rss": test_feed.feed().rss_str(),
        "feed.atom": test_feed.feed().atom_str(),
        "mail.eml": mail.as_bytes(),
        "letters.mbox": b"".join(b"From a@b.c Mon Mar  4 10:00:00 2019\n" + mail.as_bytes() + b"\n" for _ in range(3)),
    }
    for layout, lines in test_clippings.LAYOUTS.items():
        name = layout.replace(" ", "-")
        files[f"{name}.txt"] = test_clippings.as_text(lines)
        files[f"{name}.html"] = test_clippings.as_html(lines)
    files["nexis.docx"] = test_clippings.as_docx(test_clippings.NEXIS)
    files["nexis.rtf"] = test_clippings.as_rtf(test_clippings.NEXIS)
    files["nexis.pdf"] = test_clippings.as_pdf(test_clippings.NEXIS)
    # Made by LibreOffice and Chromium.
    for name in ("statement.odt", "table.ods", "table.xls", "page.mhtml"):
        files[name] = (ROOT / "tests" / "reading" / "files" / name).read_bytes()
    members: dict[str, bytes | str] = {name: files[name] for name in ("page.html", "records.jsonl", "book.xlsx")}
    files["mixed.zip"] = zipped(members)
    files["mixed.tar"] = tarred(members)
    files["mixed.tgz"] = tarred({**members, "inner.zip": files["mixed.zip"]}, "w:gz")
    files["records.jsonl.bz2"] = bz2.compress(files["records.jsonl"])
    files["records.jsonl.xz"] = lzma.compress(files["records.jsonl"])
    return files


def flipped(data: bytes, chance: random.Random, _: list[bytes]) -> bytes:
    """Some bits flipped."""
    out = bytearray(data)
    for _n in range(chance.choice((1, 3, 10, 100))):
        out[chance.randrange(len(out))] ^= 1 << chance.randrange(8)
    return bytes(out)


def cut(data: bytes, chance: random.Random, _: list[bytes]) -> bytes:
    """Cut short, or its beginning lost."""
    at = chance.randrange(len(data))
    return data[:at] if chance.random() < 0.8 else data[at:]


def holed(data: bytes, chance: random.Random, _: list[bytes]) -> bytes:
    """A stretch lost, doubled, or overwritten with zeros."""
    start = chance.randrange(len(data))
    end = min(len(data), start + chance.choice((1, 16, 512, 5000)))
    middle = chance.choice((b"", data[start:end] * 2, bytes(end - start)))
    return data[:start] + middle + data[end:]


def spliced(data: bytes, chance: random.Random, others: list[bytes]) -> bytes:
    """A piece of another file inside."""
    other = chance.choice(others)
    start = chance.randrange(len(other))
    at = chance.randrange(len(data))
    return data[:at] + other[start : start + chance.choice((10, 300, 5000))] + data[at:]


def recoded(data: bytes, chance: random.Random, _: list[bytes]) -> bytes:
    """In another encoding, or once more in its own."""
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        text = data.decode("latin-1")
    return codecs.encode(text, chance.choice(_ENCODINGS), "ignore")


def packed(data: bytes, chance: random.Random, others: list[bytes]) -> bytes:
    """Packed, and the pack then damaged."""
    pack = chance.choice((gzip.compress, bz2.compress, lzma.compress))
    return chance.choice((flipped, cut))(pack(data), chance, others)


def numbered(data: bytes, chance: random.Random, _: list[bytes]) -> bytes:
    """A number in it made enormous, negative or zero: lengths, counts, offsets."""
    places = [i for i in range(len(data)) if data[i : i + 1].isdigit()]
    if not places:
        return data
    at = chance.choice(places)
    return data[:at] + chance.choice((b"0", b"-1", b"99999999999999999999", b"65536")) + data[at + 1 :]


WAYS: tuple[Callable[[bytes, random.Random, list[bytes]], bytes], ...] = (
    flipped,
    cut,
    holed,
    spliced,
    recoded,
    packed,
    numbered,
)


def variants(files: dict[str, bytes], number: int, seed: int) -> Iterator[tuple[str, bytes]]:
    """Names and bytes, the same for the same seed but for the times that the writers put into their files."""
    others = list(files.values())
    names = list(files)
    for n in range(number):
        chance = random.Random(f"{seed}-{n}")  # noqa: S311 - no secret
        name = names[n % len(names)]
        data = files[name]
        for _ in range(chance.choice((1, 1, 1, 2, 3))):
            data = chance.choice(WAYS)(data, chance, others) or b"\0"
        yield f"{n:05d}-{name}", data


_KNOWN: list[object] = []


def outcome(path: Path) -> tuple[str, float, str]:
    """What became of a file: `reports`, `rejects`, `both`, or what is wrong; seconds; details."""
    from trucewatch.casebook import load  # noqa: PLC0415
    from trucewatch.reading import read  # noqa: PLC0415
    from trucewatch.vocabulary.records import Report  # noqa: PLC0415

    if not _KNOWN:
        # What a variant may take; a runaway is to fail here and not to take the machine along.
        resource.setrlimit(resource.RLIMIT_AS, (6 << 30, 6 << 30))
        _KNOWN.append(load(None))
    began = time.perf_counter()
    try:
        found = list(read([path], _KNOWN[0]))  # type: ignore[arg-type]  # loaded once a process
    except BaseException:  # noqa: BLE001 - whatever it is, it is what is looked for
        return "crash", time.perf_counter() - began, traceback.format_exc()
    seconds = time.perf_counter() - began
    reports = [item for item in found if isinstance(item, Report)]
    rejects = [item for item in found if not isinstance(item, Report) and not item.is_warning]
    bad = [r for r in rejects if not (r.code.startswith("TW-READ-") and r.reason and r.advice and r.file)]
    bad_texts = [r for r in reports if not r.text or not _is_storable(r.text) or not _is_storable(r.file or "")]
    if bad or bad_texts or not found:
        return "not accounted for", seconds, repr((bad, bad_texts))
    return ("both" if reports and rejects else "reports" if reports else "rejects"), seconds, ""


def _is_storable(text: str) -> bool:
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        return False
    return True


def main() -> int:
    """Run it."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--variants", type=int, default=5000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--keep", type=Path, help="a folder for the variants that failed")
    asked = parser.parse_args()
    files = good_files()
    counts: dict[str, Counter[str]] = {name: Counter() for name in files}
    failures = 0
    slowest = (0.0, "")
    began = time.perf_counter()
    with TemporaryDirectory(prefix="fuzz-") as folder:
        paths = []
        for name, data in variants(files, asked.variants, asked.seed):
            paths.append(Path(folder) / name)
            paths[-1].write_bytes(data)
        for path, (what, seconds, details) in _outcomes(paths):
            counts[path.name[6:]][what] += 1
            slowest = max(slowest, (seconds, path.name))
            if what in ("crash", "not accounted for", "killed") or seconds > SLOW:
                failures += 1
                print(f"{path.name}: {what} after {seconds:.1f} s\n{details}")
                if asked.keep:
                    asked.keep.mkdir(parents=True, exist_ok=True)
                    (asked.keep / path.name).write_bytes(path.read_bytes())
    total: Counter[str] = Counter()
    for name, found in counts.items():
        total += found
        print(f"{name:28} " + "  ".join(f"{what} {found[what]}" for what in sorted(found)))
    print(f"{asked.variants} variants of {len(files)} files, seed {asked.seed}: {dict(sorted(total.items()))}")
    print(f"{failures} failures; {time.perf_counter() - began:.0f} s, slowest {slowest[0]:.1f} s ({slowest[1]})")
    return 1 if failures else 0


def _outcomes(paths: list[Path]) -> Iterator[tuple[Path, tuple[str, float, str]]]:
    """Each path with its outcome; a variant that takes its process down is told, and the rest goes on."""
    context = multiprocessing.get_context("spawn")
    waiting = paths
    while waiting:
        done = 0
        with ProcessPoolExecutor(_WORKERS, mp_context=context) as pool:
            try:
                for path, found in zip(waiting, pool.map(outcome, waiting, chunksize=1), strict=True):
                    yield path, found
                    done += 1
            except BrokenProcessPool:
                yield waiting[done], ("killed", 0.0, "its process died (or that of the variant beside it)")
                done += 1
        waiting = waiting[done:]


if __name__ == "__main__":
    sys.exit(main())
