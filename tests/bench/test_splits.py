"""Documents stay in their halves."""

from trucewatch.bench.splits import half_of, kept, splits


def test_a_listed_document_is_where_the_list_says() -> None:
    assert half_of("ceasefire", "S01") == "dev"
    assert half_of("ceasefire", "D03") == "held_out"


def test_no_document_is_on_both_sides() -> None:
    halves = splits()["ceasefire"]
    assert not set(halves["dev"]) & set(halves["held_out"])


def test_numbers_go_by_blocks() -> None:
    ids = ["AGREE-0001", "AGREE-0003", "AGREE-0004", "AGREE-0007", "AGREE-0008"]
    assert [half_of("event-records", i) for i in ids] == ["dev", "dev", "held_out", "held_out", "dev"]


def test_other_documents_fall_about_evenly_and_always_alike() -> None:
    ids = [f"article-{n}" for n in range(400)]
    halves = [half_of("time", i) for i in ids]
    assert 160 < halves.count("dev") < 240
    assert halves == [half_of("time", i) for i in ids]
    assert half_of("time", "article-1") == "dev"


def test_kept_keeps_the_half_asked_for() -> None:
    rows = [{"id": "S01"}, {"id": "D03"}]
    assert kept("ceasefire", rows, None, lambda r: r["id"]) == rows
    assert kept("ceasefire", rows, "held_out", lambda r: r["id"]) == [{"id": "D03"}]
