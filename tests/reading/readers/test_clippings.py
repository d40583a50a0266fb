"""Exports of press databases as text and HTML, in Word files by python-docx, in RTF, in PDF by reportlab.

The layouts are those of the databases; the articles are made up.
"""

import io
import re
import textwrap
from collections.abc import Callable
from html import escape

import docx
import pytest
from reportlab.lib.styles import getSampleStyleSheet
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Paragraph, SimpleDocTemplate

from trucewatch.reading.readers.clippings import is_export
from trucewatch.reading.rules import data
from trucewatch.vocabulary.records import Reject, Report

Reading = Callable[[dict[str, bytes | str]], tuple[list[Report], list[Reject]]]
Case = tuple[str | None, str | None, str | None, str, str]

FIRST = "The truce held in the northern valley on Monday, monitors said after two days of talks in the capital."
SECOND = "Nobody was hurt, the mission added in a statement, and the road to the harbour stayed open for a third day."


def nexis(number: int) -> list[str]:
    """One document as Nexis Uni writes it."""
    return [
        f"Truce holds in valley {number}",
        "Example TV",
        f"September {number + 10}, 2018 Monday 9:58 PM GMT",
        "Copyright 2018 Example TV Limited All Rights Reserved",
        "Section: WORLD NEWS; Version:1",
        "Length: 512 words",
        "Byline: A Correspondent",
        "Dateline: GENEVA",
        "Body",
        FIRST,
        SECOND,
        "Classification",
        "Language: ENGLISH",
        "Publication-Type: Web Publication",
        f"Load-Date: September {number + 11}, 2018",
        "End of Document",
    ]


CONTENTS = ["User Name: desk", "Date and Time: Monday, 1 October 2018 10:00:00 CEST", "Documents (2)"]
CONTENTS += ["1. Truce holds in valley 1", "Client/Matter: -None-", "2. Truce holds in valley 2"]
NEXIS = [*CONTENTS, *nexis(1), *nexis(2)]

ACADEMIC = "".join(
    f"""
                               {n} of 2 DOCUMENTS

                               Example TV

                     September {n + 10}, 2018 Tuesday
                           Late Edition - Final

Truce holds in valley {n}

BYLINE: By A CORRESPONDENT

SECTION: Section A; Column 0; Foreign Desk; Pg. 1

LENGTH: 512 words

DATELINE: GENEVA

{textwrap.fill(FIRST, 60)}

{textwrap.fill(SECOND, 60)}

LOAD-DATE: September {n + 11}, 2018

LANGUAGE: ENGLISH

PUBLICATION-TYPE: Newspaper

                     Copyright 2018 Example TV Limited
                            All Rights Reserved
"""
    for n in (1, 2)
).splitlines()


def factiva_codes(number: int, *, apart: bool) -> list[str]:
    """One document by Factiva's codes, before the values or on lines of their own."""
    fields = [
        ("HD", f"Truce holds in valley {number}"),
        ("BY", "By A Correspondent"),
        ("WC", "512 words"),
        ("PD", f"{number + 10} September 2018"),
        ("ET", "10:20"),
        ("SN", "Example TV"),
        ("SC", "XTV"),
        ("LA", "English"),
        ("CY", "(c) 2018 Example TV"),
        ("LP", FIRST),
        ("TD", SECOND),
        ("CO", "exmpl : Example"),
        ("PUB", "Example"),
        ("AN", f"Document XTV0000020180917ee9h0000{number}"),
    ]
    return [line for code, value in fields for line in ([code, value] if apart else [f"{code} {value}"])]


def factiva(number: int) -> list[str]:
    """One document in Factiva's plain layout."""
    return [
        f"Truce holds in valley {number}",
        "By A Correspondent",
        "512 words",
        f"{number + 10} September 2018",
        "10:20 GMT",
        "Example TV",
        "XTV",
        "English",
        "(c) 2018 Example TV Limited. All rights reserved.",
        FIRST,
        SECOND,
        f"Document XTV0000020180917ee9h0000{number}",
    ]


LAYOUTS = {
    "nexis": NEXIS,
    "academic": ACADEMIC,
    "factiva": [*factiva(1), "", *factiva(2)],
    "factiva codes": [*factiva_codes(1, apart=False), "", *factiva_codes(2, apart=False)],
    "factiva codes apart": [*factiva_codes(1, apart=True), "", *factiva_codes(2, apart=True)],
}


def as_docx(lines: list[str]) -> bytes:
    document = docx.Document()
    for line in lines:
        document.add_paragraph(line)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def as_html(lines: list[str]) -> bytes:
    return ("<html><body>" + "".join(f"<p>{escape(line)}</p>\n" for line in lines) + "</body></html>").encode()


def as_rtf(lines: list[str]) -> bytes:
    body = "\\par\n".join(line.replace("(c)", "\\'a9") for line in lines)
    fonts = "{\\fonttbl{\\f0\\fswiss Helvetica;}}{\\*\\generator A program;}{\\info{\\title Hidden}}"
    return f"{{\\rtf1\\ansi\\ansicpg1252\\deff0{fonts}\\f0\\fs20 {body}\\par}}".encode()


