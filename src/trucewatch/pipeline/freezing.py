"""A release: the exports of a case as known on a day, with hashes, in a folder that can be cited and checked."""

import datetime as dt
import hashlib
import json
import os
import shutil
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from trucewatch import __version__
from trucewatch.exchange import Format, Row, Table, schema, write
from trucewatch.ledger import Ledger
from trucewatch.pipeline.view import Question, View
from trucewatch.vocabulary.errors import RequestError

WITHHELD: dict[Table, dict[str, str | None]] = {
    Table.REPORTS: {"text": "", "title": None},
    Table.CLAIMS: {"quote": "", "object": None},
}
"""What other people wrote, and what stands in its place in a release without text. Offsets stay, so that whoever has
the reports can find every sentence again."""
_FORMATS = (Format.JSONL, Format.CSV)


@dataclass(frozen=True, slots=True)
class Release:
    """What was written: `release_id` is a hash over all tables; `files` maps a path in the folder to its SHA-256."""

    release_id: str
    as_of: str
    known_by: str | None
    files: dict[str, str]


class _Known(View):
    """A case as it was known on a day: only what had surely been published by then."""

    def __init__(self, ledger: Ledger, known_by: dt.date | None, *, with_confidential: bool) -> None:
        super().__init__(ledger, with_confidential=with_confidential)
        self._known_by = known_by

    @property
    def known_by(self) -> dt.date | None:
        return self._known_by


def freeze(
    case: Path,
    folder: Path,
    *,
    on: dt.date | None = None,
    known_by: dt.date | None = None,
    policy: str | None = None,
    with_text: bool = True,
    with_confidential: bool = False,
) -> Release:
    """Write a release of `case` into `folder`, which must not be there yet or be empty; whole or not at all.

    The same case, days and policy give the same bytes. RequestError where the folder is taken.
    """
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise RequestError(
            "TW-FREEZE-1", "There is something here already.", str(folder), "Name a new folder for each release."
        )
    beside = folder.with_name(f".{folder.name}.{os.getpid()}.new")
    try:
        with Ledger.open(case) as ledger:
            view = _Known(ledger, known_by, with_confidential=with_confidential)
            release = _Writer(beside, view, view.question(on, known_by, policy), with_text=with_text).release()
        if folder.exists():
            folder.rmdir()
        beside.replace(folder)
    finally:
        shutil.rmtree(beside, ignore_errors=True)
    return release


class _Writer:
    """Writes one release and remembers the hash of each file."""

    def __init__(self, folder: Path, view: View, question: Question, *, with_text: bool) -> None:
        self._folder, self._view, self._question, self._with_text = folder, view, question, with_text
        self._files: dict[str, dict[str, Any]] = {}

    def release(self) -> Release:
        for name in ("tables", "schemas"):
            (self._folder / name).mkdir(parents=True)
        for table in Table:
            self._table(table)
        ident = hashlib.sha256(json.dumps(self._files, sort_keys=True).encode()).hexdigest()[:16]
        manifest = self._manifest(ident)
        self._text("manifest.json", json.dumps(manifest, ensure_ascii=False, indent=2) + "\n")
        self._text("README.md", _readme(manifest))
        hashes = {name: facts["sha256"] for name, facts in sorted(self._files.items())}
        sums = "".join(f"{sha256}  {name}\n" for name, sha256 in hashes.items())
        (self._folder / "SHA256SUMS").write_text(sums, encoding="utf-8", newline="")
        return Release(ident, manifest["as_of"], manifest["known_by"], hashes)

    def _table(self, table: Table) -> None:
        for fmt in _FORMATS:
            name = f"tables/{table}.{fmt}"
            count = write(self._rows(table), table, fmt, self._folder / name)
            self._note(name, rows=count)
        self._text(f"schemas/{table}.json", json.dumps(schema(table), ensure_ascii=False, indent=2) + "\n")

    def _rows(self, table: Table) -> Iterable[Row]:
        rows = self._view.rows(table, self._question if table is Table.FINDINGS else None)
        withheld = {} if self._with_text else WITHHELD.get(table, {})
        return ({**row, **withheld} for row in rows)

    def _text(self, name: str, text: str) -> None:
        (self._folder / name).write_text(text, encoding="utf-8", newline="")
        self._note(name)

    def _note(self, name: str, **facts: int) -> None:
        written = (self._folder / name).read_bytes()
        self._files[name] = {"sha256": hashlib.sha256(written).hexdigest(), "bytes": len(written), **facts}

    def _manifest(self, ident: str) -> dict[str, Any]:
        question, stored = self._question, self._view.ledger.casebook()
        rules = question.policy.model_dump(mode="json")
        withheld = [] if self._with_text else [f"{table}.{name}" for table, names in WITHHELD.items() for name in names]
        return {
            "release_id": ident,
            "program": "trucewatch",
            "program_version": __version__,
            "as_of": question.as_of.isoformat(),
            "known_by": question.known_at.isoformat() if question.known_at else None,
            "casebook": stored.name if stored else None,
            "casebook_sha256": hashlib.sha256(stored.text.encode()).hexdigest() if stored else None,
            "maps": [
                {"file": m.file, "kind": m.kind, "sha256": m.content_hash, "source": m.source, "valid": m.valid}
                for m in self._view.ledger.maps()
            ],
            "knowledge_version": self._view.knowledge.version,
            "policy": question.policy.name,
            "policy_rules": rules,
            "withheld": withheld,
            "with_confidential": self._view.with_confidential,
            "files": dict(sorted(self._files.items())),
        }


def _readme(manifest: dict[str, Any]) -> str:
    known = f"what had been published by {manifest['known_by']}" if manifest["known_by"] else "all that the case held"
    casebook = f"{manifest['casebook']} (SHA-256 {manifest['casebook_sha256']})" if manifest["casebook"] else "none"
    rows = {name: facts["rows"] for name, facts in manifest["files"].items() if name.endswith(".jsonl")}
    counts = "\n".join(f"| {Path(name).stem} | {count:,} |" for name, count in rows.items())
    text = (
        "Sentences and titles that other people wrote are left out: "
        + ", ".join(f"`{name}`" for name in manifest["withheld"])
        + " are empty. Offsets are kept, so that with the reports at hand every sentence can be found."
        if manifest["withheld"]
        else "It holds texts that other people wrote; their rights are not given with it. `--no-text` leaves them out."
    )
    return f"""\
# Trucewatch release {manifest["release_id"]}

Status on {manifest["as_of"]}, from {known}.

- Program: trucewatch {manifest["program_version"]}
- Casebook: {casebook}
- Maps: {", ".join(f"{m['file']} (SHA-256 {m['sha256']})" for m in manifest["maps"]) or "none"}
- Policy: {manifest["policy"]}, its rules in `manifest.json`

{text}

To cite it, name the release and its id: Trucewatch release {manifest["release_id"]} (status on {manifest["as_of"]}).
The id is a hash over all tables. To check that nothing was altered: `sha256sum -c SHA256SUMS`.

| table | rows |
|---|---|
{counts}

Each table is there as JSON Lines and as CSV; `schemas/` says what each field holds.
"""
