"""What stands beside the answers of a round: the county's figures by phenomenon and theme, and the standing blocks."""

from collections.abc import Collection

from sqlmodel import Session

from questionnaires.model import Text as AskedText
from reports.briefing import Indicator, StandingBlock, Text
from survey_service import candidates, catalogue, standing_blocks
from survey_service.indicators import telling, wording
from survey_service.indicators.model import HyteVersion, library
from survey_service.indicators.telling import Told
from survey_service.models import Round
from survey_service.phenomena_told import Beside


def of_round(session: Session, round_: Round) -> Beside:
    """What is known of the round's phenomena besides its answers.

    A candidate that comes from the county's catalogue has the catalogue's indicators, and so has a phenomenon of the
    same name.
    """
    figures = {one.key: one for one in _figures(session, round_)}
    known = catalogue.of_county(session, round_.county_id, round_.theme)
    linked = {one.key: tuple(figures[key] for key in one.indicators if key in figures) for one in known}
    found: dict[str, tuple[Indicator, ...]] = {}
    for one in known:
        for name in (one.words.name_fi, one.words.name_sv):
            if name and linked[one.key]:
                found[name.casefold()] = linked[one.key]
    for candidate in candidates.of_round(session, round_.id or 0):
        key = candidate.source.removeprefix(catalogue_prefix := candidates.CATALOGUE)
        if candidate.source.startswith(catalogue_prefix) and linked.get(key):
            found[candidates.seed_id(candidate.candidate_id)] = linked[key]
    of_theme = tuple(one for key, one in figures.items() if _is_of_theme(key, round_.theme))
    return Beside(
        sensitive=candidates.sensitive_seeds(session, round_),
        indicators=found,
        of_theme=of_theme,
    )


def standing(session: Session, round_: Round) -> tuple[StandingBlock, ...]:
    """The blocks of every year as they are written now, that of the HYTE-kerroin with the figures of its parts."""
    written = standing_blocks.of_round(session, round_.id or 0)
    versions = [one for level in ("kunta", "hva") if (one := library().of_level(level, round_.year)) is not None]
    parts = {part.figures for one in versions for part in (*one.process, *one.result) if part.figures}
    hyte = {
        "note": _made_of(versions),
        "indicators": tuple(_figures(session, round_, parts)) if parts else (),
    }
    return tuple(
        StandingBlock(kind=kind, fi=block.text_fi, sv=block.text_sv).model_copy(
            update=hyte if kind == "hyte_review" else {}
        )
        for kind, block in ((kind, written[kind]) for kind in standing_blocks.KINDS)
    )


def _made_of(versions: list[HyteVersion]) -> Text | None:
    """What the HYTE-kerroin is made of, as far as it is known."""
    if not versions:
        return None
    told = [(_parts(one), one.valid_from, one.level) for one in versions]
    whose = {"kunta": ("kuntien", "kommunernas"), "hva": ("hyvinvointialueiden", "välfärdsområdenas")}
    fi = [f"{whose[level][0]} kertoimessa (vuodesta {year}) on {number} indikaattoria" for number, year, level in told]
    sv = [f"{whose[level][1]} koefficient (från {year}) består av {number} indikatorer" for number, year, level in told]
    return Text(fi=_sentence(fi, "Tiedossa on, että "), sv=_sentence(sv, "Så långt det är känt: "))


def _parts(version: HyteVersion) -> int:
    return version.total or sum(part.count for part in (*version.process, *version.result))


def _sentence(clauses: list[str], lead: str) -> str:
    return f"{lead}{'; '.join(clauses)}."


def _is_of_theme(key: str, theme: str) -> bool:
    known = library().get(key)
    return known is not None and known.theme == theme


def _figures(session: Session, round_: Round, keys: Collection[str] | None = None) -> list[Indicator]:
    """The county's figures, those of the round's theme first; only `keys` where they are given."""
    return [_told(one) for one in telling.of_county(session, round_.county_id, theme=round_.theme, keys=keys)]


def _told(one: Told) -> Indicator:
    cautions = zip(wording.cautions(one, "fi"), wording.cautions(one, "sv"), strict=True)
    return Indicator(
        key=one.key,
        title=_both(one.title),
        unit=_both(one.unit),
        good=one.good,
        source=Text(fi=f"{wording.source(one, 'fi')}.", sv=f"{wording.source(one, 'sv')}."),
        year=one.year,
        county=one.county,
        previous=one.previous,
        middle=one.middle,
        country=one.country,
        help=_both(one.help) if one.help else None,
        cautions=tuple(Text(fi=fi, sv=sv) for fi, sv in cautions),
    )


def _both(text: AskedText) -> Text:
    return Text(fi=text.fi, sv=text.sv)
