"""What the name of a zone tells: its kind, and where it is."""

from trucewatch.dossier.lexicon import lexicon
from trucewatch.dossier.names import bare, fold


def kind_of(name: str) -> str | None:
    """What kind of zone a name speaks of."""
    folded = fold(name)
    return next((kind for word, kind in lexicon().zones if word in folded), None)


def where_of(name: str) -> tuple[str, ...]:
    """The words of a zone's name that say where it is."""
    fillers = lexicon().zone_fillers | lexicon().determiners
    return tuple(w for w in bare(name).split() if w not in fillers and not w.isdigit())
