"""The quickened networks say what spaCy's own say."""

import spacy
from spacy.tokens import Doc

from trucewatch.language.networks import quicken
from trucewatch.language.parse import load_model

_SENTENCES = [
    "The envoy said on Monday that the envoy's convoy had left Nakuru for the coast.",
    "Rebels shelled the port; the port was closed, and the rebels left.",
    "",
    "THE ENVOY SAID: NO COMMENT!",
]


def _parsed(nlp: spacy.Language) -> list[Doc]:
    with nlp.select_pipes(disable=["attribute_ruler", "lemmatizer"]):
        return list(nlp.pipe(_SENTENCES * 3, batch_size=5))


def test_quick_networks_leave_the_parse_as_it_is() -> None:
    nlp = load_model()
    plain = _parsed(nlp)
    quicken(nlp)
    for ours, theirs in zip(_parsed(nlp), plain, strict=True):
        assert [(t.tag_, t.dep_, t.head.i, t.ent_iob_, t.ent_type_) for t in ours] == [
            (t.tag_, t.dep_, t.head.i, t.ent_iob_, t.ent_type_) for t in theirs
        ]
