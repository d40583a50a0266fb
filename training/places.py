"""Learns the weights by which a name's place is chosen: `src/trucewatch/gazetteer/data/weights.json`.

    python training/places.py FOLDER

FOLDER holds LGL.xml and TR-News.xml (or any files in that layout); only the half looked at by `trucewatch bench places`
is read. No text is kept: the weights are some hundred numbers. Seeded; a minute on one core.
"""

import argparse
import json
from collections import Counter, defaultdict
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from trucewatch.bench.places_corpus import Article, read
from trucewatch.bench.splits import kept
from trucewatch.casebook import load
from trucewatch.gazetteer.features import NAMES, STATIC, Group, Home, contextual, kilometres
from trucewatch.gazetteer.resolve import Layer, Placed, Resolver, home_of
from trucewatch.language.places import states_of

SEED = 20181217
HIDDEN = 10
STEPS = 900
RATE = 0.02
DECAY = 0.0015
SAME_PLACE = 10.0  # km: a place listed twice
WEIGHTS = Path(__file__).parent.parent / "src/trucewatch/gazetteer/data/weights.json"


@dataclass(slots=True)
class Case:
    """An article with the groups of its names, and the right row of each group (-1: none is)."""

    article: Article
    groups: list[Group]
    right: list[int]


def case(article: Article, resolver: Resolver) -> Case:
    """The groups of an article; right is what most of the mentions are."""
    gold = {t.named: t for t in article.toponyms if t.point}
    listed = resolver.groups(article.text, [t.named for t in article.toponyms])
    right = []
    for group in listed:
        votes: Counter[int] = Counter()
        for named in group.named:
            marked = gold.get(named)
            if marked is None or marked.point is None:
                continue
            places = group.meanings.places
            same = [i for i, p in enumerate(places) if p.id == marked.ident]
            if not same:
                far = [(kilometres((p.lat, p.lon), marked.point), i) for i, p in enumerate(places)]
                same = [min(far)[1]] if min(far)[0] < SAME_PLACE else []
            votes[same[0] if same else -1] += 1
        right.append(votes.most_common(1)[0][0] if votes else -1)
    return Case(article, listed, right)


def learn(rows: list[np.ndarray], right: list[int], counts: list[int], width: int) -> Layer:
    """Weights under which the right row of each group scores highest (softmax over its rows; Adam; weight decay)."""
    chosen = [i for i, r in enumerate(right) if r >= 0 and len(rows[i]) > 1]
    x = np.vstack([rows[i] for i in chosen])
    sizes = np.array([len(rows[i]) for i in chosen])
    starts = np.concatenate([[0], np.cumsum(sizes)[:-1]])
    owner = np.repeat(np.arange(len(chosen)), sizes)
    weight = np.sqrt(np.array([counts[i] for i in chosen], dtype=float))
    weight /= weight.sum()
    gold = np.zeros(len(x))
    gold[starts + np.array([right[i] for i in chosen])] = 1
    random = np.random.default_rng(SEED)
    values = {
        "direct": np.zeros(width),
        "hidden": random.normal(0, 0.3, (width, HIDDEN)),
        "bias": np.zeros(HIDDEN),
        "out": random.normal(0, 0.3, HIDDEN),
    }
    first, second = ({k: np.zeros_like(v) for k, v in values.items()} for _ in range(2))
    for step in range(1, STEPS + 1):
        inner = np.tanh(x @ values["hidden"] + values["bias"])
        scores = x @ values["direct"] + inner @ values["out"]
        power = np.exp(scores - np.maximum.reduceat(scores, starts)[owner])
        shares = power / np.add.reduceat(power, starts)[owner]
        error = (shares - gold) * weight[owner]
        back = error[:, None] * values["out"][None, :] * (1 - inner**2)
        slopes = {
            "direct": x.T @ error,
            "hidden": x.T @ back,
            "bias": back.sum(0),
            "out": inner.T @ error,
        }
        rate = RATE * (1 - step / (STEPS + 1))
        for name in values:  # noqa: PLC0206 - the values are changed
            slope = slopes[name] + DECAY * values[name]
            first[name] = 0.9 * first[name] + 0.1 * slope
            second[name] = 0.999 * second[name] + 0.001 * slope**2
            values[name] -= rate * (first[name] / (1 - 0.9**step)) / (np.sqrt(second[name] / (1 - 0.999**step)) + 1e-8)
    return Layer(*(values[name] for name in ("direct", "hidden", "bias", "out")))


def homes(cases: list[Case], shares: list[list[np.ndarray]]) -> list[Home]:
    """For each article, where its outlet's other articles are."""
    placed: dict[str, dict[int, list[Placed]]] = defaultdict(dict)
    for number, (each, likely) in enumerate(zip(cases, shares, strict=True)):
        placed[each.article.outlet][number] = [
            Placed(g.named[0], g.meanings.places[int(s.argmax())], float(s.max()), g.meanings.near)
            for g, s in zip(each.groups, likely, strict=True)
        ]
    return [
        home_of(list(v) for k, v in placed[each.article.outlet].items() if k != number)
        for number, each in enumerate(cases)
    ]


def main() -> None:
    """Read, learn the rounds one after another, write the weights."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    articles = [a for path in sorted(parser.parse_args().folder.glob("*.xml")) for a in read(path)]
    articles = kept("places", articles, "dev", lambda a: a.name)
    resolver = Resolver(states_of(load(None)), rounds=())
    cases = [case(a, resolver) for a in articles]
    right = [r for c in cases for r in c.right]
    counts = [len(g.named) for c in cases for g in c.groups]
    alone = learn([g.static for c in cases for g in c.groups], right, counts, STATIC)
    layers = [alone]
    shares = [[alone.shares(g.static) for g in c.groups] for c in cases]
    known: list[Home | None] = [None] * len(cases)
    for _ in range(2):
        without = [rows for c, s in zip(cases, shares, strict=True) for rows in contexts(c, s, None)]
        if known[0] is None:
            layer = learn(without, right, counts, len(NAMES))
            found = homes(cases, divided(layer, without, cases))
            known = [*found]
        within = [rows for c, s, h in zip(cases, shares, known, strict=True) for rows in contexts(c, s, h)]
        layer = learn(without + within, right + right, counts + counts, len(NAMES))
        layers.append(layer)
        shares = divided(layer, within, cases)
        hits = [
            int(s.argmax()) == r for s, r in zip([s for each in shares for s in each], right, strict=True) if r >= 0
        ]
        print(f"{len(hits)} names, right {np.mean(hits):.4f} (half looked at, in sample)")
    data = [
        {n: np.round(getattr(layer, n), 4).tolist() for n in ("direct", "hidden", "bias", "out")} for layer in layers
    ]
    text = json.dumps({"made by": "training/places.py", "features": NAMES, "layers": data}, indent=None)
    WEIGHTS.write_text(text + "\n", "utf-8")


def contexts(each: Case, shares: list[np.ndarray], home: Home | None) -> list[np.ndarray]:
    """The features of every group of an article."""
    return [contextual(i, each.groups, shares, each.article.state, home) for i in range(len(each.groups))]


def divided(layer: Layer, rows: list[np.ndarray], cases: list[Case]) -> list[list[np.ndarray]]:
    """The shares that a layer gives, article by article."""
    flat = iter(rows)
    return [[layer.shares(next(flat)) for _ in each.groups] for each in cases]


if __name__ == "__main__":
    main()
