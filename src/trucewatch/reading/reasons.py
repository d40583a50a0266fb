"""Why an input was not read, or not read as it stood: every code with its reason and what to do."""

from dataclasses import dataclass
from enum import Enum

from trucewatch.vocabulary.records import Reject


@dataclass(frozen=True, slots=True)
class Wording:
    """`code` TW-READ-…, a reason with places for details, and what to do."""

    code: str
    reason: str
    advice: str


class Reason(Enum):
    """The list, in the order of the codes; those from TW-READ-50 on are warnings beside a report that was read."""

    EMPTY_FILE = Wording("TW-READ-03", "The file is empty.", "Remove it, or fetch it again.")
    BINARY = Wording(
        "TW-READ-04",
        "The file is not text in a form that can be read ({detail}).",
        "Give it in one of the formats that docs/readers.md lists.",
    )
    UNDECODABLE = Wording(
        "TW-READ-05", "The characters cannot be made out in any known encoding.", "Save it as UTF-8 and try again."
    )
    DAMAGED = Wording(
        "TW-READ-06",
        "The packed file is cut short or damaged: {detail}.",
        "Fetch or pack it again; what could be read before the fault was read.",
    )
    UNREADABLE = Wording("TW-READ-07", "The file cannot be opened ({detail}).", "Check the path and its permissions.")
    TOO_LONG = Wording(
        "TW-READ-08", "A single text is longer than {detail}.", "Split it: one report a file, or one report a line."
    )
    BROKEN_JSON = Wording("TW-READ-09", "This is not valid JSON: {detail}.", "Mend or remove it; the rest was read.")
    LACKS_TEXT = Wording(
        "TW-READ-10", "The record has no text ({detail}).", "Give the text of the report in a field such as `text`."
    )
    NO_TEXT_COLUMN = Wording(
        "TW-READ-11",
        "No column holds the text of the reports; the columns are {detail}.",
        "Name the column `text`, `content` or `body`, or say which one it is.",
    )
    PAGE_WITHOUT_TEXT = Wording(
        "TW-READ-12", "The page holds no article text.", "Check that the page was saved with its text."
    )
    BROKEN_ROW = Wording(
        "TW-READ-13", "The row cannot be read: {detail}.", "Mend the quotes or the number of cells in this row."
    )
    LINK_LOOP = Wording("TW-READ-14", "The link leads back to a folder already read.", "Nothing needs to be done.")
    NOTHING_LEFT = Wording(
        "TW-READ-15", "Nothing but page furniture is left of this text.", "Check that it holds an article."
    )
    NO_RECORDS = Wording("TW-READ-16", "The file holds no records.", "Check that it was written to its end.")
    ENCRYPTED = Wording("TW-READ-17", "It is locked with a password.", "Unlock it, and give it without a password.")
    TOO_DEEP = Wording(
        "TW-READ-18", "Archives are packed in one another, more than {detail} deep.", "Unpack the outer ones."
    )
    BOMB = Wording(
        "TW-READ-19",
        "It unpacks to more than {detail}, as files do that are made to do harm; the rest was left out.",
        "If you trust it, unpack it and name the folder.",
    )
    CLIMBS_OUT = Wording(
        "TW-READ-20",
        "The path of this member leads out of its archive, as no honest archive has it; it was not read.",
        "If you trust it, unpack it and name the file.",
    )
    NO_FILE = Wording(
        "TW-READ-21",
        "This member of the archive is a link or a device, not a file.",
        "Nothing, if what it points to is in the archive too: that is read by itself.",
    )
    NO_TEXT_LAYER = Wording(
        "TW-READ-22",
        "The PDF holds pictures of pages, but no text.",
        "Run it through text recognition (such as ocrmypdf), and give what comes out.",
    )
    BROKEN_FILE = Wording(
        "TW-READ-23", "The {detail}.", "Open and save it with the program that it comes from, or fetch it again."
    )
    ENTITIES = Wording(
        "TW-READ-24",
        "The XML defines entities of its own, as feeds never do and files made to do harm do.",
        "If you trust it, take its DOCTYPE out.",
    )
    TOO_NESTED = Wording(
        "TW-READ-25", "Its tags are nested more than {detail} deep.", "Save the page again with a browser."
    )
    TOO_MANY_TAGS = Wording("TW-READ-26", "It has more than {detail} tags.", "Save the page again with a browser.")
    BROKEN_RECORD = Wording(
        "TW-READ-27", "The record of the crawl cannot be read: {detail}.", "Fetch the file again, if it matters."
    )
    BROKEN_MAIL = Wording("TW-READ-28", "The mail holds no text ({detail}).", "Save it again from the mail program.")
    NO_MEMBERS = Wording(
        "TW-READ-29",
        "The archive holds no files, or none but hidden ones.",
        "Check that it was packed to its end, or leave it out.",
    )
    IMPOSSIBLE_DATE = Wording(
        "TW-READ-51",
        "The date {detail} does not exist; the day was left open or taken from the text.",
        "Mend the date.",
    )
    MOJIBAKE = Wording("TW-READ-52", "Garbled characters were mended ({detail}).", "Check names with accents.")
    DATES_DISAGREE = Wording(
        "TW-READ-53", "The date column says {detail}; the text's own date line was followed.", "Check the day."
    )
    GUESSED_ENCODING = Wording("TW-READ-54", "The encoding was taken to be {detail}.", "Save as UTF-8 to be sure.")
    UNCLEAR_DATE = Wording(
        "TW-READ-55",
        "The date '{detail}' could not be understood; the day was left open or taken from the text.",
        "Write it as YYYY-MM-DD.",
    )

    TOO_EARLY = Wording(
        "TW-READ-56",
        "The report is dated {detail}, before what it reports.",
        "Check the day: a table's date may be that of the event, or day and month may be swapped.",
    )

    def at(self, file: str, part: str | None = None, detail: str = "", report_id: str | None = None) -> Reject:
        """The reject (or, with a report's id, the warning) for this place."""
        word = self.value
        return Reject(file, part, word.code, word.reason.format(detail=detail), word.advice, report_id)
