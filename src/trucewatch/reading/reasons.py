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
        "Give text, HTML, JSON, JSON Lines, CSV or TSV, plain or as .gz.",
    )
    UNDECODABLE = Wording(
        "TW-READ-05", "The characters cannot be made out in any known encoding.", "Save it as UTF-8 and try again."
    )
    DAMAGED_GZIP = Wording(
        "TW-READ-06", "The compressed file is cut short or damaged ({detail}).", "Fetch or compress it again."
    )
    UNREADABLE = Wording("TW-READ-07", "The file cannot be opened ({detail}).", "Check the path and its permissions.")
    TOO_LONG = Wording(
        "TW-READ-08", "A single text is longer than {detail}.", "Split it: one report a file, or one report a line."
    )
    BROKEN_JSON = Wording("TW-READ-09", "This is not valid JSON: {detail}.", "Mend or remove this line.")
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

    def at(self, file: str, part: str | None = None, detail: str = "", report_id: str | None = None) -> Reject:
        """The reject (or, with a report's id, the warning) for this place."""
        word = self.value
        return Reject(file, part, word.code, word.reason.format(detail=detail), word.advice, report_id)
