from collections.abc import Callable
from pathlib import Path

import pytest

from trucewatch.casebook.knowledge import AgreementEntry, AliasEntry, Knowledge, OutletEntry, ValuedEntry
from trucewatch.reading import read
from trucewatch.vocabulary.records import Reject, Report


def _outlet(key: str, name: str, *aliases: str, domain: str, agency: bool = False) -> OutletEntry:
    return OutletEntry(key, name, tuple(AliasEntry(a) for a in (name, *aliases)), (domain,), agency=agency)


@pytest.fixture(scope="session")
def knowledge() -> Knowledge:
    entries = [
        _outlet("reuters", "Reuters", domain="reuters.com", agency=True),
        _outlet("agence-france-presse", "Agence France-Presse", "AFP", domain="afp.com", agency=True),
        _outlet("tass", "TASS", domain="tass.com", agency=True),
        _outlet("example-tv", "Example TV", domain="example.tv"),
    ]
    agreement = AgreementEntry(
        "harbour-accord",
        "Harbour Accord",
        "ceasefire",
        aliases=(AliasEntry("Harbour Accord"), AliasEntry("Harbour deal")),
        date=(ValuedEntry("2015-03-12"),),
    )
    return Knowledge(
        version="test",
        outlets={e.key: e for e in entries},
        agreements={agreement.key: agreement},
        outlet_names={a.name.casefold(): (e.key,) for e in entries for a in e.aliases},
        outlet_domains={d: e.key for e in entries for d in e.domains},
    )


@pytest.fixture
def reading(tmp_path: Path, knowledge: Knowledge) -> Callable[..., tuple[list[Report], list[Reject]]]:
    """Writes files (name → bytes or text) into a folder and reads it."""

    def run(files: dict[str, bytes | str]) -> tuple[list[Report], list[Reject]]:
        for name, content in files.items():
            path = tmp_path / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content if isinstance(content, bytes) else content.encode())
        out = list(read([tmp_path], knowledge))
        return [x for x in out if isinstance(x, Report)], [x for x in out if isinstance(x, Reject)]

    return run
