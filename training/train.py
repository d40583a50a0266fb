"""Fine-tune MiniLM with its heads on the public gold sets. Seeded; one CPU core is enough; see README.md."""

import argparse
import json
import random
import time
from dataclasses import dataclass
from pathlib import Path

import torch
from corpora import (
    EVENT_CODES,
    EventExample,
    FactualityExample,
    QuoteExample,
    articles,
    event_examples,
    factuality_examples,
    kept_for_tuning,
    quote_examples,
)
from network import Encoder, Heads, pretrained
from safetensors.torch import load_file
from tasks import batched, event_loss, factuality_loss, padded, quote_loss
from torch import Tensor, nn
from tuning import report

from trucewatch.learnt.wordpiece import WordPieces

LENGTHS = (96, 160, 256)
"""Longest windows of an article, drawn anew each epoch: at run time paragraphs come alone and together."""

TUNING_ARTICLES, TUNING_SENTENCES, TUNING_WINDOW = 45, 400, 160
EVENT_PASSES = 2
"""How often an epoch goes over the event types, of which there are few."""

Work = list[tuple[str, list]]


@dataclass(slots=True)
class Examples:
    """What is trained on, and what is kept apart to tune on."""

    articles: list[dict[int, list[QuoteExample]]]
    sure: list[FactualityExample]
    events: list[EventExample]
    tune_quotes: list[QuoteExample]
    tune_sure: list[FactualityExample]


def gathered(benchmarks: Path, cutter: WordPieces, rng: random.Random) -> Examples:
    """Every example of the three sets."""
    everything = articles(benchmarks / "quotes" / "train")
    train = [a for a in everything if not kept_for_tuning(a.name)]
    tune = [a for a in everything if kept_for_tuning(a.name)][:TUNING_ARTICLES]
    files = (benchmarks / "factuality" / "UW", benchmarks / "factuality" / "UDS_IH2")
    sure = [e for k, f in enumerate(files) for e in factuality_examples(f / "train.jsonl", k, cutter)]
    rng.shuffle(sure)
    return Examples(
        [{n: quote_examples(a, cutter, n) for n in LENGTHS} for a in train],
        sure[TUNING_SENTENCES:],
        event_examples(benchmarks / "event_type" / "PLV_train.tsv", cutter, 0),
        [e for a in tune for e in quote_examples(a, cutter, TUNING_WINDOW)],
        sure[:TUNING_SENTENCES],
    )


def planned(examples: Examples, epoch: int, rng: random.Random) -> Work:
    """The batches of one epoch: every article, every second sentence with factuality, the event types twice."""
    quotes = [e for article in examples.articles for e in article[rng.choice(LENGTHS)]]
    work: Work = [("quotes", g) for g in batched(quotes, 2560, rng)]
    work += [("sure", g) for g in batched(examples.sure[epoch % 2 :: 2], 1536, rng)]
    work += [("event", g) for _ in range(EVENT_PASSES) for g in batched(examples.events, 1024, rng)]
    rng.shuffle(work)
    return work


def loss_of(task: str, heads: Heads, states: Tensor, mask: Tensor, examples: list) -> Tensor:
    """The loss of one batch."""
    if task == "quotes":
        return quote_loss(heads, states, mask, examples)
    if task == "sure":
        return factuality_loss(heads, states, examples)
    return event_loss(heads, states, mask, examples) * 0.5


def arguments() -> argparse.Namespace:
    """What is asked for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("benchmarks", type=Path, help="folder with quotes/, factuality/ and event_type/")
    parser.add_argument("base", type=Path, help="folder with model.safetensors and vocab.txt of MiniLM")
    parser.add_argument("out", type=Path)
    parser.add_argument("--layers", type=int, default=4)
    parser.add_argument("--steps", type=int, default=2000, help="an epoch takes about 500")
    parser.add_argument("--stop", type=int, help="stop after so many steps of the schedule, to go on with --resume")
    parser.add_argument("--rate", type=float, default=2e-4)
    parser.add_argument("--resume", type=Path, help="a checkpoint to go on from, with a fresh optimiser")
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--seed", type=int, default=4)
    return parser.parse_args()


def networks(args: argparse.Namespace) -> tuple[Encoder, nn.ModuleDict]:
    """The encoder and its heads, pretrained or from a checkpoint; the embeddings of word pieces stay as they are."""
    encoder = pretrained(load_file(args.base / "model.safetensors"), args.layers)
    heads = nn.ModuleDict({str(args.layers): Heads(len(EVENT_CODES))})
    if args.resume:
        state = torch.load(args.resume, weights_only=False)
        encoder.load_state_dict(state["encoder"])
        heads.load_state_dict(state["heads"])
    encoder.words.weight.requires_grad = False
    return encoder, heads


def main() -> None:
    """Train, and keep a checkpoint each half epoch."""
    args = arguments()
    torch.manual_seed(args.seed)
    torch.set_num_threads(args.threads)
    rng = random.Random(args.seed)  # noqa: S311 - shuffles examples
    args.out.mkdir(parents=True, exist_ok=True)
    cutter = WordPieces((args.base / "vocab.txt").read_text(encoding="utf-8").split("\n")[:-1])
    examples = gathered(args.benchmarks, cutter, rng)
    encoder, every_head = networks(args)
    heads: Heads = every_head[str(args.layers)]
    plan: Work = []
    epoch = 0
    while len(plan) < args.steps:
        plan += planned(examples, epoch, rng)
        epoch += 1
    plan = plan[: args.stop or args.steps]
    optimiser = torch.optim.AdamW(
        [
            {"params": [p for p in encoder.parameters() if p.requires_grad], "lr": args.rate},
            {"params": heads.parameters(), "lr": args.rate * 5},
        ],
        weight_decay=0.01,
    )
    warm = max(1, int(0.06 * args.steps))
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimiser, lambda s: min((s + 1) / warm, max(0.0, (args.steps - s) / (args.steps - warm)))
    )
    began = time.monotonic()
    sums: dict[str, list[float]] = {}
    for step, (task, batch) in enumerate(plan, start=1):
        encoder.train()
        heads.train()
        ids, mask = padded([e.window for e in batch])
        with torch.autocast("cpu", torch.bfloat16):
            loss = loss_of(task, heads, encoder(ids, mask)[-1], mask, batch)
        loss.backward()
        nn.utils.clip_grad_norm_([p for group in optimiser.param_groups for p in group["params"]], 1.0)
        optimiser.step()
        schedule.step()
        optimiser.zero_grad()
        sums.setdefault(task, []).append(loss.item())
        if step % 50 == 0:
            means = {name: round(sum(values) / len(values), 4) for name, values in sorted(sums.items())}
            print(f"{step}/{args.steps} {time.monotonic() - began:.0f}s {means}", flush=True)
            sums = {}
        if step % 250 == 0 or step == len(plan):
            found = report(encoder, heads, args.layers, examples.tune_quotes, examples.tune_sure)
            print(json.dumps({**found, "step": step, "seconds": round(time.monotonic() - began)}), flush=True)
            kept = {"seed": args.seed, "layers": args.layers, "depths": [args.layers]}
            state = {"encoder": encoder.state_dict(), "heads": every_head.state_dict(), "args": kept}
            torch.save(state, args.out / "checkpoint.new")
            (args.out / "checkpoint.new").rename(args.out / "checkpoint.pt")


if __name__ == "__main__":
    main()
