import hashlib

import pytest

from tests.ledger.made import TEXT, claim, reject, report, sentence, source
from trucewatch.ledger import Decision, Ledger, StoredCasebook, StoredMap
from trucewatch.vocabulary.codes import CopyKind, Outcome, PublishedHow
from trucewatch.vocabulary.records import CopyLink, Reuse, Segment
from trucewatch.vocabulary.when import When


def test_what_was_read_comes_back_sorted_by_id(case: Ledger) -> None:
    late, early = report("b", segments=(Segment(0, 3, 5),), published="2018-09-17"), report("a", title="Ceasefire")
    case.add_input(source("one"), [late, early], [reject("one", "row 10"), reject("one", "row 9")])
    assert [early, late] == list(case.reports())
    assert [reject("one", "row 9"), reject("one", "row 10")] == list(case.rejects())
    assert case.known_inputs("reading-1") == {"one": "bytes"}
    assert case.known_inputs("reading-2") == {}
    assert early == case.report("a")
    assert case.report("c") is None


def test_a_file_read_again_takes_the_place_of_its_former_self(case: Ledger) -> None:
    case.add_input(source("one", "old"), [report("a"), report("b")], [reject("one")])
    case.add_input(source("one", "new", "reading-2"), [report("b"), report("c")])
    assert case.report_ids() == ["b", "c"]
    assert list(case.rejects()) == []
    assert case.known_inputs("reading-2") == {"one": "new"}
    assert case.known_inputs("reading-1") == {}


def test_a_report_read_anew_without_change_keeps_its_coding(case: Ledger) -> None:
    case.add_input(source("one"), [report("a")])
    case.add_coded("a", "coder-1", [sentence("a", 0)], [claim("x", "a")])
    case.add_input(source("one", version="reading-2"), [report("a")])
    assert {"a"} == case.coded("coder-1")
    assert [claim("x", "a")] == list(case.claims())


def test_a_report_that_was_cleaned_otherwise_is_to_be_coded_again(case: Ledger) -> None:
    case.add_input(source("one"), [report("a")])
    case.add_coded("a", "coder-1", [], [claim("x", "a")])
    case.add_input(source("one", version="reading-2"), [report("a", text="Another text.")])
    assert set() == case.coded("coder-1")
    assert list(case.claims()) == []


def test_the_coder_in_use_counts_before_others(case: Ledger) -> None:
    case.add_input(source("one"), [report("a"), report("b")])
    case.add_coded("a", "coder-1", [sentence("a", 0, Outcome.CODED)], [claim("old", "a")])
    case.add_coded("b", "coder-1", [sentence("b", 0)], [claim("kept", "b")])
    case.use_coder("coder-2")
    case.add_coded("a", "coder-2", [sentence("a", 0)], [claim("new", "a")])
    assert [c.claim_id for c in case.claims()] == ["kept", "new"]
    assert {"a"} == case.coded("coder-2")
    assert case.sentence_counts() == {Outcome.CODED: 0, Outcome.NOTHING: 2, Outcome.REJECTED: 0}
    case.use_coder("coder-1")
    assert [c.claim_id for c in case.claims()] == ["kept", "old"]
    assert [sentence("a", 0, Outcome.CODED), sentence("b", 0)] == list(case.sentences())


def test_an_inferred_day_shows_on_undated_reports_only_and_asks_for_new_coding(case: Ledger) -> None:
    case.add_input(source("one"), [report("a"), report("b", published="2018-09-17")])
    for report_id in ("a", "b"):
        case.add_coded(report_id, "coder-1", [], [])
    case.set_inferred_days({"a": ("2018-09", "a copy"), "b": ("2020", None)})
    inferred = report("a", published="2018-09", published_how=PublishedHow.INFERRED, published_why="a copy")
    assert inferred == case.report("a")
    assert [report("a"), report("b", published="2018-09-17")] == list(case.reports(as_read=True))
    assert report("b", published="2018-09-17") == case.report("b")
    assert {"b"} == case.coded("coder-1")
    case.set_inferred_days({})
    assert {"a", "b"} == case.coded("coder-1")


def test_what_the_corpus_tells_goes_before_what_a_text_lets_infer(case: Ledger) -> None:
    guessed = report("a", published="2018", published_how=PublishedHow.INFERRED, published_why="it names 2018")
    case.add_input(source("one"), [guessed])
    case.add_coded("a", "coder-1", [], [])
    case.set_inferred_days({"a": ("2018-09-17", "a copy")})
    found = case.report("a")
    assert found is not None
    assert (found.published, found.published_why) == ("2018-09-17", "a copy")
    assert set() == case.coded("coder-1")
    case.set_inferred_days({})
    assert guessed == case.report("a")
    assert {"a"} == case.coded("coder-1")


