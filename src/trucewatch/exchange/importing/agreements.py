"""PA-X and the UCDP Peace Agreement Dataset: one row a peace agreement, with its parties and ids."""

import re

from trucewatch.exchange.importing import values
from trucewatch.exchange.importing.making import Told, imported
from trucewatch.exchange.importing.rows import Context, Imported, Row
from trucewatch.exchange.importing.spec import Coding
from trucewatch.vocabulary.codes import ClaimKind, Code, Role
from trucewatch.vocabulary.records import Mention, Terms

_ASIDE = re.compile(r"\[[^\]]*\]|\([^)]*\)|[“”\"]")
_SPLIT = re.compile(r"[;\r\n\t]+|\s{3,}|\s*,\s*(?:and\s+)?(?=(?:the\s+)?[A-Z])|,?\s+and\s+the\s+(?=[A-Z])")
_SIGNED_BY = re.compile(r"[,:]?\s*\b(?:signed|represented|witnessed)\s+by\b.*", re.IGNORECASE)
_FOR = re.compile(
    r"^(?:guarantors?|mediators?|witness(?:es)?|delegates? of|"
    r"(?:on )?(?:the )?(?:side|behalf)(?: of)?|from|for|of|(?:the )?(?:first|second|third) party|"
    r"representatives? (?:of|from)|[\w\s.]+ on behalf of)\b[\s:]*(?:the\s+)?",
    re.IGNORECASE,
)
_NAME = re.compile(r"^(?:[Tt]he\s+)?[A-ZḤṬĀ‘'ʿ][^.]{1,60}$")
_MOST_WORDS = 7
_NO_PARTY = re.compile(
    r"\b(?:sign\w*|signature|stamp|illegible|unknown|unnamed|witness\w*|President of|Minister)\b", re.IGNORECASE
)


def read_pax(rows: list[Row], context: Context) -> Imported:
    """One agreement of PA-X. `Part` are its parties as written, `ThrdPart` third parties, whose part is not told."""
    row, number = rows[0], rows[0]["AgtId"]
    coding = context.coding(row["Stage"])
    name, date = values.one_line(row["Agt"]), values.day(row, "Dat", context)
    roles = [*((Role.SIGNATORY, m) for m in parties(row["Part"], context))]
    roles += [(_third(part), m) for part in _lines(row["ThrdPart"]) for m in parties(part, context)]
    kind = "ceasefire" if "ceasefire" in name.casefold() else coding.kind
    text = values.sentence(
        f"{name}, agreed on {date}",
        f"{row['PPName']} ({row['Con']})" if row["PPName"] else row["Con"],
        f"parties: {values.one_line(_plain(row['Part']))}" if row["Part"] else None,
        f"third parties: {values.one_line(_plain(row['ThrdPart']))}" if row["ThrdPart"] else None,
    )
    terms = Terms(
        agreement=name,
        agreement_kind=kind,
        agreed_on=date,
        roles=tuple(dict.fromkeys(roles)),
        external_ids=(f"pax:{number}",),
    )
    told = _agreed(coding, terms, f"{context.data.kind}: stage {row['Stage']}")
    return imported(context, row, number, text, f"{context.data.name} {number}: {name}", [told])


def read_pad(rows: list[Row], context: Context) -> Imported:
    """One agreement of the UCDP data set; where it ended, that is a claim of its own."""
    row, number = rows[0], rows[0]["paid"]
    name, date = values.one_line(row["pa_name"]), values.day(row, "pa_date", context)
    coding = context.coding(row["pa_type"]) if row["pa_type"] else Coding(Code.AGREE, kind="agreement")
    roles = [(Role.SIGNATORY, m) for m in context.actors.several(row["actor_name"], by=",")]
    ids = (f"{context.data.kind}:{number}",)
    opening = values.sentence(f"{name}, agreed on {date}", row["conflict_name"], f"parties: {row['actor_name']}")
    terms = Terms(
        agreement=name,
        agreement_kind=coding.kind,
        agreed_on=date,
        roles=tuple(dict.fromkeys(roles)),
        external_ids=ids,
    )
    told = [_agreed(coding, terms, f"{context.data.kind}: type {row['pa_type']}", opening)]
    end = values.optional_day(row, "duration", context) if row["ended"] == "1" else None
    closing = f"It ended {end}." if end else "It ended on an unknown day." if row["ended"] == "1" else ""
    if closing:
        over = Terms(agreement=name, agreed_on=date, expires=end, external_ids=ids)
        rule = f"{context.data.kind}: ended 1"
        told.append(Told(ClaimKind.STATEMENT, None, rule, says=closing, date=end, terms=over))
    text = " ".join(part for part in (opening, closing) if part)
    return imported(context, row, number, text, f"{context.data.name} {number}: {name}", told)


def _agreed(coding: Coding, terms: Terms, rule: str, says: str | None = None) -> Told:
    return Told(
        kind=ClaimKind.AGREEMENT,
        code=coding.code,
        rule=rule,
        says=says,
        actors=tuple(m for role, m in terms.roles if role is Role.SIGNATORY),
        date=terms.agreed_on,
        terms=terms,
    )


def parties(text: str, context: Context) -> list[Mention]:
    """The parties in a free text of signatories: the parts that read as names; who signed for them is left out."""
    found: list[Mention] = []
    for part in _SPLIT.split(_ASIDE.sub(" ", text.replace("\xa0", " "))):
        name = _FOR.sub("", _SIGNED_BY.sub("", part.strip(" .:-*")).strip()).strip(" .,:-")
        name = name.removeprefix("the ").removeprefix("The ")
        if _NAME.match(name) and len(name.split()) <= _MOST_WORDS and not _NO_PARTY.search(name):
            found += context.actors.one(name)
    return list(dict.fromkeys(found))


def _plain(text: str) -> str:
    """On one line, the lines parted by semicolons."""
    return "; ".join(line for part in text.splitlines() if (line := " ".join(part.split()).strip(" ;")))


def _lines(text: str) -> list[str]:
    return text.splitlines()


def _third(line: str) -> Role:
    """Guarantor or mediator where the text says so; otherwise no more is told than that they were there."""
    folded = line.casefold()
    if "guarant" in folded:
        return Role.GUARANTOR
    return Role.MEDIATOR if "mediat" in folded else Role.OBSERVER
