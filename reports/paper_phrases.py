"""What an agenda and the copy of a response say besides their matters and answers, in Finnish and Swedish."""

from typing import Final

from reports.briefing import Text


def _text(fi: str, sv: str) -> Text:
    return Text(fi=fi, sv=sv)


PAPER_PHRASES: Final[dict[str, Text]] = {
    # the agenda
    "area": _text("Neuvottelu", "Förhandling"),
    "when": _text("Aika", "Tid"),
    "place": _text("Paikka", "Plats"),
    "chair": _text("Puheenjohtaja", "Ordförande"),
    "minute_taker": _text("Pöytäkirjanpitäjä", "Protokollförare"),
    "presenter": _text("Esittelijä", "Föredragande"),
    "reason": _text("Miksi asia on listalla", "Varför ärendet finns på listan"),
    "chosen_by": _text("Asian valitsivat", "Ärendet valdes av"),
    "from_answers": _text("Vastauksista", "Ur svaren"),
    "matter": _text("Asia", "Ärende"),
    "goal": _text("Tavoite", "Mål"),
    "action": _text("Toimenpide", "Åtgärd"),
    "responsible": _text("Vastuutaho", "Ansvarig"),
    "timetable": _text("Aikataulu", "Tidtabell"),
    "follow_up": _text("Seuranta", "Uppföljning"),
    "person": _text("Nimi", "Namn"),
    "organisation": _text("Organisaatio", "Organisation"),
    "role": _text("Rooli", "Roll"),
    # the copy of a response
    "copy": _text("Vastauksen kopio", "Kopia av svaret"),
    "blank": _text("Kysymykset ennakkoon", "Frågorna på förhand"),
    "respondent": _text("Vastaaja", "Svarande"),
    "arrived": _text("Saapunut", "Inkommit"),
    "reference": _text("Viite", "Referens"),
    "draft": _text("Luonnos, ei vielä lähetetty", "Utkast, ännu inte skickat"),
    "no_answer": _text("Ei vastausta", "Inget svar"),
    "public": _text(
        "Lähetetty vastaus on asiakirja, jota voidaan pyytää julkisuuslain nojalla.",
        "Ett inskickat svar är en handling som kan begäras ut med stöd av offentlighetslagen.",
    ),
    "legal_basis": _text("Lakiperuste", "Laggrund"),
}
