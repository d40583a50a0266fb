"""Who says holding and who does not, day by day; silence is not holding."""

import datetime as dt

from trucewatch.monitoring import known_by
from trucewatch.monitoring.matrix import matrix, spells
from trucewatch.vocabulary.codes import Code, ProvisionClass
from trucewatch.vocabulary.records import Terms
from trucewatch.vocabulary.when import When

from .world import ACCORD, KNOWLEDGE, SOUTH, STRIP, World


def told() -> World:
    world = World()
    world.claim(world.report("Wire", "2018-12-01"), Code.HOLDING, zone=STRIP)
    world.claim(world.report("Gazette", "2018-12-01"), Code.NOT_HOLDING, zone=STRIP, speaker=SOUTH)
    world.claim(world.report("Wire", "2018-12-04"), Code.NOT_HOLDING, zone=STRIP, date="2018-12-03")
    return world


def test_each_day_from_the_first_word_to_the_last_has_a_row() -> None:
    rows = matrix(told().dossier(), KNOWLEDGE)
    assert [(r.day.day, r.word, r.holding, r.not_holding) for r in rows] == [
        (1, "both", ("Wire",), ("South",)),
        (2, "unobserved", (), ()),
        (3, "not holding", (), ("Wire",)),
    ]
    assert rows[0].claims == ("c001", "c002")


def test_the_days_asked_for_are_all_there_and_silent_ones_are_drawn_together_for_reading() -> None:
    rows = matrix(told().dossier(), KNOWLEDGE, When.month(2018, 12))
    assert len(rows) == 31
    assert [(a.day.day, b.day.day, a.word) for a, b in spells(rows)] == [
        (1, 1, "both"),
        (2, 2, "unobserved"),
        (3, 3, "not holding"),
        (4, 31, "unobserved"),
    ]


def test_what_was_not_yet_published_or_is_withdrawn_is_not_there() -> None:
    world = told()
    dossier = world.dossier()
    rows = matrix(dossier, KNOWLEDGE, known=known_by(dossier, dt.date(2018, 12, 3)))
    assert [r.day.day for r in rows] == [1]
    world.claim(world.report("Wire", "2018-12-09", withdrawn="2018-12-10"), Code.HOLDING, zone=STRIP)
    assert matrix(world.dossier(), KNOWLEDGE)[-1].day.day == 3


def test_a_word_on_one_provision_is_no_word_on_the_whole() -> None:
    world = World()
    terms = Terms(class_=ProvisionClass.HEAVY_WEAPONS)
    world.claim(world.report("Wire", "2018-12-01"), Code.NOT_HOLDING, agreement=ACCORD, terms=terms)
    assert matrix(world.dossier(), KNOWLEDGE) == []
