"""diff, freeze and ical, by running the program."""

import json
from pathlib import Path

from tests.cli.running import program


def test_diff_tells_old_and_new_status_with_new_sentences(case: Path) -> None:
    asked = ("diff", "--case", case, "--from", "2018-09-30", "--to", "2018-11-09")
    done, as_json = program(*asked), json.loads(program(*asked, "--json").stdout)
    assert done.returncode == 0, done.stderr
    told = " ".join(done.stdout.split())
    assert f"{len(as_json)} verdicts changed" in told
    assert as_json
    for row in as_json:
        assert row["about"]["name"] in told
        assert f"→ {row['after'].replace('_', ' ')}" in told
        for claim in (*row["for"], *row["against"]):
            assert f"“{' '.join(claim['quote'].split())}” [{claim['claim_id']}]" in told


def test_freeze_writes_a_release_once(case: Path, tmp_path: Path) -> None:
    done = program("freeze", "--case", case, "-o", tmp_path / "r", "--no-text", "--known-by", "2018-10-13")
    assert done.returncode == 0, done.stderr
    manifest = json.loads((tmp_path / "r" / "manifest.json").read_text(encoding="utf-8"))
    assert manifest["release_id"] in done.stdout
    assert (manifest["known_by"], "claims.quote" in manifest["withheld"]) == ("2018-10-13", True)
    again = program("freeze", "--case", case, "-o", tmp_path / "r")
    assert again.returncode == 2
    assert "TW-FREEZE-1" in again.stderr


def test_ical_to_a_file_and_to_the_screen(case: Path, tmp_path: Path) -> None:
    asked = ("ical", "--case", case, "--on", "2018-09-20")
    program(*asked, "-o", tmp_path / "d.ics")
    text = (tmp_path / "d.ics").read_bytes().decode()
    assert text.startswith("BEGIN:VCALENDAR\r\n")
    assert "DTSTART;VALUE=DATE:20181010\r\n" in text
    assert program(*asked).stdout == text
