"""A watch killed again and again: does it end with the same reports, and is any page fetched twice?

Starts a local server with feeds and pages made here, runs `trucewatch watch --once` and kills it (SIGKILL) after a
random time, until a run ends by itself. Then compares with a watch that nobody killed.

    python benchmarks/watch_kills.py --feeds 10 --entries 10 --kills 30
"""

import argparse
import json
import random
import subprocess
import sys
import tempfile
from collections import Counter
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))

from tests.reading.feeds.made import page, rss
from tests.reading.feeds.server import HOST, Server, http, serving

from trucewatch.ledger import Ledger

SENTENCE = "Report {n} of feed {f}: the ceasefire in Idlib was holding on day {n}, a spokesman for the mission said."


def fill(server: Server, feeds: int, entries: int, file: Path) -> None:
    """Give the server its feeds and pages, and write the file that lists them."""
    lines = [f'allow_private = ["{HOST}"]', "min_delay = 0", "full_text = true", "max_pages = 10000"]
    for f in range(feeds):
        items = []
        for n in range(entries):
            text = [SENTENCE.format(n=n, f=f), f"Observers in district {f}-{n} counted {n} shells.", "Aid came in."]
            server.answers[f"/{f}/{n}"] = http(page(f"Day {n} in {f}", *text), Content_Type="text/html")
            items.append((server.url(f"/{f}/{n}"), f"Day {n} in {f}", "In short."))
        server.answers[f"/feed/{f}"] = http(rss(*items), ETag=f'"{f}"')
        lines += ["[[feed]]", f'url = "{server.url(f"/feed/{f}")}"', f'outlet = "Outlet {f}"']
    file.write_text("\n".join(lines) + "\n", encoding="utf-8")


def run(file: Path, case: Path, seconds: float | None) -> bool:
    """One watch; returns whether it came to its end."""
    command = [sys.executable, "-m", "trucewatch", "watch", str(file), "--case", str(case), "--once"]
    process = subprocess.Popen([*command, "--casebook", "none"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        return process.wait(seconds) == 0
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
        return False


def reports(case: Path) -> list[str]:
    """What a case holds."""
    with Ledger.open(case) as ledger:
        return ledger.report_ids()


def main() -> None:
    """Print what was seen, as JSON."""
    parser = argparse.ArgumentParser()
    for name, default in (("feeds", 10), ("entries", 10), ("kills", 30), ("seed", 7)):
        parser.add_argument(f"--{name}", type=int, default=default)
    wanted = parser.parse_args()
    chance = random.Random(wanted.seed)  # noqa: S311 - when to kill
    with tempfile.TemporaryDirectory() as folder, serving() as server:
        home = Path(folder)
        fill(server, wanted.feeds, wanted.entries, home / "feeds.toml")
        run(home / "feeds.toml", home / "whole.db", None)
        whole = len(server.asked)
        server.asked.clear()
        kills = 0
        while kills < wanted.kills and not run(home / "feeds.toml", home / "killed.db", chance.uniform(0.5, 8.0)):
            kills += 1
        ended = run(home / "feeds.toml", home / "killed.db", None)
        pages = Counter(path for path in server.paths() if not path.startswith(("/feed", "/robots")))
        found = {
            "kills": kills,
            "ended": ended,
            "reports": len(reports(home / "whole.db")),
            "same reports": reports(home / "whole.db") == reports(home / "killed.db"),
            "requests of the whole one": whole,
            "requests of the killed one": len(server.asked),
            "pages": len(pages),
            "pages asked for twice": sum(1 for count in pages.values() if count > 1),
            "most times for one page": max(pages.values(), default=0),
        }
    print(json.dumps(found, indent=1))


if __name__ == "__main__":
    main()
