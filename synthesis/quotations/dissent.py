"""Finds those who say otherwise than most of a phenomenon: that it is no trouble here, works well, or is overdone."""

import re

from synthesis.model import Language

SAID: dict[Language, str] = {
    "fi": r"""
        \bpäinvastoin\b | \btoisin\ kuin\b | \bliioit\w+ | \bonneksi\b | \bvastustan\b | \bylimitoitet\w+
        | \bei\ (?:ole\ |oo\ )?(?:meillä\ )?(?:juuri\ |kovin\ |juurikaan\ |iso\ |suuri\ |mikään\ )*
          (?:ilmene\b|ilmennyt|esiinny|esiintynyt|havaittu|huomattu|lisääntynyt|kasvanut|ongelma\w*|huolta)
        | \bei\ (?:ole\ )?(?:näy|näkynyt)\ meillä | \bmeillä\ (?:se\ |tämä\ |ilmiö\ )?ei\ (?:ole\ )?(?:näy|näkynyt)\b
        | \b(?:toimii|toimivat|sujuu|sujuvat|toiminut|onnistuu|menee)\s
          (?:meillä\ |jo\ |todella\ |erittäin\ |varsin\ |ihan\ )?(?:hyvin|erinomaisesti|mainiosti|moitteetta)
        | \b(?:hyvin|erinomaisesti)\s(?:toimi\w+|suju\w+)
        | \b(?:on|ovat)\s(?:\w+\s){0,3}?(?:vähentyn|parantun|lyhentyn|helpottan|rauhoittun|kohentun|vähenemä)\w+
        | \btilanne\s(?:\w+\s){0,2}?(?:hyvä|rauhallinen|parempi)\b
        | \b(?:en|emme)\s(?:kannata|usko|hyväksy|ole\ samaa)\b
        | \b(?:en|emme)\s(?:näe\ (?:ongelm|tarve|syy)\w+)\b | \beri\ mieltä\b""",
    "sv": r"""
        \btvärtom\b | \blyckligtvis\b | \bsom\ tur\ är\b | \böverdriv\w+ | \bmotsätter\b | \btill\ skillnad\ från\b
        | \bfungerar\s(?:\w+\s){0,3}?(?:bra|utmärkt|väl)\b
        | \bhar\s(?:\w+\s){0,3}?(?:minskat|förbättrats|kortats|lugnat|bättre|kortare|lugnare)\b
        | \b(?:inget|ingen|inga|inte\ något)\s(?:\w+\s)?(?:problem|ökning|oro)\b
        | \bhos\ oss\ (?:syns|märks|finns)\ (?:det\ )?(?:inte|inga)\b
        | \b(?:stöder|anser|tror|håller)\s(?:jag\ |vi\ )?inte\b""",
    "en": r"\bon\ the\ contrary\b | \bworks\ well\b | \bnot\ a\ problem\b | \bdisagree\b",
}
FEW = 0.4
"""When more than this share of a group says so, it is what the phenomenon is about, and nothing contrary."""


def dissenting(texts: list[tuple[str, Language]]) -> list[bool]:
    """Return for each text of a group, with its language, whether it says otherwise than most of them."""
    found = [bool(_said(language).search(text)) for text, language in texts]
    return found if sum(found) <= FEW * len(found) else [False] * len(found)


def _said(language: Language) -> re.Pattern[str]:
    return re.compile(SAID[language], re.IGNORECASE | re.VERBOSE)
