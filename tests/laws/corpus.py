"""A small pile of reports, written for the laws: every form of input, a copy, an undated copy, faults of every sort."""

import json
from pathlib import Path

TREATY = """\
September 18, 2018

ANKARA (Wire of the North) - Turkey and Russia agreed on Monday to set up a demilitarized zone in Idlib.

The zone will be 15 to 20 kilometers deep, Turkish Foreign Minister Mevlut Cavusoglu told reporters on Tuesday.

"Heavy weapons will be withdrawn from the zone by October 10," he said. Both countries will carry out joint patrols.

The weather was mild. Residents said that they did not know whether the ceasefire would hold.
"""
BREACH = """\
October 12, 2018

Government forces shelled villages in northern Hama on Friday, killing at least three people, a monitoring group said.

Syria's government denied that its army had fired. Russia accused the rebels of violating the truce.

Turkey's Defense Ministry said that the withdrawal of heavy weapons had been completed.
"""
PAGE = """\
<html><head><title>Patrols begin near Idlib</title><meta property="article:published_time" content="2018-10-20">
<meta property="og:site_name" content="Harbour Gazette"></head><body><article><h1>Patrols begin near Idlib</h1>
<p>Turkish troops began patrols along the edge of the demilitarized zone on Saturday, the army said in a statement.</p>
<p>Russian officials said that the agreement was holding. A rebel said that his fighters had not withdrawn.</p>
</article></body></html>
"""
FOREIGN = (
    "Le ministre des Affaires étrangères a déclaré mardi que le cessez-le-feu était respecté dans toute la région.\n"
)
LINES = [
    json.dumps(
        {
            "text": "The United Nations said on Thursday that aid had reached Idlib. Iran welcomed the truce.",
            "outlet": "Daily Post",
            "published": "2018-10-26",
            "title": "Aid",
        }
    ),
    '{"text": "cut sho',
    json.dumps({"outlet": "Daily Post", "title": "A line without a text"}),
    json.dumps(
        {
            "text": "Turkey reinforced its observation posts in Idlib on Sunday, witnesses said.",
            "outlet": "Daily Post",
            "published": "2018-02-31",
        }
    ),
]
ROWS = """\
date,source,text
2018-11-05,Coast Radio,"The ceasefire in Idlib is holding, the Russian Defense Ministry said on Monday."
2018-11-09,Coast Radio,"Rebels killed 22 soldiers in an attack near Latakia on Friday, state media reported."
"""
LATER = """\
November 26, 2018

The Sochi agreement has collapsed, a rebel spokesman told Coast Radio on Monday. Turkey said that it still held.
"""


def write(folder: Path) -> Path:
    """Write the pile below `folder`; returns it."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "a-treaty.txt").write_text(TREATY, encoding="utf-8")
    (folder / "b-treaty-copied.txt").write_text("Coast Radio\n\n" + TREATY.partition(" - ")[2], encoding="utf-8")
    (folder / "c-breach.txt").write_text(BREACH, encoding="utf-8")
    (folder / "d-page.html").write_text(PAGE, encoding="utf-8")
    (folder / "e-lines.jsonl").write_text("\n".join(LINES) + "\n", encoding="utf-8")
    (folder / "f-rows.csv").write_text(ROWS, encoding="utf-8")
    (folder / "g-foreign.txt").write_text(FOREIGN * 4, encoding="utf-8")
    (folder / "h-picture.txt").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(200))
    (folder / "i-empty.txt").write_bytes(b"")
    (folder / "inner").mkdir(exist_ok=True)
    (folder / "inner" / "j-bare.html").write_text("<html><body><nav>Home</nav></body></html>", encoding="utf-8")
    return folder
