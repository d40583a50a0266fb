"""Why a finding is what it is, in plain English sentences that can be quoted."""

import datetime as dt
from collections import Counter
from collections.abc import Sequence
from functools import lru_cache
from operator import itemgetter

from trucewatch.monitoring.aside import Aside
from trucewatch.monitoring.combine import Account, Told
from trucewatch.monitoring.evidence import Basis, Bearing, Evidence
from trucewatch.monitoring.lifecycle import said_by
from trucewatch.monitoring.policy import Policy
from trucewatch.monitoring.spans import on
from trucewatch.monitoring.tellings import Heard
from trucewatch.vocabulary.when import When

_MOST = 6
"""Sources named one by one in the reasons for each side; the rest are counted. All claims stand in the finding."""


def told(account: Account) -> list[str]:
    """One sentence for each source that speaks for or against, then what follows from them together."""
    lines = [*_listed(account.for_), *_listed(account.against, account.acts)]
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
    overtaken = len({e.claim_id for e in account.overtaken}) + account.acts_overtaken
    if overtaken:
        lines.append(f"{overtaken} {_plural('earlier claim', overtaken)} overtaken by later word.")
    return lines


def not_counted(
    shown: Sequence[tuple[Evidence, str]], aside: Aside | None = None, acts: Sequence[tuple[str, int]] = ()
) -> list[str]:
    """How much was seen but does not count, by reason; `acts` are acts that are not weighed one by one."""
    keys: dict[str, set[str]] = {each.why: set() for each in (aside.misplaced if aside else ())}
    for item, why in shown:
        keys.setdefault(why, set()).add(item.event or item.claim_id)
    counts = {why: aside.count(why, found) if aside else len(found) for why, found in keys.items()}
    counts.update(acts)
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
    told = [*((e.moment, e.claim_id) for e in old), *([aside.last_old] if aside and aside.last_old else [])]
    last = max(told, key=lambda pair: _place(*pair))[0] if len(told) > 1 else told[0][0]
    many = f"{count} {_plural('claim', count)}"
    return [f"Older than {policy.times.max_age_days} days and no longer counted: {many}, the last {on(last)}."]


def policy_line(policy: Policy) -> str:
    """The policy in one sentence, with the thresholds it sets."""
    rules = policy.sources
    parts = [f"evidence counts for {policy.times.max_age_days} days where something is to be kept up"]
    if rules.least_origins > 1:
        parts.append(f"a word needs {rules.least_origins} independent origins")
    if rules.own_word == "needs_another":
        parts.append("a party's own word on its performance does not count")
    return f"Judged by the policy '{policy.name}': {'; '.join(parts)}."


def _listed(items: Sequence[Evidence], acts: Heard | None = None) -> list[str]:
    """The latest word of each source, then how many more there are."""
    first: dict[tuple[str, str], Evidence] = {}
    latest: dict[tuple[str, str], Evidence] = {}
    for item in items:
        first.setdefault((item.source, _says(item)), item)
        latest[(item.source, _says(item))] = item
    words = acts.latest_words() if acts else []
    if first:
        told = [(_place(first[key].moment, first[key].claim_id), _told(latest[key])) for key in first]
        told += [(_place(*acts.of.told(begun)), _act_told(*acts.of.says(at))) for begun, at in words] if acts else []
        lines = [line for _, line in sorted(told, key=itemgetter(0))[-_MOST:]]
    else:
        lines = [_act_told(*acts.of.says(at)) for _, at in words[-_MOST:]] if acts else []
    more = len(first) + len(words) - _MOST
    return [*lines, f"{more} more say likewise."] if more > 0 else lines


def _place(moment: When, claim_id: str) -> tuple[int, str]:
    """As `Evidence.order` begins."""
    return (moment.earliest or moment.latest or dt.date.max).toordinal(), claim_id


def _told(item: Evidence) -> str:
    return f"{_capital(said_by(item))} says that {_says(item)} ({on(item.moment)}){_own(item.own_word)}."


@lru_cache(maxsize=2**14)
def _act_told(source: str, party: str, when: When, own: bool) -> str:  # noqa: FBT001 - private
    return f"{_capital(source)} says that {_breach(party)} ({on(when)}){_own(own)}."


def _breach(party: str) -> str:
    return f"a breach happened by {party}" if party else "a breach happened"


def _says(item: Evidence) -> str:
    who = f" by {item.party_name}" if item.party_name else ""
    if item.partial:
        return f"it is done in part: {item.amount or f'{item.share:.0%}'}"
    if item.basis is Basis.EVENT:
        return f"no breach happened{who}" if item.bears is Bearing.SUPPORTS else _breach(item.party_name or "")
    if item.basis is Basis.ASSESSMENT:
        return "it holds" if item.bears is Bearing.SUPPORTS else "it does not hold"
    return {
        Bearing.SUPPORTS: f"it is done or kept{who}",
        Bearing.UNDONE: f"it was undone{who}",
    }.get(item.bears, f"it is not done or not kept{who}")


def _own(own_word: bool) -> str:  # noqa: FBT001 - private
    return ", on its own performance" if own_word else ""


def _plural(noun: str, count: int) -> str:
    return noun if count == 1 else f"{noun}s"


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