def as_pdf(lines: list[str]) -> bytes:
    out = io.BytesIO()
    style = getSampleStyleSheet()["Normal"]
    SimpleDocTemplate(out, title="untitled").build([Paragraph(escape(line) or "&nbsp;", style) for line in lines])
    return out.getvalue()


def as_text(lines: list[str]) -> bytes:
    return "\n".join(lines).encode()


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("made", [as_text, as_html, as_docx, as_rtf, as_pdf])
def test_exports(reading: Reading, layout: str, made: Callable[[list[str]], bytes]) -> None:
    reports, rejects = reading({"saved": made(LAYOUTS[layout])})
    assert [(r.part, r.title, r.outlet, r.published) for r in reports] == [
        (f"document {n}", f"Truce holds in valley {n}", "Example TV", f"2018-09-{n + 10}") for n in (1, 2)
    ]
    assert [" ".join(r.text.split()) for r in reports] == [f"{FIRST} {SECOND}"] * 2
    # Where a line of a PDF is full, nothing tells whether its paragraph ends with it.
    assert made is as_pdf or "\n\n" in reports[0].text
    assert not rejects


def test_documents_without_text_or_in_another_layout(reading: Reading) -> None:
    empty = [line for line in nexis(1) if line not in (FIRST, SECOND)]
    other = ["A headline of its own", FIRST, SECOND, "End of Document"]
    reports, (reject,) = reading({"a.txt": as_text([*CONTENTS, *empty, *other, *nexis(2)])})
    assert [(r.part, r.text) for r in reports] == [(f"document {n}", f"{FIRST}\n\n{SECOND}") for n in (2, 3)]
    assert (reject.part, reject.code) == ("document 1", "TW-READ-10")


@pytest.mark.parametrize("made", [as_docx, as_rtf, as_pdf])
def test_a_document_that_is_no_export(reading: Reading, made: Callable[[list[str]], bytes]) -> None:
    (report,), _ = reading(
        {"a": made(["Source: Example TV", "Date: 2019-03-04", "Title: Truce holds", "", FIRST, SECOND])}
    )
    assert (report.title, report.outlet, report.published) == ("Truce holds", "Example TV", "2019-03-04")
    assert " ".join(report.text.split()) == f"{FIRST} {SECOND}"


def test_rich_text_in_other_alphabets(reading: Reading) -> None:
    rtf = rb"{\rtf1\ansi\ansicpg1251\uc1"
    rtf += rb" \'cf\'e5\'f0\'e5\'ec\'e8\'f0\'e8\'e5 \u1089?\u1086?blud\u230\'e6no, \ldblquote yes\rdblquote .\par}"
    (report,), _ = reading({"a.rtf": rtf})
    assert report.text == "Перемирие соbludæno, “yes”."


def test_a_statement_in_pdf(reading: Reading) -> None:
    out = io.BytesIO()
    canvas = Canvas(out)
    for page in range(3):
        canvas.drawString(60, 800, "Mission of observers")
        for number, line in enumerate(textwrap.wrap(f"On day {page} all was quiet. {FIRST} This was day {page}.", 60)):
            canvas.drawString(60, 700 - number * 14, line)
        canvas.drawString(300, 40, f"{page + 1}")
        canvas.showPage()
    canvas.save()
    (report,), rejects = reading({"a": out.getvalue()})
    assert [f"On day {n} all was quiet. {FIRST} This was day {n}." in report.text for n in range(3)] == [True] * 3
    assert "observers" not in report.text
    assert not rejects


def test_pdf_that_cannot_be_read(reading: Reading) -> None:
    scanned, locked = io.BytesIO(), io.BytesIO()
    canvas = Canvas(scanned)
    canvas.rect(10, 10, 100, 100)
    canvas.showPage()
    canvas.save()
    canvas = Canvas(locked, encrypt="secret")
    canvas.drawString(60, 700, FIRST)
    canvas.save()
    _, rejects = reading({"a.pdf": scanned.getvalue(), "b.pdf": locked.getvalue(), "c.pdf": locked.getvalue()[:300]})
    assert [r.code for r in rejects] == ["TW-READ-22", "TW-READ-17", "TW-READ-23"]


def test_the_layouts_fit_their_own_examples() -> None:
    known = data("clippings")
    entries = [*known["ends"], *known["begins"], *known["head"].values(), *known["tail"].values()]
    entries += [known[name] for name in ("opening", "copyright", "words", "edition")]
    assert [e for e in entries if not re.fullmatch(e["pattern"], e["example"], re.IGNORECASE)] == []


@pytest.mark.parametrize("text", [FIRST, "Language: English\nSection: World", f"Body\n{FIRST}", "HD television\nPD"])
def test_what_is_no_export(text: str) -> None:
    assert not is_export(text.splitlines())
