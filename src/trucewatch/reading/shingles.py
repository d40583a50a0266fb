"""Texts as sets of 64-bit hashes of their word trigrams, many at a time and out of the way of memory."""

import hashlib
import itertools
import re
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from typing import BinaryIO

import numpy as np
from numpy.typing import NDArray

Hashes = NDArray[np.uint64]
"""Sorted, each once."""

_WORD = re.compile(r"\w+")
_BLANKS = {code: " " for code in range(128) if not _WORD.fullmatch(chr(code))}
_MOST_WORDS = 1_000_000
"""Words whose hashes are kept (about 150 MB); the vocabulary of a language in news is smaller, so it is rarely full."""
_BATCH = 512
_IN_MEMORY = 48_000_000
"""Hashes (of 8 bytes) held in memory before they go to a file that the system may page out."""
# Odd multipliers of splitmix64 (Steele, Lea & Flood 2014), so that the three places of a trigram count differently.
_FIRST, _SECOND = np.uint64(0x9E3779B97F4A7C15), np.uint64(0xBF58476D1CE4E5B9)
_MIX = (np.uint64(0xBF58476D1CE4E5B9), np.uint64(0x94D049BB133111EB))


class _WordHashes(dict[str, int]):
    """The hash of each word, worked out once; the same in every process."""

    def __missing__(self, word: str) -> int:
        if len(self) >= _MOST_WORDS:
            self.clear()
        digest = hashlib.blake2b(word.encode("utf-8", "surrogatepass"), digest_size=8).digest()
        value = self[word] = int.from_bytes(digest, "little")
        return value


_HASHES = _WordHashes()


def shingles(text: str) -> Hashes:
    """The word trigrams of a text (all its words together if it has fewer than three), without case and punctuation."""
    return next(all_shingles([text]))


def all_shingles(texts: Iterable[str]) -> Iterator[Hashes]:
    """`shingles` of each text, many times faster."""
    stream = iter(texts)
    while batch := list(itertools.islice(stream, _BATCH)):
        yield from _of_batch([list(map(_HASHES.__getitem__, _words(text))) for text in batch])


def _words(text: str) -> list[str]:
    # Splitting at blanks is four times as fast, and what is no word in ASCII can be blanked quickly.
    return text.lower().translate(_BLANKS).split() if text.isascii() else _WORD.findall(text.casefold())


def _of_batch(words: Sequence[list[int]]) -> Iterator[Hashes]:
    for each in words:
        if len(each) in (1, 2):
            each.extend([0] * (3 - len(each)))
    ends = np.cumsum([len(each) for each in words])
    flat = np.fromiter(itertools.chain.from_iterable(words), np.uint64, int(ends[-1]))
    grams = _mixed(flat[:-2] * _FIRST + flat[1:-1] * _SECOND + flat[2:]) if flat.size else flat
    start = 0
    for end in ends.tolist():
        of_text = grams[start : max(start, end - 2)]
        of_text.sort()
        if of_text.size > 1:
            of_text = of_text[np.concatenate(([True], of_text[1:] != of_text[:-1]))]
        yield of_text.copy()
        start = end


def _mixed(values: Hashes) -> Hashes:
    """Every bit of the input in every bit of the output, so that the low ones can be used to sample."""
    values ^= values >> np.uint64(30)
    values *= _MIX[0]
    values ^= values >> np.uint64(27)
    values *= _MIX[1]
    values ^= values >> np.uint64(31)
    return values


class ShingleSets:
    """Sets of hashes one behind the other, in memory as long as they are few and else in a file without a name."""

    def __init__(self, sets: Iterable[Hashes]) -> None:
        """Take them all in; memory does not grow beyond a bound with their number."""
        sizes: list[int] = []
        kept: list[Hashes] = []
        waiting = 0
        with tempfile.TemporaryFile() as file:
            for each in sets:
                sizes.append(each.size)
                kept.append(each)
                waiting += each.size
                if waiting > _IN_MEMORY:
                    np.concatenate(kept).tofile(file)
                    kept, waiting = [], 0
            self.ends = np.cumsum(np.array([0, *sizes], np.int64))
            """Where each set ends; the first number is 0."""
            self.flat = self._flat(file, kept)
        self._bounds = self.ends.tolist()

    def _flat(self, file: BinaryIO, kept: list[Hashes]) -> Hashes:
        if not file.tell():
            return np.concatenate(kept) if kept else np.empty(0, np.uint64)
        if kept:
            np.concatenate(kept).tofile(file)
        file.flush()
        return np.memmap(file, np.uint64, "r")

    def __len__(self) -> int:
        return len(self._bounds) - 1

    def __getitem__(self, number: int) -> Hashes:
        return self.flat[self._bounds[number] : self._bounds[number + 1]]

    def shared(self, a: int, b: int) -> int:
        """How many hashes two of the sets have in common."""
        return shared(self[a], self[b])


def shared(a: Hashes, b: Hashes) -> int:
    """How many hashes two sets have in common."""
    both = np.concatenate((a, b))
    both.sort()
    return int(np.count_nonzero(both[1:] == both[:-1]))
