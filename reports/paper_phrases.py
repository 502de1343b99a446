"""What an agenda and the copy of a response say besides their matters and answers, in Finnish and Swedish."""

from typing import Final

from reports.briefing import Text, both

PAPER_PHRASES: Final[dict[str, Text]] = {
    # the agenda
    "area": both("Neuvottelu", "Förhandling"),
    "when": both("Aika", "Tid"),
    "place": both("Paikka", "Plats"),
    "chair": both("Puheenjohtaja", "Ordförande"),
    "minute_taker": both("Pöytäkirjanpitäjä", "Protokollförare"),
    "presenter": both("Esittelijä", "Föredragande"),
    "reason": both("Miksi asia on listalla", "Varför ärendet finns på listan"),
    "chosen_by": both("Asian valitsivat", "Ärendet valdes av"),
    "from_answers": both("Vastauksista", "Ur svaren"),
    "matter": both("Asia", "Ärende"),
    "goal": both("Tavoite", "Mål"),
    "action": both("Toimenpide", "Åtgärd"),
    "responsible": both("Vastuutaho", "Ansvarig"),
    "timetable": both("Aikataulu", "Tidtabell"),
    "follow_up": both("Seuranta", "Uppföljning"),
    "person": both("Nimi", "Namn"),
    "organisation": both("Organisaatio", "Organisation"),
    "role": both("Rooli", "Roll"),
    # the copy of a response
    "copy": both("Vastauksen kopio", "Kopia av svaret"),
    "draft_copy": both("LUONNOS", "UTKAST"),
    "copy_version": both("Versio", "Version"),
    "entered_by": both("Kirjannut organisaation puolesta", "Infört för organisationens räkning av"),
    "saved": both("Tallennettu", "Sparat"),
    "gaps": both("Mitä vielä puuttuu", "Det här saknas ännu"),
    "no_gaps": both("Kaikkiin pakollisiin kysymyksiin on vastattu.", "Alla obligatoriska frågor har besvarats."),
    "note_lines": both("Muistiinpanoja", "Anteckningar"),
    "draft_note": both(
        "Tämä on luonnos kokousta varten. Luonnos ei ole julkinen asiakirja, eikä sitä ole lähetetty.",
        "Det här är ett utkast för mötet. Ett utkast är inte en offentlig handling, och det har inte skickats in.",
    ),
    "blank": both("Kysymykset ennakkoon", "Frågorna på förhand"),
    "respondent": both("Vastaaja", "Svarande"),
    "arrived": both("Saapunut", "Inkommit"),
    "reference": both("Viite", "Referens"),
    "draft": both("Luonnos, ei vielä lähetetty", "Utkast, ännu inte skickat"),
    "no_answer": both("Ei vastausta", "Inget svar"),
    "public": both(
        "Lähetetty vastaus on asiakirja, jota voidaan pyytää julkisuuslain nojalla.",
        "Ett inskickat svar är en handling som kan begäras ut med stöd av offentlighetslagen.",
    ),
    "legal_basis": both("Lakiperuste", "Laggrund"),
}
