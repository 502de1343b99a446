"""What the papers of a negotiation and the copy of a response say besides their matters, in Finnish and Swedish."""

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
    "estimate": both("Arvioitu kesto", "Beräknad tid"),
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
    # the minutes
    "minutes": both("Hytetu-neuvottelun pöytäkirja", "Protokoll från hytetu-förhandlingen"),
    "to_finish": both(
        "Pohja on koottu palveluun kirjatuista tiedoista. Pisteviivat täydennetään käsin, ja pöytäkirja tarkistetaan "
        "ennen allekirjoittamista.",
        "Underlaget är sammanställt ur det som antecknats i tjänsten. De prickade linjerna fylls i för hand, och "
        "protokollet granskas före undertecknandet.",
    ),
    "negotiating_parties": both("Neuvottelun osapuolet", "Förhandlingens parter"),
    "present": both("Läsnä", "Närvarande"),
    "discussion": both("Käsittely", "Behandling"),
    "decision": both("Päätös", "Beslut"),
    "not_decided": both("luonnos, ei vielä päätetty", "utkast, ännu inte beslutat"),
    "cooperation": both("Yhteistyö", "Samarbete"),
    "division": both("Työnjako", "Arbetsfördelning"),
    "follow_up_action": both("Jatkotoimi", "Fortsatt åtgärd"),
    "forum": both("Yhteistyöfoorumi", "Samarbetsforum"),
    "responsible_person": both("Vastuuhenkilö", "Ansvarig person"),
    "due": both("Määräaika", "Tidsfrist"),
    "next_meeting": both("Seuraava tapaaminen", "Nästa möte"),
    "signatures": both("Allekirjoitukset", "Underskrifter"),
    # the advance material
    "past_decisions_title": both("Vuoden {year} päätökset", "Besluten {year}"),
    "no_past_decisions": both(
        "Edelliseltä vuodelta ei ole päätöksiä palvelussa.", "Det finns inga beslut från föregående år i tjänsten."
    ),
    "issues_title": both("Nostot ja palvelujen vastaukset", "Prioriterade ärenden och tjänsternas svar"),
    "no_issues": both("Nostoja ei ole tehty.", "Inga ärenden har lyfts fram."),
    "issue_waits": both(
        "Organisaation nosto. Sen sanoja ei ole hyväksytty jaettavaksi.",
        "Organisationens ärende. Dess ordalydelse har inte godkänts för spridning.",
    ),
    "no_reply": both("Palvelujen vastausta ei ole vielä julkaistu.", "Tjänsternas svar har inte publicerats ännu."),
    "sheets_title": both("Kuntien indikaattorit", "Kommunernas indikatorer"),
    "sheets_note": both(
        "Jokaisen kunnan kohdalla ovat ne indikaattorit, jotka se on valinnut näytettäväksi vastaustensa rinnalla. "
        "Luvut eivät selitä ilmiöitä, eikä niillä aseteta kuntia järjestykseen.",
        "För varje kommun visas de indikatorer som kommunen har valt att visa bredvid sina svar. Talen förklarar inte "
        "fenomenen, och kommunerna rangordnas inte efter dem.",
    ),
    "no_sheets": both(
        "Yksikään kunta ei ole valinnut indikaattoreita näytettäväksi.",
        "Ingen kommun har valt indikatorer som visas.",
    ),
    "indicator_name": both("Indikaattori", "Indikator"),
    "own_value": both("Kunta", "Kommunen"),
    "parties_title": both("Neuvottelijoille: osapuolet ja muistiinpanot", "För förhandlarna: parter och anteckningar"),
    "internal_notice": both(
        "Vain hyvinvointialueen omille neuvottelijoille. Ei jaettavaksi eteenpäin.",
        "Endast för välfärdsområdets egna förhandlare. Får inte spridas vidare.",
    ),
    "for_passing_on": both(
        "Aineiston voi jakaa omassa organisaatiossa ja poliittisille toimielimille.",
        "Materialet får delas i den egna organisationen och till politiska organ.",
    ),
    "delegation": both("Neuvottelukokoonpano", "Förhandlingsdelegation"),
    "who_may_commit": both("Kuka voi sitoutua päätöksiin", "Vem kan förbinda sig till beslut"),
    "internal_notes": both("Sisäiset muistiinpanot", "Interna anteckningar"),
    "contents_title": both("Neuvottelun ennakkomateriaali", "Förhandsmaterial för förhandlingen"),
    # the announcement and the media message
    "announcement_title": both(
        "{county}: vuoden {year} hytetu-neuvottelun päätökset", "{county}: besluten i hytetu-förhandlingen {year}"
    ),
    "announcement_met_on": both(
        "Hyvinvoinnin, terveyden ja turvallisuuden edistämisen (hytetu) neuvottelu pidettiin {day}. Neuvottelu: "
        "{area}. Neuvottelussa päätettiin seuraavaa.",
        "Förhandlingen om främjande av välfärd, hälsa och trygghet (hytetu) hölls {day}. Förhandling: {area}. "
        "Vid förhandlingen beslutades följande.",
    ),
    "announcement_met": both(
        "Vuoden {year} hyvinvoinnin, terveyden ja turvallisuuden edistämisen (hytetu) neuvottelussa päätettiin "
        "seuraavaa. Neuvottelu: {area}.",
        "Vid förhandlingen {year} om främjande av välfärd, hälsa och trygghet (hytetu) beslutades följande. "
        "Förhandling: {area}.",
    ),
    "media_message_title": both(
        "Hyvinvointia, terveyttä ja turvallisuutta edistetään yhdessä: {county} ja kumppanit sopivat vuoden {year} "
        "toimista",
        "Välfärd, hälsa och trygghet främjas tillsammans: {county} och parterna kom överens om åtgärderna {year}",
    ),
    "media_message_met_on": both(
        "Hytetu-neuvottelussa {day} sovittiin yhteisistä toimista asukkaiden hyvinvoinnin, terveyden ja "
        "turvallisuuden hyväksi. Neuvottelu: {area}.",
        "Vid hytetu-förhandlingen {day} kom parterna överens om gemensamma åtgärder för invånarnas välfärd, hälsa och "
        "trygghet. Förhandling: {area}.",
    ),
    "media_message_met": both(
        "Vuoden {year} hytetu-neuvottelussa sovittiin yhteisistä toimista asukkaiden hyvinvoinnin, terveyden ja "
        "turvallisuuden hyväksi. Neuvottelu: {area}.",
        "Vid hytetu-förhandlingen {year} kom parterna överens om gemensamma åtgärder för invånarnas välfärd, hälsa och "
        "trygghet. Förhandling: {area}.",
    ),
    "nothing_decided": both("Päätöksiä ei ole vielä kirjattu.", "Inga beslut har antecknats ännu."),
    "more_from": both("Lisätietoja: [täydennä yhteystiedot]", "Mer information: [fyll i kontaktuppgifter]"),
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
