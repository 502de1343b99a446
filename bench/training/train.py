"""Trains the last layers of E5 on what belongs together, and writes them as the file that the product reads.

    python -m bench.training.train PANEL OUT.npz [--steps 900]

PANEL holds train_pairs.tsv and train_yle2015.tsv. Needs PyTorch (dependency group "train"); docs/encoder.md tells how
it was judged. Supervised contrastive loss: Khosla et al. (2020). Weights half-way to the published ones: Wortsman et
al. (2022).
"""

import argparse
import math
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch import Tensor
from torch.nn import functional

from bench.training.examples import Batch, Examples, batches, examples
from bench.training.network import Below, Network, below_all
from synthesis.meaning.e5_graph import quantised
from synthesis.meaning.e5_trained import NAME, SCALE


@dataclass(frozen=True, slots=True)
class Settings:
    """How the training goes; the defaults made the file that is shipped."""

    steps: int = 900
    first_trained: int = 8
    batch: int = 80
    rate: float = 7e-5
    warm_up: int = 30
    temperature: float = 0.07
    keep: float = 4.0
    """Weight of the term that holds each vector near its published one."""
    shares: tuple[float, float] = (0.12, 0.33)
    by_theme: float = 0.5
    averaging: float = 0.995
    means_move: float = 0.03
    towards: float = 0.5
    """How far from the published weights (0) to the trained ones (1) the file goes."""
    seed: int = 0


class Training:
    """The state of a training: weights, their running average, and each language's running mean vector."""

    def __init__(self, found: Examples, below: dict[str, Below], network: Network, settings: Settings) -> None:
        self._found, self._below, self._network, self._settings = found, below, network, settings
        self._published = network.published()
        self._weights = {name: torch.nn.Parameter(values.clone()) for name, values in self._published.items()}
        self._average = {name: values.clone() for name, values in self._published.items()}
        self._optimiser = torch.optim.AdamW(self._weights.values(), lr=settings.rate, weight_decay=0.01)
        self._means = self._first_means()

    def step(self, number: int, batch: Batch) -> float:
        """Learn from one batch; return its loss."""
        texts, classes = batch
        below = [self._below[text] for text in texts]
        languages = [self._found.language[text] for text in texts]
        with torch.autocast("cpu", dtype=torch.bfloat16):
            vectors = self._network.vectors(below, self._weights).float()
            with torch.no_grad():
                published = self._network.vectors(below, self._published).float()
        moved = ((vectors - published) ** 2).sum(1).mean()
        loss = _contrast(self._centred(vectors, languages), torch.tensor(classes), self._settings.temperature)
        self._learn(number, loss + self._settings.keep * moved)
        self._follow(number, vectors.detach(), languages)
        return float(loss)

    def result(self) -> dict[str, Tensor]:
        """Return the weights part of the way from the published ones to the average of the trained ones."""
        share = self._settings.towards
        return {name: (1 - share) * self._published[name] + share * self._average[name] for name in self._average}

    def _first_means(self) -> dict[str, Tensor]:
        texts = sorted(self._below)[:: max(1, len(self._below) // 1200)]
        with torch.no_grad():
            vectors = torch.cat([self._network.vectors([self._below[text]], self._published) for text in texts])
        languages = np.array([self._found.language[text] for text in texts])
        return {each: vectors[torch.from_numpy(languages == each)].mean(0) for each in ("fi", "sv")}

    def _centred(self, vectors: Tensor, languages: list[str]) -> Tensor:
        return functional.normalize(vectors - torch.stack([self._means[each] for each in languages]), dim=1)

    def _learn(self, number: int, loss: Tensor) -> None:
        settings = self._settings
        cooling = 0.05 + 0.95 * 0.5 * (1 + math.cos(math.pi * number / settings.steps))
        for group in self._optimiser.param_groups:
            group["lr"] = settings.rate * min(1.0, (number + 1) / settings.warm_up) * cooling
        self._optimiser.zero_grad()
        loss.backward()
        torch.nn.utils.clip_grad_norm_(self._weights.values(), 1.0)
        self._optimiser.step()

    def _follow(self, number: int, vectors: Tensor, languages: list[str]) -> None:
        kept = min(self._settings.averaging, (number + 1) / (number + 10))
        for name, values in self._weights.items():
            self._average[name].mul_(kept).add_(values.detach(), alpha=1 - kept)
        share = self._settings.means_move
        for each in self._means:
            rows = [row for row, language in enumerate(languages) if language == each]
            if len(rows) > 8:
                self._means[each] = (1 - share) * self._means[each] + share * vectors[rows].mean(0)


def _contrast(vectors: Tensor, classes: Tensor, temperature: float) -> Tensor:
    """How unlikely those of one class are each other's neighbours, in the mean over the batch."""
    itself = torch.eye(len(vectors), dtype=torch.bool)
    near = (vectors @ vectors.T / temperature).masked_fill(itself, -1e9)
    likely = near - torch.logsumexp(near, 1, keepdim=True)
    alike = (classes[:, None] == classes[None, :]) & ~itself
    has = alike.any(1)
    return -((likely * alike).sum(1)[has] / alike.sum(1)[has]).mean()


def save(weights: dict[str, Tensor], name: str, path: Path) -> None:
    """Write the weights: matrices in bytes with a scale for each row, the rest as half floats."""
    arrays: dict[str, Any] = {NAME: np.array(name)}
    for key, values in weights.items():
        numbers = values.numpy()
        if numbers.ndim == 2:
            arrays[key], arrays[key + SCALE] = quantised(numbers)
        else:
            arrays[key] = numbers.astype(np.float16)
    np.savez_compressed(path, **arrays)


def main(arguments: Sequence[str] | None = None) -> None:
    """Train, tell the loss every 25 steps, and write the file."""
    parser = argparse.ArgumentParser(prog="bench.training.train", description=__doc__)
    parser.add_argument("panel", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--steps", type=int, default=Settings().steps)
    chosen = parser.parse_args(arguments)
    settings = Settings(steps=chosen.steps)
    torch.manual_seed(settings.seed)
    found = examples(chosen.panel, settings.seed)
    network = Network(settings.first_trained)
    training = Training(found, below_all(network, found.language), network, settings)
    drawn = batches(found, settings.batch, settings.shares, settings.by_theme, settings.seed)
    losses = []
    for number, batch in zip(range(settings.steps), drawn, strict=False):
        losses.append(training.step(number, batch))
        if number % 25 == 24:
            print(f"{number + 1:5d} {sum(losses[-25:]) / 25:.3f}", flush=True)
    save(training.result(), chosen.out.stem, chosen.out)


if __name__ == "__main__":
    main()
