"""Who stands beside a common noun, and who is behind a text that "says"."""

from spacy.tokens import Span, Token

from trucewatch.language.phrases import entity_of, objects_of
from trucewatch.language.words import words


def named_appositive(head: Token) -> Span | None:
    """The person set beside a common noun: "his counterpart Ana Silva" is Ana Silva."""
    for child in head.children:
        if child.dep_ == "appos" and child.ent_type_ == "PERSON" and child.i > head.i:
            return entity_of(child)
    following = head.doc[head.i + 1] if head.i + 1 < len(head.doc) else None
    return entity_of(following) if following is not None and following.ent_type_ == "PERSON" else None


def source_behind(head: Token) -> Token | None:
    """Who is behind a statement or report that "says": "a statement by the ministry", "the ministry's report"."""
    if head.lower_ not in words("source_nouns"):
        return None
    inner = objects_of(head, "by", "from", "of")
    if inner:
        return inner[0]
    return next((c for c in head.children if c.dep_ in {"poss", "compound", "amod"} and c.ent_type_), None)
