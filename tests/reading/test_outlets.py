import json
from collections.abc import Callable

import pytest

from trucewatch.casebook import load
from trucewatch.reading.outlets import slug_name
from trucewatch.vocabulary.records import Reject, Report

Reading = Callable[[dict[str, bytes | str]], tuple[list[Report], list[Reject]]]
BODY = "The truce held in the north, monitors said on Monday.\n\nNobody was hurt, they added."


@pytest.mark.parametrize(
    ("text", "outlet", "agency"),
    [
        (f"GENEVA (Reuters) - {BODY}", "Reuters", "Reuters"),
        (f"GENEVA (Valley Wire) - {BODY}", "Valley Wire", "Valley Wire"),
        (f"{BODY}\n\nExample TV's website can also be accessed at these addresses:\n\nexample", "Example TV", None),
        (f"Monitors praise the truce in the north\n\nExample TV - Africa\n{BODY}", "Example TV", None),
        (f"{BODY} --Reuters", "Reuters", "Reuters"),
        (f"{BODY} He told Example TV that it was a good sign.", None, None),
        (f"{BODY} He told state-run Example TV so.", None, None),
        (BODY, None, None),
    ],
)
def test_hints_in_the_text(reading: Reading, text: str, outlet: str | None, agency: str | None) -> None:
    (report,), _ = reading({"a.txt": text})
    assert (report.outlet, report.agency) == (outlet, agency)


@pytest.mark.parametrize(
    ("fields", "outlet"),
    [
        ({"source": "example tv"}, "Example TV"),
        ({"source": "The Valley Gazette"}, "The Valley Gazette"),
        ({"source": "https://www.example.tv/"}, "Example TV"),
        ({"url": "https://news.example.tv/2019/a"}, "Example TV"),
        ({"url": "https://valley.example/2019/a"}, "valley.example"),
    ],
)
def test_fields(reading: Reading, fields: dict[str, str], outlet: str) -> None:
    (report,), _ = reading({"a.jsonl": json.dumps({"text": f"GENEVA (Reuters) - {BODY}", **fields})})
    assert (report.outlet, report.agency) == (outlet, "Reuters")


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("manar", "Al-Manar"),
        ("alalam", "Al-Alam"),
        ("ahram", "Al-Ahram"),
        ("asharqalawsat", "Asharq Al-Awsat"),
        ("asharq_al_awsat", "Asharq Al-Awsat"),
        ("aawsat", "Asharq Al-Awsat"),
        ("alaraby", "The New Arab"),
        ("etilaf", "Syrian Coalition media office"),
        ("nna", "National News Agency"),
        ("trt", "TRT World"),
        ("www", None),
        ("al", None),
        ("gazette of nowhere", None),
    ],
)
def test_names_as_data_sets_write_them(written: str, name: str | None) -> None:
    assert slug_name(written, load(None)) == name
