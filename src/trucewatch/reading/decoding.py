"""Bytes to characters: which encoding, and the mending of garbled text where it is certain."""

import codecs
import contextlib
import re
from dataclasses import dataclass

import charset_normalizer
import ftfy.badness
import ftfy.fixes

from trucewatch.reading.metering import DamageError
from trucewatch.reading.source import Source

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# Single-byte encodings that news files in the languages of these conflicts are found in.
_LEGACY = ["cp1252", "latin_1", "cp1256", "cp1251", "cp1254", "koi8_r"]
# Encodings that a page or a mail may name.
_CHARSET = re.compile(r"(?i)(?:iso|windows|cp|koi|utf|us-ascii|ascii|latin|big5|gb|euc|shift|mac|tis)[-_\w]*")
_LATIN = {"iso-8859-1", "latin-1", "latin1", "iso8859-1", "us-ascii", "ascii"}
_CHUNK = 1024 * 1024
_SAMPLE = 64 * 1024
_SIGNATURES = (
    (b"%PDF", "a damaged PDF file"),
    (b"PK\x03\x04", "an office file of another kind than a text or a spreadsheet"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
    (b"SQLite format 3", "a database"),
    (b"\xd0\xcf\x11\xe0", "an old office file, perhaps of Word"),
    (b"7z\xbc\xaf", "an archive"),
    (b"Rar!", "an archive"),
    (b"\x7fELF", "a program"),
    (b"PAR1", "a Parquet table"),
)
# What the first bytes of UTF-8 characters look like in single-byte encodings; without any there is nothing to mend.
_LEADS = re.compile("[ÂÃÄÅÆÇÈÉÊËÌÍÎÏÐÑÒÓÔÕÖ×ØÙâãïð\u0413\u0420\u0421\u0432]")
_CONTROL = bytes(c for c in range(32) if c not in b"\t\n\r\f\x1b\x1a")


@dataclass(frozen=True, slots=True)
class Encoding:
    """An encoding's Python name, and whether it is a guess."""

    name: str
    guessed: bool = False


def binary_kind(head: bytes) -> str | None:
    """What a file that is no text seems to be, or None for text."""
    for signature, kind in _SIGNATURES:
        if head.startswith(signature):
            return kind
    if any(head.startswith(mark) for mark, _ in _MARKS) or _wide(head):
        return None
    controls = len(head) - len(head.translate(None, _CONTROL))
    return "binary data" if controls > len(head) // 100 else None


def _wide(head: bytes) -> str | None:
    """UTF-16 without a mark: in most scripts with Latin spaces and digits every other byte is often zero."""
    if len(head) < 4 or (len(head) % 2 and len(head) < 64):
        return None
    even, odd = head[0::2].count(0), head[1::2].count(0)
    half = len(head) // 2
    if odd > half * 0.4 and even < half * 0.05:
        return "utf-16-le"
    if even > half * 0.4 and odd < half * 0.05:
        return "utf-16-be"
    return None


def detect(source: Source) -> Encoding | None:
    """The encoding of a whole file, read through once; None if it is none that is known."""
    head = source.head()
    for mark, name in _MARKS:
        if head.startswith(mark):
            return Encoding(name)
    if wide := _wide(head):
        return Encoding(wide)
    sample = _not_utf8(source)
    return Encoding("utf-8") if sample is None else guess(sample)


def _not_utf8(source: Source) -> bytes | None:
    """None for a file that is UTF-8 throughout, else a sample of those of its lines that are not ASCII."""
    decoder = codecs.getincrementaldecoder("utf-8")()
    with source.open() as stream:
        try:
            while chunk := stream.read(_CHUNK):
                decoder.decode(chunk)
            decoder.decode(b"", final=True)
        except UnicodeDecodeError:
            pass
        except DamageError:
            # What comes before the damage can still be read.
            return None
        else:
            return None
    sample = bytearray()
    with source.open() as stream, contextlib.suppress(DamageError):
        while (chunk := stream.read(_CHUNK)) and len(sample) < _SAMPLE:
            for line in chunk.split(b"\n"):
                if not line.isascii():
                    sample += line[:_SAMPLE] + b"\n"
    return bytes(sample[:_SAMPLE])


def guess(sample: bytes) -> Encoding | None:
    """The likeliest legacy encoding of some bytes that are not UTF-8."""
    best = charset_normalizer.from_bytes(sample, cp_isolation=_LEGACY, threshold=0.3).best()
    if best is not None:
        name = best.encoding
    elif _mostly_ascii(sample):
        name = "cp1252"
    else:
        return None
    if name == "latin_1":
        # Files called Latin-1 hold Windows quotes more often than C1 control characters.
        name = "cp1252"
    return Encoding(name, guessed=True)


def _mostly_ascii(sample: bytes) -> bool:
    return sum(b < 128 for b in sample) > 0.8 * len(sample)


def decode(data: bytes, encoding: Encoding) -> str:
    """Characters for bytes; what a legacy table leaves open is taken as Latin-1, what is wrong in UTF-8 is U+FFFD."""
    try:
        return data.decode(encoding.name)
    except UnicodeDecodeError:
        if encoding.guessed:
            return data.decode("latin-1")
        return data.decode(encoding.name, "replace")


def decode_declared(data: bytes, charset: str | None = None) -> str:
    """Characters for bytes that say in which encoding they are, as a mail or a page does; they may be wrong.

    What is UTF-8 is UTF-8, whatever it says: no other encoding gives such bytes by chance.
    """
    for mark, name in _MARKS:
        if data.startswith(mark):
            return data.decode(name, "replace")
    with contextlib.suppress(UnicodeDecodeError):
        return data.decode("utf-8")
    # Python knows codecs that are no encodings, and some that a stranger must not choose (`unicode_escape`).
    if charset and _CHARSET.fullmatch(charset):
        with contextlib.suppress(LookupError, UnicodeError):
            return data.decode("cp1252" if charset.lower() in _LATIN else charset)
    guessed = guess(b"\n".join(line for line in data.split(b"\n") if not line.isascii())[:_SAMPLE])
    return decode(data, guessed or Encoding("cp1252", guessed=True))


def mend(text: str) -> tuple[str, bool]:
    """Undo UTF-8 read as a single-byte encoding, and say whether it was; what is not certain stays as it is."""
    if not _LEADS.search(text) or not ftfy.badness.is_bad(text):
        return text, False
    mended = str(ftfy.fix_encoding(text))
    return mended, mended != text
