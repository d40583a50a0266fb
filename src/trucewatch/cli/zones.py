"""`trucewatch zones`: the listing, and the maps that a person gives for them."""

import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from trucewatch.cli import options
from trucewatch.cli.grouping import Group, spread
from trucewatch.cli.helping import add as add_to
from trucewatch.cli.helping import as_help
from trucewatch.cli.output import Format, write_json, write_rows, write_table

if TYPE_CHECKING:
    from trucewatch.pipeline.view import View
    from trucewatch.vocabulary.subject import Zone

Boundaries = Annotated[
    Path | None,
    typer.Option(
        "--boundaries",
        metavar="FILE",
        help="Admin units as GeoJSON, such as COD-AB; names in columns such as ADM1_EN, adm1_name, NAME_1, shapeName. "
        "The case keeps them.",
    ),
]
Outlines = Annotated[
    Path | None,
    typer.Option(
        "--outlines",
        metavar="FILE",
        help="Your own outlines as GeoJSON; each feature has a property `zone`, and may say precision, basis, valid. "
        "The case keeps them.",
    ),
]
Once = Annotated[bool, typer.Option("--once", help="Only try these files: the case does not keep them.")]


@dataclass(frozen=True, kw_only=True)
class MapFiles(Group):
    """Maps given with a question."""

    boundaries: Boundaries = None
    outlines: Outlines = None
    once: Once = False

    def use(self, seen: "View") -> None:
        """Draw the zones with them; says on stderr which the case now keeps."""
        from trucewatch.pipeline import mapping  # noqa: PLC0415 - opens the dossier

        for new in mapping.use(seen, mapping.Files(self.boundaries, self.outlines, once=self.once)):
            sys.stderr.write(f"{new.file} is kept with the case; `trucewatch zones remove {new.file}` takes it out.\n")


def register(app: typer.Typer) -> None:
    """Add the command with its own commands."""
    group = typer.Typer(invoke_without_command=True, rich_markup_mode=None)
    group.callback(help=as_help(zones))(spread(zones))
    add_to(group, add, maps, remove)
    app.add_typer(group, name="zones")


def zones(  # noqa: PLR0913 - each is an option of the command
    context: typer.Context,
    *,
    case: Annotated[
        Path | None, typer.Option("--case", metavar="FILE", help="The case file that `trucewatch build` wrote.")
    ] = None,
    with_confidential: options.WithConfidential = False,
    zone: options.ZoneName = None,
    on: Annotated[
        str | None, typer.Option("--on", metavar="DATE", help="Only what may have been valid on this day.")
    ] = None,
    given: MapFiles,
    geojson: Annotated[
        Path | None, typer.Option("--geojson", metavar="FILE", help="Write every outline here, as GeoJSON.")
    ] = None,
    shown: options.Shown,
) -> None:
    r"""List the zones with every version of where they lie; `add`, `maps` and `remove` are for maps of your own.

    Each version says what it was drawn from, and how well it is known.

    \b
    Example:
      trucewatch zones --case case.db --on 2018-12-04
      trucewatch zones --case case.db --boundaries syr_admin1.geojson --geojson zones.geojson
    """
    if context.invoked_subcommand:
        return
    if case is None:
        raise typer.BadParameter("Name the case: --case FILE.")
    from dataclasses import replace  # noqa: PLC0415 - cheap start

    from trucewatch.exchange import Table, rows, write  # noqa: PLC0415 - opens the dossier
    from trucewatch.pipeline import days, filters, mapping  # noqa: PLC0415 - the same

    fmt = shown.fmt
    day = None if on is None else days.last_day(on, "--on")
    with options.Opened(case=case, with_confidential=with_confidential).view() as seen:
        given.use(seen)
        dossier = mapping.charted(seen, day)
        want = filters.wanted(dossier, seen.knowledge, filters.Names(zone=zone))
        listed = tuple(each for each in dossier.zones if want.zones is None or each.zone_id in want.zones)
        if geojson:
            write(rows(Table.ZONES, replace(dossier, zones=listed)), Table.ZONES, "geojson", geojson)
        if fmt is Format.TABLE:
            write_table(("zone", "valid", "version", "precision", "km²", "what"), _cells(listed))
        else:
            write_rows(rows(Table.ZONES, replace(dossier, zones=listed)), Table.ZONES, fmt)


