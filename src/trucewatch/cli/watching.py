"""`trucewatch watch`."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from trucewatch.cli.exits import Exit
from trucewatch.cli.helping import add
from trucewatch.cli.options import Case

if TYPE_CHECKING:
    from collections.abc import Iterator

    from trucewatch.pipeline.overview import Word
    from trucewatch.pipeline.watching import Round

_SENTENCES = 5
"""Sentences told with a change; the webhook and the file get all."""


def register(app: typer.Typer) -> None:
    """Add the command."""
    add(app, watch)


def watch(  # noqa: PLR0913 - each is an option of the command
    feeds: Annotated[Path, typer.Argument(metavar="FEEDS", help="The file that lists the feeds, such as feeds.toml.")],
    case: Case,
    *,
    every: Annotated[
        str, typer.Option("--every", metavar="TIME", help="From one round to the next: 15m, 2h, 1d.")
    ] = "15m",
    once: Annotated[bool, typer.Option("--once", help="One round, and no more.")] = False,
    casebook: Annotated[
        str | None, typer.Option("--casebook", metavar="NAME|FILE|auto|none", help="As in `trucewatch build`.")
    ] = None,
    workers: Annotated[int, typer.Option("--workers", help="How many processes code at the same time.")] = 1,
    webhook: Annotated[
        str | None, typer.Option("--webhook", metavar="URL", help="Where changes of verdicts are sent, as JSON.")
    ] = None,
    changes: Annotated[
        Path | None, typer.Option("--changes", metavar="FILE", help="Where they are written, a line of JSON a round.")
    ] = None,
    log: Annotated[
        Path | None,
        typer.Option("--log", metavar="FILE", help="The log of fetches. Default: in CASE.feeds, beside the case."),
    ] = None,
) -> None:
    r"""Read feeds into a case, round after round, and tell what changes in the verdicts.

    Feeds are asked politely and only on the public internet; docs/feeds.md says how to change that for hosts of yours.
    Stop it with Ctrl-C; the same command goes on from there.

    \b
    Example:
      trucewatch watch feeds.toml --case case.db --every 15m
      trucewatch watch feeds.toml --case case.db --once --changes changes.jsonl
    """
    from trucewatch.pipeline.watching import Wanted, World, seconds_in  # noqa: PLC0415 - loads the readers
    from trucewatch.pipeline.watching import watch as rounds  # noqa: PLC0415 - the same

    def tell(line: str) -> None:
        sys.stderr.write(f"{line}\n")
        sys.stderr.flush()

    wanted = Wanted(feeds, case, casebook, seconds_in(every), once, workers, webhook, changes, log)
    try:
        for found in rounds(wanted, World(tell=tell)):
            for line in _lines(found):
                typer.echo(line)
    except KeyboardInterrupt:
        tell("Stopped. What was fetched and built is kept; the same command goes on from there.")
        raise typer.Exit(Exit.STOPPED) from None


def _lines(found: "Round") -> "Iterator[str]":
    got = found.collected
    parts = [f"{got.fetched} feeds with news" if got.fetched != 1 else "1 feed with news", f"{got.unchanged} unchanged"]
    parts += [f"{count} {what}" for count, what in ((got.failed, "failed"), (got.waiting, "waiting")) if count]
    parts.append(f"{got.new} new {'entry' if got.new == 1 else 'entries'}")
    parts += [f"{got.left} pages still to fetch"] if got.left else []
    yield f"{found.ended}  {', '.join(parts)}."
    for change in found.changes:
        old, new = ((status or "none").replace("_", " ") for status in (change.before, change.after))
        yield f"{change.name} ({change.class_.replace('_', ' ')}): {old} → {new}, as of {found.as_of}"
        yield from _sentences("for", change.for_)
        yield from _sentences("against", change.against)


def _sentences(side: str, words: "tuple[Word, ...]") -> "Iterator[str]":
    for word in words[:_SENTENCES]:
        yield f"  {side}: {word.source}, {word.published or 'no day'}: “{word.quote}”"
    if len(words) > _SENTENCES:
        yield f"  {side}: and {len(words) - _SENTENCES} more"
