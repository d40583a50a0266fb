"""Fine-tune an encoder to say of each word which act it tells, if any. Seeded; one CPU core is enough."""

import argparse
import json
import random
import time
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from network import INNER, Acts, Encoder, pretrained, shallower
from safetensors.torch import load_file
from torch import Tensor, nn
from torch.nn import functional

from trucewatch.learnt.marked import MarkedSentence, read, unseen
from trucewatch.learnt.windows import Window, sentence
from trucewatch.learnt.wordpiece import WordPieces
from trucewatch.vocabulary.codes import Code

CODES = ["", *(code.value for code in Code)]
"""What a word can tell: nothing, or an act."""

LONGEST = 128
BATCH = 16
SMOOTHED = 0.05
"""Share of a mark's certainty that is spread over all codes."""


@dataclass(slots=True)
class Example:
    """A sentence, and the code of each piece that begins a word; `shares` are what teachers think of them instead."""

    window: Window
    labels: list[tuple[int, int]]
    shares: Tensor | None = None


def example(marked: MarkedSentence, cutter: WordPieces) -> Example:
    """Every word of a mark has its code, every other word none."""
    window = sentence(marked.text, cutter, LONGEST)
    labels = []
    for piece in window.words:
        start, _ = window.places[piece]
        if start >= 0 and marked.text[start].isalnum():
            code = next((m.code.value for m in marked.marks if m.start <= start < m.end), "")
            labels.append((piece, CODES.index(code)))
    return Example(window, labels)


def softly(path: Path, cutter: WordPieces) -> list[Example]:
    """Sentences with what teachers think of each word, as soften.py wrote them."""
    kept, found, reached = np.load(path), [], 0
    shares = torch.from_numpy(kept["shares"])
    for text in kept["texts"].tolist():
        each = example(MarkedSentence(text, 0), cutter)
        each.shares = shares[reached : reached + len(each.labels)]
        reached += len(each.labels)
        found.append(each)
    return found


def padded(examples: list[Example]) -> tuple[Tensor, Tensor, Tensor]:
    """Ids, mask, and how likely each code is at each piece that begins a word (elsewhere all nought) of a batch."""
    longest = max(len(e.window.ids) for e in examples)
    ids, mask = (torch.zeros(len(examples), longest, dtype=torch.long) for _ in range(2))
    wanted = torch.zeros(len(examples), longest, len(CODES))
    for row, each in enumerate(examples):
        ids[row, : len(each.window.ids)] = torch.tensor(each.window.ids)
        mask[row, : len(each.window.ids)] = 1
        pieces = [piece for piece, _ in each.labels]
        if each.shares is not None:
            wanted[row, pieces] = each.shares.float()
        else:
            wanted[row, pieces] = SMOOTHED / len(CODES)
            wanted[row, pieces, [label for _, label in each.labels]] += 1 - SMOOTHED
    return ids, mask, wanted


def loss_of(scores: Tensor, wanted: Tensor) -> Tensor:
    """Cross entropy over the pieces that begin a word."""
    return -(wanted * functional.log_softmax(scores, -1)).sum() / wanted.sum()


def batched(examples: list[Example], rng: random.Random) -> list[list[Example]]:
    """Batches of like length, in an order that the seed decides."""
    order = rng.sample(examples, len(examples))
    stretches = [sorted(order[i : i + 256], key=lambda e: len(e.window.ids)) for i in range(0, len(order), 256)]
    groups = [s[i : i + BATCH] for s in stretches for i in range(0, len(s), BATCH)]
    rng.shuffle(groups)
    return groups


@torch.no_grad()
def report(encoder: Encoder, acts: Acts, examples: list[Example]) -> dict[str, float]:
    """F1 of the codes in a sentence, where a run of words with one code is one act."""
    encoder.eval()
    acts.eval()
    right = found_all = wanted_all = 0
    for start in range(0, len(examples), 32):
        group = examples[start : start + 32]
        ids, mask, _ = padded(group)
        best = acts(encoder(ids, mask)[-1]).argmax(-1)
        for row, each in enumerate(group):
            found = _runs([int(best[row, piece]) for piece, _ in each.labels])
            wanted = _runs([label for _, label in each.labels])
            right += (found & wanted).total()
            found_all, wanted_all = found_all + found.total(), wanted_all + wanted.total()
    return {"F1": round(2 * right / max(1, found_all + wanted_all), 4)}


