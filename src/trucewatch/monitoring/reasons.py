"""Why a finding is what it is, in plain English sentences that can be quoted."""

from collections import Counter
from collections.abc import Sequence

from trucewatch.monitoring.combine import Account, Told
from trucewatch.monitoring.docket import Aside
from trucewatch.monitoring.evidence import Basis, Bearing, Evidence
from trucewatch.monitoring.lifecycle import said_by
from trucewatch.monitoring.policy import Policy
from trucewatch.monitoring.spans import on

_MOST = 6
"""Sources named one by one in the reasons for each side; the rest are counted. All claims stand in the finding."""


def told(account: Account) -> list[str]:
    """One sentence for each source that speaks for or against, then what follows from them together."""
    lines = [*_listed(account.for_), *_listed(account.against)]
    if account.told is Told.NOTHING:
        lines.append("No source that counts says anything on it in the time that matters.")
    if account.told is Told.BOTH:
        lines.append("The sources contradict each other.")
    if account.told is Told.UNDONE:
        lines.append("What had been done was later said to be undone.")
    if account.timing_open:
        lines.append("Undecided: whether it was done in time; no source gives its day closely enough.")
    if account.for_ and all(e.own_word for e in account.for_):
        lines.append("Only the party itself says that it performed; nobody else confirms it.")
    if account.overtaken:
        lines.append(f"{_count(account.overtaken, 'earlier claim')} overtaken by later word.")
    return lines


def not_counted(shown: Sequence[tuple[Evidence, str]], aside: Aside | None = None) -> list[str]:
    """How much was seen but does not count, by reason."""
    keys: dict[str, set[str]] = {why: set() for why, _ in (aside.misplaced if aside else ())}
    for item, why in shown:
        keys.setdefault(why, set()).add(item.event or item.claim_id)
    counts = {why: aside.count(why, found) if aside else len(found) for why, found in keys.items()}
    return [f"Shown but not counted: {n} {_plural('act', n)} {why}." for why, n in sorted(counts.items())]


def left_out(*told: Sequence[tuple[str, int]]) -> list[str]:
    """What the policy left out."""
    counts: Counter[str] = Counter()
    for why, count in (pair for pairs in told for pair in pairs):
        counts[why] += count
    return [f"Left out by the policy: {n} {_plural('claim', n)}, as {why}." for why, n in sorted(counts.items())]


def too_old(old: Sequence[Evidence], policy: Policy, aside: Aside | None = None) -> list[str]:
    """What is older than the policy lets count."""
    count = len({e.claim_id for e in old}) + (aside.old if aside else 0)
    if not count:
        return []
    last = max([*old, *([aside.last_old] if aside and aside.last_old else [])], key=lambda e: e.order)
    told = f"{count} {_plural('claim', count)}"
    return [f"Older than {policy.times.max_age_days} days and no longer counted: {told}, the last {on(last.moment)}."]


def policy_line(policy: Policy) -> str:
    """The policy in one sentence, with the thresholds it sets."""
    rules = policy.sources
    parts = [f"evidence counts for {policy.times.max_age_days} days where something is to be kept up"]
    if rules.least_origins > 1:
        parts.append(f"a word needs {rules.least_origins} independent origins")
    if rules.own_word == "needs_another":
        parts.append("a party's own word on its performance does not count")
    return f"Judged by the policy '{policy.name}': {'; '.join(parts)}."


def _listed(items: Sequence[Evidence]) -> list[str]:
    """The latest word of each source, then how many more there are."""
    latest: dict[tuple[str, str], Evidence] = {}
    for item in items:
        latest[(item.source, _says(item))] = item
    chosen = list(latest.values())
    lines = [f"{_capital(said_by(e))} says that {_says(e)} ({on(e.moment)}){_own(e)}." for e in chosen[-_MOST:]]
    if len(chosen) > _MOST:
        lines.append(f"{len(chosen) - _MOST} more say likewise.")
    return lines


def _says(item: Evidence) -> str:
    who = f" by {item.party_name}" if item.party_name else ""
    if item.partial:
        return f"it is done in part: {item.amount or f'{item.share:.0%}'}"
    if item.basis is Basis.EVENT:
        return f"no breach happened{who}" if item.bears is Bearing.SUPPORTS else f"a breach happened{who}"
    if item.basis is Basis.ASSESSMENT:
        return "it holds" if item.bears is Bearing.SUPPORTS else "it does not hold"
    return {
        Bearing.SUPPORTS: f"it is done or kept{who}",
        Bearing.UNDONE: f"it was undone{who}",
    }.get(item.bears, f"it is not done or not kept{who}")


def _own(item: Evidence) -> str:
    return ", on its own performance" if item.own_word else ""


def _count(items: Sequence[Evidence], noun: str) -> str:
    number = len({e.claim_id for e in items})
    return f"{number} {_plural(noun, number)}"


def _plural(noun: str, count: int) -> str:
    return noun if count == 1 else f"{noun}s"


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
