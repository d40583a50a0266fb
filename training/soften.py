"""What teachers think of sentences without marks, for a smaller student to learn from (acts.py --soft).

    python training/soften.py unmarked.txt BASE soft.npz TEACHER [TEACHER ...]

Writes the sentences (`texts`) and, for each piece that begins a word, how likely each code is by the mean of the
teachers (`shares`, 16 bits; the pieces of all sentences one after the other).
"""

import argparse
from pathlib import Path

import numpy as np
import torch
from acts import CODES, example, padded
from network import INNER, Acts, Encoder

from trucewatch.learnt.marked import MarkedSentence
from trucewatch.learnt.wordpiece import WordPieces

BATCH = 32


def teacher(path: Path) -> tuple[Encoder, Acts]:
    """A checkpoint of acts.py, ready to be asked."""
    state = torch.load(path, weights_only=False)
    encoder, acts = Encoder(state["args"]["layers"], inner=state["args"].get("inner", INNER)), Acts(len(CODES))
    encoder.load_state_dict(state["encoder"])
    acts.load_state_dict(state["acts"])
    return encoder.eval(), acts.eval()


@torch.no_grad()
def main() -> None:
    """Ask every teacher about every sentence."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("sentences", type=Path)
    parser.add_argument("base", type=Path, help="folder with vocab.txt of MiniLM")
    parser.add_argument("out", type=Path)
    parser.add_argument("teachers", type=Path, nargs="+")
    parser.add_argument("--threads", type=int, default=1)
    args = parser.parse_args()
    torch.set_num_threads(args.threads)
    cutter = WordPieces((args.base / "vocab.txt").read_text(encoding="utf-8").split("\n")[:-1])
    texts = sorted(args.sentences.read_text(encoding="utf-8").splitlines(), key=lambda text: (len(text), text))
    examples = [example(MarkedSentence(text, 0), cutter) for text in texts]
    teachers = [teacher(path) for path in args.teachers]
    found = []
    for start in range(0, len(examples), BATCH):
        group = examples[start : start + BATCH]
        ids, mask, _ = padded(group)
        likely = sum(acts(encoder(ids, mask)[-1]).softmax(-1) for encoder, acts in teachers) / len(teachers)
        found += [likely[row, [piece for piece, _ in each.labels]].half().numpy() for row, each in enumerate(group)]
    np.savez_compressed(args.out, texts=np.array(texts), shares=np.concatenate(found))


if __name__ == "__main__":
    main()
