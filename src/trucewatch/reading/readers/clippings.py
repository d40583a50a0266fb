"""Exports of press databases (Nexis Uni, Factiva): many articles in one file, each under labels.

The layouts are data (`data/clippings.yaml`). The articles come out the same from text, HTML, Word, RTF and PDF.
"""

import functools
import hashlib
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from trucewatch.reading.days import HEADER_DATE
from trucewatch.reading.reasons import Reason
from trucewatch.reading.rules import data
from trucewatch.reading.source import LONGEST, Raw
from trucewatch.vocabulary.records import Reject

_DATE = re.compile(rf"{HEADER_DATE}.*", re.IGNORECASE)
_SHORT = 120
_PROSE = 12
"""Words from which a line that ends as a sentence does is running text, not an entry in a list of contents."""
_FEWEST = 3
"""Different labels from which a text is an export, where no line marks the end of a document."""


@dataclass(frozen=True, slots=True)
class _Layout:
    ends: re.Pattern[str]
    begins: re.Pattern[str]
    head: dict[str, re.Pattern[str]]
    tail: dict[str, re.Pattern[str]]
    opening: re.Pattern[str]
    copyright: re.Pattern[str]
    words: re.Pattern[str]
    edition: re.Pattern[str]
    code: re.Pattern[str]
    any: re.Pattern[str]
    roles: dict[str, str]
    text: tuple[str, ...]


@functools.cache
def _layout() -> _Layout:
    known = data("clippings")

    def one(entry: dict[str, str]) -> re.Pattern[str]:
        return re.compile(rf"\s*(?:{entry['pattern']})\s*", re.IGNORECASE)

    def either(entries: list[dict[str, str]]) -> re.Pattern[str]:
        return one({"pattern": "|".join(entry["pattern"] for entry in entries)})

    codes = known["codes"]
    singles = {role: code for role, code in codes.items() if isinstance(code, str)}
    marks = [*known["ends"], *known["begins"], *known["head"].values(), *known["tail"].values()]
    marks += [known["words"], known["copyright"]]
    every = [*singles.values(), *codes["text"], *codes["others"]]
    return _Layout(
        either(known["ends"]),
        either(known["begins"]),
        {name: one(entry) for name, entry in known["head"].items()},
        {name: one(entry) for name, entry in known["tail"].items()},
        one(known["opening"]),
        one(known["copyright"]),
        one(known["words"]),
        one(known["edition"]),
        re.compile(rf"({'|'.join(every)})(?:\s+(\S.*)|\s*)"),
        one({"pattern": "|".join(re.sub(r"\(\?P<\w+>", "(?:", mark["pattern"]) for mark in marks)}),
        {code: role for role, code in singles.items()},
        tuple(codes["text"]),
    )


@dataclass(slots=True)
class Clipping:
    """One article of an export: its fields as written, its paragraphs."""

    paragraphs: list[str] = field(default_factory=list)
    title: str | None = None
    outlet: str | None = None
    published: str | None = None
    language: str | None = None


def is_export(lines: Iterable[str]) -> bool:
    """Whether lines come from such an export: a mark at the end of a document, or several different labels."""
    layout = _layout()
    labels: set[str] = set()
    codes: set[str] = set()
    for line in lines:
        text = line.strip()
        if not text or len(text) > _SHORT:
            continue
        if found := layout.code.fullmatch(text):
            codes.add(found[1])
        # Most lines of most files are none of these, which one pattern for all finds out much faster.
        if not layout.any.fullmatch(text):
            continue
        if layout.ends.fullmatch(text) or layout.begins.fullmatch(text):
            labels.add("end" if layout.ends.fullmatch(text) else "begin")
        labels.update(name for name, rule in {**layout.head, **layout.tail}.items() if rule.fullmatch(text))
        if layout.words.fullmatch(text) or layout.copyright.fullmatch(text):
            labels.add("words" if layout.words.fullmatch(text) else "copyright")
    factiva = {"HD", "PD"} <= codes and bool(codes & {"LP", "TD"})
    # "Language", "Section" and the like stand in other texts too; these do not.
    told = labels & {"end", "load_date", "length", "begin", "words"}
    return factiva or (bool(told) and len(labels) >= _FEWEST) or ("end" in labels and len(labels) >= _FEWEST - 1)


