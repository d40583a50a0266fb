"""What the ledger keeps besides the vocabulary's records: inputs, decisions, runs, hits, the casebook in use.

Times of the clock are ISO 8601 strings in UTC; they stand here and in no export.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

IMPORT = "import"
"""What the version of an importer, the name of its input, and the coder of its claims begin with."""
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
