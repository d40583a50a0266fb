"""The rules by which evidence is weighed, as named files that a user can copy and change."""

from importlib import resources
from pathlib import Path
from typing import Annotated, Literal

import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from trucewatch.vocabulary.errors import MendableError, RequestError

Days = Annotated[int, Field(ge=1, le=36500)]
Count = Annotated[int, Field(ge=1)]


class _Rules(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Sources(_Rules):
    """Whose word counts."""

    least_origins: Count = 1
    """How many independent origins a word needs; copies of one story are one origin."""
    camps: tuple[str, ...] | None = None
    outlets: tuple[str, ...] | None = None
    least_confidence: Annotated[float, Field(ge=0, le=1)] = 0.0
    reviewed_only: bool = False
    own_word: Literal["counts", "needs_another"] = "counts"
    """Whether a party's word on its own performance counts alone."""

    @property
    def refuse(self) -> bool:
        """Whether anything is left out for its source, but for a party's own word."""
        return self.reviewed_only or self.least_confidence > 0 or self.camps is not None or self.outlets is not None


class Events(_Rules):
    """Which events refute a prohibition."""

    alleged: bool = False
    """Those that only the other side attributes, or that are only suspected."""
    unattributed: bool = False
    exceptions: bool = False
    """Those on excluded groups, or claimed as self-defence."""
    unknown_place: bool = False
    """Those of which nobody says whether they were inside the zone."""


class Times(_Rules):
    """How old evidence may be, and what doubt about a time comes to."""

    max_age_days: Days = 90
    dispute_days: Annotated[int, Field(ge=0)] = 30
    """Opposite assessments further apart than this are a change over time, not a dispute."""
    in_doubt: Literal["fulfilled", "late"] = "fulfilled"
    """The status of an act that was done, when it stays open whether in time."""


class Thresholds(_Rules):
    """When breaches of a zone or agreement are strain, and when collapse."""

    strained_events: Count = 1
    collapsed_events: Count = 50
    collapsed_sources: Count = 2
    """Independent sources that say it does not hold, while none says that it does."""


class Policy(_Rules):
    """One named set of rules."""

    name: Annotated[str, Field(min_length=1)]
    description: str
    sources: Sources = Sources()
    events: Events = Events()
    times: Times = Times()
    zones: Thresholds = Thresholds()

    def at_least(self, confidence: float) -> "Policy":
        """The same rules, with claims read with less confidence left out; its name says so."""
        if confidence <= self.sources.least_confidence:
            return self
        try:
            sources = Sources.model_validate({**self.sources.model_dump(), "least_confidence": confidence})
        except ValidationError as error:
            raise RequestError(
                "TW-POLICY-5", f"{confidence:g} is no confidence.", do="Give a number from 0 to 1."
            ) from error
        return self.model_copy(update={"name": f"{self.name}, confidence {confidence:g}", "sources": sources})


def names() -> list[str]:
    """The policies that come with the program."""
    folder = resources.files("trucewatch.monitoring") / "policies"
    return sorted(entry.name.removesuffix(".yaml") for entry in folder.iterdir() if entry.name.endswith(".yaml"))


def load(name_or_path: str | Path | None = None) -> Policy:
    """Read a shipped policy by name or a user's by path; None is `default`.

    Raises RequestError for a name that is not there, MendableError for a file that is no policy.
    """
    wanted = str(name_or_path or "default")
    if wanted in names():
        text = (resources.files("trucewatch.monitoring") / "policies" / f"{wanted}.yaml").read_text(encoding="utf-8")
    elif Path(wanted).is_file():
        text = _read(Path(wanted))
    else:
        raise RequestError(
            "TW-POLICY-1", f"there is no policy '{wanted}'.", do=f"Name a file, or one of: {', '.join(names())}."
        )
    return parse(text, where=wanted)


def _read(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise MendableError(
            "TW-POLICY-2", "the policy cannot be read.", str(path), "Save it as UTF-8 text and check its permissions."
        ) from error


def parse(text: str, where: str) -> Policy:
    """Check the text of a policy file; raises MendableError with the place of the first mistake."""
    try:
        raw = yaml.safe_load(text)
    except yaml.YAMLError as error:
        line = getattr(getattr(error, "problem_mark", None), "line", None)
        place = where if line is None else f"{where}:{line + 1}"
        raise MendableError("TW-POLICY-3", "this is not YAML.", place, "Compare it with a shipped policy.") from error
    try:
        return Policy.model_validate(raw)
    except ValidationError as error:
        first = error.errors()[0]
        at = ".".join(str(part) for part in first["loc"]) or "the whole file"
        raise MendableError(
            "TW-POLICY-4", f"{at}: {first['msg']}.", where, "Compare it with a shipped policy."
        ) from error