def add(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="A GeoJSON file: outlines of zones, or admin units.")],
    case: options.Case,
    *,
    boundaries: Annotated[
        bool, typer.Option("--boundaries", help="It holds admin units (such as COD-AB), not outlines of zones.")
    ] = False,
    source: Annotated[str | None, typer.Option("--source", metavar="TEXT", help="Whose map it is.")] = None,
    between: options.Between,
) -> None:
    r"""Keep a map with the case: from now on zones are drawn with it, and events placed by it.

    --from and --to say when what it shows held; a feature may say otherwise in its property `valid`. A file of the same
    name takes the place of the one kept. A new build leaves maps alone.

    \b
    Example:
      trucewatch zones add dmz.geojson --case case.db --source "annex to the memorandum" --from 2018-09-17
      trucewatch zones add syr_admin1.geojson --case case.db --boundaries --source "OCHA COD-AB"
    """
    from trucewatch.ledger import BOUNDARIES, OUTLINES  # noqa: PLC0415 - opens the case
    from trucewatch.pipeline import mapping, view  # noqa: PLC0415 - opens the dossier

    time = between.days.edtf if between.first or between.last else None
    with view.opened(case) as seen:
        given = mapping.checked(seen, file, BOUNDARIES if boundaries else OUTLINES, source, time)
        changed = mapping.keep(seen, given)
        [made] = [each for each in mapping.kept(seen) if (each.map.kind, each.map.file) == (given.kind, given.file)]
    typer.echo(f"{file.name} {'is kept with the case' if changed else 'was kept already, and is the same'}.")
    typer.echo(f"It gives outlines of: {', '.join(made.zones) or 'no zone of this case'}.")


def maps(case: options.Case, *, shown: options.Shown) -> None:
    r"""List the maps that the case keeps, with their hashes and the zones that they outline.

    \b
    Example:
      trucewatch zones maps --case case.db
    """
    from trucewatch.pipeline import mapping, view  # noqa: PLC0415 - opens the dossier

    heads = ("file", "kind", "source", "valid", "sha256", "zones", "lost")
    with view.opened(case) as seen:
        kept = mapping.kept(seen)
    listed = [
        (k.map.file, k.map.kind, k.map.source, k.map.valid, k.map.content_hash, list(k.zones), list(k.lost))
        for k in kept
    ]
    if shown.fmt is Format.JSON:
        write_json([dict(zip(heads, row, strict=True)) for row in listed])
        return
    cells = [[", ".join(c) if isinstance(c, list) else c or "" for c in row] for row in listed]
    write_table(heads, ((*row[:4], row[4][:12], *row[5:]) for row in cells))


def remove(
    file: Annotated[str, typer.Argument(metavar="FILE", help="Its name, or the beginning of its hash.")],
    case: options.Case,
) -> None:
    r"""Take a map out of the case: zones are drawn without it again.

    \b
    Example:
      trucewatch zones remove dmz.geojson --case case.db
    """
    from trucewatch.pipeline import mapping, view  # noqa: PLC0415 - opens the dossier

    with view.opened(case) as seen:
        for each in mapping.remove(seen, file):
            typer.echo(f"{each.file} ({each.kind}) no longer counts.")


def _cells(zones: Iterable["Zone"]) -> Iterator[Sequence[str]]:
    from trucewatch.dossier.geometry_features import area_km2  # noqa: PLC0415 - opens the dossier

    for zone in zones:
        name, valid = zone.name, zone.valid or ""
        if not zone.outlines:
            yield name, valid, "", "", "", zone.basis or ""
        for outline in zone.outlines:
            version = f"{outline.version}, {outline.bound} limit" if outline.bound else outline.version
            yield name, outline.valid or "", version, outline.precision, f"{area_km2(outline):,.0f}", outline.basis
            name = ""
