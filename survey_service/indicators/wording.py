"""How figures are told in words, alike on pages and in the copies that are kept of a response."""

from collections.abc import Sequence

from questionnaires.model import Language, Text
from questionnaires.notation import decimal
from reports.briefing import Text as PaperText
from reports.response import CopyQuestion, CopySection
from survey_service.i18n import day
from survey_service.indicators.model import Good, library
from survey_service.indicators.overview import Held
from survey_service.indicators.telling import Told

GOOD: dict[Good, Text] = {
    "up": Text(fi="suurempi on parempi", sv="större är bättre"),
    "down": Text(fi="pienempi on parempi", sv="mindre är bättre"),
    "none": Text(fi="suuntaa ei arvioida", sv="riktningen bedöms inte"),
}
SOURCES: dict[str, Text] = {
    "sotkanet": Text(
        fi="Lähde: Sotkanet, THL (CC BY 4.0), poimittu {day}", sv="Källa: Sotkanet, THL (CC BY 4.0), hämtad {day}"
    ),
    "teaviisari": Text(fi="Lähde: TEAviisari, THL, poimittu {day}", sv="Källa: TEAviisari, THL, hämtad {day}"),
    "invented": Text(
        fi="Keksitty luku esittelyä varten, ei mistään lähteestä", sv="Påhittat tal för demonstrationen, utan källa"
    ),
}
OWNER = Text(fi="Tiedon tuottaja: {owner}", sv="Uppgiften producerad av: {owner}")
BEFORE = Text(fi="Edellinen: {value}", sv="Föregående: {value}")
COUNTY = Text(fi="Hyvinvointialue: {value}", sv="Välfärdsområdet: {value}")
COUNTRY = Text(fi="Koko maa: {value}", sv="Hela landet: {value}")
NO_FIGURE = Text(fi="ei lukua", sv="inget tal")
NOT_OF_YEAR = Text(
    fi="Vuodelta {year} ei ole lukua: sitä ei ole julkaistu, tai joukko on liian pieni.",
    sv="Det finns inget tal för år {year}: det har inte publicerats, eller så är gruppen för liten.",
)
OLD = Text(fi="Luku on yli kolme vuotta vanha.", sv="Talet är över tre år gammalt.")
BESIDE = Text(fi="Indikaattorit vastausten rinnalla", sv="Indikatorer bredvid svaren")


def valued(told: Told, value: str | None, language: Language) -> str:
    """A value with its unit; in words where there is none."""
    return f"{decimal(value)} {told.unit.in_language(language)}".strip() if value else NO_FIGURE.in_language(language)


def own(told: Told, language: Language) -> str:
    """The area's own newest value and its year."""
    words = valued(told, told.value, language)
    return f"{words} ({told.year})" if told.year is not None else words


def before(told: Told, language: Language) -> str:
    """The earlier value and its year, or that there is none."""
    if told.previous is None:
        return NO_FIGURE.in_language(language)
    year, value = told.previous
    return f"{valued(told, value, language)} ({year})"


def cautions(told: Told, language: Language) -> list[str]:
    """What a reader must know of the value: a newer one is missing, or it is old."""
    missing = NOT_OF_YEAR.in_language(language).format(year=told.missing_year) if told.missing_year else ""
    return [words for words in (missing, OLD.in_language(language) if told.is_old else "") if words]


def source(told: Told | Held, language: Language) -> str:
    """Where the figure is from, when it was taken from there, and whose data it is."""
    known = SOURCES.get(told.kind, SOURCES["invented"]).in_language(language).format(day=day(told.picked_on))
    owner = OWNER.in_language(language).format(owner=told.owner.in_language(language)) if told.owner else ""
    return ". ".join(filter(None, (known, owner)))


def name_of(key: str, language: Language) -> str:
    """What the indicator with a key is called; the key itself where the service does not know it."""
    parts = (part for version in library().versions for part in (*version.process, *version.result))
    found = library().get(key) or next((part for part in parts if part.id == key), None)
    return found.title.in_language(language) if found else key


def named(language: Language) -> list[tuple[str, str]]:
    """The key and the name of every indicator that the service knows, by name."""
    return sorted(((one.key, one.title.in_language(language)) for one in library().indicators), key=lambda one: one[1])


def copied(figures: Sequence[Told], language: Language) -> tuple[CopySection, ...]:
    """The figures as the last section of a copy; none where nothing is shown."""
    if not figures:
        return ()
    told = tuple(
        CopyQuestion(
            text=PaperText(fi=one.title.fi, sv=one.title.sv),
            paragraphs=(
                f"{own(one, language)}, {GOOD[one.good].in_language(language)}",
                BEFORE.in_language(language).format(value=before(one, language)),
                COUNTY.in_language(language).format(value=valued(one, one.county, language)),
                COUNTRY.in_language(language).format(value=valued(one, one.country, language)),
                *cautions(one, language),
                source(one, language),
            ),
        )
        for one in figures
    )
    return (CopySection(title=PaperText(fi=BESIDE.fi, sv=BESIDE.sv), questions=told),)
