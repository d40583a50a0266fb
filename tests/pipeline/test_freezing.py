import datetime as dt
import hashlib
import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from tests.laws import corpus
from trucewatch.exchange import Table
from trucewatch.pipeline import view
from trucewatch.pipeline.build import build
from trucewatch.pipeline.freezing import freeze
from trucewatch.vocabulary.errors import RequestError

DAY = dt.date(2018, 10, 13)


@pytest.fixture(scope="module")
def case(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("freezing")
    build([corpus.write(folder / "reports")], folder / "case.db", "syria")
    return folder / "case.db"


def contents(folder: Path) -> dict[str, bytes]:
    return {str(p.relative_to(folder)): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()}


def rows(folder: Path, table: str) -> list[dict[str, Any]]:
    return [
        json.loads(line) for line in (folder / "tables" / f"{table}.jsonl").read_text(encoding="utf-8").splitlines()
    ]


def test_the_same_case_gives_the_same_bytes(case: Path, tmp_path: Path) -> None:
    one, two = (freeze(case, tmp_path / name, on=DAY, known_by=DAY) for name in ("one", "two"))
    assert one == two
    assert contents(tmp_path / "one") == contents(tmp_path / "two")


def test_hashes_in_the_manifest_and_beside_it_are_those_of_the_files(case: Path, tmp_path: Path) -> None:
    release = freeze(case, tmp_path / "r")
    manifest = json.loads((tmp_path / "r" / "manifest.json").read_text(encoding="utf-8"))
    found = {name: hashlib.sha256(data).hexdigest() for name, data in contents(tmp_path / "r").items()}
    sums = dict(
        reversed(line.split("  ")) for line in (tmp_path / "r" / "SHA256SUMS").read_text(encoding="utf-8").splitlines()
    )
    assert sums == {name: sha for name, sha in found.items() if name != "SHA256SUMS"} == release.files
    assert {name: facts["sha256"] for name, facts in manifest["files"].items()}.items() <= found.items()
    assert manifest["release_id"] == release.release_id
    assert manifest["with_confidential"] is False
    assert (manifest["casebook"], manifest["policy"], manifest["program"]) == ("syria", "default", "trucewatch")
    readme = (tmp_path / "r" / "README.md").read_text(encoding="utf-8")
    assert release.release_id in readme


def test_known_by_leaves_out_later_reports_with_all_that_they_say(case: Path, tmp_path: Path) -> None:
    freeze(case, tmp_path / "all")
    freeze(case, tmp_path / "then", known_by=DAY)
    everything, then = rows(tmp_path / "all", "reports"), rows(tmp_path / "then", "reports")
    assert 0 < len(then) < len(everything)
    assert {row["report_id"] for row in then} == {
        row["report_id"] for row in everything if row["published"] and row["published"] <= DAY.isoformat()
    }
    known = {row["report_id"] for row in then}
    for table in ("claims", "events", "agreements"):
        told = [row.get("report_id") or r for row in rows(tmp_path / "then", table) for r in row.get("reports", [None])]
        assert set(told) <= known
    assert {row["as_of"] for row in rows(tmp_path / "then", "findings")} == {max(row["published"] for row in then)}


def test_without_text_no_sentence_of_a_report_is_left(case: Path, tmp_path: Path) -> None:
    freeze(case, tmp_path / "r", with_text=False)
    with view.opened(case) as seen:
        claims, reports = list(seen.dossier.claims.values()), list(seen.dossier.reports.values())
    sentences = {claim.quote for claim in claims} | {report.title for report in reports if report.title}
    sentences = {sentence for sentence in sentences if len(sentence.split()) > 3}
    assert sentences
    for name, data in contents(tmp_path / "r").items():
        text = data.decode()
        assert [s for s in sentences if s in text or json.dumps(s, ensure_ascii=False)[1:-1] in text] == [], name
    assert {row["start"] < row["end"] for row in rows(tmp_path / "r", "claims")} == {True}


@pytest.mark.parametrize("with_text", [True, False])
def test_every_row_keeps_to_the_schema_beside_it(case: Path, tmp_path: Path, with_text: bool) -> None:  # noqa: FBT001
    freeze(case, tmp_path / "r", with_text=with_text)
    for table in Table:
        schema = json.loads((tmp_path / "r" / "schemas" / f"{table}.json").read_text(encoding="utf-8"))
        for row in rows(tmp_path / "r", table):
            jsonschema.validate(row, schema)


def test_a_release_is_never_written_over(case: Path, tmp_path: Path) -> None:
    (tmp_path / "r").mkdir()
    (tmp_path / "r" / "mine.txt").write_text("kept", encoding="utf-8")
    with pytest.raises(RequestError, match="TW-FREEZE-1"):
        freeze(case, tmp_path / "r")
    assert contents(tmp_path) == {"r/mine.txt": b"kept"}


def test_nothing_is_left_of_a_release_that_fails(case: Path, tmp_path: Path) -> None:
    with pytest.raises(RequestError, match="TW-POLICY-1"):
        freeze(case, tmp_path / "r", policy="no-such-policy")
    assert list(tmp_path.iterdir()) == []
