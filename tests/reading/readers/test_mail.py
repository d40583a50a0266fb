"""Mails, mailboxes and saved pages written by Python's `email` and `mailbox`; feeds by feedgen."""

import mailbox
from collections.abc import Callable
from email.message import EmailMessage
from email.mime.multipart import MIMEMultipart
from email.mime.text import MIMEText
from pathlib import Path

import pytest

from trucewatch.casebook.knowledge import Knowledge
from trucewatch.reading import read
from trucewatch.vocabulary.codes import PublishedHow
from trucewatch.vocabulary.records import Reject, Report

Reading = Callable[[dict[str, bytes | str]], tuple[list[Report], list[Reject]]]
BODY = "The truce held in the north, monitors said on Monday.\n\nNobody was hurt in the café, they added."
HTML = "<html><body><table><tr><td><p>The truce held in the north, monitors said on Monday.</p><p>Nobody was hurt in the café, they added.</p></td></tr></table></body></html>"  # noqa: E501
PAGE = (
    "<html><head><title>Truce holds in the north</title></head><body><article><p>The truce held on Monday in the north,"
    " monitors said, after two days of talks.</p><p>Nobody was hurt, the mission said in a statement on its site.</p>"
    "</article></body></html>"
)


def message(
    text: str = BODY, sender: str = "Daily Brief <brief@mail.reuters.com>", charset: str = "utf-8"
) -> EmailMessage:
    mail = EmailMessage()
    mail["From"] = sender
    mail["To"] = "desk@example.org"
    mail["Subject"] = "Trêve: the truce holds"
    mail["Date"] = "Tue, 05 Mar 2019 01:30:00 +0300"
    mail["Message-ID"] = "<1@example.org>"
    mail.set_content(text, charset=charset)
    return mail


@pytest.mark.parametrize("charset", ["utf-8", "cp1252", "iso-8859-9"])
def test_a_mail(reading: Reading, charset: str) -> None:
    (report,), rejects = reading({"saved": message(charset=charset).as_bytes()})
    assert (report.title, report.outlet, report.text) == ("Trêve: the truce holds", "Reuters", BODY)
    # The local day of the sender, not that of Greenwich.
    assert (report.published, report.published_how) == ("2019-03-05", PublishedHow.METADATA)
    assert not rejects


def test_an_unknown_sender_is_the_outlet_by_its_own_name(reading: Reading) -> None:
    (report,), _ = reading({"a.eml": message(sender="Valley Monitor <x@valley.example>").as_bytes()})
    assert report.outlet == "Valley Monitor"


@pytest.mark.parametrize("plain", [BODY, "View this mail in your browser."])
def test_a_newsletter_in_two_forms(reading: Reading, plain: str) -> None:
    mail = message(plain)
    mail.add_alternative(HTML, subtype="html")
    mail.add_attachment(b"\x89PNG", maintype="image", subtype="png", filename="a.png")
    (report,), _ = reading({"a.eml": mail.as_bytes()})
    assert report.text == BODY


def test_a_mail_without_text(reading: Reading) -> None:
    _, (reject,) = reading({"a.eml": message("").as_bytes()})
    assert reject.code == "TW-READ-28"


def test_clippings_with_headers_are_no_mail(reading: Reading) -> None:
    (report,), _ = reading({"a.txt": f"Source: Example TV\nDate: 2019-03-04\nTitle: Truce holds\n\n{BODY}"})
    assert (report.title, report.outlet, report.published) == ("Truce holds", "Example TV", "2019-03-04")


def test_a_mailbox(tmp_path: Path, knowledge: Knowledge) -> None:
    box = mailbox.mbox(tmp_path / "letters")
    for number in range(3):
        mail = message(
            f"From what monitors said, the truce held on day {number}.\n\nFrom now on it will hold, they added."
        )
        data = mail.as_bytes()
        box.add(data.replace(b"Tue, 05 Mar 2019 01:30:00 +0300", b"yesterday") if number == 1 else data)
    box.close()
    found = list(read([tmp_path], knowledge))
    reports = [r for r in found if isinstance(r, Report)]
    assert [r.part for r in reports] == ["message 1", "message 2", "message 3"]
    assert [r.published for r in reports] == ["2019-03-05", None, "2019-03-05"]
    assert reports[2].text.splitlines()[-1] == "From now on it will hold, they added."
    assert [(r.code, r.part) for r in found if isinstance(r, Reject)] == [("TW-READ-55", "message 2")]


def saved_page() -> MIMEMultipart:
    saved = MIMEMultipart("related", type="text/html")
    saved["From"] = "<Saved by Blink>"
    saved["Snapshot-Content-Location"] = "https://www.reuters.com/truce"
    saved["Subject"] = "Truce holds in the north"
    saved["Date"] = "Mon, 06 May 2019 10:00:00 -0000"
    part = MIMEText(PAGE, "html", "utf-8")
    part["Content-Location"] = "https://www.reuters.com/truce"
    saved.attach(part)
    return saved


def test_a_saved_page(reading: Reading) -> None:
    (report,), rejects = reading({"a.mhtml": saved_page().as_bytes()})
    assert (report.title, report.url, report.outlet) == (
        "Truce holds in the north",
        "https://www.reuters.com/truce",
        "Reuters",
    )
    assert report.published == "../2019-05-06"
    assert report.text.startswith("The truce held on Monday")
    assert not rejects


def test_a_mail_of_a_thousand_nested_parts(reading: Reading) -> None:
    depth = 2000
    opening = "".join(f'--b{n}\nContent-Type: multipart/mixed; boundary="b{n + 1}"\n\n' for n in range(depth))
    data = f'From: a@b.c\nMessage-ID: <1>\nContent-Type: multipart/mixed; boundary="b0"\n\n{opening}{BODY}'
    _, (reject,) = reading({"a.eml": data})
    assert reject.code == "TW-READ-28"
