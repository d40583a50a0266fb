"""Who stands beside a common noun, and who is behind a text that "says"."""

from spacy.tokens import Span, Token

from trucewatch.language.phrases import entity_of, objects_of
from trucewatch.language.words import words

_FIGURES = frozenset({"DATE", "TIME", "CARDINAL", "QUANTITY", "ORDINAL", "PERCENT", "MONEY"})


def named_appositive(head: Token) -> Span | None:
    """The person set beside a common noun: "his counterpart Ana Silva" is Ana Silva."""
    for child in head.children:
        if child.dep_ == "appos" and child.ent_type_ == "PERSON" and child.i > head.i:
            return entity_of(child)
    following = head.doc[head.i + 1] if head.i + 1 < len(head.doc) else None
    return entity_of(following) if following is not None and following.ent_type_ == "PERSON" else None


def name_of_role(head: Token) -> Span | None:
    """The name set beside a role by a comma, whatever the recogniser takes it for: "the mayor, Oleh Zola, said"."""
    for child in head.children:
        if child.dep_ == "appos" and child.pos_ == "PROPN" and child.i > head.i and child.ent_type_ != "NORP":
            start = min(c.i for c in child.subtree if c.dep_ in {"compound", "nmod"} or c.i == child.i)
            return Span(head.doc, start, child.i + 1) if head.doc[start - 1].text == "," else None
    return None


def source_behind(head: Token) -> Token | None:
    """Who is behind a statement or report that "says": "a statement by the ministry", "the ministry's report"."""
    if head.lower_ not in words("source_nouns"):
        return None
    inner = objects_of(head, "by", "from")
    inner += [t for t in objects_of(head, "of") if t.ent_type_ not in _FIGURES]
    if inner:
        return inner[0]
    return next(
        (c for c in head.children if c.dep_ in {"poss", "compound", "amod"} and c.ent_type_ not in {"", *_FIGURES}),
        None,
    )