def test_families_are_replaced_whole(case: Ledger) -> None:
    case.add_input(source("one"), [report("a"), report("b")])
    case.set_families([CopyLink("a", "f"), CopyLink("b", "f", "a", "a", CopyKind.NEAR, 0.5)])
    copy = report("b", family="f", duplicate_of="a", copy_of="a", copy_kind=CopyKind.NEAR, copy_strength=0.5)
    assert [report("a", family="f"), copy] == list(case.reports())
    assert case.copy_kinds() == {"near": 1}
    case.set_families([CopyLink("b", "g")])
    assert [report("a"), report("b", family="g")] == list(case.reports())


def test_sentences_that_reports_share_are_replaced_whole(case: Ledger) -> None:
    case.add_input(source("one"), [report("a"), report("b")])
    case.set_reuses([Reuse("a", 2, ("b",)), Reuse("b", 2, ("a",))])
    assert [(r.shared_sentences, r.shares_with) for r in case.reports()] == [(2, ("b",)), (2, ("a",))]
    assert case.reuse_count() == 2
    case.set_reuses([])
    assert [report("a"), report("b")] == list(case.reports())


def test_a_report_whose_lines_of_the_site_change_is_to_be_coded_anew(case: Ledger) -> None:
    case.add_input(source("one"), [report("a"), report("b")])
    case.add_coded("a", "coder-1", [], [])
    case.add_coded("b", "coder-1", [], [])
    case.set_site_lines({"a": [(0, 3)]})
    assert {"b"} == case.coded("coder-1")
    found = case.report("a")
    assert found is not None
    assert found.without_site == "   " + found.text[3:]
    assert case.site_count() == 1
    case.add_coded("a", "coder-1", [], [])
    assert {"a", "b"} == case.coded("coder-1")
    case.set_site_lines({})
    assert {"a", "b"} == case.coded("coder-1")


def test_a_withdrawal_is_a_decision_that_can_be_taken_back(case: Ledger) -> None:
    case.add_input(source("one"), [report("a")])
    case.withdraw("a", "the outlet retracted it", who="M.")
    assert [report("a", withdrawn="the outlet retracted it")] == list(case.reports())
    case.restore("a", "a mistake")
    assert [report("a")] == list(case.reports())
    assert [decision.kind for decision in case.decisions()] == ["withdraw", "restore"]
    assert {"2020-03-06T12:00:00+00:00"} == {decision.when for decision in case.decisions()}


def test_a_correction_shows_on_both_reports(case: Ledger) -> None:
    case.add_input(source("one"), [report("a"), report("b")])
    case.withdraw("a", "wrong toll", on="2018-10-20", corrected_by="b")
    assert [report("a", withdrawn="2018-10-20: wrong toll"), report("b", corrects="a")] == list(case.reports())
    assert report("b", corrects="a") == case.report("b")
    case.restore("a", "it was right")
    assert [report("a"), report("b")] == list(case.reports())


@pytest.mark.parametrize(
    ("withdrawn", "since"),
    [
        (None, None),
        ("retracted", When(None, None)),
        ("2018-10-20: wrong toll", When.parse("2018-10-20")),
        ("2018-10: wrong toll: 4, not 40", When.parse("2018-10")),
    ],
)
def test_since_when_a_report_is_withdrawn(withdrawn: str | None, since: When | None) -> None:
    assert report("a", withdrawn=withdrawn).withdrawn_since == since


def test_a_decision_comes_back_as_it_was_made(case: Ledger) -> None:
    made = Decision("merge", "a", "b", "same", "the same agreement", "M.", "2020-01-01T00:00:00+00:00")
    case.decide(made)
    assert [made] == case.decisions()


def test_runs_keep_their_sums(case: Ledger) -> None:
    run = case.begin_run("0.1.0")
    assert case.runs()[0].ended is None
    case.end_run(run, {"reports": 5})
    assert case.runs()[0].sums == {"reports": 5}


def test_settings_casebook_and_stages(case: Ledger) -> None:
    assert case.casebook() is None
    case.set_casebook(StoredCasebook("syria", "parties: {}\n", "v1"))
    case.set_setting("country", "SY")
    case.mark_done("families", "1", ["a", "b"])
    case.mark_done("families", "1", ["b"])
    assert StoredCasebook("syria", "parties: {}\n", "v1") == case.casebook()
    assert case.setting("country") == "SY"
    assert {"a", "b"} == case.done("families", "1")
    assert set() == case.done("families", "2")
    case.set_casebook(None)
    assert case.casebook() is None


