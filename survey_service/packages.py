"""Packs the advance material of a negotiation into one ZIP: files with a list of what they are, in each language."""

from collections.abc import Iterator
from pathlib import PurePosixPath

from reports.briefing import Language, Text
from reports.handouts import Entry
from survey_service import advance_material, released_material
from survey_service.advance_material import Material
from survey_service.db import Database
from survey_service.models import Round
from survey_service.records.zipping import zipped
from survey_service.settings import Settings

BRIEFING = ("pdf", "pptx")
"""The kinds in which the briefing goes along; its numbers are the same in all."""
NAMES = {
    "agenda": ("asialista", "foredragningslista", Text(fi="Asialista", sv="Föredragningslista")),
    "briefing": ("ilmiokooste", "fenomenoversikt", Text(fi="Ilmiökooste", sv="Fenomenöversikt")),
    "issues": ("nostot", "arenden", Text(fi="Nostot ja palvelujen vastaukset", sv="Ärenden och tjänsternas svar")),
    "sheets": ("indikaattorit", "indikatorer", Text(fi="Kuntien indikaattorit", sv="Kommunernas indikatorer")),
    "decisions": ("paatokset", "beslut", Text(fi="Edellisen vuoden päätökset", sv="Föregående års beslut")),
    "parties": (
        "sisainen/neuvottelijoille",
        "internt/forhandlarna",
        Text(fi="Neuvottelijoille: osapuolet ja muistiinpanot", sv="För förhandlarna: parter och anteckningar"),
    ),
    "contents": ("0-sisallys", "0-innehall", Text(fi="Sisällys", sv="Innehåll")),
}
Named = tuple[str, Text, bytes]


def packed(material: Material) -> bytes:
    """The package; the same bytes for the same material. What is internal is in it only when the material holds it."""
    return zipped(dict(files(material)))


def files(material: Material) -> dict[str, bytes]:
    """The files of the package by their place in it, the lists of contents first."""
    from reports.handouts import contents_leaflet
    from reports.leaflet import leaflet_html

    made: list[Named] = []
    for language in material.languages:
        made += _papers(material, language)
    made += _presentations(material)
    lists: dict[str, bytes] = {}
    for language in material.languages:
        # its own language's papers first, then the others
        entries = [
            Entry(path=path, title=title) for path, title, _ in sorted(made, key=lambda one: _other(one, language))
        ]
        internal = material.parties is not None
        told = contents_leaflet(material.of, entries, internal=internal, language=language)
        lists[_place("contents", language, "html")] = leaflet_html(told).encode()
    return lists | {path: content for path, _, content in made}


def _papers(material: Material, language: Language) -> Iterator[Named]:
    # each of these loads a heavy library: only when somebody takes a package
    from reports import handouts
    from reports.agenda import agenda_leaflet
    from reports.files import KINDS, to_file
    from reports.leaflet import leaflet_docx, leaflet_pdf

    of = material.of
    agenda = agenda_leaflet(material.agenda[language], language)
    yield _named("agenda", language, "pdf", leaflet_pdf(agenda))
    yield _named("agenda", language, "docx", leaflet_docx(agenda))
    for kind in KINDS:
        if kind in BRIEFING:
            yield _named("briefing", language, kind, to_file(material.briefing, kind, language))
    leaflets = {
        "issues": handouts.issues_leaflet(of, material.issues, language),
        "sheets": handouts.sheets_leaflet(of, material.sheets, language),
        "decisions": handouts.decisions_leaflet(of, material.past_year, material.decisions, language),
    }
    if material.parties is not None:
        leaflets["parties"] = handouts.parties_leaflet(of, material.parties, language)
    for key, leaflet in leaflets.items():
        yield _named(key, language, "pdf", leaflet_pdf(leaflet))


def _presentations(material: Material) -> Iterator[Named]:
    for one in material.presentations:
        if one.path is not None:
            title = Text(fi=f"Esitys: {one.organisation.fi}", sv=f"Presentation: {one.organisation.sv}")
            yield f"esitykset/{one.key}/{PurePosixPath(one.name).name}", title, one.path.read_bytes()


def _named(key: str, language: Language, kind: str, content: bytes) -> Named:
    title = NAMES[key][2]
    mark = {"fi": ("suomeksi", "på finska"), "sv": ("ruotsiksi", "på svenska")}[language]
    return _place(key, language, kind), Text(fi=f"{title.fi}, {mark[0]}", sv=f"{title.sv}, {mark[1]}"), content


def _place(key: str, language: Language, kind: str) -> str:
    return f"{NAMES[key][0] if language == 'fi' else NAMES[key][1]}-{language}.{kind}"


def _other(one: Named, language: Language) -> bool:
    others = {"fi": "-sv.", "sv": "-fi."}[language]
    return others in one[0]


def let_out(
    db: Database, settings: Settings, round_id: int, area_id: int, *, seen: int, staff_id: int, actor: str
) -> int:
    """Freeze the package for passing on, and let the parties fetch it; gives how many files are in it.

    `seen` is the number of the last one that the form knew. Raises NoBriefing, ChangedMeanwhile, NotFound.
    """
    with db.reading() as session:
        round_ = session.get_one(Round, round_id)
        told = advance_material.gather(session, round_, area_id, settings.files_folder, internal=False)
    made = files(told)
    content = zipped(made)
    key, path = released_material.stored(settings.archive_folder, content)
    counted = {"files": len(made), "briefing_version": told.version, "seen": seen, "staff_id": staff_id}
    try:
        with db.writing() as session:
            round_ = session.get_one(Round, round_id)
            released_material.release(session, round_, area_id, key, content, **counted, actor=actor)
    except BaseException:
        path.unlink(missing_ok=True)
        raise
    return len(made)
