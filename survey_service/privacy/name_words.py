"""What single words say of whether they are part of a person's name.

Voikko knows given names, surnames and places; where it is not installed, nothing is known of a word, and only the shape
of names and spaCy's reading are left.
"""

from functools import cache

from synthesis.languages import voikko
from synthesis.languages.stopwords import stop_words

PERSONS = frozenset({"etunimi", "sukunimi"})
NOUNS = frozenset({"nimisana", "nimisana_laatusana", "nimi"})
THINGS = """
    hanke projekti ohjelma operaatio kampanja talo keskus kahvila koti kulma piste pysäkki asema koulu päiväkoti lukio
    opisto yhdistys järjestö seura säätiö liitto kerho ryhmä tiimi verkosto toiminta palvelu yksikkö osasto kunta
    kaupunki kylä alue puhelin sovellus malli lehti radio laki tuki raha
    projekt program kampanj hus center centrum café hem skola daghem gymnasium institut förening förbund stiftelse
    klubb grupp nätverk verksamhet tjänst enhet avdelning kommun stad by område telefon app modell tidning lag stöd
"""
"""What has a name of its own that is nobody's, "Hanke Tulppaani", "Perhekeskus Pilke"; such words end compounds."""
NOT_IN_NAMES = """
    norra södra östra västra mellersta finska svenska finlands sveriges nordiska nya gamla stora lilla röda vita blå
    gröna hela unga rädda första andra bland alla båda finland sverige norge danmark norden europa åland nyland
    österbotten helsingfors åbo vasa
"""
"""Swedish words with which places and organisations are named."""


def is_known_name(word: str) -> bool:
    """Whether people are called so."""
    return bool(_classes(word) & PERSONS)


def is_place(word: str) -> bool:
    """Whether it is the name of a place, and of nobody."""
    return word.lower() in NOT_IN_NAMES.split() or ("paikannimi" in _classes(word) and not is_known_name(word))


def is_thing(word: str) -> bool:
    """Whether it is a word for things that have names of their own: "hanke", "perhekeskus"."""
    forms = (word.lower(), *(reading.get("BASEFORM", "").lower() for reading in _readings(word)))
    return any(form.endswith(tuple(THINGS.split())) for form in forms)


def can_begin_a_name(word: str) -> bool:
    """Whether a given name can be written so: uninflected, and none of the words that join others.

    Only the last word of a Finnish name is inflected; before it a genitive tells whose the thing is (Sähkövirran Ossi).
    """
    if is_known_name(word):
        return True
    readings = _readings(word)
    if not readings:
        return word.lower() not in stop_words("sv") and not _is_definite_in_swedish(word)
    return any(
        reading.get("CLASS") in NOUNS
        and (reading.get("SIJAMUOTO"), reading.get("NUMBER")) == ("nimento", "singular")
        and "POSSESSIVE" not in reading
        for reading in readings
    )


def can_end_a_name(word: str) -> bool:
    """Whether a surname can be written so: a Swedish word in the definite form is a thing's (Röda Korset)."""
    return is_known_name(word) or bool(_readings(word)) or not _is_definite_in_swedish(word)


def _is_definite_in_swedish(word: str) -> bool:
    import simplemma

    lower = word.lower()
    lemma = simplemma.lemmatize(lower, "sv")
    return lower.endswith(("en", "et", "na", "an", "n", "t")) and lemma != lower and lower.startswith(lemma[:-1])


def _classes(word: str) -> set[str]:
    return {reading.get("CLASS", "") for reading in _readings(word)}


@cache
def _readings(word: str) -> tuple[dict[str, str], ...]:
    """Voikko's readings of a word; a Swedish genitive (Johanssons) is read without its s."""
    if not voikko.is_installed():
        return ()
    return voikko.analyses(word) or (voikko.analyses(word[:-1]) if word.endswith("s") else ())
