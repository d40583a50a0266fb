"""What the program's exit status says, in one place. `docs/cli.md` lists it."""

from enum import IntEnum

from trucewatch.vocabulary.errors import MendableError, PassingError, TrucewatchError


class Exit(IntEnum):
    """Exit statuses of every command."""

    WELL = 0
    REJECTS = 1
    MENDABLE = 2
    PASSING = 3
    BUG = 70
    STOPPED = 130


MEANING: dict[Exit, str] = {
    Exit.WELL: "All went well.",
    Exit.REJECTS: "Done, but some inputs were rejected (`trucewatch rejects` lists them); "
    "`check`: the casebook has faults.",
    Exit.MENDABLE: "Nothing was done, for a reason that you can mend: a missing or empty folder, a case file that is "
    "not one or is newer, a date that does not exist, an unknown option.",
    Exit.PASSING: "Stopped by something that may pass: the case is locked by another run, the disk is full. What was "
    "done is kept; the same command goes on from there.",
    Exit.BUG: "A fault in the program itself. `--debug` shows where.",
    Exit.STOPPED: "Stopped with Ctrl-C. What was done is kept; the same command goes on from there.",
}


def for_error(error: TrucewatchError) -> Exit:
    """The exit status for an error of ours."""
    if isinstance(error, PassingError):
        return Exit.PASSING
    return Exit.MENDABLE if isinstance(error, MendableError) else Exit.BUG
