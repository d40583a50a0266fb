"""Options and arguments that several commands share, each with its help."""

from pathlib import Path
from typing import Annotated

import typer

Case = Annotated[
    Path,
    typer.Option("--case", metavar="FILE", help="The case file that `trucewatch build` wrote.", show_default=False),
]
On = Annotated[
    str | None,
    typer.Option(
        "--on",
        metavar="DATE",
        help="The day judged: 2018-12-04, or a month or year (its last day). Default: the last day the case knows of.",
    ),
]
KnownBy = Annotated[
    str | None,
    typer.Option(
        "--known-by",
        metavar="DATE",
        help="Use only what had been published by the end of this day. Default: all that the case holds.",
    ),
]
Party = Annotated[
    str | None, typer.Option("--party", metavar="NAME", help="Only rows with this party (any of its names, or its id).")
]
ZoneName = Annotated[
    str | None, typer.Option("--zone", metavar="NAME", help="Only rows of this zone or place (name or id).")
]
Outlet = Annotated[str | None, typer.Option("--outlet", metavar="NAME", help="Only what this outlet published.")]
AgreementName = Annotated[
    str | None, typer.Option("--agreement", metavar="NAME", help="Only rows of this agreement (name or id).")
]
From = Annotated[str | None, typer.Option("--from", metavar="DATE", help="Only from this day, month or year on.")]
To = Annotated[str | None, typer.Option("--to", metavar="DATE", help="Only up to this day, month or year.")]
Policy = Annotated[
    str | None,
    typer.Option(
        "--policy",
        metavar="NAME|FILE",
        help="How sources are weighed: default, allegations, another_word, confident, independent, reviewed, strict, "
        "or a file of yours.",
    ),
]
MinConfidence = Annotated[
    float | None,
    typer.Option(
        "--min-confidence",
        metavar="NUMBER",
        help="Claims read with less confidence than this, from 0 to 1, do not count.",
    ),
]