def _runs(labels: list[int]) -> Counter[int]:
    return Counter(b for a, b in zip([0, *labels], labels, strict=False) if b and b != a)


def arguments() -> argparse.Namespace:
    """What is asked for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("reports", type=Path, help="folder with marked reports")
    parser.add_argument("base", type=Path, help="folder with model.safetensors and vocab.txt of MiniLM")
    parser.add_argument("out", type=Path, help="checkpoint")
    parser.add_argument("--start", type=Path, help="checkpoint of train.py, or of this script, to go on from")
    parser.add_argument("--soft", type=Path, help="what teachers think of other sentences (soften.py)")
    parser.add_argument("--layers", type=int, default=4)
    parser.add_argument("--inner", type=int, default=INNER, help="neurons kept in each layer")
    parser.add_argument("--epochs", type=int, default=6)
    parser.add_argument("--rate", type=float, default=2e-4)
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--seed", type=int, default=1)
    return parser.parse_args()


def main() -> None:
    """Train on the reports that are looked at; tell the score on those kept unseen at the end."""
    args = arguments()
    torch.manual_seed(args.seed)
    torch.set_num_threads(args.threads)
    rng = random.Random(args.seed)  # noqa: S311 - shuffles examples
    cutter = WordPieces((args.base / "vocab.txt").read_text(encoding="utf-8").split("\n")[:-1])
    halves: dict[bool, list[Example]] = {False: [], True: []}
    for marked in read(sorted(args.reports.glob("*.txt"))):
        halves[unseen(marked.id)] += [example(s, cutter) for s in marked.sentences]
    train, kept = halves[False] + (softly(args.soft, cutter) if args.soft else []), halves[True]
    encoder, acts = Encoder(args.layers, inner=args.inner), Acts(len(CODES))
    if args.start:
        state = torch.load(args.start, weights_only=False)
        if "acts" in state:
            acts.load_state_dict(state["acts"])
    else:
        state = {"encoder": pretrained(load_file(args.base / "model.safetensors"), args.layers).state_dict()}
    encoder.load_state_dict(shallower(state["encoder"], args.layers, args.inner))
    encoder.words.weight.requires_grad = False
    steps = args.epochs * -(-len(train) // BATCH)
    optimiser = torch.optim.AdamW(
        [
            {"params": [p for p in encoder.parameters() if p.requires_grad], "lr": args.rate},
            {"params": acts.parameters(), "lr": args.rate * 10},
        ],
        weight_decay=0.01,
    )
    warm = max(1, int(0.06 * steps))
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimiser, lambda s: min((s + 1) / warm, max(0.0, (steps - s) / (steps - warm)))
    )
    began = time.monotonic()
    for epoch in range(args.epochs):
        encoder.train()
        acts.train()
        losses = []
        for group in batched(train, rng):
            ids, mask, wanted = padded(group)
            loss = loss_of(acts(encoder(ids, mask)[-1]), wanted)
            loss.backward()
            nn.utils.clip_grad_norm_([p for g in optimiser.param_groups for p in g["params"]], 1.0)
            optimiser.step()
            schedule.step()
            optimiser.zero_grad()
            losses.append(loss.item())
        seconds = round(time.monotonic() - began)
        print(json.dumps({"epoch": epoch, "loss": round(sum(losses) / len(losses), 4), "seconds": seconds}), flush=True)
        if epoch % 2:
            save(encoder, acts, args)
            print(json.dumps(report(encoder, acts, kept)), flush=True)
    print(json.dumps({"trained on": len(train), "kept unseen": len(kept), **report(encoder, acts, kept)}))
    save(encoder, acts, args)


def save(encoder: Encoder, acts: Acts, args: argparse.Namespace) -> None:
    """Write the checkpoint."""
    kept = {"seed": args.seed, "layers": args.layers, "inner": args.inner}
    state = {"encoder": encoder.state_dict(), "acts": acts.state_dict(), "codes": CODES, "args": kept}
    torch.save(state, args.out)


if __name__ == "__main__":
    main()
