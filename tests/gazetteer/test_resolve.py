"""Which place a name means, in sentences of our own."""

import pytest

from trucewatch.gazetteer import gazetteer
from trucewatch.gazetteer.features import Home, Named, kilometres
from trucewatch.gazetteer.resolve import Placed, Resolver, home_of, qualifiers

STATES = {"Turkish": "TR", "Turkey": "TR", "Syria": "SY", "Syrian": "SY", "France": "FR", "Canada": "CA"}


def placed(text: str, *names: str, prior: str | None = None, home: Home | None = None) -> list[Placed]:
    named = [Named(text.index(name), text.index(name) + len(name), name) for name in names]
    return Resolver(STATES).resolve(text, named, prior=prior, home=home)


def where(found: Placed) -> tuple[str, str]:
    assert found.place is not None
    first = gazetteer().place(found.place.first)
    return found.place.state, f"{first.lat:.0f} {first.lon:.0f}" if first else ""


def test_the_largest_place_is_meant_where_nothing_speaks_against_it() -> None:
    (found,) = placed("Talks were held in Paris again.", "Paris")
    assert found.place is not None
    assert found.place.id == 2988507


@pytest.mark.parametrize("after", ["Texas", "Tex.", "TX"])
def test_a_division_after_the_name_decides_even_if_nobody_marked_it(after: str) -> None:
    text = f"A barn burnt down in Paris, {after}, on Monday."
    (found,) = placed(text, "Paris")
    assert found.place is not None
    assert found.place.id == 4717560
    assert [q.text for q in qualifiers(text, [found.named], Resolver(STATES).names)] == [after]


def test_the_other_places_of_a_report_decide() -> None:
    text = "London police were called. The driver is of Hamilton, his brother of Kitchener and Windsor in Ontario."
    found = placed(text, "London", "Hamilton", "Kitchener", "Windsor", "Ontario")
    assert {p.place.state for p in found if p.place} == {"CA"}


def test_a_kind_that_stands_once_counts_for_all_of_a_list() -> None:
    found = placed("Floods came to Anderson and Cherokee counties in Texas.", "Anderson", "Cherokee", "Texas")
    assert [p.place.id for p in found if p.place] == [4670756, 4680611, 4736286]


def test_the_state_of_the_case_decides_between_equals() -> None:
    text = "Shells fell on Tripoli."
    assert where(placed(text, "Tripoli", prior="LB")[0])[0] == "LB"
    assert where(placed(text, "Tripoli", prior="LY")[0])[0] == "LY"


def test_the_home_of_an_outlet_decides_between_equals() -> None:
    others = placed(
        "A fair in Alexandria, Louisiana, drew many from Pineville.", "Alexandria", "Louisiana", "Pineville"
    )
    home = home_of([others, others])
    assert sum(home.states.values()) == pytest.approx(1)
    (found,) = placed("The council of Alexandria met.", "Alexandria", home=home)
    assert found.place is not None
    assert found.place.id == 4314550


def test_one_unknown_place_takes_nothing_from_the_others() -> None:
    text = "They moved from Qwertzuiopia to Aleppo in Syria."
    unknown, aleppo, syria = placed(text, "Qwertzuiopia", "Aleppo", "Syria")
    assert unknown.place is None
    assert unknown.around == aleppo.place
    assert aleppo.place is not None
    assert syria.place is not None


def test_nothing_named_is_nothing_placed() -> None:
    assert Resolver().resolve("", []) == []
    assert placed("It was in Qwertzuiopia.", "Qwertzuiopia")[0].around is None


def test_a_name_means_one_place_throughout_a_report() -> None:
    text = "Paris was calm. In Paris, Texas, a barn burnt."
    named = [Named(0, 5, "Paris"), Named(19, 24, "Paris")]
    first, second = Resolver(STATES).resolve(text, named)
    assert first.place == second.place


def test_distances_are_those_on_a_sphere() -> None:
    assert kilometres((0, 0), (0, 180)) == pytest.approx(20015, abs=5)
    assert kilometres((36.2, 37.16), (36.2, 37.16)) == 0
