"""Export a checkpoint to the files the program loads: ONNX graphs (the encoder in int8) and a manifest with hashes."""

import argparse
import hashlib
import json
import shutil
import tempfile
from pathlib import Path

import torch
from corpora import EVENT_CODES
from network import LINK, WIDTH, Acts, Encoder, Heads, distance_bucket
from onnxruntime.quantization import QuantType, quantize_dynamic
from onnxruntime.quantization.shape_inference import quant_pre_process
from torch import Tensor, nn


class Words(nn.Module):
    """Ids of word pieces to their embeddings, which both encoders share."""

    def __init__(self, encoder: Encoder) -> None:
        super().__init__()
        self.words = encoder.words

    def forward(self, ids: Tensor) -> Tensor:
        """Embeddings."""
        return self.words(ids)


class ActsOfWords(nn.Module):
    """Embeddings of one sentence to the score of each code at each piece."""

    def __init__(self, encoder: Encoder, acts: Acts) -> None:
        super().__init__()
        self.encoder, self.acts = encoder, acts

    def forward(self, words: Tensor) -> Tensor:
        """Scores."""
        return self.acts(self.encoder.over(words, torch.ones(words.shape[:2], dtype=torch.long))[-1])


class Reading(nn.Module):
    """Embeddings of one window to its states and what the quotation heads need."""

    def __init__(self, encoder: Encoder, heads: Heads, depth: int) -> None:
        super().__init__()
        self.encoder, self.heads = encoder, heads
        self.encoder.layers = encoder.layers[:depth]

    def forward(self, words: Tensor) -> tuple[Tensor, ...]:
        """States, scores of cues, and the three projections that roles are read from."""
        x = self.encoder.over(words, torch.ones(words.shape[:2], dtype=torch.long))[-1]
        return x, self.heads.cue(x), self.heads.piece(x), self.heads.first(x), self.heads.last(x)


class Roles(nn.Module):
    """Cues (cues, 2) of one window to the role scores (cues, pieces, 3)."""

    def __init__(self, heads: Heads) -> None:
        super().__init__()
        self.heads = heads

    def forward(self, pieces: Tensor, firsts: Tensor, lasts: Tensor, cues: Tensor) -> Tensor:
        """Scores of the roles."""
        first, last = cues[:, :1], cues[:, 1:]
        there = torch.arange(pieces.shape[0])[None, :]
        distance = torch.where(there < first, there - first, (there - last).clamp(min=0))
        return self.heads.roles(pieces[None], firsts[cues[:, 0]] + lasts[cues[:, 1]], distance_bucket(distance))


class Factuality(nn.Module):
    """States of event words (words, width) to a value by each corpus (words, 2)."""

    def __init__(self, heads: Heads) -> None:
        super().__init__()
        self.heads = heads

    def forward(self, states: Tensor) -> Tensor:
        """Values."""
        return self.heads.factuality(states)


class EventType(nn.Module):
    """States of one sentence (pieces, width), mean states of source and target, to a score for each code."""

    def __init__(self, heads: Heads) -> None:
        super().__init__()
        self.heads = heads

    def forward(self, states: Tensor, source: Tensor, target: Tensor) -> Tensor:
        """Scores of the codes."""
        mask = torch.ones(1, states.shape[0])
        return self.heads.event_type(states[None], mask, source[None], target[None])[0]


def quantized(path: Path) -> None:
    """Replace a graph by one whose weights are in 7 bits, per channel.

    Seven, because processors without VNNI add two products in 16 bits, and eight would overflow there.
    """
    with tempfile.TemporaryDirectory() as work:
        plain = Path(work) / "plain.onnx"
        quant_pre_process(str(path), str(plain), skip_symbolic_shape=True)
        quantize_dynamic(str(plain), str(path), per_channel=True, reduce_range=True, weight_type=QuantType.QInt8)


