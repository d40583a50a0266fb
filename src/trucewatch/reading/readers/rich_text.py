"""RTF: a document of control words and groups. Source: Rich Text Format Specification 1.9.1."""

import codecs
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from trucewatch.reading.readers.document import texts_of
from trucewatch.reading.readers.reader import ByteReader, Options
from trucewatch.reading.reasons import Reason
from trucewatch.reading.source import LONGEST, Raw, Source
from trucewatch.vocabulary.records import Reject

_MOST = 4 * LONGEST
_TOKEN = re.compile(
    rb"\\([a-zA-Z]{1,32})(-?\d{1,10})? ?|\\'([0-9a-fA-F]{2})|\\([^a-zA-Z])|([{}])|[\r\n]+|([^\\{}\r\n]+)"
)
_BREAKS = frozenset([b"par", b"line", b"sect", b"page", b"row", b"cell"])
_SIGNS = {
    b"tab": "\t",
    b"emdash": "—",
    b"endash": "–",
    b"lquote": "‘",
    b"rquote": "’",
    b"ldblquote": "“",
    b"rdblquote": "”",
    b"bullet": "•",
    b"emspace": " ",
    b"enspace": " ",
}
_LEFT_OUT = frozenset(
    re.split(
        rb"\s+",
        b"fonttbl colortbl stylesheet info pict header footer headerl headerr footerl footerr headerf footerf "
        b"object fldinst listtable listoverridetable rsidtbl generator themedata latentstyles datastore"
        b" bkmkstart bkmkend tc xe",
    )
)
_SYMBOLS = {b"~": "\u00a0", b"_": "‑", b"-": "", b"\\": "\\", b"{": "{", b"}": "}", b"\n": "\n", b"\r": "\n"}


@dataclass(frozen=True, slots=True)
class _Group:
    """What holds inside braces: whether text is left out, and how many signs stand in for a Unicode one."""

    left_out: bool = False
    skip: int = 1


def _recognises(_: Source, head: bytes) -> bool:
    return head.startswith(b"{\\rtf")


def _read(source: Source, options: Options) -> Iterator[Raw | Reject]:
    with source.open() as stream:
        data = stream.read(_MOST + 1)
    if len(data) > _MOST:
        yield Reason.TOO_LONG.at(source.name, detail=f"{_MOST // 2**20} MB")
        return
    yield from texts_of("".join(_pieces(data)).split("\n"), source.name, options)


class _Text:
    """Takes tokens and gives text; `waiting` is how many signs are still to be passed over behind a Unicode one."""

    def __init__(self, encoding: str) -> None:
        self._encoding = encoding
        self._group = _Group()
        self._below: list[_Group] = []
        self._waiting = 0
        self._run = bytearray()

    def take(self, token: re.Match[bytes]) -> str:
        """What a token adds to the text."""
        word, number, sign, symbol, brace, plain = token.groups()
        if sign is not None:
            self._sign(bytes.fromhex(sign.decode()))
            return ""
        before = self.end()
        if brace:
            self._brace(opens=brace == b"{")
            return before
        if symbol == b"*" or word in _LEFT_OUT:
            self._group = replace(self._group, left_out=True)
        elif word == b"uc":
            self._group = replace(self._group, skip=min(abs(int(number or 1)), 9))
        elif not self._group.left_out:
            return before + self._shown(word, number, symbol, plain)
        return before

    def end(self) -> str:
        """The signs of a legacy encoding that were collected, which may need each other."""
        text = self._run.decode(self._encoding, "replace")
        self._run.clear()
        return text

    def _sign(self, sign: bytes) -> None:
        if self._waiting:
            self._waiting -= 1
        elif not self._group.left_out:
            self._run += sign

    def _brace(self, *, opens: bool) -> None:
        if opens:
            self._below.append(self._group)
        else:
            self._group, self._waiting = self._below.pop() if self._below else _Group(), 0

    def _shown(self, word: bytes | None, number: bytes | None, symbol: bytes | None, plain: bytes | None) -> str:
        if word == b"u" and number:
            self._waiting = self._group.skip
            return _unicode(int(number))
        if plain:
            skipped, self._waiting = self._waiting, max(0, self._waiting - len(plain))
            return plain[skipped:].decode(self._encoding, "replace")
        if word:
            return "\n" if word in _BREAKS else _SIGNS.get(word, "")
        return _SYMBOLS.get(symbol or b"", "")


def _pieces(data: bytes) -> Iterator[str]:
    """The text, piece by piece."""
    text = _Text(_encoding(data))
    at = 0
    while token := _TOKEN.search(data, at):
        at = token.end()
        if token[1] == b"bin":
            # So many bytes of a picture follow, whatever they look like.
            at += min(abs(int(token[2] or 0)), len(data))
        yield text.take(token)
    yield text.end()


def _unicode(number: int) -> str:
    """A sign by its number, which is written as a signed one of 16 bits; halves of a pair cannot be shown alone."""
    code = number % 0x10000
    return "\ufffd" if 0xD800 <= code < 0xE000 else chr(code)


def _encoding(data: bytes) -> str:
    found = re.search(rb"\\ansicpg(\d{3,5})", data[:4096])
    name = f"cp{found[1].decode()}" if found else "cp1252"
    try:
        codecs.lookup(name)
    except LookupError:
        return "cp1252"
    return name


READER = ByteReader("rich text", _recognises, _read)
