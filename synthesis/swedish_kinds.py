"""Guesses whether a Swedish word is a noun, an adjective or a verb, from its form and its base form."""

from synthesis.words import Kind

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


def swedish_kind(form: str, lemma: str) -> Kind:
    """Return the likely kind of a word that is no stop word, number or name; both in lower case."""
    if form in PERSONS:
        return "noun"
    if lemma in ADJECTIVE_WORDS or form in ADJECTIVE_WORDS:
        return "adjective"
    if _is_verb(form, lemma):
        return "verb"
    if lemma.endswith(ADJECTIVES) or form.endswith(PARTICIPLES) or (form == lemma + "t" and len(form) > 4):
        return "adjective"
    return "noun"


def _is_verb(form: str, lemma: str) -> bool:
    """Base forms in -a are verbs or nouns such as "skola"; the endings of their other forms tell which."""
    if lemma.endswith("a"):
        return not form.endswith(NOUN_FORMS_IN_A)
    return lemma.endswith(("å", "e", "o", "y", "ö")) and form == lemma + "r" and len(form) <= 5
