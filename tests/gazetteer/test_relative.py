"""Places told by distance and direction from another."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trucewatch.gazetteer.features import kilometres
from trucewatch.gazetteer.relative import Offset, moved, offset_before


@pytest.mark.parametrize(
    ("text", "km", "bearing"),
    [
        ("a village 20 km south of Aleppo", 20, 180),
        ("about 12 kilometres (seven miles) north-east of the town of Aleppo", 12, 45),
        ("ten miles west of Aleppo", 16.09344, 270),
        ("5.5km to the northwest of Aleppo", 5.5, 315),
        ("3 km east from Aleppo", 3, 90),
    ],
)
def test_distance_and_direction_are_read(text: str, km: float, bearing: float) -> None:
    found = offset_before(text, text.index("Aleppo"))
    assert found is not None
    assert found.kilometres == pytest.approx(km)
    assert found.bearing == bearing
    assert text[found.end :] == "Aleppo"


@pytest.mark.parametrize("text", ["south of Aleppo", "20 km of road near Aleppo", "20 km south of Homs and Aleppo"])
def test_what_is_no_distance_and_direction_is_none(text: str) -> None:
    assert offset_before(text, text.index("Aleppo")) is None


@given(
    st.floats(-80, 80), st.floats(-180, 180), st.floats(0.1, 300), st.sampled_from([0, 45, 90, 135, 180, 225, 270, 315])
)
def test_the_point_lies_at_that_distance(lat: float, lon: float, km: float, bearing: int) -> None:
    found = moved(lat, lon, Offset(0, 0, km, bearing))
    assert kilometres((lat, lon), found) == pytest.approx(km, rel=1e-3, abs=1e-3)
    assert -180 <= found[1] <= 180


def test_south_is_south() -> None:
    lat, lon = moved(36.2, 37.16, Offset(0, 0, 111.2, 180))
    assert lat == pytest.approx(35.2, abs=0.01)
    assert lon == pytest.approx(37.16, abs=0.001)