def stands_alone(line: str) -> bool:
    """Whether a line is a label, a code or a mark, to which nothing of the next line belongs."""
    layout = _layout()
    rules = (layout.ends, layout.begins, layout.opening, *layout.head.values(), *layout.tail.values())
    code = layout.code.fullmatch(line)
    return len(line) < _SHORT and (any(rule.fullmatch(line) for rule in rules) or (code is not None and not code[2]))


def clippings(lines: Iterable[str], name: str) -> Iterator[Raw | Reject]:
    """The articles of an export, one after the other; lists of contents and other matter between them are left out.

    What has running text but no layout that is known is a report all the same, for cleaning to make the best of.
    """
    number = 0
    for document in _documents(lines):
        found = [line.strip() for line in document]
        clip = _by_codes(found) or _by_labels(found) or _by_order(found)
        if clip is None and not any(_is_prose(line) for line in found):
            continue
        number += 1
        part = f"document {number}"
        if clip is None:
            yield _raw(Clipping(["\n".join(document)]), name, part)
        elif any(clip.paragraphs):
            yield _raw(clip, name, part)
        else:
            yield Reason.LACKS_TEXT.at(name, part, f"nothing stands below its labels; its title is {clip.title!r}")


def _is_prose(line: str) -> bool:
    return len(line.split()) >= _PROSE and line.endswith((".", "”", '"', "?", "!"))


def _raw(clip: Clipping, name: str, part: str) -> Raw:
    text = "\n\n".join(clip.paragraphs)
    fields = (clip.title, clip.outlet, clip.published, text)
    return Raw(
        name,
        part,
        text,
        hashlib.sha256("\x1f".join(value or "" for value in fields).encode("utf-8", "surrogatepass")).digest(),
        title=clip.title,
        outlet=clip.outlet,
        published=clip.published,
        language=clip.language,
    )


def _documents(lines: Iterable[str]) -> Iterator[list[str]]:
    """The lines of each document, the marks between them left out. A `HD` or a "1 of 25" begins one too."""
    layout = _layout()
    document: list[str] = []
    size = 0
    for line in lines:
        text = line.strip()
        ends, begins = layout.ends.fullmatch(text), layout.begins.fullmatch(text)
        if ends or begins or size > LONGEST or (_opens(text) and any(_opens(x.strip()) for x in document)):
            yield document
            document, size = [], 0
            if ends or begins:
                continue
        document.append(line)
        size += len(line)
    yield document


def _opens(text: str) -> bool:
    return text == "HD" or text.startswith(("HD ", "HD\t"))


def _by_codes(lines: list[str]) -> Clipping | None:
    """Factiva with its codes, each before its value or on a line of its own above it."""
    layout = _layout()
    fields: dict[str, list[str]] = {}
    code = None
    for line in lines:
        if (found := layout.code.fullmatch(line)) and found[1] not in fields:
            code = found[1]
            fields[code] = [found[2]] if found[2] else []
        elif code and line:
            fields[code].append(line)
    if not {"HD", "PD"} <= fields.keys() or not fields.keys() & set(layout.text):
        return None
    clip = Clipping([line for code in layout.text for line in fields.get(code, ())])
    for code, role in layout.roles.items():
        if role in ("title", "outlet", "published", "language") and fields.get(code):
            setattr(clip, role, " ".join(fields[code]))
    clip.language = _language(clip.language)
    return clip


def _by_labels(lines: list[str]) -> Clipping | None:
    """Nexis: title, outlet and date in either order, labels, the text, labels."""
    layout = _layout()
    labelled = [i for i, line in enumerate(lines) if any(rule.fullmatch(line) for rule in layout.head.values())]
    body = next((i for i, line in enumerate(lines) if layout.opening.fullmatch(line)), None)
    if body is None and not any(layout.head["length"].fullmatch(lines[i]) for i in labelled):
        return None
    start = body if body is not None else _last_in_a_row(lines, labelled)
    first = min([i for i in labelled if i < start] or [start])
    end = _tail(lines, start + 1)
    clip = _heading([line for line in lines[: min(first, start)] if line])
    # LexisNexis Academic has its copyright below the text, Nexis Uni above; neither is text.
    clip.paragraphs = _paragraphs([line for line in lines[start + 1 : end] if not layout.copyright.fullmatch(line)])
    for line in lines:
        if (named := layout.head["headline"].fullmatch(line)) and clip.title is None:
            clip.title = named["value"]
        if said := layout.tail["language"].fullmatch(line):
            clip.language = _language(said["value"])
    return clip


