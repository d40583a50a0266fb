"""Bodies of answers, unpacked no further than a limit."""

import zlib
from collections.abc import Iterable

_GZIP, _ZLIB = 31, 15
_STEP = 64 * 1024


class BodyError(Exception):
    """The body cannot be had whole; the message says why."""


class TooLargeError(BodyError):
    """There is more of it than the limit."""


def unpacked(chunks: Iterable[bytes], encoding: str | None, most: int) -> bytes:
    """The body, `most` bytes of it at the outside, before and after unpacking.

    Raises:
        TooLargeError: it has more.
        BodyError: it is packed in a way that nobody asked for, cut short, or damaged.

    """
    name = (encoding or "identity").strip().lower()
    if name in ("identity", ""):
        return _limited(chunks, most)
    if name not in ("gzip", "x-gzip", "deflate"):
        raise BodyError(f"it is packed as {name[:40]}, which was not asked for")
    return _inflated(chunks, _ZLIB if name == "deflate" else _GZIP, most)


def _limited(chunks: Iterable[bytes], most: int) -> bytes:
    body = bytearray()
    for chunk in chunks:
        body += chunk
        if len(body) > most:
            raise _too_large(most)
    return bytes(body)


def _inflated(chunks: Iterable[bytes], window: int, most: int) -> bytes:
    body = bytearray()
    packer = zlib.decompressobj(window)
    taken = 0
    try:
        for chunk in chunks:
            taken += len(chunk)
            waiting = chunk
            while waiting and len(body) <= most and taken <= most:
                if packer.eof:
                    packer = zlib.decompressobj(window)
                # The limit on each step is what keeps a bomb from going off.
                body += packer.decompress(waiting, _STEP)
                waiting = packer.unused_data if packer.eof else packer.unconsumed_tail
            if len(body) > most or taken > most:
                raise _too_large(most)
    except zlib.error as error:
        raise BodyError("its packing is damaged") from error
    if taken and not packer.eof:
        raise BodyError("it ends in the middle")
    return bytes(body)


def _too_large(most: int) -> TooLargeError:
    return TooLargeError(f"it has more than {most:,} bytes")
