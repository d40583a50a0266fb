import json
from pathlib import Path

import pytest

from trucewatch.bench import TASKS, Options
from trucewatch.bench.muc import documents
from trucewatch.bench.truecasing import Truecaser
from trucewatch.casebook import load
from trucewatch.vocabulary.errors import RequestError

TEXT = """LAKE CITY, 5 MAR 89 (LPA) -- [TEXT] THE POLICE BLAMED THE NORTHERN HAWKS
FRONT [NHF] FOR THE BOMBING OF A BRIDGE IN KAMPALA ON 4 MARCH.

   GUNMEN KIDNAPPED TWO TEACHERS.  THE HILL BRIGADE CLAIMED RESPONSIBILITY
FOR IT.
"""


def _slots(**slots: list[str]) -> dict[str, list[str]]:
    return {name.replace("_", " ").replace("  ", ": "): value for name, value in slots.items()}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    rows = [
        _slots(
            MESSAGE__TEMPLATE=["1"], INCIDENT__TYPE=["BOMBING"], INCIDENT__DATE=["04 MAR 89"],
            INCIDENT__LOCATION=["UGANDA: KAMPALA (CITY)"],
            PERP__ORGANIZATION_CONFIDENCE=['SUSPECTED OR ACCUSED BY AUTHORITIES: "NORTHERN HAWKS FRONT" / "NHF"'],
        ),
        _slots(
            MESSAGE__TEMPLATE=["2"], INCIDENT__TYPE=["KIDNAPPING"], INCIDENT__DATE=["- 05 MAR 89"],
            INCIDENT__LOCATION=["UGANDA"], PERP__ORGANIZATION_CONFIDENCE=['CLAIMED OR ADMITTED: "HILL BRIGADE"'],
        ),
        _slots(MESSAGE__TEMPLATE=["*"], INCIDENT__TYPE=["*"]),
    ]  # fmt: skip
    (tmp_path / "templates.jsonl").write_text(
        "".join(json.dumps({"docid": f"T-{1 + (n == 2)}", "slots": row}) + "\n" for n, row in enumerate(rows)),
        encoding="utf-8",
    )
    (tmp_path / "docs.jsonl").write_text(
        json.dumps({"docid": "T-1", "text": TEXT}) + "\n" + json.dumps({"docid": "T-2", "text": "NO NEWS."}) + "\n",
        encoding="utf-8",
    )
    return tmp_path


def test_status_of_the_organisations(folder: Path) -> None:
    result = TASKS["incidents"].run(folder, Options(coder="rules", errors=5))
    figures = {f.name: f for f in result.figures}
    assert result.documents == 2
    assert figures["claim status"].value == 1.0
    assert figures["claim status"].of == 2
    assert figures["always reported as fact"].value == 0.0
    assert figures["type"].value == 1.0
    assert figures["day"].value == 1.0
    assert result.misses == ()


def test_templates_are_read(folder: Path) -> None:
    first, second = documents(folder)
    assert [i.kind for i in first.incidents] == ["BOMBING", "KIDNAPPING"]
    assert first.incidents[0].blamed[0].names == ("NORTHERN HAWKS FRONT", "NHF")
    assert first.incidents[0].places == ("UGANDA", "KAMPALA")
    assert first.incidents[1].days is None
    assert second.incidents == ()


def test_a_damaged_line_is_named(folder: Path) -> None:
    (folder / "docs.jsonl").write_text("{}\n", encoding="utf-8")
    with pytest.raises(RequestError, match=r"Line 1 is no JSON object"):
        list(documents(folder))


def test_case_is_restored() -> None:
    truecaser = Truecaser(load(None))
    text = "THE POLICE IN KAMPALA SAID U.S. TROOPS HAD LEFT. GENERAL OSMANOVIC (OSM) DENIED IT ON MONDAY."
    cased = truecaser.restore(text)
    assert cased == "The police in Kampala said U.S. troops had left. General Osmanovic (OSM) denied it on Monday."


def test_a_short_form_tells_which_words_are_its_name() -> None:
    truecaser = Truecaser(load(None))
    assert "Northern Hawks Front [NHF]" in truecaser.restore("THE NORTHERN HAWKS FRONT [NHF] LEFT.")
    assert "Hill Brigade" in truecaser.restore("THEN THE HILL BRIGADE LEFT.", ["HILL BRIGADE"])
