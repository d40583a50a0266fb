"""Small files in the published layouts, with rows made up for the tests."""

import csv
import gzip
import io
from collections.abc import Iterable, Mapping
from pathlib import Path

from trucewatch.casebook import Knowledge, load
from trucewatch.exchange.importing import Imported, Options, data_set, rows_of, sheet_of
from trucewatch.vocabulary.records import Reject

Row = Mapping[str, str]
DATA = Path(__file__).parents[4] / "shared" / "data"
"""Data by other people beside the project, where a checkout has it."""

BASE: dict[str, Row] = {
    "acled": {
        "event_id_cnty": "LAK1",
        "event_date": "2018-09-20",
        "time_precision": "1",
        "event_type": "Explosions/Remote violence",
        "sub_event_type": "Shelling/artillery/missile attack",
        "actor1": "Military Forces of Turkey (2016-)",
        "actor2": "Civilians (Lakeland)",
        "admin1": "North Shore",
        "location": "Millbrook",
        "latitude": "35.5",
        "longitude": "36.5",
        "source": "Shore Agency; Daily Lake",
        "notes": "On 20 September, shells fell on Millbrook. Two people died.",
        "fatalities": "2",
        "timestamp": "1538006400",
    },
    "ucdp-ged": {
        "id": "900001",
        "type_of_violence": "1",
        "side_a": "Government of Mexico",
        "side_b": "Lake Front",
        "date_prec": "1",
        "date_start": "2018-09-20 00:00:00.000",
        "date_end": "2018-09-20 00:00:00.000",
        "best": "4",
        "high": "9",
        "low": "3",
        "where_coordinates": "Millbrook",
        "adm_1": "North Shore",
        "latitude": "35.5",
        "longitude": "36.5",
        "source_office": "Shore Agency",
    },
    "airwars": {
        "code": "XS1",
        "url": "https://example.org/xs1",
        "date": "2018-09-20",
        "published": "2018-09-25",
        "modified": "2019-01-02",
        "location_en": "Millbrook",
        "governorate": "North Shore",
        "belligerents": "Russian Military",
        "strike_type": "Airstrike",
        "strike_status": "Likely strike",
        "civ_killed_min": "2",
        "civ_killed_max": "5",
        "lat": "35.5",
        "lon": "36.5",
    },
    "gdelt-events": {
        "GLOBALEVENTID": "7001",
        "SQLDATE": "20180920",
        "EventCode": "1941",
        "EventRootCode": "19",
        "Actor1Name": "TURKEY",
        "Actor2Name": "SYRIA",
        "ActionGeo_FullName": "Millbrook, North Shore, Lakeland",
        "ActionGeo_Lat": "35.5",
        "ActionGeo_Long": "36.5",
        "DATEADDED": "20180921120000",
        "SOURCEURL": "https://example.org/a",
    },
    "gdelt-mentions": {
        "GLOBALEVENTID": "7001",
        "EventTimeDate": "20180920000000",
        "MentionTimeDate": "20180921120000",
        "MentionType": "1",
        "MentionSourceName": "example.org",
        "MentionIdentifier": "https://example.org/a",
        "SentenceID": "3",
        "Confidence": "40",
    },
    "cf": {
        "uniq_id": "10001",
        "location": "Lakeland",
        "actor_name": "Government of Mexico",
        "pax_id": "-1",
        "cf_dec_yr": "2018",
        "cf_dec_month": "9",
        "cf_dec_day": "17",
        "cf_effect_yr": "2018",
        "cf_effect_month": "9",
        "cf_effect_day": "18",
        "side": "2",
        "ended": "-1",
        "end_yr": "-1",
        "end_month": "-1",
        "end_day": "-1",
        "cf_pp": "-1",
    },
    "pax": {
        "AgtId": "9001",
        "Agt": "Millbrook Ceasefire Agreement",
        "Dat": "2018-09-17",
        "Stage": "Cea",
        "Part": "Republic of Turkey;\r\nRussian Federation",
        "ThrdPart": "Guarantor: Shore Council [Signed]",
        "Con": "Lakeland",
        "PPName": "Lakeland peace process",
    },
    "ucdp-pad": {
        "paid": "501",
        "pa_name": "Millbrook Accord",
        "pa_date": "2018-09-17",
        "year": "2018",
        "pa_type": "2",
        "conflict_name": "Lakeland: Government",
        "actor_name": "Government of Mexico, Lake Front",
        "ended": "1",
        "duration": "2018-12-01",
    },
}
GENERAL: Knowledge = load(None)


def table(kind: str, rows: Iterable[Row], *, delimiter: str = ",") -> str:
    """A file with all columns of the data set; cells that a row lacks come from the base row."""
    out = io.StringIO()
    writer = csv.DictWriter(out, data_set(kind).columns, restval="", delimiter=delimiter)
    writer.writeheader()
    for row in rows:
        writer.writerow({**BASE[kind], **row})
    return out.getvalue()


def write(path: Path, text: str) -> Path:
    """Written as UTF-8, packed where the name says so."""
    data = text.encode()
    path.write_bytes(gzip.compress(data, mtime=0) if path.suffix == ".gz" else data)
    return path


def read(path: Path, kind: str, options: Options | None = None) -> tuple[list[Imported], list[Reject]]:
    """What an importer makes of a file: units and rejects."""
    items = list(rows_of(data_set(kind), sheet_of(path, path.name), GENERAL, options))
    return [i for i in items if isinstance(i, Imported)], [i for i in items if isinstance(i, Reject)]
