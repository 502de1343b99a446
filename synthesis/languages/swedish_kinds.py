"""Tells Swedish nouns, adjectives and verbs apart by the forms that simplemma's word list knows of them."""

from functools import cache

from synthesis.languages.words import Kind

PERSONS = frozenset(
    {"äldre", "unga", "anhöriga", "vuxna", "närstående", "minderåriga", "arbetslösa", "studerande", "ensamstående"}
)
"""Adjectives that stand for people."""
NOUN_FORMS_IN_A = ("an", "or", "orna", "ans", "ors", "ornas")
ADJECTIVES = ("ig", "isk", "sam", "full", "lös", "bar", "ell", "iv", "ant", "ent", "bel", "är")
PARTICIPLES = ("ande", "ende", "ade", "at", "ad", "ats", "it", "its", "dd", "tts", "ts")
ADJECTIVE_WORDS = frozenset(
    """
    lång kort ung gammal yngre ny hög låg svår lätt tung stark svag dålig öppen egen snabb liten svensk finsk
    psykisk social digital kommunal lokal gratis sjuk frisk rädd trött ensam fattig fri direkt ofarlig större mindre
    bättre sämre högre lägre längre färre fler""".split()  # noqa: SIM905
)
NOUNS_IN_NDE = frozenset(
    {"boende", "mående", "beroende", "förtroende", "ärende", "meddelande", "påstående", "missförstående"}
)
SHORTEST_VERB = 5
SHORTEST_PART = 4
"""Letters of the last part of a compound by which it is known."""


@cache
def swedish_lemma(form: str) -> str:
    """Return the base form of a word in lower case; a compound that no list knows is read by its last part."""
    import simplemma

    if simplemma.is_known(form, "sv"):
        return simplemma.lemmatize(form, "sv").lower()
    for start in range(2, len(form) - SHORTEST_PART + 1):
        if simplemma.is_known(form[start:], "sv"):
            last = simplemma.lemmatize(form[start:], "sv").lower()
            if _is_noun(last):
                return form[:start] + last
    return simplemma.lemmatize(form, "sv").lower()


def swedish_kind(form: str, lemma: str) -> Kind:
    """Return the likely kind of a word that is no stop word, number or name; both in lower case."""
    if form in PERSONS:
        return "noun"
    if lemma in ADJECTIVE_WORDS or form in ADJECTIVE_WORDS:
        return "adjective"
    if _is_verb(form, lemma):
        return "verb"
    if _is_adjective(form, lemma):
        return "adjective"
    if _is_noun(_known_end(lemma)) and not _is_other_form(form, lemma):
        return "noun"
    if form.endswith(PARTICIPLES) or _is_compared(lemma):
        return "adjective"
    return _of_the_rest(form, lemma)


def _is_verb(form: str, lemma: str) -> bool:
    return lemma.endswith(("å", "e", "o", "y", "ö")) and form == lemma + "r" and len(form) <= SHORTEST_VERB


def _is_adjective(form: str, lemma: str) -> bool:
    """By its ending, in a form that a noun has not; or one in -er that loses its e ("säkra")."""
    if form.endswith(("ande", "ende")) and lemma not in NOUNS_IN_NDE:
        return True
    if lemma.endswith(ADJECTIVES) and form in (lemma, lemma + "a", lemma + "t"):
        return True
    return lemma.endswith("er") and form == lemma[:-2] + "ra" and _is_compared(lemma[:-2] + "r")


def _of_the_rest(form: str, lemma: str) -> Kind:
    import simplemma

    if lemma.endswith("a"):
        return "verb"
    return "function" if simplemma.is_known(form, "sv") else "noun"


@cache
def _known_end(lemma: str) -> str:
    """The longest end of the word that the list knows, or the whole."""
    import simplemma

    if simplemma.is_known(lemma, "sv"):
        return lemma
    ends = (lemma[start:] for start in range(2, len(lemma) - SHORTEST_PART + 1))
    return next((end for end in ends if simplemma.is_known(end, "sv")), lemma)


@cache
def _is_noun(lemma: str) -> bool:
    """Only nouns have a definite genitive: "köns", "arbetets", "flickornas"."""
    import simplemma

    without_e = lemma[:-2] + lemma[-1:]
    forms = [lemma + end for end in ("ens", "ets", "ns", "ts", "arnas", "ernas", "nas")]
    forms += [without_e + "ets", without_e + "arnas", lemma.removesuffix("a") + "ornas"]
    return any(simplemma.is_known(each, "sv") for each in forms)


@cache
def _is_compared(lemma: str) -> bool:
    import simplemma

    return any(simplemma.is_known(lemma + end, "sv") for end in ("ast", "aste"))


def _is_other_form(form: str, lemma: str) -> bool:
    """Whether the form is one of the verb or adjective that is spelt like the noun."""
    if lemma.endswith("a"):
        return not form.endswith(NOUN_FORMS_IN_A)
    return form in (lemma + "a", lemma + "t") and _is_compared(lemma)
