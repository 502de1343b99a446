"""Splits text into the pieces that E5 knows: the most probable way (unigram model), found word by word."""

import re

from synthesis.meaning.e5_weights import Vocabulary

SPACE = "\u2581"
UNKNOWN_PENALTY = 10.0
LONGEST_WORD = 2000
_WORD = re.compile(f"{SPACE}?[^{SPACE}]+|{SPACE}")


class Tokeniser:
    """Pieces of text as numbers; words that were seen before are not split again."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._vocabulary = vocabulary
        self._score = dict(zip(vocabulary.pieces, vocabulary.scores.tolist(), strict=False))
        self._longest = max(map(len, vocabulary.pieces))
        self._worst = min(self._score.values()) - UNKNOWN_PENALTY
        self._seen: dict[str, list[int]] = {}

    def __call__(self, text: str, most: int) -> list[int]:
        """Return the numbers of at most `most` pieces, with the signs for beginning and end around them."""
        plain = re.sub("  +", " ", text.translate(self._vocabulary.replacements))
        marked = (plain if plain.startswith(" ") else " " + plain).replace(" ", SPACE)
        pieces = [piece for word in _WORD.findall(marked) for piece in self._word(word)]
        return [self._vocabulary.begin, *pieces[: most - 2], self._vocabulary.end]

    def _word(self, word: str) -> list[int]:
        if word not in self._seen:
            self._seen[word] = self._split(word[:LONGEST_WORD])
        return self._seen[word]

    def _split(self, word: str) -> list[int]:
        """Viterbi: the best split of each beginning of the word is known when the next character is reached."""
        score = self._score.get
        best, begin = [0.0], [0]
        for end in range(1, len(word) + 1):
            top, first = best[end - 1] + self._worst, end - 1
            for start in range(max(0, end - self._longest), end):
                own = score(word[start:end])
                if own is not None and best[start] + own >= top:
                    top, first = best[start] + own, start
            best.append(top)
            begin.append(first)
        pieces: list[int] = []
        end = len(word)
        while end:
            start = begin[end]
            pieces.append(self._vocabulary.pieces.get(word[start:end], self._vocabulary.unknown))
            end = start
        return pieces[::-1]
