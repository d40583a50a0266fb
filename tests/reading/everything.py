"""One folder with one of everything: each format as it should be, and everything that goes wrong with files.

`python -m tests.reading.everything FOLDER` writes it, to try the program on as a new user would.
"""

import gzip
import io
import sys
import tarfile
import zipfile
from pathlib import Path

from benchmarks.fuzz import good_files

from tests.reading.readers import test_mail, test_warc

BODY = test_mail.BODY
ROWS = 400
"""Rows of the table with a broken quote, which stands in the last but one."""


def bad_files() -> dict[str, bytes]:
    """Files with one fault each, by name."""
    crawl = test_warc.warc(test_warc.pages(3))
    lines = b"".join(b'{"text": "The truce held on day %d in the north, monitors said."}\n' % n for n in range(500))
    rows = [f'{n},"The truce held on day {n}, monitors said."' for n in range(ROWS)]
    rows[-2] = f'{ROWS - 2},"The truce held on day {ROWS - 2}, monitors said.'
    return {
        "truncated.jsonl.gz": gzip.compress(lines)[:-900],
        "wrong-length.warc": crawl.replace(b"Content-Length: ", b"Content-Length: 9", 1),
        "bomb.txt.gz": gzip.compress(b"truce " * 2**20),
        "climbing.zip": _zip({"../../etc/passwd.txt": BODY, "honest.txt": BODY.replace("truce", "lull")}),
        "linked.tar": _tar_with_link(),
        "empty.zip": _zip({}),
        "cut.zip": _zip({"a.txt": BODY, "b.txt": BODY})[:-40],
        "entities.rss": b'<?xml version="1.0"?><!DOCTYPE r [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;">]>'
        b"<rss><channel><item><title>&b;</title></item></channel></rss>",
        "long-line.txt": b"The truce held " * 2**20 + b"\n" * 2**21,
        "mojibake.txt": "Le cessez-le-feu a tenu à Genève, ont déclaré les médiateurs de l’été dernier.".encode()
        .decode("cp1252")
        .encode(),
        "nested.html": b"<html><body>" + b"<div>" * 3000 + BODY.encode() + b"</div>" * 3000,
        "tags.html": b"<html><body>" + b"<p>a" * 200_000,
        "quote.csv": ("number,text\n" + "\n".join(rows) + "\n").encode(),
        "february.txt": f"Source: Example TV\nDate: 2018-02-31\n\n{BODY.replace('truce', 'armistice')}".encode(),
        "columns.csv": b"a,b\n1,2\n3,4\n",
        "broken.json": b'{"articles": [{"text": "The truce held in the south, monitors said."}, {"text": ',
        "empty.txt": b"",
        "picture.png": b"\x89PNG\r\n\x1a\n" + bytes(100),
        "menu.html": b"<html><body><nav><a href='/'>Home</a></nav></body></html>",
        "locked.zip": _locked(),
    }


def _zip(members: dict[str, str]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in members.items():
            archive.writestr(zipfile.ZipInfo(name), text)
    return out.getvalue()


def _locked() -> bytes:
    """The flag for encryption set, in the local header and in the directory."""
    data = bytearray(_zip({"a.txt": BODY}))
    data[6] |= 1
    data[data.index(b"PK\x01\x02") + 8] |= 1
    return bytes(data)


def _tar_with_link() -> bytes:
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w") as archive:
        info = tarfile.TarInfo("passwords.txt")
        info.type, info.linkname = tarfile.SYMTYPE, "/etc/passwd"
        archive.addfile(info)
    return out.getvalue()


def write(folder: Path) -> Path:
    """Write it all: `good` and `bad` files, a folder without any, and a link that leads in a circle."""
    for name, files in (("good", good_files()), ("bad", bad_files())):
        (folder / name).mkdir(parents=True)
        for file, data in files.items():
            (folder / name / file).write_bytes(data)
    (folder / "nothing-here").mkdir()
    (folder / "circle").symlink_to(folder, target_is_directory=True)
    (folder / "broken-link.txt").symlink_to(folder / "gone.txt")
    return folder


if __name__ == "__main__":
    write(Path(sys.argv[1]))
