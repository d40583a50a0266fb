"""Names and the places that they can mean."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trucewatch.gazetteer import FIRST, SECOND, STATE, TOWN, gazetteer
from trucewatch.gazetteer.candidates import Names
from trucewatch.gazetteer.names import fold


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Ma‘arrat an Nu‘mān", "Maarrat an-Numan"),
        ("St. Louis", "Saint Louis"),
        ("Mt. Pleasant", "mount pleasant"),
        ("Łódź", "Lodz"),
        ("Washington, D.C.", "Washington DC"),
        ("Kahramanmaraş", "KAHRAMANMARAS"),
    ],
)
def test_spellings_of_one_name_are_one(one: str, other: str) -> None:
    assert fold(one) == fold(other)


@given(st.text(max_size=40))
def test_folding_twice_changes_nothing_and_any_text_can_be_looked_up(name: str) -> None:
    assert fold(fold(name)) == fold(name)
    assert all(place.id for place in gazetteer().called(name))


def test_a_place_is_found_by_name_and_by_id() -> None:
    town = next(p for p in gazetteer().called("Aleppo") if p.kind == TOWN)
    assert (town.id, town.state, town.main) == (170063, "SY", True)
    assert gazetteer().place(170063) == town
    assert gazetteer().place(town.first) is not None
    assert gazetteer().place(1) is None


def test_every_name_leads_to_a_place() -> None:
    names = list(gazetteer().names())
    assert names == sorted(names)
    assert len(names) > 500_000
    assert all(gazetteer().called(name) for name in names[:: len(names) // 500])


@pytest.mark.parametrize(
    ("written", "kind", "state", "ident"),
    [
        ("Calif.", FIRST, "US", 5332921),
        ("CA", FIRST, "US", 5332921),
        ("Texas", FIRST, "US", 4736286),
        ("D.C.", TOWN, "US", 4140963),
        ("L.A.", TOWN, "US", 5368361),
        ("U.S.", STATE, "US", 6252001),
        ("Britain's", STATE, "GB", 2635167),
        ("Turkish", STATE, "TR", 298795),
        ("Aleppo Governorate", FIRST, "SY", 170062),
        ("Rapides Parish", SECOND, "US", 4338356),
        ("the Black Sea", 4, "", 4000000033),
    ],
)
def test_short_and_other_forms_are_known(written: str, kind: int, state: str, ident: int) -> None:
    found = Names({"Turkish": "TR"}).meanings(written).places
    assert (ident, kind, state) in [(p.id, p.kind, p.state) for p in found] or (kind, state) == (4, "")
    assert (kind, state) in [(p.kind, p.state) for p in found]


def test_what_is_in_no_list_means_nothing_and_a_part_of_a_name_is_only_near() -> None:
    names = Names()
    assert names.meanings("Qwertzuiopia").places == ()
    assert names.meanings("northern Aleppo").near
    assert not names.meanings("Aleppo").near
