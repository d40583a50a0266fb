"""How to name a report, a figure or a commitment so that a reader can quote it."""

from collections.abc import Iterable, Mapping
from pathlib import PurePath

from trucewatch.dossier.lexicon import lexicon
from trucewatch.dossier.names import fold
from trucewatch.vocabulary.records import Claim, Report
from trucewatch.vocabulary.subject import Commitment


def appeared_in(report: Report) -> str:
    """Where a report appeared: its outlet; where nobody says, its own title, file or address."""
    if report.outlet:
        return report.outlet
    if report.title:
        return f"“{report.title}”"
    return PurePath(report.file).name if report.file else report.url or f"report {report.report_id[:8]}"


def places_of(reports: Iterable[Report]) -> list[str]:
    """The same for several, each once, outlets first."""
    known = list(reports)
    outlets = sorted({r.outlet for r in known if r.outlet})
    return [*outlets, *sorted({appeared_in(r) for r in known if not r.outlet})]


def figure(low: float | None, high: float | None, unit: str | None = None) -> str:
    """A number or range with its unit: 20 km; 15 to 20 km; at least 20; up to 5 km; unknown."""
    if low is None and high is None:
        return "unknown"
    if low is None:
        text = f"up to {_plain(high)}"
    elif high is None:
        text = f"at least {_plain(low)}"
    else:
        text = _plain(low) if low == high else f"{_plain(low)} to {_plain(high)}"
    return f"{text} {unit or ''}".rstrip()


def heading(commitment: Commitment, claims: Mapping[str, Claim]) -> str:
    """What is to be done; where its words say nothing alone ("them", "failure"), the sentence that tells of it."""
    telling = [word for word in fold(commitment.does).split() if word not in lexicon().determiners]
    if len(telling) > 1 and telling[0] not in lexicon().pronouns:
        return commitment.does
    quotes = (claim.quote for i in commitment.claims if (claim := claims.get(i)))
    return next(quotes, commitment.does)


def _plain(number: float | None) -> str:
    return "?" if number is None else f"{number:g}" if number < 10_000 else f"{number:,.10g}"