def _last_in_a_row(lines: list[str], labelled: list[int]) -> int:
    """The last of the labels above the text: those behind it are parted from them by paragraphs."""
    last = labelled[0]
    for i in labelled[1:]:
        if sum(1 for line in lines[last + 1 : i] if line) > 2:
            break
        last = i
    return last


def _tail(lines: list[str], start: int) -> int:
    """Where the text ends: at the first label that belongs below it, with nothing but such and their values behind."""
    layout = _layout()
    for i in range(start, len(lines)):
        if layout.tail["classification"].fullmatch(lines[i]) or layout.tail["load_date"].fullmatch(lines[i]):
            back = i
            while back > start and (not lines[back - 1] or _is_tail(lines[back - 1])):
                back -= 1
            return back
    return len(lines)


def _is_tail(line: str) -> bool:
    layout = _layout()
    return len(line) < _SHORT and any(rule.fullmatch(line) for rule in (*layout.tail.values(), layout.copyright))


def _heading(lines: list[str]) -> Clipping:
    """Title, outlet and day from the unlabelled lines on top: the outlet is the line above the day."""
    layout = _layout()
    lines = [line for line in lines if not layout.copyright.fullmatch(line)]
    at = next((i for i, line in enumerate(lines) if len(line) < _SHORT and _DATE.fullmatch(line)), None)
    if at is None:
        return Clipping(title=lines[0] if lines else None, outlet=lines[1] if len(lines) > 1 else None)
    before, behind = lines[:at], [line for line in lines[at + 1 :] if not layout.edition.fullmatch(line)]
    # The title stands on top (Nexis Uni), or below the day (LexisNexis Academic).
    title = before[-2] if len(before) > 1 else (behind[-1] if behind else None)
    return Clipping(title=title, outlet=before[-1] if before else None, published=lines[at])


def _by_order(lines: list[str]) -> Clipping | None:
    """Factiva without codes: title, who wrote it, how many words, day, time, outlet, …, copyright, text."""
    layout = _layout()
    lines = [line for line in lines if line]
    words = next((i for i, line in enumerate(lines) if layout.words.fullmatch(line)), None)
    if words is None or words == 0:
        return None
    right = next((i for i, line in enumerate(lines) if i > words and layout.copyright.fullmatch(line)), None)
    fields = lines[words + 1 : right] if right is not None else []
    at = next((i for i, line in enumerate(fields) if _DATE.fullmatch(line)), None)
    if right is None or at is None:
        return None
    names = [line for line in fields[at + 1 :] if not layout.edition.fullmatch(line)]
    above = [line for line in lines[:words] if not line.lower().startswith("by ")]
    while right + 1 < len(lines) and layout.copyright.fullmatch(lines[right + 1]):
        right += 1
    return Clipping(
        lines[right + 1 :],
        title=above[-1] if above else None,
        outlet=names[0] if names else None,
        published=fields[at],
        language=_language(names[-1]) if names else None,
    )


def _paragraphs(lines: list[str]) -> list[str]:
    """Lines as they are where each is a paragraph; joined between blank ones where they are wrapped."""
    blocks: list[list[str]] = [[]]
    for line in lines:
        if line:
            blocks[-1].append(line)
        elif blocks[-1]:
            blocks.append([])
    blocks = [block for block in blocks if block]
    wrapped = len(blocks) > 1 and max((len(line) for block in blocks for line in block), default=0) <= _SHORT
    if wrapped and sum(len(block) for block in blocks) > len(blocks):
        return [" ".join(block) for block in blocks]
    return [line for block in blocks for line in block]


_LANGUAGES = {"english": "en", "french": "fr", "german": "de", "spanish": "es", "arabic": "ar", "russian": "ru"}


def _language(name: str | None) -> str | None:
    return _LANGUAGES.get((name or "").partition(";")[0].strip().casefold())
