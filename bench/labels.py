"""Tries the labels blind: each segment is sent to the nearest label, and may so find its own phenomenon or not.

    python -m bench.labels [FOLDER] [--cache FILE] [--show]

Beside it, on the same phenomena: the words that BERTopic would show (its class-based TF-IDF, four words), mere chance,
and the phenomenon's own mean vector in the label's place, which hardly a label will beat. --show prints all labels.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray
from sklearn.feature_extraction.text import CountVectorizer

from bench.cases import Case, cases, encoder_named, parser_of
from bench.tables import line, mean
from synthesis.grouping.space import language_means
from synthesis.languages.detection import detect
from synthesis.meaning.embedding import Encoder, normalised
from synthesis.model import Language, Synthesis
from synthesis.naming.candidates import mentioned
from synthesis.pipeline import synthesise
from synthesis.reading import reader

if TYPE_CHECKING:
    from synthesis.meaning.embedding import Vectors

HEADING = ("phenomena", "labels", "c-TF-IDF", "chance", "own mean")
WIDTHS = (44, 11, 9, 10, 9, 10)
WORDS_SHOWN = 4
OVERLAP = 0.6
"""How much it counts that a segment uses the words of a label, beside the cosine of the two."""
Named = list[list[tuple[Language, str]]]
"""What each phenomenon is called, in one language or two."""


@dataclass(frozen=True, slots=True)
class Told:
    """The placed segments of one synthesis: text, language, base forms, phenomenon and vector (d,)."""

    texts: list[str]
    languages: list[Language]
    words: list[frozenset[str]]
    own: NDArray[np.int64]
    vectors: "Vectors"


def told(case: Case, synthesis: Synthesis, encoder: Encoder) -> Told:
    """Return the placed segments with their vectors, without the mean of each language."""
    answers = {comment.answer_id: comment for comment in case.comments}
    placed = [(row, each) for row, phenomenon in enumerate(synthesis.phenomena) for each in phenomenon.segments]
    texts = [answers[each.answer_id].text[each.start : each.end] for _, each in placed]
    languages = [
        detect(text, inherited=answers[each.answer_id].language) for text, (_, each) in zip(texts, placed, strict=True)
    ]
    vectors = encoder.encode(texts)
    centred = language_means(vectors, languages).taken_out(vectors, languages)
    return Told(texts, languages, _words(texts, languages), np.array([row for row, _ in placed]), centred)


def _words(texts: list[str], languages: list[Language]) -> list[frozenset[str]]:
    found: list[frozenset[str]] = [frozenset()] * len(texts)
    for language in sorted(set(languages)):
        rows = [row for row, each in enumerate(languages) if each == language]
        readings = reader(language).read([texts[row] for row in rows])
        for row, reading in zip(rows, readings, strict=True):
            found[row] = mentioned(reading, language)
    return found


def recovered(segments: Told, named: Named, encoder: Encoder) -> float:
    """Return the share of the segments whose nearest label is that of their own phenomenon (0–1)."""
    flat = [(row, language, text) for row, names in enumerate(named) for language, text in names]
    if not flat:
        return 0.0
    languages = [language for _, language, _ in flat]
    vectors = encoder.encode([text for _, _, text in flat])
    near = segments.vectors @ language_means(vectors, languages).taken_out(vectors, languages).T
    near = near + OVERLAP * _overlap(segments, _words([text for _, _, text in flat], languages))
    best = np.full((len(segments.texts), len(named)), -np.inf)
    for column, (row, _, _) in enumerate(flat):
        best[:, row] = np.maximum(best[:, row], near[:, column])
    return float((best.argmax(axis=1) == segments.own).mean())


def _overlap(segments: Told, words: list[frozenset[str]]) -> NDArray[np.float64]:
    """Which share of each label's words each segment uses, rare words weighing more: (n, labels)."""
    used = Counter(word for each in segments.words for word in each)
    weight = {word: np.log((len(segments.words) + 1) / (used[word] + 1)) + 1e-6 for each in words for word in each}
    whole = [sum(weight[word] for word in each) or 1.0 for each in words]
    return np.array(
        [
            [sum(weight[word] for word in said & label) / of for label, of in zip(words, whole, strict=True)]
            for said in segments.words
        ]
    )


def by_own_mean(segments: Told) -> float:
    """Return the share that lies nearest to the mean of its own phenomenon's vectors."""
    means = [segments.vectors[segments.own == row].mean(axis=0) for row in range(int(segments.own.max()) + 1)]
    return float(((segments.vectors @ normalised(np.stack(means)).T).argmax(axis=1) == segments.own).mean())


def top_words(segments: Told) -> Named:
    """Return the words that BERTopic's class-based TF-IDF (Grootendorst 2022) puts first, as it shows them."""
    number = int(segments.own.max()) + 1
    joined = [" ".join(segments.texts[row] for row in np.flatnonzero(segments.own == each)) for each in range(number)]
    counter = CountVectorizer()
    counts = counter.fit_transform(joined).toarray().astype(float)
    words = counter.get_feature_names_out()
    weights = counts / counts.sum(axis=1, keepdims=True) * np.log(1 + counts.sum() / number / counts.sum(axis=0))
    spoken = [
        Counter(segments.languages[row] for row in np.flatnonzero(segments.own == each)) for each in range(number)
    ]
    return [
        [(spoken[row].most_common(1)[0][0], " ".join(words[np.argsort(-weights[row], kind="stable")[:WORDS_SHOWN]]))]
        for row in range(number)
    ]


def labels(synthesis: Synthesis) -> Named:
    """Return the labels of each phenomenon, in the languages that it has one in."""
    both: tuple[Language, ...] = ("fi", "sv")
    return [
        [(language, text) for language in both if (text := getattr(phenomenon.label, language))]
        for phenomenon in synthesis.phenomena
    ]


def main(arguments: Sequence[str] | None = None) -> None:
    """Try the labels of every case, print a line for each, and the means."""
    parser = parser_of("bench.labels", __doc__)
    parser.add_argument("--show", action="store_true", help="print every label")
    given = parser.parse_args(arguments)
    if given.encoder == "lexical":
        parser.error("spelling alone cannot compare labels with segments: its vectors depend on all the texts at hand")
    encoder = encoder_named(given.encoder, given.cache)
    print(line(("", *HEADING), WIDTHS))
    rows = []
    for case in cases(given.folder):
        synthesis = synthesise(case.comments, encoder=encoder)
        if synthesis.phenomena:
            rows.append(_figures(told(case, synthesis, encoder), synthesis, encoder))
            print(line((case.name, len(synthesis.phenomena), *rows[-1]), WIDTHS), flush=True)
            _show(synthesis) if given.show else None
    if rows:
        print(line(("mean", "", *(mean(column) for column in zip(*rows, strict=True))), WIDTHS))


def _figures(segments: Told, synthesis: Synthesis, encoder: Encoder) -> tuple[float, ...]:
    return (
        recovered(segments, labels(synthesis), encoder),
        recovered(segments, top_words(segments), encoder),
        1 / len(synthesis.phenomena),
        by_own_mean(segments),
    )


def _show(synthesis: Synthesis) -> None:
    for phenomenon in synthesis.phenomena:
        print(f"    {len(phenomenon.segments):4}  {phenomenon.label.fi or '–'} | {phenomenon.label.sv or '–'}")


if __name__ == "__main__":
    main()
