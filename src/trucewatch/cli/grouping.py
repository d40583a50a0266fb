"""Options that belong together, declared once: a command takes the group, the program shows the options."""

import inspect
from collections.abc import Callable
from dataclasses import MISSING, fields
from functools import wraps
from typing import get_type_hints


class Group:
    """What a frozen dataclass of options inherits from; each field is an option in the manner of typer."""


def spread(command: Callable[..., None]) -> Callable[..., None]:
    """The command with the fields of its groups as options of its own, in the order of its parameters."""
    hints = get_type_hints(command, include_extras=True)
    parameters, groups = list[inspect.Parameter](), dict[str, type[Group]]()
    for name, parameter in inspect.signature(command).parameters.items():
        kind = hints[name]
        if isinstance(kind, type) and issubclass(kind, Group):
            groups[name] = kind
            parameters += _options(kind)
        else:
            parameters.append(parameter.replace(kind=inspect.Parameter.KEYWORD_ONLY, annotation=kind))

    @wraps(command)
    def run(**given: object) -> None:
        names = {name: [f.name for f in fields(kind)] for name, kind in groups.items()}  # type: ignore[arg-type]  # every group is a dataclass
        filled = {name: kind(**{option: given.pop(option) for option in names[name]}) for name, kind in groups.items()}
        command(**given, **filled)

    run.__signature__ = inspect.Signature(parameters)  # type: ignore[attr-defined]  # what typer looks at
    run.__annotations__ = {p.name: p.annotation for p in parameters}
    return run


def _options(group: type[Group]) -> list[inspect.Parameter]:
    hints = get_type_hints(group, include_extras=True)
    found = []
    for field in fields(group):  # type: ignore[arg-type]  # every group is a dataclass
        default = inspect.Parameter.empty if field.default is MISSING else field.default
        found.append(
            inspect.Parameter(field.name, inspect.Parameter.KEYWORD_ONLY, default=default, annotation=hints[field.name])
        )
    return found