def main() -> None:
    """Export."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("checkpoint", type=Path)
    parser.add_argument("acts", type=Path, help="checkpoint of acts.py")
    parser.add_argument("vocabulary", type=Path, help="vocab.txt of MiniLM")
    parser.add_argument("out", type=Path)
    parser.add_argument("--depth", type=int, default=4, help="layers kept")
    args = parser.parse_args()
    state = torch.load(args.checkpoint, weights_only=False)
    encoder = Encoder(state["args"]["layers"])
    encoder.load_state_dict(state["encoder"])
    heads = nn.ModuleDict({str(d): Heads(len(EVENT_CODES)) for d in state["args"]["depths"]})
    heads.load_state_dict(state["heads"])
    chosen = heads[str(args.depth)]
    told = torch.load(args.acts, weights_only=False)
    reader, acts = Encoder(told["args"]["layers"], inner=told["args"]["inner"]), Acts(len(told["codes"]))
    reader.load_state_dict(told["encoder"])
    acts.load_state_dict(told["acts"])
    if not torch.equal(reader.words.weight, encoder.words.weight):
        raise SystemExit("The two encoders do not share the embeddings of word pieces.")
    args.out.mkdir(parents=True, exist_ok=True)
    graphs = {
        "words": (
            Words(encoder),
            (torch.randint(0, 30000, (1, 40)),),
            {"ids": {0: "batch", 1: "length"}},
            ["embedded"],
        ),
        "acts": (
            ActsOfWords(reader, acts),
            (torch.randn(1, 40, WIDTH),),
            {"embedded": {0: "batch", 1: "length"}},
            ["scores"],
        ),
        "encoder": (
            Reading(encoder, chosen, args.depth),
            (torch.randn(1, 40, WIDTH),),
            {"embedded": {0: "batch", 1: "length"}},
            ["states", "cues", "pieces", "firsts", "lasts"],
        ),
        "roles": (
            Roles(chosen),
            (*(torch.randn(40, LINK) for _ in range(3)), torch.tensor([[3, 4], [7, 7]])),
            {"pieces": {0: "length"}, "firsts": {0: "length"}, "lasts": {0: "length"}, "cues": {0: "count"}},
            ["roles"],
        ),
        "factuality": (Factuality(chosen), (torch.randn(3, WIDTH),), {"states": {0: "words"}}, ["values"]),
        "event_type": (
            EventType(chosen),
            (torch.randn(40, WIDTH), torch.randn(WIDTH), torch.randn(WIDTH)),
            {"states": {0: "length"}, "source": {}, "target": {}},
            ["scores"],
        ),
    }
    for name, (module, inputs, axes, outputs) in graphs.items():
        module.eval()
        path = args.out / f"{name}.onnx"
        torch.onnx.export(
            module, inputs, str(path), input_names=list(axes), output_names=outputs,
            dynamic_axes={k: v for k, v in axes.items() if v}, opset_version=17, dynamo=False,
        )  # fmt: skip
    for name in ("words", "encoder", "acts"):
        quantized(args.out / f"{name}.onnx")
    shutil.copyfile(args.vocabulary, args.out / "vocabulary.txt")
    hashes = {
        path.name: hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(args.out.iterdir())
        if path.suffix in {".onnx", ".txt"}
    }
    manifest = {
        "version": hashlib.sha256("".join(hashes.values()).encode()).hexdigest()[:12],
        "base": "all-MiniLM-L6-v2 (Apache-2.0), first layers",
        "layers": args.depth,
        "trained_on": [
            *("PolNeAR", "UW factuality", "UDS-IH2", "PLV (first half)", "marked reports (own)"),
            "FA-KES, MUC and PolNeAR without marks",
        ],
        "seed": state["args"]["seed"],
        "codes": list(EVENT_CODES),
        "acts": told["codes"],
        "files": hashes,
    }
    (args.out / "manifest.json").write_text(json.dumps(manifest, indent=2) + "\n", encoding="utf-8")
    print(manifest["version"], {p.name: p.stat().st_size for p in sorted(args.out.iterdir())})


if __name__ == "__main__":
    main()
