"""The full table of verdicts: phase × what is told × duration → status. The documentation is written from it."""

from trucewatch.monitoring.combine import Told
from trucewatch.monitoring.lifecycle import Phase
from trucewatch.vocabulary.codes import Duration, Status

_S = Status
_COLUMNS = (Told.NOTHING, Told.DONE, Told.LATE, Told.PARTLY, Told.NOT_DONE, Told.UNDONE, Told.BOTH)

# Something done once stays done, whatever becomes of the agreement afterwards: the columns after the first differ from
# phase to phase only where nothing, or nothing good, is told.
_ONCE: dict[Phase, tuple[Status, ...]] = {
    Phase.BEFORE: (
        _S.NOT_YET_DUE, _S.FULFILLED, _S.LATE, _S.PARTIAL, _S.NOT_YET_DUE, _S.REVERSED, _S.DISPUTED,
    ),
    Phase.WAITING: (
        _S.NOT_TRIGGERED, _S.FULFILLED, _S.LATE, _S.PARTIAL, _S.NOT_TRIGGERED, _S.REVERSED, _S.DISPUTED,
    ),
    Phase.DUE: (
        _S.PENDING, _S.FULFILLED, _S.LATE, _S.PARTIAL, _S.PENDING, _S.REVERSED, _S.DISPUTED,
    ),
    Phase.PERHAPS_PAST: (
        _S.PENDING, _S.FULFILLED, _S.LATE, _S.PARTIAL, _S.PENDING, _S.REVERSED, _S.DISPUTED,
    ),
    Phase.PAST: (
        _S.UNOBSERVED, _S.FULFILLED, _S.LATE, _S.PARTIAL, _S.OVERDUE, _S.REVERSED, _S.DISPUTED,
    ),
    Phase.SUSPENDED: (
        _S.SUSPENDED, _S.FULFILLED, _S.LATE, _S.PARTIAL, _S.SUSPENDED, _S.REVERSED, _S.DISPUTED,
    ),
    Phase.SUPERSEDED: (
        _S.SUPERSEDED, _S.FULFILLED, _S.LATE, _S.SUPERSEDED, _S.SUPERSEDED, _S.REVERSED, _S.DISPUTED,
    ),
    Phase.OVER: (
        _S.LAPSED, _S.FULFILLED, _S.LATE, _S.LAPSED, _S.LAPSED, _S.REVERSED, _S.DISPUTED,
    ),
}  # fmt: skip

# Something to be kept up is judged only while it binds.
_KEPT_UP = (_S.UNOBSERVED, _S.KEPT, _S.KEPT, _S.PARTIAL, _S.BREACHED, _S.BREACHED, _S.DISPUTED)
_CONTINUING: dict[Phase, tuple[Status, ...]] = {
    Phase.BEFORE: (_S.NOT_YET_DUE,) * 7,
    Phase.WAITING: (_S.NOT_TRIGGERED,) * 7,
    Phase.DUE: _KEPT_UP,
    Phase.PERHAPS_PAST: _KEPT_UP,
    Phase.PAST: _KEPT_UP,
    Phase.SUSPENDED: (_S.SUSPENDED,) * 7,
    Phase.SUPERSEDED: (_S.SUPERSEDED,) * 7,
    Phase.OVER: (_S.LAPSED,) * 7,
}

_STANDING = (
    (_S.BREACHED, _S.OVERDUE),
    (_S.UNOBSERVED, _S.PENDING, _S.NOT_YET_DUE, _S.NOT_TRIGGERED, _S.SUSPENDED, _S.SUPERSEDED, _S.LAPSED),
    (_S.PARTIAL, _S.DISPUTED, _S.REVERSED),
    (_S.LATE,),
    (_S.FULFILLED, _S.KEPT),
)


def status(duration: Duration, phase: Phase, told: Told) -> Status:
    """The verdict for one cell of the table."""
    rows = _ONCE if duration is Duration.ONCE else _CONTINUING
    return rows[phase][_COLUMNS.index(told)]


def standing(verdict: Status) -> int:
    """How good a verdict is for its bearer, 0 to 4; verdicts of one number are not compared.

    Worst is what was not done or was breached; then what nobody knows or nobody owes; then what was done in part, for a
    time, or according to some; then late; best is done or kept.
    """
    return next(rank for rank, group in enumerate(_STANDING) if verdict in group)


def markdown() -> str:
    """The table as it stands in the documentation."""
    blocks = []
    for title, rows in (("Done once", _ONCE), ("Kept up (every prohibition is)", _CONTINUING)):
        lines = [f"### {title}", "", "| on the day asked | " + " | ".join(told.value for told in _COLUMNS) + " |"]
        lines.append("|---" * (len(_COLUMNS) + 1) + "|")
        lines += [
            f"| **{phase.value}** | " + " | ".join(cell.value for cell in row) + " |" for phase, row in rows.items()
        ]
        blocks.append("\n".join(lines))
    return "\n\n".join(blocks) + "\n"
