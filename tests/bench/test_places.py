"""The benchmark on places, on articles of our own."""

from pathlib import Path

import pytest

from trucewatch.bench import Options
from trucewatch.bench.places import run
from trucewatch.gazetteer.features import NAMES, STATIC
from trucewatch.gazetteer.resolve import layers
from trucewatch.vocabulary.errors import RequestError

TEXT = "Fire in Paris, Texas. Firemen came from Qwertzuiopia and from Dallas."


def article(text: str = TEXT) -> str:
    def toponym(name: str, ident: int, point: tuple[float, float] | None) -> str:
        at = f"<start>{text.index(name)}</start><end>{text.index(name) + len(name)}</end><phrase>{name}</phrase>"
        if point is None:
            return f"<toponym>{at}</toponym>"
        return f'<toponym>{at}<gaztag geonameid="{ident}"><lat>{point[0]}</lat><lon>{point[1]}</lon></gaztag></toponym>'

    marked = [
        toponym("Paris", 4717560, (33.66, -95.56)),
        toponym("Texas", 4736286, (31.25, -99.25)),
        toponym("Qwertzuiopia", 0, None),
        toponym("Dallas", 1, (0.0, 0.0)),
    ]
    return (
        f'<articles><article docid="7"><domain>example.org</domain><text>{text}</text>'
        f'<toponyms count="4">{"".join(marked)}</toponyms></article></articles>'
    )


def test_the_scores_count_entries_and_distances(tmp_path: Path) -> None:
    (tmp_path / "own.xml").write_text(article(), "utf-8")
    (tmp_path / "broken.xml").write_text("<articles>", "utf-8")
    result = run(tmp_path, Options(errors=5))
    scores = {figure.name: figure for figure in result.figures}
    assert result.documents == 1
    assert [reason.split(":")[0] for reason in result.skipped] == ["broken.xml"]
    assert scores["the very entry"].of == 3
    assert scores["the very entry"].value == pytest.approx(2 / 3)
    assert scores["within 161 km"].value == pytest.approx(2 / 3)
    assert scores["median error, km"].value == 0
    assert 0 < scores["names found, recall"].value <= 1
    assert ["'Dallas'" in miss for miss in result.misses] == [True]


def test_a_limit_takes_the_first_articles(tmp_path: Path) -> None:
    for name in ("one", "two"):
        (tmp_path / f"{name}.xml").write_text(article().replace('docid="7"', f'docid="{name}"'), "utf-8")
    assert run(tmp_path, Options(limit=1)).documents == 1
    assert run(tmp_path, Options()).documents == 2


def test_weights_are_of_the_features_that_are_counted() -> None:
    assert [len(layer.direct) for layer in layers()] == [STATIC, len(NAMES), len(NAMES)]
    assert all(len(layer.hidden) == len(layer.direct) for layer in layers())


def test_a_folder_without_articles_is_refused(tmp_path: Path) -> None:
    with pytest.raises(RequestError):
        run(tmp_path, Options())
