"""Noun phrases that could name a phenomenon, put into the form in which a heading stands."""

from dataclasses import dataclass

from synthesis.inflection import plural_nominative
from synthesis.model import Language
from synthesis.stopwords import stop_words
from synthesis.words import Reading, Word

MOST_WORDS = 4
SHORTEST_LEMMA = 3
COMPLEMENT_CASES = frozenset({"Ill", "Ela", "All", "Ine", "Ade", "Abl"})
SWEDISH_LINKS = frozenset({"av", "på", "till", "för", "i", "bland", "hos", "med", "mellan", "om", "från", "vid", "och"})


@dataclass(frozen=True, slots=True)
class Phrase:
    """A candidate for a label: how it reads, and the base forms that it consists of."""

    text: str
    lemmas: frozenset[str]


def phrases(reading: Reading, language: Language) -> list[Phrase]:
    """Return the candidates of one segment, doubles included."""
    return _finnish(reading.words) if language == "fi" else _germanic(reading.words, language)


def is_content(word: Word, language: Language) -> bool:
    """Say whether a word can carry a label or stand among the keywords."""
    return (
        word.kind in ("noun", "adjective")
        and len(word.lemma) >= SHORTEST_LEMMA
        and word.lemma.replace("-", "").isalpha()
        and word.lemma not in stop_words(language)
        and word.text.lower() not in stop_words(language)
    )


def _finnish(words: tuple[Word, ...]) -> list[Phrase]:
    found = []
    for at, head in enumerate(words):
        if head.kind != "noun" or not is_content(head, "fi"):
            continue
        start = _leftmost_modifier(words, at)
        for first in range(start, at + 1):
            before = words[first:at]
            if before and not _opens_well(words, first, at):
                continue
            found += [_phrase(before, head, ()), *_with_complement(words, before, at)]
    return [phrase for phrase in found if phrase is not None]


def _leftmost_modifier(words: tuple[Word, ...], at: int) -> int:
    """The first word of the unbroken run of genitives and adjectives before the head."""
    first = at
    while first > 0 and at - first < MOST_WORDS - 1 and _modifies(words, first - 1, at):
        first -= 1
    return first


def _modifies(words: tuple[Word, ...], index: int, head: int) -> bool:
    word = words[index]
    if word.kind == "function" and word.lemma in ("ja", "tai"):
        return index + 1 < head and words[index + 1].case == "Gen"
    if not _within(words, index, head):
        return False
    agrees = word.kind == "adjective" and word.case == words[head].case
    return is_content(word, "fi") and (agrees or (word.case == "Gen" and word.kind in ("noun", "adjective")))


def _within(words: tuple[Word, ...], index: int, head: int) -> bool:
    """Whether the word hangs, directly or through others, from the head."""
    for _ in range(MOST_WORDS):
        index = words[index].head
        if index == head:
            return True
        if index < 0:
            return False
    return False


def _opens_well(words: tuple[Word, ...], first: int, at: int) -> bool:
    """A phrase opens with a content word, and everything in it hangs from its head."""
    return is_content(words[first], "fi") and all(_within(words, index, at) for index in range(first, at))


def _with_complement(words: tuple[Word, ...], before: tuple[Word, ...], at: int) -> list[Phrase | None]:
    """The head with what follows and hangs from it: "jonot" with "palveluihin"."""
    found = []
    for end in range(at + 1, min(at + 3, len(words))):
        last = words[end]
        if last.kind == "noun" and last.case in COMPLEMENT_CASES and last.head == at and is_content(last, "fi"):
            between = words[at + 1 : end]
            if all(is_content(word, "fi") and word.case == "Gen" for word in between):
                found.append(_phrase(before, words[at], words[at + 1 : end + 1]))
    return found


def _phrase(before: tuple[Word, ...], head: Word, after: tuple[Word, ...]) -> Phrase | None:
    if len(before) + 1 + len(after) > MOST_WORDS:
        return None
    nominative = _nominative(head, plural=head.plural)
    modifiers = [_modifier(word, head) for word in before]
    if nominative is None or None in modifiers:
        return None
    words = [*(word for word in modifiers if word), nominative, *(word.text.lower() for word in after)]
    content = [word.lemma for word in (*before, head, *after) if word.kind != "function"]
    return Phrase(" ".join(words), frozenset(content))


def _modifier(word: Word, head: Word) -> str | None:
    agrees = word.kind == "adjective" and word.case == head.case and word.case != "Gen"
    return _nominative(word, plural=head.plural) if agrees else word.text.lower()


def _nominative(word: Word, *, plural: bool) -> str | None:
    if word.case == "Nom" and word.plural == plural:
        return word.text.lower()
    return plural_nominative(word.lemma) if plural else word.lemma


def _germanic(words: tuple[Word, ...], language: Language) -> list[Phrase]:
    found = []
    for first in range(len(words)):
        if not is_content(words[first], language):
            continue
        for last in range(first, min(first + MOST_WORDS, len(words))):
            if words[last].kind in ("mark", "number", "name"):
                break
            inner = words[first : last + 1]
            if is_content(words[last], language) and _linked(inner, language):
                lemmas = frozenset(word.lemma for word in inner if is_content(word, language))
                found.append(Phrase(" ".join(word.text.lower() for word in inner), lemmas))
    return found


def _linked(words: tuple[Word, ...], language: Language) -> bool:
    """Between the content words of a Swedish phrase stand prepositions only, and not two of them together."""
    return all(
        is_content(word, language) or (word.text.lower() in SWEDISH_LINKS and is_content(words[at + 1], language))
        for at, word in enumerate(words[:-1])
    )
