"""The upper layers of E5 in PyTorch, from the same weights that the product reads; the lower ones are computed once."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

import numpy as np
import torch
from torch import Tensor
from torch.nn import functional

from synthesis.meaning.e5 import PROMPT, model_file, rarities, shares
from synthesis.meaning.e5_network import last_layer
from synthesis.meaning.e5_tokens import Tokeniser
from synthesis.meaning.e5_weights import Model, read_model

LONGEST = 72
"""Pieces of a text that the training looks at, the question before it included."""
Weights = Mapping[str, Tensor]


@dataclass(frozen=True, slots=True)
class Below:
    """A text as the layers below the trained ones leave it: (pieces, width), and how much each piece weighs."""

    state: Tensor
    weights: Tensor


class Network:
    """Everything about the model that is not trained: its reading of texts, its lower layers, its shape."""

    def __init__(self, first_trained: int) -> None:
        self.model: Model = read_model(model_file())
        self.trained = range(first_trained, self.model.layers)
        self._lower = replace(self.model, layers=first_trained)
        self._tokens = Tokeniser(self.model.vocabulary)
        self._prompt = self._tokens(PROMPT, self.model.longest)[:-1]
        self._weights = rarities(self.model.vocabulary)

    def published(self) -> dict[str, Tensor]:
        """Return copies of the weights of the layers that are to be trained."""
        names = tuple(f"l{layer}." for layer in self.trained)
        return {
            name: torch.tensor(np.array(values))
            for name, values in self.model.weights.items()
            if name.startswith(names)
        }

    def below(self, text: str) -> Below:
        """Return what the lower layers make of a text, read after the topic question."""
        pieces = (self._prompt + self._tokens(text, LONGEST)[1:])[:LONGEST]
        weights = shares(self._weights, pieces, len(self._prompt))
        state = last_layer(self._lower, pieces)
        return Below(torch.from_numpy(state.astype(np.float16)), torch.from_numpy(weights))

    def vectors(self, texts: list[Below], weights: Weights) -> Tensor:
        """Return the vectors (texts, width), each of length one."""
        state = torch.nn.utils.rnn.pad_sequence([each.state.float() for each in texts], batch_first=True)
        share = torch.nn.utils.rnn.pad_sequence([each.weights for each in texts], batch_first=True)
        lengths = torch.tensor([len(each.weights) for each in texts])
        mask = torch.arange(state.shape[1])[None, :] < lengths[:, None]
        for layer in self.trained:
            state = self._layer(state, mask[:, None, None, :], layer, weights)
        mean = (state.float() * share[..., None]).sum(1) / share.sum(1, keepdim=True)
        return functional.normalize(mean, dim=1)

    def _layer(self, state: Tensor, mask: Tensor, layer: int, weights: Weights) -> Tensor:
        texts, length, width = state.shape
        heads = self.model.heads

        def projected(name: str, of: Tensor) -> Tensor:
            return functional.linear(of, weights[f"l{layer}.{name}.w"], weights[f"l{layer}.{name}.b"])

        def normed(name: str, of: Tensor) -> Tensor:
            scale, shift = weights[f"l{layer}.{name}.w"], weights[f"l{layer}.{name}.b"]
            return functional.layer_norm(of, (width,), scale, shift, self.model.epsilon)

        query, key, value = (
            projected(name, state).view(texts, length, heads, width // heads).transpose(1, 2) for name in "qkv"
        )
        mixed = functional.scaled_dot_product_attention(query, key, value, attn_mask=mask)
        state = normed("aln", state + projected("ao", mixed.transpose(1, 2).reshape(texts, length, width)))
        return normed("oln", state + projected("fo", functional.gelu(projected("fi", state))))


def below_all(network: Network, texts: Iterable[str]) -> dict[str, Below]:
    """Return every text as the lower layers leave it; minutes for ten thousand texts."""
    return {text: network.below(text) for text in sorted(set(texts))}
