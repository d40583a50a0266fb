"""What changed between two days, as text."""

import textwrap
from collections.abc import Iterable, Iterator

from trucewatch.pipeline.overview import Word
from trucewatch.pipeline.verdict_changes import Comparison

_WIDTH = 100


def lines(found: Comparison) -> Iterator[str]:
    """A block for each verdict that changed."""
    before, after = found.before, found.after
    yield f"Before: judged for {before.as_of} as known on {before.known_at}."
    yield f"After:  judged for {after.as_of} as known on {after.known_at}."
    yield f"Policy “{after.policy.name}”. {len(found.changes):,} verdicts changed."
    for change in found.changes:
        yield ""
        yield from _wrapped(change.name, "")
        yield f"  {_plain(change.before)} → {_plain(change.after)}"
        yield from _sentences("new, for", change.for_)
        yield from _sentences("new, against", change.against)
        if not (change.for_ or change.against):
            yield "  No new sentence: time passed, or what it rests on no longer counts."
            for reason in change.reasons:
                yield from _wrapped(reason, "    ")


def _plain(status: str | None) -> str:
    return status.replace("_", " ") if status else "not known of"


def _sentences(label: str, words: Iterable[Word]) -> Iterator[str]:
    for word in words:
        where = f"{word.outlet or 'outlet unknown'}, {word.published or 'undated'}"
        yield from _wrapped(
            f"{label}: {word.source} ({where}): “{' '.join(word.quote.split())}” [{word.claim_id}]", "  "
        )


def _wrapped(text: str, indent: str) -> list[str]:
    return textwrap.wrap(text, _WIDTH, initial_indent=indent, subsequent_indent=f"{indent}  ", break_on_hyphens=False)
