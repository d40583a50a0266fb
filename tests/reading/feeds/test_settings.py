from pathlib import Path

import pytest

from trucewatch.reading.feeds.settings import load
from trucewatch.vocabulary.errors import InputError

GOOD = """\
user_agent = "monitor/2 (+https://example.org/about)"
allow_private = ["LocalHost", "10.0.0.5"]
full_text = true
min_delay = 2

[[feed]]
url = "https://news.example/rss"
outlet = "Harbour Gazette"
language = "en"

[[feed]]
url = "https://other.example/atom"
full_text = false
"""


def written(folder: Path, text: str) -> Path:
    path = folder / "feeds.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_a_good_file_is_read(tmp_path: Path) -> None:
    found = load(written(tmp_path, GOOD))
    assert found.allow_private == ("localhost", "10.0.0.5")
    assert [feed.url for feed in found.feed] == ["https://news.example/rss", "https://other.example/atom"]
    assert [feed.full_text for feed in found.feed] == [None, False]
    assert found.min_delay == 2


def test_the_smallest_file_is_one_address(tmp_path: Path) -> None:
    found = load(written(tmp_path, '[[feed]]\nurl = "http://news.example"'))
    assert found.feed[0].url == "http://news.example/"
    assert found.user_agent.startswith("trucewatch/")


def test_the_shipped_example_is_good() -> None:
    assert load(Path(__file__).parents[3] / "examples" / "feeds.toml").feed


@pytest.mark.parametrize(
    ("old", "new", "where", "told"),
    [
        ('language = "en"', "language = en", ", line 9", "not valid TOML"),
        ("min_delay = 2", "min_delai = 2", ", line 4", "`min_delai` is no setting. The settings here are user_agent"),
        ("min_delay = 2", "min_delay = -1", ", line 4", "`min_delay`: input should be greater than or equal to 0"),
        ("min_delay = 2", 'min_delay = "soon"', ", line 4", "`min_delay`: input should be a valid number"),
        ("full_text = false", 'full_text = "no"', ", line 13, feed 2", "`full_text`: input should be a valid boolean"),
        ("full_text = false", 'fulltext = "no"', ", line 13, feed 2", "The settings here are url, outlet"),
        (
            "https://other.example",
            "ftp://other.example",
            ", line 12, feed 2",
            "only http and https are fetched, not ftp",
        ),
        ("https://other.example", "https://me:pw@other.example", ", line 12, feed 2", "a name or password"),
        ('url = "https://other.example/atom"\n', "", ", line 11, feed 2", "There is no `url`."),
        ("https://other.example/atom", "https://news.example/rss", ", line 12, feed 2", "stands here twice"),
        ('"LocalHost"', '"http://localhost"', ", line 2", "is no host; give names alone"),
        ('"LocalHost"', '"localhost:80"', ", line 2", "is no host; give names alone"),
        ('"monitor/2 (+https://example.org/about)"', '"é\\n"', ", line 1", "`user_agent`"),
        ('outlet = "Harbour Gazette"', 'outlet = ""', ", line 8, feed 1", "`outlet`"),
    ],
)
def test_a_fault_is_told_with_its_line_and_what_to_do(
    tmp_path: Path, old: str, new: str, where: str, told: str
) -> None:
    assert old in GOOD
    path = written(tmp_path, GOOD.replace(old, new))
    with pytest.raises(InputError) as raised:
        load(path)
    assert raised.value.where == f"{path}{where}"
    assert told in f"{raised.value}"
    assert raised.value.do


@pytest.mark.parametrize("text", ["", "feed = []", "full_text = true"])
def test_a_file_without_feeds_is_told(tmp_path: Path, text: str) -> None:
    with pytest.raises(InputError, match=r"There is no \[\[feed\]\]"):
        load(written(tmp_path, text))


@pytest.mark.parametrize("text", ["feed = 3", '[feed]\nurl = "https://a.example"', "feed = [3]"])
def test_a_file_of_another_shape_is_told(tmp_path: Path, text: str) -> None:
    with pytest.raises(InputError, match="TW-FEED-3"):
        load(written(tmp_path, text))


def test_a_file_that_is_not_there_or_not_text_is_told(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="There is no such file"):
        load(tmp_path / "none.toml")
    (tmp_path / "feeds.toml").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(InputError, match="it is not UTF-8"):
        load(tmp_path / "feeds.toml")
    with pytest.raises(InputError, match="cannot be read"):
        load(tmp_path)
