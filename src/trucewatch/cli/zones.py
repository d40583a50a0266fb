"""`trucewatch zones`."""

import json
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from trucewatch.cli import options
from trucewatch.cli.helping import add
from trucewatch.cli.output import Format, write_rows, write_table

if TYPE_CHECKING:
    from trucewatch.vocabulary.subject import Zone

Boundaries = Annotated[
    Path | None,
    typer.Option(
        "--boundaries",
        metavar="FILE",
        help="Admin units as GeoJSON, such as COD-AB; names in columns such as ADM1_EN, adm1_name, NAME_1, shapeName.",
    ),
]
Outlines = Annotated[
    Path | None,
    typer.Option(
        "--outlines",
        metavar="FILE",
        help="Your own outlines as GeoJSON; each feature has a property `zone`, and may say precision, basis, valid.",
    ),
]


def register(app: typer.Typer) -> None:
    """Add the command."""
    add(app, zones)


def zones(
    opened: options.Opened,
    *,
    zone: options.ZoneName = None,
    on: Annotated[
        str | None, typer.Option("--on", metavar="DATE", help="Only what may have been valid on this day.")
    ] = None,
    boundaries: Boundaries = None,
    outlines: Outlines = None,
    geojson: Annotated[
        Path | None, typer.Option("--geojson", metavar="FILE", help="Write every outline here, as GeoJSON.")
    ] = None,
    shown: options.Shown,
) -> None:
    r"""List the zones with every version of where they lie, what each was drawn from, and how well it is known.

    \b
    Example:
      trucewatch zones --case case.db --on 2018-12-04
      trucewatch zones --case case.db --boundaries syr_admin1.geojson --geojson zones.geojson
    """
    from dataclasses import replace  # noqa: PLC0415 - cheap start

    from trucewatch.dossier.geometry_features import feature_collection  # noqa: PLC0415 - opens the dossier
    from trucewatch.exchange import Table, rows  # noqa: PLC0415 - the same
    from trucewatch.pipeline import days, filters, mapping  # noqa: PLC0415 - the same

    fmt = shown.fmt
    day = None if on is None else days.last_day(on, "--on")
    with opened.view() as seen:
        dossier = mapping.charted(seen, mapping.Files(boundaries, outlines), day)
        want = filters.wanted(dossier, seen.knowledge, filters.Names(zone=zone))
        listed = tuple(each for each in dossier.zones if want.zones is None or each.zone_id in want.zones)
        if geojson:
            geojson.write_text(
                json.dumps(feature_collection(listed), ensure_ascii=False, indent=1) + "\n", encoding="utf-8"
            )
        if fmt is Format.TABLE:
            write_table(("zone", "valid", "version", "precision", "km²", "what"), _cells(listed))
        else:
            write_rows(rows(Table.ZONES, replace(dossier, zones=listed)), Table.ZONES, fmt)


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
