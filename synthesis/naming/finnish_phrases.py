"""Finnish noun phrases in the nominative: "nuorten yksinäisyys", "pitkät jonot mielenterveyspalveluihin"."""

from synthesis.languages import voikko
from synthesis.languages.inflection import plural_nominative
from synthesis.languages.words import Reading, Word
from synthesis.naming.phrases import MOST_WORDS, Phrase, is_content

GOALS = frozenset({"Ill", "All"})
"""Cases that follow a head as its goal: "pääsy hoitoon", "tuki vanhemmille"."""
SOURCES = frozenset({"pula", "huoli", "tieto", "luopuminen", "ero", "keskustelu", "pelko", "tiedonpuute"})
"""Heads that are followed by their matter in the elative: "pula psykologeista"."""


def finnish_phrases(reading: Reading) -> list[Phrase]:
    """Return the candidates of one segment, doubles included."""
    words = reading.words
    found: list[Phrase | None] = []
    for at, head in enumerate(words):
        if head.kind != "noun" or not _fits(head) or not _is_noun(head.text.lower()):
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


def _is_noun(text: str) -> bool:
    """The parser takes an adjective for a noun now and then; Voikko knows."""
    if not voikko.is_installed():
        return True
    readings = voikko.analyses(text)
    return any(map(_is_noun_reading, readings))


def _is_noun_reading(reading: dict[str, str]) -> bool:
    """Nouns, what is made of a verb ("uiminen", "osallistuva"), and adjectives that stand for people ("nuoret")."""
    made_of_verb = "PARTICIPLE" in reading or reading.get("MOOD") == "MINEN-infinitive"
    people = reading.get("CLASS") == "laatusana" and reading.get("NUMBER") == "plural"
    return "nimisana" in reading.get("CLASS", "") or made_of_verb or people


def _leftmost_modifier(words: tuple[Word, ...], at: int) -> int:
    """The first word of the unbroken run of genitives and adjectives before the head."""
    first = at
    while first > 0 and at - first < MOST_WORDS - 1 and _modifies(words, first - 1, at):
        first -= 1
    return first


def _modifies(words: tuple[Word, ...], index: int, head: int) -> bool:
    word = words[index]
    if word.lemma in ("ja", "tai"):
        return 0 < index < head - 1 and _joins_genitives(words[index - 1], words[index + 1], words[head])
    if not _fits(word) or not _within(words, index, head):
        return False
    return _agrees(word, words[head]) or (word.case == "Gen" and _stands_for_a_noun(word, words[head]))


def _joins_genitives(left: Word, right: Word, head: Word) -> bool:
    """As in "lasten ja nuorten harrastukset"; of "harrastusten" nobody would know what belongs to what."""
    return left.case == right.case == "Gen" and head.case != "Gen"


def _stands_for_a_noun(word: Word, head: Word) -> bool:
    """A genitive adjective alone means people ("työttömien"), unless it may belong to what follows the head."""
    return word.kind == "noun" or (word.kind == "adjective" and head.case != "Gen")


def _agrees(word: Word, head: Word) -> bool:
    same = word.case == head.case and word.plural == head.plural
    return same and word.kind == "adjective" and _is_adjective(word.text.lower())


def _is_adjective(text: str) -> bool:
    """Without Voikko the parser is believed; superlatives belong to one answer's story."""
    if not voikko.is_installed():
        return True
    return any(
        ("laatusana" in reading.get("CLASS", "") or "PARTICIPLE" in reading)
        and reading.get("COMPARISON") != "superlative"
        for reading in voikko.analyses(text)
    )


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
    content = [word for word in (*before, head, *after) if word.kind != "function"]
    nouns = tuple(word.lemma for word in content if word.kind == "noun")
    return Phrase(
        " ".join(text.lower() for text in texts if text), tuple(word.lemma for word in content), nouns, head.lemma
    )


def _nominative(word: Word, *, plural: bool) -> str | None:
    if word.case == "Nom" and word.plural == plural:
        return word.text
    return plural_nominative(word.lemma) if plural else word.lemma
