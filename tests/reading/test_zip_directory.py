import io
import zipfile

import pytest

from trucewatch.reading.metering import DamageError
from trucewatch.reading.zip_directory import directory_of, names_of, parts_of

NAMES = [f"{n}.txt" for n in range(600)]


def packed(*, comment: bytes = b"", large: bool = False) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name in NAMES:
            with archive.open(zipfile.ZipInfo(name), "w", force_zip64=large) as member:
                member.write(name.encode())
        archive.comment = comment
    return out.getvalue()


def contents(data: bytes) -> list[tuple[str, bytes]]:
    stream = io.BytesIO(data)
    parts = parts_of(stream, directory_of(stream))
    return [(info.filename, archive.read(info)) for archive in parts for info in archive.infolist()]


@pytest.mark.parametrize(
    "data",
    [packed(), packed(comment=b"of the mission"), packed(large=True), b"#!/bin/unpacks-itself\n" * 50 + packed()],
    ids=["plain", "with a comment", "for large members", "behind a program"],
)
def test_members_come_as_they_were_packed(data: bytes) -> None:
    assert contents(data) == [(name, name.encode()) for name in NAMES]


def test_a_directory_that_says_it_in_64_bits(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(zipfile, "ZIP_FILECOUNT_LIMIT", 100)
    data = packed()
    assert b"PK\x06\x06" in data
    assert len(contents(data)) == len(NAMES)


def test_names_are_told_without_opening_anything() -> None:
    stream = io.BytesIO(packed())
    assert list(names_of(stream, directory_of(stream))) == [name.encode() for name in NAMES]


def test_a_part_holds_few_members() -> None:
    stream = io.BytesIO(packed())
    assert [len(part.infolist()) for part in parts_of(stream, directory_of(stream))] == [256, 256, 88]


def test_an_empty_archive_has_no_members() -> None:
    out = io.BytesIO()
    zipfile.ZipFile(out, "w").close()
    assert contents(out.getvalue()) == []


def test_what_comes_before_the_damage_is_read() -> None:
    data = bytearray(packed())
    at = data.index(b"PK\x01\x02")
    for _ in range(300):
        at = data.index(b"PK\x01\x02", at + 1)
    data[at] = 0
    stream = io.BytesIO(bytes(data))
    parts = parts_of(stream, directory_of(stream))
    assert len(next(parts).infolist()) == 256
    with pytest.raises(DamageError, match="directory is damaged"):
        next(parts)


@pytest.mark.parametrize("size", [0, 3, 10, 21, 22, 500])
def test_without_its_end_it_is_cut_short(size: int) -> None:
    with pytest.raises(DamageError, match="at its end is missing"):
        directory_of(io.BytesIO(packed()[:size]))


def test_a_directory_longer_than_the_file_is_damage() -> None:
    data = packed()
    data = data[:-10] + (2**31).to_bytes(4, "little") + data[-6:]
    with pytest.raises(DamageError, match="directory is damaged"):
        directory_of(io.BytesIO(data))
