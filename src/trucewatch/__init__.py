"""Trucewatch: is the ceasefire holding, and who says so?

In Python: `import trucewatch as tw; case = tw.open("idlib.db")`; see `Case`.
"""

import os
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from trucewatch.python import Case, open  # noqa: A004 - tw.open("case.db") reads as it should

__all__ = ["Case", "__version__", "open"]

__version__ = "0.1.0"

# numpy reads it when it is first loaded. Work is shared out among processes; threads for small matrices would only get
# in each other's way.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")


def __getattr__(name: str) -> Any:  # noqa: ANN401 - a class or a function
    """Load what a notebook needs only once it is asked for, so that `import trucewatch` stays light."""
    if name not in ("Case", "open"):
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from trucewatch import python  # noqa: PLC0415 - see above

    return getattr(python, name)
