"""E-mail addresses in text, also as they are written to hide them from robots: name(at)example.fi."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

_AT = r"(?:@|\s?[(\[]\s?(?:at|ät|a|@)\s?[)\]]\s?)"
_ADDRESS = re.compile(rf"(?<![\w.+-])([\w.+-]{{1,64}}){_AT}[\w-]{{1,63}}(?:\.[\w-]{{1,63}})+", re.IGNORECASE)
# How the addresses of offices and services begin: one word that is no person's.
_OFFICE = re.compile(
    r"""(?:kirjaam|registr|kunta|kunna|kaupun|kommun|stad|info|tied|asiakas|asiakirj|neuvo|råd|kund|posti?\b|mail|
    toimisto|kansli|byrå|hallinto|forvalt|förvalt|sosiaali|social|terveys|hälso|halso|hyvinvoint|valfard|välfärd|hyte|
    hytetu|palvelu|servic|tjanst|tjänst|yhdist|foreni|föreni|jarjesto|järjestö|organis|tiimi|team|osallisuus|
    delaktig|nuoriso|ungdom|varhaiskasv|kirjasto|bibliotek|liikunta|idrott|perhe|familj|paihde|päihde|mielenterv|
    ehkaiseva|förebygg|forebygg|palaute|respons|viestint|kommunikat|support|help|tuki|ilmoit|varaus|vaihde|vaxel|växel|
    kuraat|kurator|psykolog|rehtor|rektor|koulu|skol|lukio|gymnas|koordin|samordn|johtaj|saavutettav|tillganglig|tillgänglig|tietosuoja|dataskydd)[\w-]*""",
    re.IGNORECASE | re.VERBOSE,
)


@dataclass(frozen=True)
class MailAddress:
    """A stretch that is an e-mail address; `office`: a role's rather than a person's."""

    start: int
    end: int
    office: bool


def mail_addresses(text: str) -> Iterator[MailAddress]:
    """The e-mail addresses in folded `text`."""
    for match in _ADDRESS.finditer(text):
        yield MailAddress(*match.span(), office=_is_office(match.group(1)))


def _is_office(name: str) -> bool:
    """An address of two words, "testi.esimerkki", is a person's unless both are an office's words."""
    return all(_OFFICE.fullmatch(word) for word in re.split(r"[.+_]", name) if word)
