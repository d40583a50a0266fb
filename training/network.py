"""The network: MiniLM's encoder with heads for quotations, factuality and event type, in plain torch."""

from collections.abc import Mapping

import torch
from torch import Tensor, nn
from torch.nn import functional

WIDTH, HEADS, INNER = 384, 12, 1536
LINK = 256
"""Width of the space in which a piece and a cue are compared."""

DISTANCES = 32
"""Buckets of the signed distance between a piece and a cue."""


class Layer(nn.Module):
    """One transformer layer of BERT, with its names of weights."""

    def __init__(self, dropout: float, inner: int = INNER) -> None:
        super().__init__()
        self.query, self.key, self.value = (nn.Linear(WIDTH, WIDTH) for _ in range(3))
        self.attended = nn.Linear(WIDTH, WIDTH)
        self.norm_attended = nn.LayerNorm(WIDTH, eps=1e-12)
        self.inner, self.outer = nn.Linear(WIDTH, inner), nn.Linear(inner, WIDTH)
        self.norm_outer = nn.LayerNorm(WIDTH, eps=1e-12)
        self.dropout = nn.Dropout(dropout)

    def forward(self, x: Tensor, bias: Tensor) -> Tensor:
        """States (batch, pieces, width) to states; `bias` is added to the scores of attention."""
        batch, pieces, _ = x.shape
        shape = (batch, pieces, HEADS, WIDTH // HEADS)
        q, k, v = (part(x).view(shape).transpose(1, 2) for part in (self.query, self.key, self.value))
        scores = q @ k.transpose(-1, -2) * (WIDTH // HEADS) ** -0.5 + bias
        mixed = (self.dropout(scores.softmax(-1)) @ v).transpose(1, 2).reshape(batch, pieces, WIDTH)
        x = self.norm_attended(x + self.dropout(self.attended(mixed)))
        return self.norm_outer(x + self.dropout(self.outer(functional.gelu(self.inner(x)))))


class Encoder(nn.Module):
    """MiniLM: embeddings of word pieces and places, then layers; yields the states after each layer."""

    def __init__(self, layers: int = 6, vocabulary: int = 30522, dropout: float = 0.1, inner: int = INNER) -> None:
        super().__init__()
        self.words = nn.Embedding(vocabulary, WIDTH)
        self.places = nn.Embedding(512, WIDTH)
        self.norm = nn.LayerNorm(WIDTH, eps=1e-12)
        self.layers = nn.ModuleList(Layer(dropout, inner) for _ in range(layers))
        self.dropout = nn.Dropout(dropout)

    def forward(self, ids: Tensor, mask: Tensor) -> list[Tensor]:
        """Ids and mask (batch, pieces) to the states after each layer."""
        return self.over(self.words(ids), mask)

    def over(self, words: Tensor, mask: Tensor) -> list[Tensor]:
        """The same from the embeddings of the word pieces (batch, pieces, width)."""
        x = words + self.places(torch.arange(words.shape[1], device=words.device))
        x = self.dropout(self.norm(x))
        bias = (1.0 - mask[:, None, None, :].to(x.dtype)) * -10000.0
        states = []
        for layer in self.layers:
            x = layer(x, bias)
            states.append(x)
        return states


def pretrained(weights: Mapping[str, Tensor], layers: int = 6) -> Encoder:
    """An encoder with the weights of a BERT checkpoint; the one segment embedding is added to the places."""
    encoder = Encoder(layers)
    state = {
        "words.weight": weights["embeddings.word_embeddings.weight"],
        "places.weight": weights["embeddings.position_embeddings.weight"]
        + weights["embeddings.token_type_embeddings.weight"][0],
        "norm.weight": weights["embeddings.LayerNorm.weight"],
        "norm.bias": weights["embeddings.LayerNorm.bias"],
    }
    names = {
        "query": "attention.self.query",
        "key": "attention.self.key",
        "value": "attention.self.value",
        "attended": "attention.output.dense",
        "norm_attended": "attention.output.LayerNorm",
        "inner": "intermediate.dense",
        "outer": "output.dense",
        "norm_outer": "output.LayerNorm",
    }
    for i in range(layers):
        for ours, theirs in names.items():
            for kind in ("weight", "bias"):
                state[f"layers.{i}.{ours}.{kind}"] = weights[f"encoder.layer.{i}.{theirs}.{kind}"]
    encoder.load_state_dict(state)
    return encoder


def shallower(state: Mapping[str, Tensor], layers: int, inner: int) -> dict[str, Tensor]:
    """An encoder's weights with its first layers alone, each with the `inner` neurons that weigh most."""
    kept = {k: v for k, v in state.items() if not k.startswith("layers.") or int(k.split(".")[1]) < layers}
    for name in [f"layers.{i}" for i in range(layers)]:
        weigh = kept[f"{name}.inner.weight"].norm(dim=1) * kept[f"{name}.outer.weight"].norm(dim=0)
        best = weigh.topk(min(inner, len(weigh))).indices.sort().values
        for part in ("weight", "bias"):
            kept[f"{name}.inner.{part}"] = kept[f"{name}.inner.{part}"][best]
        kept[f"{name}.outer.weight"] = kept[f"{name}.outer.weight"][:, best]
    return kept


def distance_bucket(distance: Tensor) -> Tensor:
    """Signed distance in pieces to a bucket of 0…31: exact up to 4, then by powers of two, each way."""
    far = distance.abs()
    log = (far.clamp(min=4).float() / 4).log2().mul(2).floor().long() + 5
    bucket = torch.where(far <= 4, far, log.clamp(max=15))
    return torch.where(distance < 0, bucket + 16, bucket)


class Heads(nn.Module):
    """Heads on the states after one layer."""

    def __init__(self, codes: int, dropout: float = 0.1) -> None:
        super().__init__()
        self.dropout = nn.Dropout(dropout)
        self.cue = nn.Linear(WIDTH, 3)
        self.piece = nn.Linear(WIDTH, LINK)
        self.first, self.last = nn.Linear(WIDTH, LINK), nn.Linear(WIDTH, LINK)
        self.distance = nn.Embedding(DISTANCES, LINK)
        self.role_inner, self.role = nn.Linear(LINK, 128), nn.Linear(128, 3)
        self.sure_inner, self.sure = nn.Linear(WIDTH, 128), nn.Linear(128, 2)
        self.ask = nn.Linear(2 * WIDTH, WIDTH)
        self.event_inner, self.event = nn.Linear(4 * WIDTH, 256), nn.Linear(256, codes)

    def roles(self, pieces: Tensor, cues: Tensor, buckets: Tensor) -> Tensor:
        """Role of each piece for each cue: (cues, pieces, link), (cues, link), (cues, pieces) to (cues, pieces, 3)."""
        x = functional.relu(pieces + cues[:, None, :] + self.distance(buckets))
        return self.role(functional.relu(self.role_inner(self.dropout(x))))

    def factuality(self, states: Tensor) -> Tensor:
        """How sure the text is of the events at these states: (events, width) to (events, 2), one per corpus."""
        return self.sure(functional.relu(self.sure_inner(self.dropout(states))))

    def event_type(self, states: Tensor, mask: Tensor, source: Tensor, target: Tensor) -> Tensor:
        """Scores of each code: states (batch, pieces, width), source and target (batch, width)."""
        question = self.ask(torch.cat([source, target], -1))
        weight = (states @ question[:, :, None])[..., 0] * WIDTH**-0.5 + (1 - mask.to(states.dtype)) * -10000.0
        seen = (weight.softmax(-1)[:, None, :] @ states)[:, 0]
        mean = (states * mask[..., None]).sum(1) / mask.sum(1, keepdim=True)
        x = self.dropout(torch.cat([source, target, seen, mean], -1))
        return self.event(self.dropout(functional.relu(self.event_inner(x))))


class Acts(nn.Module):
    """Scores of the codes for each piece, from the states of an encoder of its own."""

    def __init__(self, codes: int, dropout: float = 0.1) -> None:
        super().__init__()
        self.dropout = nn.Dropout(dropout)
        self.inner, self.outer = nn.Linear(WIDTH, 256), nn.Linear(256, codes)

    def forward(self, states: Tensor) -> Tensor:
        """States (batch, pieces, width) to scores (batch, pieces, codes)."""
        return self.outer(self.dropout(functional.relu(self.inner(self.dropout(states)))))
