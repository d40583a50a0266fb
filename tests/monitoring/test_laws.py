"""Laws of the verdict, whatever the evidence."""

import datetime as dt
from dataclasses import replace
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from trucewatch.monitoring import table
from trucewatch.monitoring.combine import word_of, words_by_source
from trucewatch.monitoring.evidence import Basis, Bearing, Evidence, Truth, Word, join
from trucewatch.monitoring.policy import Policy, load, names
from trucewatch.monitoring.verdict import evaluate
from trucewatch.monitoring.wholes import Below, assess
from trucewatch.vocabulary.codes import Attribution, Duration, Force, Status, ZoneStatus
from trucewatch.vocabulary.subject import Commitment, Thing, Valued
from trucewatch.vocabulary.when import When

from .cases import ceasefire, withdrawal

FIRST = dt.date(2018, 9, 1)
days = st.integers(0, 150).map(lambda n: FIRST + dt.timedelta(days=n))


@st.composite
def whens(draw: st.DrawFn) -> When:
    """A day, a month, or a span that may be open at one end."""
    start = draw(days)
    kind = draw(st.sampled_from(["day", "day", "month", "span", "until", "since"]))
    if kind == "month":
        return When.month(start.year, start.month)
    if kind == "until":
        return When(None, start)
    if kind == "since":
        return When(start, None)
    return When(start, start if kind == "day" else start + dt.timedelta(days=draw(st.integers(0, 60))))


def pieces(*bears: Bearing) -> st.SearchStrategy[Evidence]:
    """Any evidence that bears on one of these."""
    return st.builds(
        Evidence,
        claim_id=st.integers(0, 10**6).map(str),
        source=st.sampled_from(["north", "south", "wire", "mission"]),
        bears=st.sampled_from(bears or tuple(Bearing)),
        basis=st.sampled_from(list(Basis)),
        report_id=st.sampled_from(["r1", "r2", "r3", "r4", "r5"]),
        when=st.none() | whens(),
        said=st.none() | whens(),
        published=st.none() | whens(),
        to=st.none() | whens(),
        camp=st.sampled_from([None, "north", "south"]),
        origin=st.sampled_from([None, "f1", "f2"]),
        party=st.sampled_from([None, "north", "south"]),
        bound=st.sampled_from(Truth),
        in_zone=st.sampled_from(Truth),
        attribution=st.sampled_from(Attribution),
        opposed=st.booleans(),
        event=st.sampled_from([None, "e1", "e2"]),
        exception_claimed=st.booleans(),
        own_word=st.booleans(),
        confidence=st.floats(0, 1),
        reviewed=st.booleans(),
        withdrawn=st.none() | whens(),
    )


@st.composite
def in_part(draw: st.DrawFn) -> Evidence:
    return replace(draw(pieces(Bearing.SUPPORTS)), share=draw(st.floats(0, 0.99)))


commitments = st.builds(
    lambda made, force, duration, deadline, until, trigger: replace(
        made,
        force=force,
        duration=duration,
        deadline=tuple(Valued(d.edtf) for d in deadline),
        until=tuple(Valued(u.edtf) for u in until),
        trigger=trigger,
    ),
    st.sampled_from([withdrawal(), ceasefire()]),
    st.sampled_from(Force),
    st.sampled_from(Duration),
    st.lists(whens(), max_size=3),
    st.lists(whens(), max_size=2),
    st.none() | st.just("once prisoners are exchanged"),
)
bodies = st.lists(pieces() | in_part(), max_size=8)
policies = st.sampled_from([load(name) for name in names()])
known_days = st.none() | days


@given(commitments, bodies, days, known_days, policies)
def test_there_is_always_an_answer(
    commitment: Commitment, evidence: list[Evidence], as_of: dt.date, known_at: dt.date | None, policy: Policy
) -> None:
    finding = evaluate(commitment, evidence, as_of, known_at, policy)
    assert isinstance(finding.status, Status)
    assert finding.reasons


@given(bodies, days, known_days, policies)
def test_zones_and_agreements_always_have_an_answer(
    evidence: list[Evidence], as_of: dt.date, known_at: dt.date | None, policy: Policy
) -> None:
    finding = assess(Thing("strip", "Vell strip", None), "zone", evidence, Below(), as_of, known_at, policy)
    assert isinstance(finding.status, ZoneStatus)


