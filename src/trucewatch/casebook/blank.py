"""The commented casebook that `trucewatch init NAME` writes."""

from pathlib import Path

from trucewatch.casebook.forms import is_slug
from trucewatch.casebook.loading import general
from trucewatch.vocabulary.codes import PartyKind
from trucewatch.vocabulary.errors import CasebookError

_TEXT = Path(__file__).parent / "blank.yaml.txt"


def template(name: str) -> str:
    """A casebook to fill in. It passes `check` without errors; what is still to fill in comes back as warnings.

    Raises:
        CasebookError: the name is no key (small letters, digits, hyphens).
    """
    if not is_slug(name):
        raise CasebookError(
            "TW-CASEBOOK-18",
            f"'{name}' cannot be the name of a casebook.",
            None,
            "Use small letters, digits and hyphens, such as 'south-sudan'.",
        )
    state = general()[0].parties.get(name)
    known = state is not None and state.kind is PartyKind.STATE
    country = f"country: {name}" if known else "# country: the key of a state, such as sudan"
    title = (
        f"The ceasefire in {state.name}" if known and state else f"The ceasefire in {name.replace('-', ' ').title()}"
    )
    return _TEXT.read_text(encoding="utf-8").format(name=name, title=title, country=country)
