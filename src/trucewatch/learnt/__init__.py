"""Small learnt parts: who says what, how sure the text is of an event, and what kind of event it is.

`load()` gives the model, or None where its weights are missing: then the rules alone work, and `missing()` says so.
Nothing here knows how claims are coded. `docs/concepts/learnt.md` says what the weights were trained on.
"""

from trucewatch.learnt.model import Model, Scale, load
from trucewatch.learnt.quotations import Quotation
from trucewatch.learnt.weights import missing

RULES, HYBRID = "rules", "hybrid"
"""Names of coders: by rules alone, and with the learnt parts."""

__all__ = ["HYBRID", "RULES", "Model", "Quotation", "Scale", "load", "missing"]
