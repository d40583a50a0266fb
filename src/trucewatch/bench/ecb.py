"""ECB+ as its makers laid it out: ECB+/TOPIC/TOPIC_NUMBERecb(plus).xml, and the list of annotated sentences."""

import csv
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from xml.etree.ElementTree import ParseError

from defusedxml.ElementTree import parse

from trucewatch.bench.folders import damaged

SENTENCES = "ECBplus_coreference_sentences.csv"
_ACTIONS = ("ACTION_", "NEG_ACTION_")


@dataclass(frozen=True, slots=True)
class EventMention:
    """An event as a text tells it: the numbers of its words in their sentence, and the event it was annotated as."""

    mention_id: str
    sentence: int
    words: tuple[int, ...]
    event: str


@dataclass(frozen=True, slots=True)
class Story:
    """One document: its sentences as words, and the events that its annotated sentences tell."""

    name: str
    topic: str
    sentences: Mapping[int, tuple[str, ...]]
    mentions: tuple[EventMention, ...]

    @property
    def subtopic(self) -> str:
        """Which of the topic's two seminal events it is about, by its makers."""
        return "plus" if self.name.endswith("plus") else "ecb"


def topics(folder: Path) -> list[Path]:
    """The folders of topics, by number."""
    return sorted((p for p in (folder / "ECB+").iterdir() if p.name.isdigit()), key=lambda p: int(p.name))


def selected(folder: Path) -> Mapping[str, frozenset[int]]:
    """The numbers of the sentences that were annotated and checked, by document."""
    found: dict[str, set[int]] = defaultdict(set)
    with (folder / SENTENCES).open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            try:
                found[f"{row['Topic']}_{row['File']}"].add(int(row["Sentence Number"]))
            except (KeyError, TypeError, ValueError) as error:
                raise damaged(folder / SENTENCES, "A row has no topic, file and sentence number.") from error
    return {name: frozenset(numbers) for name, numbers in found.items()}


def stories(topic: Path, sentences: Mapping[str, frozenset[int]]) -> Iterator[Story]:
    """The documents of a topic, sorted by name. RequestError where one cannot be read."""
    for path in sorted(topic.glob("*.xml")):
        yield _story(path, topic.name, sentences.get(path.stem, frozenset()))


def _story(path: Path, topic: str, wanted: frozenset[int]) -> Story:
    try:
        root = parse(path).getroot()
    except ParseError as error:
        raise damaged(path, f"It is not well-formed XML: {error}.") from error
    if root is None:
        raise damaged(path, "It is empty.")
    words: dict[int, list[str]] = defaultdict(list)
    where: dict[str, tuple[int, int]] = {}
    for token in root.iter("token"):
        sentence = int(token.get("sentence", "0"))
        where[token.get("t_id", "")] = sentence, len(words[sentence])
        words[sentence].append((token.text or "").strip() or "_")
    event_of = _events(root, path.stem)
    mentions = []
    for mark in root.iterfind("Markables/*"):
        anchors = [where[a.get("t_id", "")] for a in mark.iterfind("token_anchor")]
        if not anchors or not mark.tag.startswith(_ACTIONS) or anchors[0][0] not in wanted:
            continue
        own = f"{path.stem}#{mark.get('m_id')}"
        places = tuple(n for s, n in anchors if s == anchors[0][0])
        mentions.append(EventMention(own, anchors[0][0], places, event_of.get(mark.get("m_id", ""), own)))
    return Story(path.stem, topic, {n: tuple(w) for n, w in sorted(words.items())}, tuple(mentions))


def _events(root: object, name: str) -> dict[str, str]:
    """The event of each markable: the one shared across documents, else the chain within this one."""
    found: dict[str, str] = {}
    for kind in ("CROSS_DOC_COREF", "INTRA_DOC_COREF"):
        for link in root.iterfind(f"Relations/{kind}"):  # type: ignore[attr-defined]  # defusedxml has no types for elements
            event = link.get("note") if kind == "CROSS_DOC_COREF" else f"{name}#chain{link.get('r_id')}"
            for source in link.iterfind("source"):
                found.setdefault(source.get("m_id"), event)
    return found
