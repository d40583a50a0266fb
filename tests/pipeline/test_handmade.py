"""Claims made by hand: kept through builds, taken back by a later mark, confidential ones nowhere unless asked for."""

import datetime as dt
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from trucewatch.exchange import Table
from trucewatch.pipeline import handmade
from trucewatch.pipeline.build import build
from trucewatch.pipeline.freezing import freeze
from trucewatch.pipeline.handmade import Note
from trucewatch.pipeline.view import opened
from trucewatch.vocabulary.codes import ClaimKind, Code, ProvisionClass
from trucewatch.vocabulary.errors import RequestError

NOTE = Note(
    "The Lake Front shelled the crossing twice, a driver says.",
    "M. Haddad",
    "2018-11-05",
    "ASSAULT",
    "heavy-weapons",
    speaker="a driver",
    actors=("Lake Front",),
    places=("Upper Lakebridge",),
    date="2018-11-04",
    numbers=("injured=2-3",),
)


@pytest.fixture
def case(tmp_path: Path) -> Path:
    """A case of one report."""
    reports = tmp_path / "reports"
    reports.mkdir()
    text = "Damascus Courier\n2018-11-02\n\nThe army shelled the village of Anan on Thursday, residents said.\n"
    (reports / "a.txt").write_text(text, encoding="utf-8")
    build([reports], tmp_path / "x.db", "none")
    return tmp_path / "x.db"


def claim_ids(case: Path, *, with_confidential: bool = False) -> set[str]:
    with opened(case, with_confidential=with_confidential) as seen:
        return set(seen.dossier.claims)


def test_a_note_is_a_claim_like_any_other(case: Path) -> None:
    added = handmade.add(case, NOTE)
    with opened(case) as seen:
        claim = seen.dossier.claims[added.claim.claim_id]
        report = seen.dossier.reports[claim.report_id]
    assert claim == added.claim
    assert (claim.kind, claim.code, claim.mode) == (ClaimKind.EVENT, Code.ASSAULT, "heavy-weapons")
    assert (report.outlet, report.published, report.title) == (
        "monitor's note",
        "2018-11-05",
        "Note by M. Haddad, 2018-11-05",
    )
    assert report.text[claim.start : claim.end] == claim.quote
    assert [m.text for m in claim.via] == ["M. Haddad"]
    assert [(n.what, n.min, n.max, n.unit) for n in claim.numbers] == [("injured", 2, 3, "people")]
    assert added.unknown == ("a driver", "Lake Front", "Upper Lakebridge")


def test_it_stays_through_a_build_and_is_added_once(case: Path) -> None:
    first = handmade.add(case, NOTE)
    build([case.parent / "reports"], case)
    (case.parent / "reports" / "b.txt").write_text(
        "Lake Post\n2018-11-03\n\nRebels bombed the town.\n", encoding="utf-8"
    )
    build([case.parent / "reports"], case)
    again = handmade.add(case, NOTE)
    assert (first.is_new, again.is_new) == (True, False)
    assert again.claim == first.claim
    assert first.claim.claim_id in claim_ids(case)


def test_it_is_taken_back_by_a_later_mark(case: Path) -> None:
    claim = handmade.add(case, NOTE).claim
    report = handmade.withdraw(case, claim.claim_id, "misheard", who="M. Haddad")
    assert report.withdrawn == "misheard"
    assert claim.claim_id in claim_ids(case)


def test_only_a_note_is_taken_back(case: Path) -> None:
    read = min(claim_ids(case))
    with pytest.raises(RequestError, match="TW-NOTE-2"):
        handmade.withdraw(case, read, "wrong", who=None)


def test_a_confidential_note_is_nowhere_unless_asked_for(case: Path, tmp_path: Path) -> None:
    before = claim_ids(case)
    claim = handmade.add(case, replace(NOTE, confidential=True)).claim
    assert claim_ids(case) == before
    with opened(case) as seen:
        assert seen.search("driver", 5) == []
        rows = [row for table in Table for row in seen.rows(table, known_at=None)]
        assert "driver" not in repr(rows)
        assert "Haddad" not in repr(rows)
        findings = seen.findings(seen.question(dt.date(2018, 11, 6), None, None))
    with opened(case, with_confidential=True) as seen:
        assert claim.claim_id in seen.dossier.claims
        assert [hit.report_id for hit in seen.search("driver", 5)] == [claim.report_id]
    release = tmp_path / "release"
    freeze(case, release, on=dt.date(2018, 11, 6))
    assert "Haddad" not in "".join(p.read_text(encoding="utf-8") for p in release.rglob("*") if p.is_file())
    assert claim.claim_id not in {c for f in findings for c in (*f.for_, *f.against)}


def test_a_confidential_note_moves_no_verdict(case: Path) -> None:
    def verdicts(*, with_confidential: bool) -> list[object]:
        with opened(case, with_confidential=with_confidential) as seen:
            return list(seen.findings(seen.question(dt.date(2018, 11, 6), None, None)))

    before = verdicts(with_confidential=False)
    note = replace(NOTE, text="The truce has collapsed.", code="NOT_HOLDING", mode=None, confidential=True)
    handmade.add(case, note)
    assert verdicts(with_confidential=False) == before


def test_performance_of_a_provision_is_told(case: Path) -> None:
    note = replace(NOTE, code="RETREAT", mode=None, class_="withdraw_heavy_weapons", zone="demilitarized zone")
    terms = handmade.add(case, note).claim.terms
    assert terms is not None
    assert (terms.class_, terms.done, terms.zone) == (ProvisionClass.HEAVY_WEAPONS, True, "demilitarized zone")


@pytest.mark.parametrize(
    ("change", "code"),
    [
        (lambda note: replace(note, code="BOMB"), "TW-NOTE-3"),
        (lambda note: replace(note, mode="poetry"), "TW-NOTE-3"),
        (lambda note: replace(note, modality="maybe"), "TW-NOTE-3"),
        (lambda note: replace(note, class_="picnics"), "TW-NOTE-3"),
        (lambda note: replace(note, numbers=("many",)), "TW-NOTE-4"),
        (lambda note: replace(note, text=" "), "TW-NOTE-1"),
    ],
)
def test_what_the_codebook_does_not_know_is_refused(case: Path, change: Callable[[Note], Note], code: str) -> None:
    before = claim_ids(case, with_confidential=True)
    with pytest.raises(RequestError, match=code):
        handmade.add(case, change(NOTE))
    assert claim_ids(case, with_confidential=True) == before
