"""The texts of a workbook stand apart from its cells and are nearly all of it: they are kept on disk."""

from array import array
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from tempfile import TemporaryFile
from typing import IO, Any, overload

from defusedxml.ElementTree import iterparse
from openpyxl.reader.excel import ExcelReader
from openpyxl.xml.constants import SHARED_STRINGS

_SPACE = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"


@contextmanager
def opened_workbook(stream: IO[bytes]) -> Iterator[Any]:
    """The workbook as openpyxl gives it, for as long as the context lasts."""
    reader = _Workbook(stream)
    with closing(reader.strings):
        reader.read()
        yield reader.wb


class Strings(Sequence[str]):
    """The texts of a workbook, which stand apart from its cells; kept on disk, for they are nearly all of it."""

    def __init__(self) -> None:
        self._file = TemporaryFile(prefix="trucewatch-")  # noqa: SIM115 - closed by `close`
        self._ends = array("Q", [0])

    def add(self, text: str) -> None:
        """One more."""
        data = text.encode("utf-8", "surrogatepass")
        self._file.write(data)
        self._ends.append(self._ends[-1] + len(data))

    def __len__(self) -> int:
        return len(self._ends) - 1

    @overload
    def __getitem__(self, index: int) -> str: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[str]: ...
    def __getitem__(self, index: int | slice) -> str | Sequence[str]:
        if isinstance(index, slice):
            return [self[i] for i in range(*index.indices(len(self)))]
        if not 0 <= index < len(self):
            raise IndexError(index)
        self._file.seek(self._ends[index])
        return self._file.read(self._ends[index + 1] - self._ends[index]).decode("utf-8", "surrogatepass")

    def close(self) -> None:
        """Give the disk back."""
        self._file.close()


class _Workbook(ExcelReader):
    """openpyxl's reader, but for its texts."""

    def __init__(self, stream: IO[bytes]) -> None:
        super().__init__(stream, read_only=True, keep_links=False, data_only=True)
        self.strings = Strings()

    def read_strings(self) -> None:
        """Lay the texts down on disk."""
        kind = self.package.find(SHARED_STRINGS)  # type: ignore[no-untyped-call]  # untyped in its stubs
        self.shared_strings = self.strings  # type: ignore[assignment]  # a list in openpyxl, only ever indexed
        if kind is None:
            return
        with self.archive.open(kind.PartName[1:]) as part:
            events = iterparse(part, events=("start", "end"), forbid_dtd=True)
            root = next(iter(events))[1]
            for event, element in events:
                if event == "end" and element.tag == f"{_SPACE}si":
                    # What is read aloud above East Asian letters is no part of the text.
                    runs = [element, *element.iterfind(f"{_SPACE}r")]
                    self.strings.add("".join(t.text or "" for run in runs for t in run.iterfind(f"{_SPACE}t")))
                    root.clear()
