"""The phrases of each group that could name it, each with how well it reads and tells by its words."""

from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass

from synthesis.grouping.second_look import Placed
from synthesis.languages.compounds import with_parts
from synthesis.languages.words import Reading
from synthesis.model import Language
from synthesis.naming.finnish_phrases import finnish_phrases
from synthesis.naming.general_words import is_general
from synthesis.naming.keywords import contrast
from synthesis.naming.phrases import Phrase, is_content
from synthesis.naming.swedish_phrases import swedish_phrases

MOST = 24
"""So many of the most telling phrases of a group are embedded; the rest have no chance."""
FURTHER_WORDS = (1.0, 0.5, 0.25, 0.1)
"""What the most telling word of a phrase counts, the next, and so on."""
SHARED = 0.12
"""By such a share of the organisations is the most common word of a label used, if any is."""
ENOUGH = 3
"""With so many phrases of shared words the others are not looked at."""
LENGTHS = {1: -0.1, 2: 0.1, 3: 0.08, 4: -0.02, 5: -0.08}
"""A heading of one word says little, one of five much."""
STANDING = 0.04
"""What it counts that the phrase stands there once more, up to four times."""
EACH_REPEATED = 0.1
"""What it counts that two organisations use each word of a phrase."""
VAGUE = 0.3
"""What it costs that the word which carries the phrase could head anything."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A phrase that could name a group.

    `said` are its base forms with their parts, `words` those that are no general ones, `value` is how well it reads and
    tells by its words, and `is_repeated` whether two organisations use each of them.
    """

    phrase: Phrase
    said: frozenset[str]
    words: frozenset[str]
    value: float
    is_repeated: bool

    @property
    def text(self) -> str:
        """How it reads, in lower case."""
        return self.phrase.text


@dataclass(frozen=True, slots=True)
class _Told:
    """What one group says in one language: its phrases, and how many organisations use each word, which tells how much.

    `tellers` is the number of organisations.
    """

    tellers: int
    phrases: Counter[Phrase]
    users: Counter[str]
    telling: dict[str, float]
    language: Language

    def candidate(self, phrase: Phrase) -> Candidate:
        said = parts_of(phrase.lemmas, self.language)
        words = frozenset(each for each in phrase.lemmas if not is_general(each, self.language))
        return Candidate(phrase, said, words, self._value(phrase), self.is_repeated(phrase))

    def _value(self, phrase: Phrase) -> float:
        each = sorted((self._of(lemma) for lemma in phrase.lemmas), reverse=True)
        value = sum(weight * of for weight, of in zip(FURTHER_WORDS, each, strict=False))
        value += STANDING * min(self.phrases[phrase], 4) + LENGTHS.get(len(phrase.text.split()), -0.2)
        value += EACH_REPEATED * all(self.users[lemma] > 1 for lemma in phrase.lemmas)
        return value - VAGUE * (is_general(phrase.head, self.language) and len(phrase.lemmas) < 3)

    def _of(self, lemma: str) -> float:
        return max(self.telling.get(part, 0.0) for part in with_parts(lemma, self.language))

    def is_shared(self, phrase: Phrase) -> bool:
        """Whether many use the most common word of the phrase, and two at least each of the others."""
        return self.is_repeated(phrase) and max(map(self._users, phrase.lemmas)) >= SHARED * self.tellers

    def is_repeated(self, phrase: Phrase) -> bool:
        """Whether each word of the phrase, or the most common part of it, has two users at least."""
        return min(map(self._users, phrase.lemmas)) > 1

    def _users(self, lemma: str) -> int:
        return max(self.users[part] for part in with_parts(lemma, self.language))


def candidates(written: list[Placed], number: int, language: Language) -> list[list[Candidate]]:
    """Return for each of `number` groups its most telling phrases in a language, the best first.

    `written` holds the segments in that language. Words are counted by organisation: what one alone says often is no
    name for what several told of.
    """
    words = [mentioned(each.reading, language) for each in written]
    overall = Counter(lemma for each in words for lemma in each)
    own: list[list[int]] = [[] for _ in range(number)]
    for row, each in enumerate(written):
        if each.group >= 0:
            own[each.group].append(row)
    return [_best(_told(written, words, rows, overall, language)) for rows in own]


def mentioned(reading: Reading, language: Language) -> frozenset[str]:
    """Return the base forms of what can carry a label, and their parts."""
    return parts_of({word.lemma for word in reading.words if is_content(word, language)}, language)


def parts_of(lemmas: Collection[str], language: Language) -> frozenset[str]:
    """Return the base forms and their parts."""
    return frozenset(part for lemma in lemmas for part in with_parts(lemma, language))


def _told(
    written: list[Placed], words: list[frozenset[str]], rows: list[int], overall: Counter[str], language: Language
) -> _Told:
    find = finnish_phrases if language == "fi" else swedish_phrases
    phrases = Counter(phrase for row in rows for phrase in set(find(written[row].reading)))
    inside = Counter(lemma for row in rows for lemma in words[row])
    users = Counter(
        lemma for _, lemma in {(written[row].segment.organisation, each) for row in rows for each in words[row]}
    )
    tellers = len({written[row].segment.organisation for row in rows})
    telling = {
        lemma: contrast(
            users[lemma], tellers, overall[lemma] - inside[lemma] + users[lemma], len(written) - len(rows) + tellers
        )
        for lemma in inside
    }
    return _Told(tellers, _usual_forms(phrases), users, telling, language)


def _usual_forms(phrases: Counter[Phrase]) -> Counter[Phrase]:
    """Of the phrases of the same words the form most in use, counted with the others; the longer one where they tie."""
    forms: dict[tuple[str, ...], list[Phrase]] = {}
    for phrase in phrases:
        forms.setdefault(tuple(sorted(phrase.lemmas)), []).append(phrase)
    usual = {min(same, key=lambda each: (-phrases[each], -len(each.text), each.text)): same for same in forms.values()}
    return Counter({phrase: sum(phrases[each] for each in same) for phrase, same in usual.items()})


def _best(told: _Told) -> list[Candidate]:
    named = [phrase for phrase in told.phrases if _says_something(phrase, told.language)] or list(told.phrases)
    shared = [phrase for phrase in named if told.is_shared(phrase)]
    repeated = [phrase for phrase in named if told.is_repeated(phrase)]
    chosen = next((some for some in (shared, repeated) if len(some) >= ENOUGH), named)
    ranked = sorted(map(told.candidate, chosen), key=lambda each: (-round(each.value, 6), each.text))
    return ranked[:MOST]


def _says_something(phrase: Phrase, language: Language) -> bool:
    """Whether a noun of the phrase is no general one, and no word stands in it twice."""
    return len(set(phrase.lemmas)) == len(phrase.lemmas) and not all(
        is_general(each, language) for each in phrase.nouns
    )
