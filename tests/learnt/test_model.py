import pytest

from trucewatch import learnt
from trucewatch.learnt.quotations import Span
from trucewatch.vocabulary.codes import Code

TEXT = (
    "The governor of the province warned that armed men had taken three villages near the river.\n\n"
    '"We have nowhere to go," Maria Lopez said. "The bridge is gone."\n\n'
    "The road is open again, according to the transport ministry. It rained."
)


@pytest.fixture(scope="module")
def model() -> learnt.Model:
    found = learnt.load()
    if found is None:
        pytest.skip(learnt.missing() or "")
    return found


def words(text: str, spans: tuple[Span, ...]) -> str:
    return " … ".join(text[first:end] for first, end in spans)


def test_indirect_direct_and_according_to(model: learnt.Model) -> None:
    found = [tuple(words(TEXT, part) for part in (q.source, q.cue, q.content)) for q in model.quotations(TEXT)]
    assert found == [
        ("The governor of the province", "warned", "that armed men had taken three villages near the river"),
        ("Maria Lopez", "said", '"We have nowhere to go," … "The bridge is gone."'),
        ("the transport ministry", "according to", "The road is open again"),
    ]


def test_one_quotation_inside_another(model: learnt.Model) -> None:
    text = 'The agency reported that the minister said: "The road is open."'
    found = {words(text, q.cue): q for q in model.quotations(text)}
    outer, inner = found["reported"], found["said"]
    assert (words(text, outer.source), words(text, inner.source)) == ("The agency", "minister")
    assert outer.content[0][0] <= inner.content[0][0]


def test_confidence_is_a_share(model: learnt.Model) -> None:
    assert all(0 < q.confidence <= 1 for q in model.quotations(TEXT))


def test_the_same_alone_and_among_others(model: learnt.Model) -> None:
    assert model.quotations_in([TEXT, "It rained.", TEXT])[2] == model.quotations(TEXT)


def test_text_without_speech_and_no_text(model: learnt.Model) -> None:
    assert model.quotations("It rained all day.") == []
    assert model.quotations("") == []


def test_factuality_tells_done_from_denied_and_possible(model: learnt.Model) -> None:
    values = {}
    for text, word in (
        ("The army shelled the town .", "shelled"),
        ("The army did not shell the town .", "shell"),
        ("The army may shell the town .", "shell"),
    ):
        at = text.index(word)
        [values[text]] = model.factuality(text, [(at, at + len(word))])
    done, denied, possible = values.values()
    assert done > 2
    assert denied < possible < done


def test_factuality_of_no_word(model: learnt.Model) -> None:
    assert model.factuality("It rained .", []) == []
    assert model.factuality("It rained .", [(40, 42)]) == [0.0]


def test_event_type_is_a_distribution(model: learnt.Model) -> None:
    text = "The ministry accused the militia of breaking the truce."
    found = model.event_type(text, (0, 12), (21, 32))
    assert max(found, key=lambda code: found[code]) == "ACCUSE"
    assert sum(found.values()) == pytest.approx(1, abs=0.01)
    assert model.event_type(text, (90, 95), (0, 12)) == {}


@pytest.mark.parametrize(
    ("text", "word", "code"),
    [
        ("Shelling by the militia killed nine people at the port on Friday.", "killed", "ASSAULT"),
        ("The two governments signed a ceasefire agreement on Friday.", "signed", "AGREE"),
        ("The army withdrew its tanks from the town on Friday.", "withdrew", "RETREAT"),
    ],
)
def test_acts_of_plain_words(model: learnt.Model, text: str, word: str, code: str) -> None:
    spans = [(at, at + len(each)) for each in text.rstrip(".").split() for at in [text.index(each)]]
    scores = model.acts(text, spans)
    assert scores.shape == (len(spans), len(model.act_codes))
    assert scores.sum(axis=1) == pytest.approx(1, abs=1e-4)
    best = dict(zip(text.rstrip(".").split(), (model.act_codes[i] for i in scores.argmax(axis=1)), strict=True))
    assert best[word] == code
    assert best["on"] == ""
    assert best["Friday"] == ""


def test_acts_are_the_codes_of_the_codebook_and_none(model: learnt.Model) -> None:
    assert model.act_codes == ["", *(code.value for code in Code)]


def test_words_beyond_reach_tell_no_act(model: learnt.Model) -> None:
    long = "The army shelled the town." + " It rained." * 200 + " The army shelled the town."
    last = long.rindex("shelled")
    [seen, unseen] = model.acts(long, [(9, 16), (last, last + 7)])
    assert 0.0 < seen[model.act_codes.index("ASSAULT")] < 1.0
    assert unseen.tolist() == [1.0] + [0.0] * (len(model.act_codes) - 1)
    assert model.acts("It rained.", [(90, 95)])[0].tolist()[0] == 1.0


def test_acts_of_no_words(model: learnt.Model) -> None:
    assert model.acts("It rained.", []).shape == (0, len(model.act_codes))


def test_acts_do_not_hang_on_what_was_read_before(model: learnt.Model) -> None:
    text = "The rebels freed forty soldiers."
    first = model.acts(text, [(11, 16)]).tolist()
    model.acts("Planes bombed the port.", [(7, 13)])
    assert model.acts(text, [(11, 16)]).tolist() == first
