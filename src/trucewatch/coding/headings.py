"""Headings and rows of headlines, which repeat what a text says and are not coded."""

from trucewatch.language.reader import ReadSentence

_LONG_WORD, _MANY_WORDS, _NEARLY_ALL = 4, 10, 0.85
"""Letters, words and share of capitals by which a row of headlines is told from a sentence."""


def is_heading(sentence: ReadSentence, text: str) -> bool:
    """A short line without a stop, alone in its paragraph, repeats what the text says; so do headlines in a row."""
    longer = [word for word in sentence.text.split() if len(word) >= _LONG_WORD and not word.isupper()]
    if len(longer) >= _MANY_WORDS and sum(w[0].isupper() for w in longer) >= _NEARLY_ALL * len(longer):
        return True
    alone = text[: sentence.start].endswith(("\n\n", "")[sentence.start == 0]) and text[sentence.end :][:2] in {
        "\n\n",
        "",
    }
    return alone and len(sentence.text.split()) < 14 and sentence.text[-1].isalnum() and sentence.start > 0
