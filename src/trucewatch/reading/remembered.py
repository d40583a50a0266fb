"""What was worked out of a text a while ago, so that the same text again costs nothing."""

import hashlib
from collections import OrderedDict
from collections.abc import Callable
from typing import Generic, TypeVar

T = TypeVar("T")
_OVERHEAD = 500
"""What an entry weighs besides its own size: its key, its place in the order, its objects."""


class Remembered(Generic[T]):
    """Results by the content they were worked out of; the longest unused are forgotten beyond a total size.

    So memory has a bound however many texts there are, and copies are recognised as long as they are not too far apart.
    """

    def __init__(self, most: int, size: Callable[[T], int]) -> None:
        """`most` is the total of the `size` of what is kept, in characters."""
        self._most, self._size = most, size
        self._kept: OrderedDict[bytes, tuple[T, int]] = OrderedDict()
        self._total = 0

    def of(self, content: str, work: Callable[[], T]) -> T:
        """The result for this content: the one kept, else what `work` gives."""
        key = hashlib.blake2b(content.encode("utf-8", "surrogatepass"), digest_size=16).digest()
        if key in self._kept:
            self._kept.move_to_end(key)
            return self._kept[key][0]
        value = work()
        size = self._size(value) + _OVERHEAD
        self._kept[key] = value, size
        self._total += size
        while self._total > self._most:
            _, (_, gone) = self._kept.popitem(last=False)
            self._total -= gone
        return value
