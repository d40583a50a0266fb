"""Events in the manner of PLOVER coders: one JSON object an event, who and where as lists of attributes.

The layout is that of the Next Generation Event Coder (NGEC), which makes POLECAT: `event_type`, `event_mode` and
`attributes` with ACTOR, RECIP, LOC and DATE. Source: PLOVER codebook (2021) and the NGEC's output. What PLOVER has no
place for (harm as ranges, who blames whom, independent origins) stands beside them under the names of our exports.
"""

from typing import Any

from trucewatch.exchange.shapes import Row
from trucewatch.vocabulary.when import When

_KEPT = ("attribution", "attributed_by", "harm", "origins", "zone", "zone_basis", "reports", "claims")


def event(row: Row) -> Row:
    """A row of `events` as a PLOVER event. `date` is its first day, null where that is open."""
    first = When.parse(row["date"]).earliest if row["date"] else None
    return {
        "id": row["event_id"],
        "date": first.isoformat() if first else None,
        "event_type": row["code"],
        "event_mode": [row["mode"]] if row["mode"] else [],
        "attributes": {
            "ACTOR": [_attribute(thing) for thing in row["actors"]],
            "RECIP": [_attribute(thing) for thing in row["recipients"]],
            "LOC": [_attribute(thing) for thing in row["places"]],
            "DATE": [{"text": row["date"]}] if row["date"] else [],
        },
        **{name: row[name] for name in _KEPT},
    }


def _attribute(thing: Row) -> dict[str, Any]:
    return {"text": thing["mention"], "name": thing["name"], "id": thing["id"]}
