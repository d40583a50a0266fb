"""`trucewatch code` and `trucewatch explain`."""

import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated

import typer

from trucewatch.cli import options
from trucewatch.cli.helping import add
from trucewatch.cli.output import AsJson, write_json
from trucewatch.vocabulary.errors import RequestError

if TYPE_CHECKING:
    from trucewatch.dossier.model import Dossier
    from trucewatch.pipeline.explaining import CodedText, Explanation

_LONGEST = 1_000_000
"""Characters of text taken from the command line or from standard input; longer ones are for `trucewatch build`."""


def register(app: typer.Typer) -> None:
    """Add the commands."""
    add(app, code, explain)


def code(
    text: Annotated[str, typer.Argument(metavar="TEXT", help="English text; - or nothing: from standard input.")] = "-",
    *,
    on: Annotated[
        str | None,
        typer.Option("--on", metavar="DATE", help="The day of publication, from which “on Monday” is counted."),
    ] = None,
    casebook: Annotated[
        str | None,
        typer.Option(
            "--casebook", metavar="NAME|FILE", help="Names of one conflict. Default: general knowledge alone."
        ),
    ] = None,
    why: Annotated[bool, typer.Option("--explain", help="Tell what fired, and what was rejected.")] = False,
    coder: Annotated[
        str | None,
        typer.Option("--coder", metavar="rules|hybrid", help="As for build. Default: hybrid, where it is installed."),
    ] = None,
    as_json: AsJson = False,
) -> None:
    r"""Code a text from the command line: who says what, about whom, how it is put.

    \b
    Example:
      trucewatch code "The rebels shelled the town on Monday, the army said." --on 2018-12-04
      trucewatch code --explain --json < statement.txt
    """
    from trucewatch.pipeline import days, explaining  # noqa: PLC0415 - loads the model

    given = text if text != "-" else sys.stdin.read(_LONGEST + 1)
    if len(given) > _LONGEST:
        raise RequestError("TW-ASK-12", f"The text has more than {_LONGEST:,} characters.", do="Build a case from it.")
    published = None if on is None else days.span(on, "--on").edtf
    found = explaining.code_text(given, published=published, casebook=casebook, coder=coder)
    if as_json:
        write_json(list(_rows(found, why=why)))
        return
    for line in _lines(found, why=why):
        sys.stdout.write(line.rstrip() + "\n")


def explain(
    claim: Annotated[str, typer.Argument(metavar="CLAIM", help="The id of a claim, as `claims` and `status` show it.")],
    opened: options.Opened,
    *,
    as_json: AsJson = False,
) -> None:
    r"""Tell why a claim says what it says: the sentence, what fired, how each slot was filled, what was rejected.

    \b
    Example:
      trucewatch explain 9f86d081884c7d65 --case case.db
    """
    from dataclasses import asdict  # noqa: PLC0415 - cheap start

    from trucewatch.exchange.shapes import claim_row  # noqa: PLC0415 - opens the dossier
    from trucewatch.pipeline import explaining  # noqa: PLC0415 - loads the model

    with opened.view() as seen:
        found = explaining.explain(seen, claim)
        if as_json:
            why = asdict(found.account) if found.account else None
            links = [asdict(link) for link in found.linked]
            write_json({**claim_row(found.claim, seen.dossier), "why": why, "links": links})
            return
        for line in _explained(found, seen.dossier):
            sys.stdout.write(line.rstrip() + "\n")


def _rows(found: "CodedText", *, why: bool) -> Iterator[dict[str, object]]:
    from dataclasses import asdict  # noqa: PLC0415 - cheap start

    from trucewatch.exchange.shapes import claim_row  # noqa: PLC0415 - opens the dossier

    for claim, account in found.accounts:
        row = claim_row(claim, found.dossier)
        yield {**row, "why": asdict(account)} if why else row


def _lines(found: "CodedText", *, why: bool) -> Iterator[str]:
    from trucewatch.cli.account_text import account_lines  # noqa: PLC0415 - opens the dossier
    from trucewatch.cli.claim_text import claim_facts  # noqa: PLC0415 - the same

    at = None
    for claim, account in found.accounts:
        if (claim.start, claim.end) != at:
            yield f"“{claim.quote}”"
            at = (claim.start, claim.end)
        for line in claim_facts(claim, found.dossier.resolved[claim.claim_id]):
            yield f"  {line}"
        if why:
            yield from account_lines(account, "    ")
        yield ""
    if found.refused:
        yield f"Not coded: {found.refused}."
    count = len(found.accounts)
    yield f"{count:,} {'claim' if count == 1 else 'claims'}"


def _explained(found: "Explanation", dossier: "Dossier") -> Iterator[str]:
    from trucewatch.cli.account_text import account_lines, linked_lines, origin_lines  # noqa: PLC0415 - opens the dossier
    from trucewatch.cli.claim_text import claim_facts  # noqa: PLC0415 - the same
    from trucewatch.cli.report_text import head_lines  # noqa: PLC0415 - the same

    claim = found.claim
    yield f"“{claim.quote}”"
    yield f"Characters {claim.start:,} to {claim.end:,} of the text of"
    for line in head_lines(found.report):
        yield f"  {line}"
    yield ""
    first, *facts = claim_facts(claim, dossier.resolved[claim.claim_id])
    yield f"Claim {claim.claim_id}: {first}"
    yield from facts
    yield ""
    yield from account_lines(found.account) if found.account else origin_lines(found)
    if found.linked:
        yield ""
        yield from linked_lines(found)
