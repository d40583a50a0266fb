"""Whether an agreement exists or binds is asked only where somebody denies it."""

import datetime as dt

from trucewatch.monitoring import findings, load_policy
from trucewatch.vocabulary.codes import ClaimKind, Code, Polarity, Role, ZoneStatus
from trucewatch.vocabulary.records import Terms
from trucewatch.vocabulary.subject import Agreement, Finding, Thing, Valued

from .world import ACCORD, KNOWLEDGE, NORTH, SOUTH, World

ON = dt.date(2018, 12, 4)
TALKS = Thing("lake-talks", "Lake talks deal", None)


def asked(world: World, class_: str, on: dt.date = ON, known_at: dt.date | None = None) -> list[Finding]:
    return [f for f in findings(world.dossier(), KNOWLEDGE, on, known_at, load_policy()) if f.class_ == class_]


def reported(world: World) -> str:
    """A deal that only reports know of."""
    told = world.claim(
        world.report("Wire", "2018-11-01"), Code.AGREE, kind=ClaimKind.AGREEMENT, actors=(NORTH, SOUTH), agreement=TALKS
    )
    parties = ((Role.SIGNATORY, NORTH), (Role.SIGNATORY, SOUTH))
    world.agreements = (
        Agreement(
            "lake-talks",
            "Lake talks deal",
            None,
            parties=parties,
            date=(Valued("2018-11-01", (told,)),),
            role_claims=tuple((role, thing, (told,)) for role, thing in parties),
            claims=(told,),
        ),
    )
    return told


def test_nobody_denies_it_and_nobody_asks() -> None:
    world = World()
    reported(world)
    assert asked(world, "existence") == []
    assert asked(world, "binding") == []


def test_one_says_that_it_was_made_and_another_that_it_was_not() -> None:
    world = World()
    told = reported(world)
    denial = world.claim(
        world.report("North Herald", "2018-11-03"),
        Code.AGREE,
        kind=ClaimKind.AGREEMENT,
        polarity=Polarity.DENY,
        speaker=NORTH,
        agreement=TALKS,
    )
    (found,) = asked(world, "existence")
    assert (found.status, found.for_, found.against) == (ZoneStatus.DISPUTED, (told,), (denial,))
    assert "North says that no such agreement was made (on 3 November 2018)." in found.reasons
    assert asked(world, "existence", dt.date(2018, 11, 2)) == []
    assert asked(world, "existence", ON, dt.date(2018, 11, 2)) == []


def test_who_is_left_out_of_a_truce_does_not_deny_it() -> None:
    world = World()
    reported(world)
    world.claim(
        world.report("North Herald", "2018-11-03"),
        Code.AGREE,
        kind=ClaimKind.AGREEMENT,
        polarity=Polarity.DENY,
        speaker=NORTH,
        agreement=TALKS,
        terms=Terms(relation="excludes"),
    )
    assert asked(world, "existence") == []


def test_a_denial_alone_leaves_nothing_in_force() -> None:
    world = World()
    told = reported(world)
    world.claims.pop(told)
    world.claim(
        world.report("Wire", "2018-11-03"),
        Code.AGREE,
        kind=ClaimKind.AGREEMENT,
        polarity=Polarity.DENY,
        agreement=TALKS,
    )
    assert [f.status for f in asked(world, "existence")] == [ZoneStatus.NOT_IN_FORCE]


def test_a_party_rejects_what_others_say_it_signed() -> None:
    world = World()
    told = reported(world)
    refusal = world.claim(
        world.report("Gazette", "2018-11-04"), Code.REJECT, kind=ClaimKind.STATEMENT, speaker=SOUTH, agreement=TALKS
    )
    (found,) = asked(world, "binding")
    assert (found.status, found.by_party) == (ZoneStatus.DISPUTED, (("South", "disputed"),))
    assert (found.for_, found.against) == ((told,), (refusal,))


def test_a_group_to_which_nobody_gives_a_part_is_not_bound_by_what_it_rejects() -> None:
    world = World()
    reported(world)
    raiders = Thing(None, None, "Hill Raiders")
    world.claim(world.report("Gazette", "2018-11-04"), Code.REJECT, actors=(raiders,), agreement=TALKS)
    (found,) = asked(world, "binding")
    assert (found.status, found.by_party) == (ZoneStatus.NOT_IN_FORCE, (("Hill Raiders", "not_in_force"),))


def test_what_the_casebook_has_is_disputed_by_a_denial() -> None:
    world = World()
    world.claim(
        world.report("Wire", "2018-11-03"), None, kind=ClaimKind.AGREEMENT, polarity=Polarity.DENY, agreement=ACCORD
    )
    (found,) = asked(world, "existence")
    assert found.status is ZoneStatus.DISPUTED
    assert "The casebook has it." in found.reasons


def test_to_reject_a_plea_about_a_truce_is_not_to_reject_the_truce() -> None:
    world = World()
    reported(world)
    for day, what in (("2018-11-04", "US plea"), ("2018-11-05", "the Lake talks deal")):
        world.claim(
            world.report("Gazette", day),
            Code.REJECT,
            kind=ClaimKind.STATEMENT,
            speaker=SOUTH,
            agreement=TALKS,
            object=what,
            terms=Terms(agreement="deal"),
        )
    (found,) = asked(world, "binding")
    assert len(found.against) == 1
