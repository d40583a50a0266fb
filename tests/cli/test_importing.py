"""`trucewatch import` as a person meets it."""

from pathlib import Path

from tests.cli.running import program
from tests.exchange.importing.made import table, write


def test_an_import_tells_what_it_did(tmp_path: Path) -> None:
    write(tmp_path / "a.csv", table("acled", [{}, {"event_id_cnty": "LAK2"}]))
    first = program("import", "acled", "a.csv", "--case", "c.db", cwd=tmp_path)
    again = program("import", "acled", "a.csv", "--case", "c.db", cwd=tmp_path)
    assert (first.returncode, first.stderr) == (0, "")
    assert first.stdout == "acled: 2 events = 2 new + 0 updated + 0 as before; 0 removed\n"
    assert again.stdout == "Nothing changed: acled is in the case as this file has it.\n"


def test_rejected_rows_have_a_status_and_a_list(tmp_path: Path) -> None:
    write(tmp_path / "a.csv", table("acled", [{}, {"event_id_cnty": "LAK2", "event_date": "2018-02-31"}]))
    done = program("import", "acled", "a.csv", "--case", "c.db", cwd=tmp_path)
    listed = program("rejects", "--case", "c.db", "--json", cwd=tmp_path)
    assert (done.returncode, "TW-IMPORT-11: 1" in done.stdout) == (1, True)
    assert '"row 2"' in listed.stdout


def test_another_file_is_refused_in_one_line(tmp_path: Path) -> None:
    write(tmp_path / "a.csv", "day,what\n2018-01-01,shelling\n")
    done = program("import", "acled", "a.csv", "--case", "c.db", cwd=tmp_path)
    assert done.returncode == 2
    assert done.stderr.startswith("trucewatch: a.csv: This does not look like ACLED")
    assert len(done.stderr.splitlines()) == 1


def test_claims_of_a_data_set_are_listed(tmp_path: Path) -> None:
    write(tmp_path / "a.csv", table("acled", [{}]))
    program("import", "acled", "a.csv", "--case", "c.db", cwd=tmp_path)
    listed = program("claims", "--case", "c.db", "--json", cwd=tmp_path)
    assert listed.returncode == 0, listed.stderr
    assert "On 20 September, shells fell on Millbrook. Two people died." in listed.stdout
