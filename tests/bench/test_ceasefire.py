"""The ceasefire benchmark counts as the set's own script does."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from trucewatch.bench import Options
from trucewatch.bench.ceasefire import TABLES, exported, figures, of_file, run
from trucewatch.bench.ceasefire_scores import Found, score
from trucewatch.vocabulary.errors import RequestError

GOLD = Path(__file__).parents[2].parent / "shared" / "gold"
SENTENCE = "The militia shelled the port of Kismayo, the mission said."
TEXT = f"Port shelled\n\n{SENTENCE} Residents fled."
CODED = {
    "id": "A1", "headline": [0, 12], "relevance": "positive", "published": "2018-05-03", "published_inferable": None,
    "claims": [
        {
            "start": 14, "end": 14 + len(SENTENCE), "speaker": "the mission", "speaker_text": None, "kind": "event",
            "code": "ASSAULT", "modality": "actual", "polarity": "affirm", "actor": ["militia"],
            "recipient": ["port"], "place": ["Kismayo"], "date": None, "numbers": None,
        }
    ],
    "agreements": [], "commitments": [{"class": "joint_patrol", "who": ["militia"]}],
}  # fmt: skip
CLAIM = {
    "report_id": "r", "start": 0, "end": 5, "quote": SENTENCE, "code": "ASSAULT", "modality": "actual",
    "polarity": "affirm", "speaker": {"id": None, "name": "the mission", "mention": "the mission"},
    "actors": [{"id": None, "name": None, "mention": "The militia"}], "recipients": [], "places": [],
}  # fmt: skip


def test_a_claim_found_counts_with_its_slots() -> None:
    found = Found([{"published": "2018-05-03"}], [CLAIM], [], [{"class": "joint_patrol", "who": [], "reports": []}])
    by_name = {figure.name: figure for figure in figures([score(CODED, TEXT, found)])}
    assert by_name["claims (sentence + code)"].value == 1
    assert by_name["named speaker right"].value == 1
    assert by_name["actor"].value == 1
    assert by_name["recipient"].value == 0
    assert by_name["commitments"].value == 0
    assert by_name["published right"].value == 1


def test_what_falls_in_the_headline_is_left_out() -> None:
    title = {**CLAIM, "quote": "Port shelled"}
    scores = score(CODED, TEXT, Found([], [title], [], []))
    assert scores.f1["claims (sentence + code)"].offered == 0
    assert scores.misses[0].startswith("A1 missed ASSAULT")


def test_claims_in_a_negative_report_are_counted() -> None:
    scores = score({**CODED, "relevance": "negative"}, TEXT, Found([], [CLAIM], [], []))
    assert scores.in_negatives == 1


def test_a_folder_of_something_else_is_refused(tmp_path: Path) -> None:
    with pytest.raises(RequestError, match="No documents of this benchmark"):
        run(tmp_path, Options())


def test_a_damaged_coding_is_named(tmp_path: Path) -> None:
    for name in ("text", "gold"):
        (tmp_path / name).mkdir()
    (tmp_path / "gold" / "A1.json").write_text("{")
    (tmp_path / "text" / "A1.txt").write_text(TEXT)
    with pytest.raises(RequestError, match=r"A1\.json"):
        run(tmp_path, Options())


@pytest.mark.skipif(not GOLD.is_dir(), reason="the hand-coded ceasefire set is not beside this checkout")
def test_figures_are_those_of_the_script_of_the_set(tmp_path: Path) -> None:
    place = GOLD / "ceasefire"
    tables = exported(place / "text", tmp_path / "case.db")
    for name in TABLES:
        rows = "".join(json.dumps(row) + "\n" for row in tables[name])
        (tmp_path / f"{name}.jsonl").write_text(rows, encoding="utf-8")
    command = [sys.executable, str(GOLD / "score_ceasefire.py"), str(place), str(tmp_path), "--json"]
    wanted = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
    codings = [json.loads(path.read_text("utf-8")) for path in sorted((place / "gold").glob("*.json"))]
    texts = [(place / "text" / f"{coding['id']}.txt").read_text("utf-8") for coding in codings]
    ours = figures([score(c, t, of_file(tables, c["id"])) for c, t in zip(codings, texts, strict=True)])
    counted = {figure.name: round(figure.value, 3) for figure in ours}
    assert counted == {
        name: value.get("f1", value.get("share")) if isinstance(value, dict) else value
        for name, value in wanted.items()
    }