def test_coding_of_an_unknown_report_or_with_ids_twice_is_refused_whole(case: Ledger) -> None:
    case.add_input(source("one"), [report("a")])
    for report_id, claims in (("z", []), ("a", [claim("x", "a"), claim("x", "a")])):
        with pytest.raises(ValueError, match=report_id):
            case.add_coded(report_id, "coder-1", [sentence(report_id, 0)], claims)
    assert set() == case.coded("coder-1")


def test_a_batch_is_one_transaction(case: Ledger) -> None:
    def interrupted() -> None:
        with case.batch():
            case.add_input(source("one"), [report("a")])
            case.add_coded("a", "coder-1", [], [claim("x", "a")])
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        interrupted()
    assert case.report_ids() == []
    with case.batch():
        case.add_input(source("one"), [report("a")])
        case.add_coded("a", "coder-1", [], [claim("x", "a")])
    assert [claim("x", "a")] == list(case.claims())


def test_reading_goes_on_while_somebody_writes(case: Ledger) -> None:
    case.add_input(source("one"), [report("a"), report("b")])
    seen = []
    for each in case.reports():
        case.add_coded(each.report_id, "coder-1", [], [])
        seen.append(each.report_id)
    assert seen == ["a", "b"]
    assert {"a", "b"} == case.coded("coder-1")


def test_search_finds_all_words_phrases_and_beginnings_in_any_language(case: Ledger) -> None:
    case.add_input(
        source("one"),
        [
            report("a", title="Sarmada", outlet="Enab Baladi", language="en"),
            report("b", text="وقف إطلاق النار في إدلب", language="ar"),
            report("c", text="Ateşkes İdlib'de sürüyor", language="tr"),
        ],
    )
    assert [hit.report_id for hit in case.search("truce sarmada")] == ["a"]
    assert [hit.report_id for hit in case.search('"held in" tru*')] == ["a"]
    assert case.search('"in held"') == []
    assert [hit.report_id for hit in case.search("إدلب")] == ["b"]
    assert [hit.report_id for hit in case.search("ateskes")] == ["c"]
    assert case.search("truce")[0].snippet == TEXT.replace("truce", "[truce]")


def test_search_takes_no_character_for_an_operator(case: Ledger) -> None:
    case.add_input(source("one"), [report("a", text="The U.N. said (again) NOT to shoot.")])
    for query in ("U.N.", "(again)", "NOT", "u.n. AND", "text:truce", '"', "", "*", "-shoot ^said"):
        found = [hit.report_id for hit in case.search(query)]
        assert (["a"] if query in {"U.N.", "(again)", "NOT", "-shoot ^said"} else []) == found


def test_search_leaves_out_what_is_no_longer_current(case: Ledger) -> None:
    case.add_input(source("one", "old"), [report("a")])
    case.add_input(source("one", "new"), [report("b", text="Nothing of the sort.")])
    assert case.search("truce") == []


def test_what_a_case_holds_is_counted(case: Ledger) -> None:
    case.add_input(source("one"), [report("a"), report("b")])
    case.add_input(source("two"), [report("b", file="two")])
    case.add_coded("a", "coder-1", [], [claim("x", "a"), claim("y", "a")])
    case.set_families([CopyLink("b", "f", "a"), CopyLink("a", "f")])
    assert (case.readings(), len(case.report_ids()), case.copy_count(), case.claim_count()) == (3, 2, 1, 2)


def test_maps_are_kept_in_order_replaced_by_name_and_taken_out(case: Ledger) -> None:
    first = StoredMap("outlines", "a.geojson", b"{}", "annex", "2018-09-17/..")
    other = StoredMap("boundaries", "a.geojson", b"[]")
    assert [case.add_map(first), case.add_map(other), case.add_map(first)] == [True, True, False]
    assert [(m.kind, m.content, m.source, m.valid) for m in case.maps()] == [
        ("outlines", b"{}", "annex", "2018-09-17/.."), ("boundaries", b"[]", None, None),
    ]  # fmt: skip
    assert case.maps()[0].content_hash == hashlib.sha256(b"{}").hexdigest()
    assert case.add_map(StoredMap("outlines", "a.geojson", b"{ }"))
    assert [m.content for m in case.maps()] == [b"[]", b"{ }"]
    case.remove_map("boundaries", "a.geojson")
    assert [m.content for m in case.maps()] == [b"{ }"]
    assert case.add_map(other), "what was taken out can be given again"
