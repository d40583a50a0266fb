"""Figures as files: SVG and PNG drawn without a browser, or the Vega-Lite specification itself as JSON."""

import json
from pathlib import Path

from trucewatch.analysis.result import Result
from trucewatch.analysis.series import needed
from trucewatch.vocabulary.errors import RequestError

ENDINGS = (".svg", ".png", ".json")


def save(result: Result, path: Path) -> None:
    """Write the figure; what it is follows from the ending. RequestError for another ending or a place not writable."""
    if path.suffix.lower() not in ENDINGS:
        raise RequestError(
            "TW-ANALYSE-5", f"No figure can be written as {path.suffix or 'a file without an ending'}.", str(path),
            f"End its name in one of: {', '.join(ENDINGS)}.",
        )  # fmt: skip
    chart = {**result.chart, "title": result.title}
    if path.suffix.lower() == ".json":
        written = (json.dumps(chart, ensure_ascii=False, indent=2) + "\n").encode()
    elif path.suffix.lower() == ".svg":
        written = needed("vl_convert").vegalite_to_svg(chart).encode()
    else:
        written = needed("vl_convert").vegalite_to_png(chart, scale=2)
    try:
        path.write_bytes(written)
    except OSError as failure:
        what = f"The figure cannot be written ({failure.strerror})."
        raise RequestError(
            "TW-ANALYSE-6", what, str(path), "Name a file in a folder that is yours to write."
        ) from failure
