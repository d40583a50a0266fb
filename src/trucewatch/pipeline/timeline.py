"""What happened, what was said to hold, and what fell due, in the order of time."""

from collections.abc import Iterator

from trucewatch import monitoring
from trucewatch.dossier.model import Dossier
from trucewatch.exchange import Row
from trucewatch.monitoring.timeline import Entry
from trucewatch.pipeline.filters import Wanted, kept
from trucewatch.vocabulary.subject import Commitment, Thing

UNDATED = "../.."


def timeline(dossier: Dossier, want: Wanted) -> list[Row]:
    """Dated rows {date, kind, what, about, parties, zone, outlets, claims, reports} that fit, by date.

    `kind` is event, agreement, in_force, assessment or deadline; `date` an EDTF string.
    """
    rows = [*(_row(entry) for entry in monitoring.timeline(dossier)), *_deadlines(dossier)]
    found = [row for row in kept(None, rows, dossier, want) if row["date"] != UNDATED]
    return sorted(found, key=lambda row: (row["date"], row["kind"], row["what"], row["claims"]))


def _row(entry: Entry) -> Row:
    return {
        "date": entry.when.edtf,
        "kind": entry.kind,
        "what": entry.text,
        "about": _thing(entry.about) if entry.about else None,
        "parties": [{"id": party} for party in entry.parties],
        "zone": {"id": entry.zone} if entry.zone else None,
        "outlets": list(entry.outlets),
        "claims": list(entry.claims),
        "reports": list(entry.reports),
    }


def _deadlines(dossier: Dossier) -> Iterator[Row]:
    for commitment in dossier.commitments:
        for version in commitment.deadline:
            reports = {dossier.claims[c].report_id for c in version.claims if c in dossier.claims}
            outlets = {outlet for r in reports if (outlet := dossier.reports[r].outlet)}
            yield {
                "date": version.value,
                "kind": "deadline",
                "what": f"{_who(commitment)}: {commitment.does}",
                "about": {"id": commitment.commitment_id, "name": commitment.does, "mention": None},
                "parties": [_thing(who) for who in commitment.who],
                "zone": _thing(commitment.zone) if commitment.zone else None,
                "outlets": sorted(outlets),
                "claims": list(version.claims),
                "reports": sorted(reports),
            }


def _who(commitment: Commitment) -> str:
    return ", ".join(dict.fromkeys(who.name or who.mention or "?" for who in commitment.who)) or "Somebody"


def _thing(thing: Thing) -> Row:
    return {"id": thing.id, "name": thing.name, "mention": thing.mention}
