"""The texts that the training learns from, and how its batches are drawn."""

import csv
import random
import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

OWN = Path(__file__).parent / "texts"
"""Statements written for this purpose, by theme and phenomenon; Finnish and Swedish."""
JOINED = {"fi": 6, "sv": 2}
"""So many longer texts are made for each phenomenon by putting some of its statements one after the other."""
FEWEST = 4
_SWEDISH = re.compile(r"\b(?:och|att|är|det|inte|som|för|av|jag|en|på|med)\b", re.IGNORECASE)
_FINNISH = re.compile(r"\b(?:ja|on|ei|että)\b", re.IGNORECASE)

Batch = tuple[list[str], list[int]]
"""Texts, and for each the number of what it is about."""


@dataclass
class Examples:
    """Paraphrases, comments by question, and statements by theme and phenomenon; `language` knows every text's own."""

    pairs: list[tuple[str, str]] = field(default_factory=list)
    comments: dict[str, list[str]] = field(default_factory=dict)
    themes: dict[str, dict[str, list[str]]] = field(default_factory=dict)
    language: dict[str, str] = field(default_factory=dict)


def examples(panel: Path, seed: int) -> Examples:
    """Return all examples; `panel` holds train_pairs.tsv and train_yle2015.tsv, the rest lies beside this module."""
    found = Examples()
    for row in _rows(panel / "train_pairs.tsv"):
        pair = row["text1"], row["text2"]
        found.pairs.append(pair)
        found.language.update(dict.fromkeys(pair, row["languages"][:2]))
    comments = defaultdict(list)
    for row in _rows(panel / "train_yle2015.tsv"):
        comments[row["label"]].append(row["text"].replace("\\n", "\n"))
    found.comments = {label: texts for label, texts in comments.items() if len(texts) >= FEWEST}
    found.language.update({text: _guessed(text) for texts in found.comments.values() for text in texts})
    _add_own(found, random.Random(seed))
    return found


def batches(found: Examples, size: int, shares: tuple[float, float], by_theme: float, seed: int) -> Iterator[Batch]:
    """Yield batches without end, each of one kind.

    `shares` of pairs and of comments, the rest is our own statements: in a share `by_theme` of these all come from one
    theme, whose phenomena are close to each other.
    """
    chance = random.Random(seed)
    everything = [(theme, each) for theme in sorted(found.themes) for each in found.themes[theme]]
    while True:
        kind = chance.random()
        if kind < shares[0]:
            drawn = chance.sample(found.pairs, size // 2)
            yield [text for pair in drawn for text in pair], [row // 2 for row in range(2 * len(drawn))]
        elif kind < sum(shares):
            yield _of_classes([found.comments[name] for name in sorted(found.comments)], size, 4, chance)
        elif chance.random() < by_theme:
            yield _of_classes(list(found.themes[chance.choice(sorted(found.themes))].values()), size, 5, chance)
        else:
            yield _of_classes([found.themes[theme][each] for theme, each in everything], size, 5, chance)


def _of_classes(classes: list[list[str]], size: int, each: int, chance: random.Random) -> Batch:
    drawn = chance.sample(classes, min(len(classes), size // each))
    rows = [(text, row) for row, texts in enumerate(drawn) for text in chance.sample(texts, min(each, len(texts)))]
    return [text for text, _ in rows], [row for _, row in rows]


def _add_own(found: Examples, chance: random.Random) -> None:
    for path in sorted(OWN.glob("*.tsv")):
        theme: dict[str, list[str]] = defaultdict(list)
        by_language: dict[tuple[str, str], list[str]] = defaultdict(list)
        for row in _rows(path):
            text = row["text"].replace("\\n", "\n")
            theme[row["phenomenon"]].append(text)
            by_language[row["phenomenon"], row["language"]].append(text)
            found.language[text] = row["language"]
        for (phenomenon, language), texts in sorted(by_language.items()):
            for _ in range(min(JOINED[language], len(texts) // 2)):
                joined = _joined(texts, chance)
                theme[phenomenon].append(joined)
                found.language[joined] = language
        found.themes[path.stem] = {name: texts for name, texts in theme.items() if len(texts) >= FEWEST}


def _joined(texts: list[str], chance: random.Random) -> str:
    some = chance.sample(texts, min(len(texts), chance.choice([2, 2, 3, 3, 4])))
    return chance.choice([". ", ". ", ". ", "\n- "]).join(text.rstrip(".") for text in some)


def _guessed(text: str) -> str:
    swedish = len(_SWEDISH.findall(text)) >= max(1, len(text.split()) // 7)
    return "sv" if swedish and not _FINNISH.search(text) else "fi"


def _rows(path: Path) -> Iterator[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)
