"""Why a claim says what it says, as text."""

import textwrap
from collections.abc import Iterable, Iterator

from trucewatch.pipeline.accounts import Account, Filled
from trucewatch.pipeline.explaining import Explanation
from trucewatch.pipeline.handmade import NOTE

_WIDTH = 100


def account_lines(account: Account, indent: str = "") -> Iterator[str]:
    """What fired, how each slot was filled, and what was rejected."""
    if account.rule is None:
        yield from _wrapped(account.gloss, indent)
    else:
        yield from _wrapped(f"Fired: {account.rule} on {_quoted(account.fired)}. {account.gloss}", indent)
        if account.asks:
            yield from _wrapped(f"It asks for {'; '.join(account.asks)}.", f"{indent}  ")
    yield from _wrapped(f"Confidence: {account.confidence}.", indent)
    for line in account.put:
        yield from _wrapped(f"Put as {line}.", indent)
    for slot in account.slots:
        yield from _filled(slot, indent)
    if account.rejected:
        yield f"{indent}Rejected in this sentence:"
    for rejected in account.rejected:
        yield from _wrapped(f"{rejected.rule} on “{rejected.words}”: {rejected.why}", f"{indent}  ")


def origin_lines(found: Explanation) -> Iterator[str]:
    """Where a claim comes from that was not read from the words of its sentence."""
    claim, row = found.claim, found.row_of
    if claim.coder.startswith("import"):
        what = f"{row.data} ({row.name})" if row else "a data set"
        yield from _wrapped(f"It came with {found.report.part} of {what}, by the importer's rule {claim.rule}.", "")
        if row is not None:
            yield from _wrapped(f"Source: {row.citation} Licence: {row.licence}", "")
        yield from _wrapped("docs/importing.md says which column fills which slot.", "")
        return
    if claim.coder == NOTE:
        who = ", ".join(mention.text for mention in claim.via)
        yield from _wrapped(f"Added by hand by {who}, known since {found.report.published}.", "")
        return
    text = f"It was coded by another version of the rules ({claim.coder}), which no longer makes it of this sentence."
    yield from _wrapped(f"{text} `trucewatch build` codes the report again.", "")


def linked_lines(found: Explanation) -> Iterator[str]:
    """What the claim is counted to, and why."""
    for link in found.linked:
        name = f" “{link.name}”" if link.name else ""
        yield from _wrapped(f"Counted to the {link.kind}{name} [{link.id}]: {link.why}.", "")


def _filled(slot: Filled, indent: str) -> Iterator[str]:
    yield from _wrapped(f"{slot.slot.capitalize()} “{slot.text}”: {slot.how}.", indent)
    if slot.stands_for:
        yield from _wrapped(f"It stands for {slot.stands_for}.", f"{indent}  ")
    if slot.party:
        yield from _wrapped(f"The party of that name: {slot.party}.", f"{indent}  ")


def _quoted(words: Iterable[str]) -> str:
    return " … ".join(f"“{word}”" for word in words)


def _wrapped(text: str, indent: str) -> list[str]:
    return textwrap.wrap(text, _WIDTH, initial_indent=indent, subsequent_indent=f"{indent}  ", break_on_hyphens=False)
