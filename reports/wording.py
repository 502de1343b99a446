"""The Finnish and Swedish wording of every rendering: one table of phrases, one of counted nouns, dates and numbers."""

import datetime
from typing import Final
from zoneinfo import ZoneInfo

from reports.briefing import Kind, Language, Text, both
from reports.briefing_phrases import BRIEFING_PHRASES
from reports.paper_phrases import PAPER_PHRASES
from reports.summary_phrases import SUMMARY_PHRASES
from reports.telling_phrases import TELLING_PHRASES

HELSINKI: Final = ZoneInfo("Europe/Helsinki")


KIND_NAMES: Final[dict[Kind, Text]] = {
    "kunta": both("Kunnat", "Kommuner"),
    "sote": both("Sote-palvelut", "Social- och hälsovård"),
    "pelastus": both("Pelastuslaitos", "Räddningsverket"),
    "jarjesto": both("Järjestöt", "Föreningar"),
    "muu": both("Muut toimijat", "Andra aktörer"),
}

LANGUAGE_NAMES: Final[dict[str, Text]] = {
    "fi": both("suomeksi", "på finska"),
    "sv": both("ruotsiksi", "på svenska"),
    "en": both("englanniksi", "på engelska"),
}

# One and several in Finnish, one and several in Swedish; after a numeral other than one, Finnish wants the partitive
COUNTED: Final[dict[str, tuple[str, str, str, str]]] = {
    "organisation": ("organisaatio", "organisaatiota", "organisation", "organisationer"),
    "kunta": ("kunta", "kuntaa", "kommun", "kommuner"),
    "sote": ("sote-palvelu", "sote-palvelua", "social- och hälsovårdstjänst", "social- och hälsovårdstjänster"),
    "pelastus": ("pelastuslaitos", "pelastuslaitosta", "räddningsverk", "räddningsverk"),
    "jarjesto": ("järjestö", "järjestöä", "förening", "föreningar"),
    "muu": ("muu toimija", "muuta toimijaa", "annan aktör", "andra aktörer"),
    "phenomenon": ("ilmiö", "ilmiötä", "fenomen", "fenomen"),
    "answer": ("vastaus", "vastausta", "svar", "svar"),
    "segment": ("tekstikohta", "tekstikohtaa", "textställe", "textställen"),
    "issue": ("nosto", "nostoa", "prioriterat ärende", "prioriterade ärenden"),
    "quote": ("lainaus", "lainausta", "citat", "citat"),
    "area": ("alue", "aluetta", "område", "områden"),
    "kind": ("organisaatiotyyppi", "organisaatiotyyppiä", "organisationstyp", "organisationstyper"),
    "indicator": ("indikaattori", "indikaattoria", "indikator", "indikatorer"),
    "asking": (
        "organisaatio pyytää tukea tai päätöstä",
        "organisaatiota pyytää tukea tai päätöstä",
        "organisation ber om stöd eller beslut",
        "organisationer ber om stöd eller beslut",
    ),
}

WORDS: Final[dict[str, Text]] = BRIEFING_PHRASES | PAPER_PHRASES | TELLING_PHRASES | SUMMARY_PHRASES


def words(language: Language) -> dict[str, str]:
    """Every phrase in `language`, by its key."""
    return {key: text.in_language(language) for key, text in WORDS.items()}


def phrase(key: str, language: Language, **values: object) -> str:
    """The phrase `key` of WORDS in `language`, with its named places filled."""
    return WORDS[key].in_language(language).format(**values)


def counted(count: int, noun: str, language: Language) -> str:
    """`count` with `noun` (a key of COUNTED) in the form that the language wants after it."""
    return f"{number(count)} {noun_after(count, noun, language)}"


def noun_after(count: int, noun: str, language: Language) -> str:
    """`noun` (a key of COUNTED) in the form that the language wants after `count`."""
    one_fi, several_fi, one_sv, several_sv = COUNTED[noun]
    one, several = (one_sv, several_sv) if language == "sv" else (one_fi, several_fi)
    return one if count == 1 else several


def day(date: datetime.date) -> str:
    """5.3.2027, as both languages write it."""
    return f"{date.day}.{date.month}.{date.year}"


def moment(time: datetime.datetime, language: Language, *, seconds: bool = False) -> str:
    """An aware time in Finnish time: 5.3.2027 klo 14.32 (Swedish: kl.)."""
    local = time.astimezone(HELSINKI)
    exact = f".{local.second:02}" if seconds else ""
    return f"{day(local.date())} {'kl.' if language == 'sv' else 'klo'} {local.hour}.{local.minute:02}{exact}"


def number(value: float, decimals: int = 0) -> str:
    """A decimal comma, and a no-break space between thousands."""
    return f"{value:,.{decimals}f}".replace(",", "\N{NO-BREAK SPACE}").replace(".", ",")


def decimal(value: str) -> str:
    """An exact decimal (12.5) as a reader sees it."""
    return number(float(value), len(value.partition(".")[2]))


def shortened(text: str, longest: int) -> str:
    """`text` on one line, cut between words where it is longer than that."""
    one_line = " ".join(text.split())
    return one_line if len(one_line) <= longest else f"{one_line[:longest].rpartition(' ')[0]} […]"


def printable(text: str) -> str:
    """`text` without the control characters that no document can hold; line breaks and tabs stay."""
    return "".join(
        letter for letter in text if letter in "\n\t" or (ord(letter) >= 32 and not 0xFFFE <= ord(letter) <= 0xFFFF)
    )
