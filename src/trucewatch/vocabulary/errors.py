"""Every error that the program raises on purpose.

    TrucewatchError
    ├── MendableError       the user can mend it: a path, a file, a setting, a casebook
    │   ├── InputError      an input cannot be read, or holds nothing
    │   ├── CasebookError   a casebook says something impossible
    │   ├── CaseError       a case file is not one, is newer, or cannot be written
    │   └── RequestError    a question that makes no sense (a date that does not exist, an unknown zone)
    └── PassingError        trying again may help: a locked case, a full disk, a network that is down

Each carries a `code` (TW-…), what happened, where, and what to do, and survives pickling.
"""

from typing import Any


class TrucewatchError(Exception):
    """`code` TW-…, `what` happened, `where` (file, line), and what to `do`: plain English, no internals."""

    def __init__(self, code: str, what: str, where: str | None = None, do: str | None = None) -> None:
        """Keep the four parts apart for faces and for the ledger's rejects."""
        super().__init__(what)
        self.code, self.what, self.where, self.do = code, what, where, do

    def __str__(self) -> str:
        """All parts on one line."""
        place = f"{self.where}: " if self.where else ""
        advice = f" {self.do}" if self.do else ""
        return f"{place}{self.what}{advice} [{self.code}]"

    def __reduce__(self) -> tuple[Any, ...]:
        """Survive the way back from a worker process."""
        return type(self), (self.code, self.what, self.where, self.do)


class MendableError(TrucewatchError):
    """The user can mend it."""


class InputError(MendableError):
    """An input cannot be read, or holds nothing."""


class CasebookError(MendableError):
    """A casebook says something impossible."""


class CaseError(MendableError):
    """A case file is not one, is newer than this program, or cannot be written."""


class RequestError(MendableError):
    """A question that makes no sense."""


class PassingError(TrucewatchError):
    """Trying again may help."""
