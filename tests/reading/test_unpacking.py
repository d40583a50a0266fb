import bz2
import gzip
import io
import lzma
import os
import tarfile
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from trucewatch.casebook.knowledge import Knowledge
from trucewatch.reading import read
from trucewatch.vocabulary.records import Reject, Report

Reading = Callable[[dict[str, bytes | str]], tuple[list[Report], list[Reject]]]
BODY = "The truce held in the north, monitors said on Monday.\n\nNobody was hurt, they added."
JSON = '{"text": "The truce held in the north, monitors said."}\n'


def zipped(members: dict[str, bytes | str], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return out.getvalue()


def tarred(members: dict[str, bytes | str], mode: str = "w") -> bytes:
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode=mode) as archive:  # type: ignore[call-overload]  # a mode chosen by the test
        for name, content in members.items():
            data = content.encode() if isinstance(content, str) else content
            info = tarfile.TarInfo(name)
            info.size = len(data)
            archive.addfile(info, io.BytesIO(data))
    return out.getvalue()


@pytest.mark.parametrize(
    ("name", "pack"), [("a.txt.gz", gzip.compress), ("a.txt.bz2", bz2.compress), ("a.bin", lzma.compress)]
)
def test_packed_files(reading: Reading, name: str, pack: Callable[[bytes], bytes]) -> None:
    (report,), rejects = reading({name: pack(BODY.encode())})
    assert (report.file, report.part, rejects) == (name, None, [])


@pytest.mark.parametrize("mode", ["w", "w:gz", "w:bz2", "w:xz"])
def test_tar_archives(reading: Reading, mode: str) -> None:
    reports, rejects = reading({"in.data": tarred({"./a/b.txt": BODY, "c.jsonl": JSON * 2, ".hidden": "x"}, mode)})
    assert [(r.file, r.part) for r in reports] == [
        ("in.data!/a/b.txt", None),
        ("in.data!/c.jsonl", "1"),
        ("in.data!/c.jsonl", "2"),
    ]
    assert not rejects