@given(commitments, bodies, pieces(Bearing.SUPPORTS), days, known_days, policies)
@settings(max_examples=150)
def test_more_evidence_of_performance_never_makes_it_worse(
    commitment: Commitment,
    evidence: list[Evidence],
    more: Evidence,
    as_of: dt.date,
    known_at: dt.date | None,
    policy: Policy,
) -> None:
    before = evaluate(commitment, evidence, as_of, known_at, policy).status
    after = evaluate(commitment, [*evidence, more], as_of, known_at, policy).status
    assert table.standing(after) >= table.standing(before)


near = st.integers(0, 60).map(lambda n: When.day(dt.date(2018, 9, 20) + dt.timedelta(days=n)))


def dense(*bears: Bearing) -> st.SearchStrategy[Evidence]:
    """Evidence that is all admitted, close together around the deadline."""
    return st.builds(
        Evidence,
        claim_id=st.integers(0, 10**6).map(str),
        source=st.sampled_from(["north", "south", "wire"]),
        bears=st.sampled_from(bears),
        basis=st.sampled_from([Basis.STATEMENT, Basis.ASSESSMENT]),
        report_id=st.sampled_from(["r1", "r2", "r3"]),
        when=st.none() | near,
        published=near,
        own_word=st.booleans(),
    )


@given(
    st.sampled_from([withdrawal(), ceasefire(), ceasefire(force=Force.OBLIGATION)]),
    st.lists(dense(Bearing.SUPPORTS, Bearing.SUPPORTS, Bearing.REFUTES, Bearing.UNDONE), max_size=6),
    dense(Bearing.SUPPORTS),
    near,
    policies,
)
@settings(max_examples=500)
def test_nor_does_it_where_the_evidence_is_dense(
    commitment: Commitment, evidence: list[Evidence], more: Evidence, as_of: When, policy: Policy
) -> None:
    asked = as_of.latest or FIRST
    before = evaluate(commitment, evidence, asked, None, policy).status
    after = evaluate(commitment, [*evidence, more], asked, None, policy).status
    assert table.standing(after) >= table.standing(before)


@given(commitments, bodies, days, days, policies, st.data())
def test_nothing_published_after_the_day_of_knowledge_matters(
    commitment: Commitment,
    evidence: list[Evidence],
    as_of: dt.date,
    known_at: dt.date,
    policy: Policy,
    data: st.DataObject,
) -> None:
    later = data.draw(st.lists(pieces() | in_part(), max_size=5))
    published = When(known_at + dt.timedelta(days=1), known_at + dt.timedelta(days=9))
    told = [replace(e, published=published, basis=Basis.STATEMENT) for e in later]
    perhaps = [replace(e, published=When(known_at, known_at + dt.timedelta(days=1))) for e in told]
    plain = evaluate(commitment, evidence, as_of, known_at, policy)
    assert plain == evaluate(commitment, [*evidence, *told, *perhaps], as_of, known_at, policy)


@given(commitments, bodies, days, known_days, policies, st.randoms(use_true_random=False))
def test_the_order_of_evidence_does_not_matter(
    commitment: Commitment,
    evidence: list[Evidence],
    as_of: dt.date,
    known_at: dt.date | None,
    policy: Policy,
    random: Random,
) -> None:
    shuffled = list(evidence)
    random.shuffle(shuffled)
    plain = evaluate(commitment, evidence, as_of, known_at, policy)
    assert plain == evaluate(commitment, shuffled, as_of, known_at, policy)


@given(commitments, bodies, days, known_days, policies)
def test_hearing_it_twice_changes_nothing(
    commitment: Commitment, evidence: list[Evidence], as_of: dt.date, known_at: dt.date | None, policy: Policy
) -> None:
    plain = evaluate(commitment, evidence, as_of, known_at, policy)
    assert plain == evaluate(commitment, [*evidence, *evidence], as_of, known_at, policy)


@given(bodies)
def test_the_words_of_the_sources_make_the_whole(evidence: list[Evidence]) -> None:
    sources = sorted({e.source for e in evidence})
    apart = {s: word_of([e for e in evidence if e.source == s]) for s in sources}
    assert apart == words_by_source(evidence)
    assert word_of(evidence) is join(apart.values())
    assert word_of(evidence) is join(e.word for e in evidence)


@pytest.mark.parametrize("one", Word)
@pytest.mark.parametrize("other", Word)
def test_joining_is_commutative_idempotent_and_loses_nothing(one: Word, other: Word) -> None:
    assert join((one, other)) is join((other, one))
    assert join((one, one)) is one
    assert join((one, Word.NOTHING)) is one
    assert join((one, join((one, other)))) is join((one, other))
