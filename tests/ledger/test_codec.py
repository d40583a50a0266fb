import dataclasses

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trucewatch.ledger.codec import RowCodec, to_json
from trucewatch.ledger.reader import CLAIMS, REPORTS
from trucewatch.ledger.records import Decision
from trucewatch.ledger.tables import claims, decisions, rejects, reports, sentences
from trucewatch.vocabulary.codes import ClaimKind, Modality, Polarity
from trucewatch.vocabulary.records import Claim, Mention, Quantity, Reject, Report, SentenceOutcome, Terms

ELSEWHERE = {"family", "duplicate_of", "copy_of", "copy_kind", "copy_strength", "withdrawn", "site"} | {
    "shared_sentences",
    "shares_with",
}
"""What is stored apart from the reports, as it hangs on other reports or on people."""
numbers = st.floats(allow_nan=False, allow_infinity=False)
quantities = st.builds(Quantity, min=st.none() | numbers, max=st.none() | numbers)
made_claims = st.builds(Claim, numbers=st.lists(quantities, max_size=3).map(tuple), confidence=numbers)


@given(made_claims)
def test_a_claim_survives_the_row(claim: Claim) -> None:
    row = CLAIMS.row(claim)
    assert {type(value) for value in row.values()} <= {str, int, float, type(None)}
    assert claim == CLAIMS.record(list(row.values()), report_id=claim.report_id)


@given(st.from_type(Report))
def test_a_report_survives_the_row(report: Report) -> None:
    kept = {name: getattr(report, name) for name in ELSEWHERE}
    assert report == REPORTS.record(list(REPORTS.row(report).values()), **kept)


@given(st.from_type(SentenceOutcome) | st.from_type(Reject) | st.from_type(Decision))
def test_every_other_record_survives_the_row(record: SentenceOutcome | Reject | Decision) -> None:
    codec = RowCodec(type(record))
    assert record == codec.record(list(codec.row(record).values()))


@pytest.mark.parametrize(
    ("kind", "table", "elsewhere"),
    [
        (Report, reports, ELSEWHERE),
        (Claim, claims, {"report_id"}),
        (SentenceOutcome, sentences, {"report_id"}),
        (Reject, rejects, set()),
        (Decision, decisions, set()),
    ],
)
def test_every_field_has_its_column(kind: type, table: object, elsewhere: set[str]) -> None:
    names = {field.name for field in dataclasses.fields(kind)}
    assert names - elsewhere <= {column.name for column in table.columns}


def test_nested_json_is_compact_and_leaves_out_defaults() -> None:
    assert to_json({"a": ["ü", None]}) == '{"a":["ü",null]}'


@given(st.from_type(Mention) | quantities | st.from_type(Terms))
def test_nested_records_are_written_as_json_writes_them(record: Mention | Quantity | Terms) -> None:
    def plain(value: object) -> object:
        if dataclasses.is_dataclass(value):
            pairs = ((f.name, getattr(value, f.name), f.default) for f in dataclasses.fields(value))
            return {name: plain(own) for name, own, default in pairs if own != default}
        return [plain(each) for each in value] if isinstance(value, tuple) else value

    claim = Claim("c", "r", 0, 1, "q", ClaimKind.EVENT, None, Modality.ACTUAL, Polarity.AFFIRM)
    part = {Mention: "speaker", Terms: "terms"}.get(type(record), "numbers")
    value = (record,) if part == "numbers" else record
    row = CLAIMS.row(dataclasses.replace(claim, **{part: value}))
    assert row[part] == to_json(plain(value))
