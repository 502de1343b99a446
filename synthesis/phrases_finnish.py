"""Finnish noun phrases in the nominative: "nuorten yksinäisyys", "pitkät jonot mielenterveyspalveluihin"."""

from synthesis import voikko
from synthesis.inflection import plural_nominative
from synthesis.phrases import MOST_WORDS, Phrase, is_content
from synthesis.words import Reading, Word

GOALS = frozenset({"Ill", "All"})
"""Cases that follow a head as its goal: "pääsy hoitoon", "tuki vanhemmille"."""
SOURCES = frozenset({"pula", "huoli", "tieto", "luopuminen", "ero", "keskustelu", "pelko", "tiedonpuute"})
"""Heads that are followed by their matter in the elative: "pula psykologeista"."""


def finnish_phrases(reading: Reading) -> list[Phrase]:
    """Return the candidates of one segment, doubles included."""
    words = reading.words
    found: list[Phrase | None] = []
    for at, head in enumerate(words):
        if head.kind != "noun" or not _fits(head):
            continue
        for first in range(_leftmost_modifier(words, at), at + 1):
            if first < at and not _opens_well(words, first, at):
                continue
            found += [_phrase(words[first:at], head, ()), *_with_goal(words, first, at)]
    return [phrase for phrase in found if phrase is not None]


def _fits(word: Word) -> bool:
    return is_content(word, "fi") and _is_known(word.text.lower())


def _is_known(text: str) -> bool:
    """A heading is no place for slips of the pen, dialect or names; without Voikko these cannot be told."""
    if not voikko.is_installed():
        return True
    readings = voikko.analyses(text)
    return any(not reading.get("CLASS", "").endswith("nimi") and "POSSESSIVE" not in reading for reading in readings)


def _leftmost_modifier(words: tuple[Word, ...], at: int) -> int:
    """The first word of the unbroken run of genitives and adjectives before the head."""
    first = at
    while first > 0 and at - first < MOST_WORDS - 1 and _modifies(words, first - 1, at):
        first -= 1
    return first


def _modifies(words: tuple[Word, ...], index: int, head: int) -> bool:
    word = words[index]
    if word.lemma in ("ja", "tai"):
        return index + 1 < head and words[index + 1].case == "Gen"
    if not _fits(word) or not _within(words, index, head):
        return False
    return _agrees(word, words[head]) or (word.case == "Gen" and word.kind in ("noun", "adjective"))


def _agrees(word: Word, head: Word) -> bool:
    return word.kind == "adjective" and word.case == head.case and word.plural == head.plural


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
    """A phrase opens with a content word that nothing before it belongs to, and all of it hangs from its head."""
    if first and words[first - 1].head == first:
        return False
    return _fits(words[first]) and all(_within(words, index, at) for index in range(first, at))


def _with_goal(words: tuple[Word, ...], first: int, at: int) -> list[Phrase | None]:
    """The head with what follows and hangs from it."""
    found = []
    for end in range(at + 1, min(at + 3, len(words))):
        last = words[end]
        right_case = last.case in GOALS or (last.case == "Ela" and words[at].lemma in SOURCES)
        between = all(_fits(word) and (word.case == "Gen" or _agrees(word, last)) for word in words[at + 1 : end])
        if last.kind == "noun" and right_case and last.head == at and _fits(last) and between:
            found.append(_phrase(words[first:at], words[at], words[at + 1 : end + 1]))
    return found


def _phrase(before: tuple[Word, ...], head: Word, after: tuple[Word, ...]) -> Phrase | None:
    if len(before) + 1 + len(after) > MOST_WORDS:
        return None
    nominative = _nominative(head, plural=head.plural)
    modifiers = [_nominative(each, plural=head.plural) if _agrees(each, head) else each.text for each in before]
    texts = [*modifiers, nominative, *(word.text for word in after)]
    if None in texts:
        return None
    lemmas = tuple(word.lemma for word in (*before, head, *after) if word.kind != "function")
    return Phrase(" ".join(text.lower() for text in texts if text), lemmas)


def _nominative(word: Word, *, plural: bool) -> str | None:
    if word.case == "Nom" and word.plural == plural:
        return word.text
    return plural_nominative(word.lemma) if plural else word.lemma
