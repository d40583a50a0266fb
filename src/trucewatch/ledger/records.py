"""What the ledger keeps besides the vocabulary's records: inputs, decisions, runs, hits, the casebook in use, maps.

Times of the clock are ISO 8601 strings in UTC; they stand here and in no export.
"""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field

IMPORT = "import"
"""What the version of an importer, the name of its input, and the coder of its claims begin with."""
OUTLINES, BOUNDARIES = "outlines", "boundaries"
"""Kinds of maps: areas of zones, and admin units."""
IMPORTED = "imported"
"""The outcome of an input that is a data set: its rows are reports whose claims come from its columns."""


@dataclass(frozen=True, slots=True)
class Input:
    """One file as it was read. `outcome` is a word for what became of it, such as `read` or `rejected`.

    `content_hash` is a hash of its bytes, `size` their number, `stage_version` the version of reading that read it.
    """

    file: str
    content_hash: str
    size: int
    outcome: str
    stage_version: str


@dataclass(frozen=True, slots=True)
class Decision:
    """What a person decided: `kind` (withdraw, restore, merge, split, review …) about `subject`, and why.

    `object` is the other thing concerned, `value` what was decided. Decisions are never changed; a later one about
    the same subject and object counts.
    """

    kind: str
    subject: str
    object: str | None = None
    value: str | None = None
    why: str | None = None
    who: str | None = None
    when: str | None = None


@dataclass(frozen=True, slots=True)
class Run:
    """One build: when it started and ended (None: it was cut short), the program's version, and its sums."""

    run_id: int
    started: str
    ended: str | None
    version: str
    sums: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Hit:
    """A report that a search found; `snippet` is a line of it with the words found between `[` and `]`."""

    report_id: str
    title: str | None
    outlet: str | None
    published: str | None
    language: str | None
    snippet: str


@dataclass(frozen=True, slots=True)
class StoredCasebook:
    """The casebook a case was built with: its name, its YAML text and the hash of what it came to."""

    name: str
    text: str
    version: str


@dataclass(frozen=True, slots=True)
class StoredMap:
    """A GeoJSON file as it was given: its `kind` (outlines or boundaries), name and bytes, and the hash of these.

    `source` says who drew it, `valid` (EDTF) when what it shows held, where a feature does not say so itself. `added`
    is the time of the clock at which the case took it in; None for one that is only tried.
    """

    kind: str
    file: str
    content: bytes = field(repr=False)
    source: str | None = None
    valid: str | None = None
    added: str | None = None

    @property
    def content_hash(self) -> str:
        """SHA-256 of the bytes."""
        return hashlib.sha256(self.content).hexdigest()
