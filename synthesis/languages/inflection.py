"""Finnish nominatives made from base forms: every guess is checked by analysing it with Voikko."""

from functools import cache

from synthesis.languages import voikko

_ENDINGS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("nen", ("set",)),
    ("mpi", ("mmat", "mmät")),
    ("mies", ("miehet",)),
    ("uus", ("uudet", "uukset")),
    ("yys", ("yydet", "yykset")),
    ("us", ("ukset", "udet")),
    ("ys", ("ykset", "ydet")),
    ("is", ("ikset", "iit")),
    ("as", ("aat", "akset")),
    ("äs", ("äät", "äkset")),
    ("es", ("ekset", "eet")),
    ("os", ("okset",)),
    ("ös", ("ökset",)),
    ("in", ("imet",)),
    ("on", ("omat",)),
    ("ön", ("ömät",)),
    ("el", ("elet",)),
    ("er", ("eret",)),
    ("ut", ("uet",)),
    ("yt", ("yet",)),
    ("i", ("it", "et")),
    ("e", ("eet",)),
)
_GRADATIONS = (
    ("nk", "ng"), ("mp", "mm"), ("lt", "ll"), ("nt", "nn"), ("rt", "rr"), ("kk", "k"), ("pp", "p"), ("tt", "t"),
    ("p", "v"), ("t", "d"), ("k", ""), ("k", "j"), ("k", "v"),
    ("k", "kk"), ("p", "pp"), ("t", "tt"), ("d", "t"), ("v", "p"), ("", "k"),
    ("ng", "nk"), ("mm", "mp"), ("ll", "lt"), ("nn", "nt"), ("rr", "rt"),
)  # fmt: skip


@cache
def plural_nominative(lemma: str) -> str | None:
    """Return the nominative plural of a noun or adjective ("jono" → "jonot"), or None when it is not sure."""
    if not voikko.is_installed():
        return None
    return next((guess for guess in _guesses(lemma) if _is_plural_nominative(guess, lemma)), None)


def _guesses(lemma: str) -> list[str]:
    bare = [lemma + "t"]
    for ending, plurals in _ENDINGS:
        if lemma.endswith(ending):
            bare += [lemma.removesuffix(ending) + plural for plural in plurals]
    graded = [
        form[: at - len(strong)] + weak + form[at:]
        for form in bare
        for at in range(max(2, len(form) - 5), len(form) - 1)
        for strong, weak in _GRADATIONS
        if form[:at].endswith(strong)
    ]
    return [*bare, *graded]


def _is_plural_nominative(word: str, lemma: str) -> bool:
    return any(
        reading.get("BASEFORM") == lemma
        and reading.get("NUMBER") == "plural"
        and reading.get("SIJAMUOTO") == "nimento"
        and "POSSESSIVE" not in reading
        for reading in voikko.analyses(word)
    )