@pytest.mark.parametrize("method", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_zip_archives(reading: Reading, method: int) -> None:
    content = zipped({"a/b.txt": BODY, "__MACOSX/a": "x", "c.jsonl.gz": gzip.compress(JSON.encode())}, method)
    reports, rejects = reading({"in": content})
    assert [r.file for r in reports] == ["in!/a/b.txt", "in!/c.jsonl.gz"]
    assert not rejects


def test_archives_in_archives(reading: Reading) -> None:
    inner = zipped({"a.txt": BODY})
    reports, rejects = reading(
        {"out.tgz": tarred({"x/in.zip": inner, "y.tar.xz": tarred({"b.txt": BODY}, "w:xz")}, "w:gz")}
    )
    assert [r.file for r in reports] == ["out.tgz!/x/in.zip!/a.txt", "out.tgz!/y.tar.xz!/b.txt"]
    assert not rejects


def test_too_many_layers(reading: Reading) -> None:
    data = BODY.encode()
    for _ in range(8):
        data = gzip.compress(data)
    _, (reject,) = reading({"a.gz": data})
    assert reject.code == "TW-READ-18"


def test_two_members_of_one_name_are_told_apart(reading: Reading) -> None:
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w") as archive:
        for _ in range(2):
            info = tarfile.TarInfo("a.txt")
            info.size = len(BODY)
            archive.addfile(info, io.BytesIO(BODY.encode()))
    reports, _ = reading({"in.tar": out.getvalue()})
    assert [r.file for r in reports] == ["in.tar!/a.txt", "in.tar!/a.txt (2)"]
    assert reports[0].report_id != reports[1].report_id


@pytest.mark.parametrize("pack", [zipped, tarred])
@pytest.mark.parametrize("name", ["../../etc/a.txt", "a/../../b.txt", "..\\a.txt"])
def test_paths_that_climb_out(reading: Reading, name: str, pack: Callable[[dict[str, str]], bytes]) -> None:
    reports, (reject,) = reading({"in": pack({name: BODY, "ok.txt": BODY})})
    assert [r.file for r in reports] == ["in!/ok.txt"]
    assert reject.code == "TW-READ-20"


def test_links_and_devices_in_a_tar(reading: Reading) -> None:
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w") as archive:
        for kind, target in ((tarfile.SYMTYPE, "/etc/passwd"), (tarfile.LNKTYPE, "b"), (tarfile.CHRTYPE, "")):
            info = tarfile.TarInfo(f"member{kind.decode()}")
            info.type, info.linkname = kind, target
            archive.addfile(info)
    reports, rejects = reading({"in.tar": out.getvalue()})
    assert reports == []
    assert [r.code for r in rejects] == ["TW-READ-21"] * 3


def test_a_locked_member_costs_only_itself(reading: Reading) -> None:
    data = bytearray(zipped({"a.txt": BODY, "b.txt": BODY}))
    # The flag for encryption, in the local header and in the directory.
    data[6] |= 1
    data[data.index(b"PK\x01\x02") + 8] |= 1
    reports, (reject,) = reading({"in.zip": bytes(data)})
    assert [r.file for r in reports] == ["in.zip!/b.txt"]
    assert (reject.file, reject.code) == ("in.zip!/a.txt", "TW-READ-17")


def test_a_damaged_member_costs_only_itself(reading: Reading) -> None:
    data = zipped({"a.txt": BODY, "b.txt": BODY}, zipfile.ZIP_STORED).replace(b"truce", b"trucE", 1)
    reports, (reject,) = reading({"in.zip": data})
    assert [r.file for r in reports] == ["in.zip!/b.txt"]
    assert (reject.file, reject.code) == ("in.zip!/a.txt", "TW-READ-06")


@pytest.mark.parametrize("share", [0.001, 0.01, 0.3, 0.6, 0.9, 0.999])
def test_gzip_cut_anywhere_keeps_what_came_before(reading: Reading, share: float) -> None:
    lines = [f'{{"text": "The truce held on day {i} in the north, {os.urandom(200).hex()} said."}}' for i in range(500)]
    packed = gzip.compress("\n".join(lines).encode())
    reports, rejects = reading({"in.jsonl.gz": packed[: max(3, int(len(packed) * share))]})
    assert [r.code for r in rejects][-1] == "TW-READ-06"
    assert len(reports) >= 500 * share - 60
    assert len(reports) < 500


def test_a_tar_that_is_cut_or_damaged(reading: Reading) -> None:
    whole = tarred({"a.txt": BODY, "b.txt": BODY, "c.txt": BODY})
    for data in (whole[: 512 * 3 + 30], whole[: 512 * 2] + b"\xff" * 512 + whole[512 * 3 :]):
        reports, (reject,) = reading({"in.tar": data})
        assert [r.file for r in reports] == ["in.tar!/a.txt"]
        assert reject.code == "TW-READ-06"


def test_a_zip_that_is_cut(reading: Reading) -> None:
    data = zipped({"a.txt": BODY})
    _, (reject,) = reading({"in.zip": data[:-10]})
    assert reject.code == "TW-READ-06"


@pytest.mark.parametrize(
    "pack", [gzip.compress, bz2.compress, lambda d: zipped({"a.txt": d}), lambda d: tarred({"a.txt": d}, "w:xz")]
)
def test_bombs(reading: Reading, monkeypatch: pytest.MonkeyPatch, pack: Callable[[bytes], bytes]) -> None:
    monkeypatch.setattr("trucewatch.reading.metering.FLOOR", 1 << 20)
    monkeypatch.setattr("trucewatch.reading.metering.RATIO", 10)
    reports, (reject,) = reading({"in": pack(b"The truce held. " * (1 << 18))})
    assert reports == []
    assert reject.code == "TW-READ-19"


def test_a_bomb_of_many_members_is_stopped_once(reading: Reading, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("trucewatch.reading.metering.FLOOR", 1 << 20)
    monkeypatch.setattr("trucewatch.reading.metering.RATIO", 10)
    reports, rejects = reading({"in": zipped({f"{i}.txt": "The truce held. " * (1 << 14) for i in range(20)})})
    assert 0 < len(reports) < 5
    assert [r.code for r in rejects] == ["TW-READ-19"]


def test_names_that_are_no_text(tmp_path: Path, knowledge: Knowledge) -> None:
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w", format=tarfile.GNU_FORMAT, errors="surrogateescape") as archive:
        info = tarfile.TarInfo("caf\udce9.txt")
        info.size = len(BODY)
        archive.addfile(info, io.BytesIO(BODY.encode()))
    (tmp_path / "in.tar").write_bytes(out.getvalue())
    (report,) = read([tmp_path], knowledge)
    assert report.file == "in.tar!/caf\\udce9.txt"
