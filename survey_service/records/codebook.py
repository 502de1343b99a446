"""What each column of an export holds, in Finnish and Swedish: the codebook that comes along with every one."""

from questionnaires.model import Text

TITLE = Text(fi="Sarakkeiden selitykset", sv="Kolumnernas förklaringar")
COLUMNS: dict[str, Text] = {
    "answer_id": Text(
        fi="Vapaan tekstin pysyvä tunnus: organisaatio, kysymys ja järjestysnumero. Tyhjä muilla riveillä.",
        sv="Den fria textens bestående kod: organisation, fråga och ordningsnummer. Tom på övriga rader.",
    ),
    "county_code": Text(fi="Hyvinvointialueen koodi.", sv="Välfärdsområdets kod."),
    "round_year": Text(fi="Neuvottelukierroksen vuosi.", sv="Förhandlingsrundans år."),
    "case_number": Text(fi="Kierroksen asianumero.", sv="Rundans ärendenummer."),
    "organisation_key": Text(fi="Organisaation pysyvä tunnus.", sv="Organisationens bestående kod."),
    "municipality_code": Text(
        fi="Kuntanumero, kolme merkkiä; tyhjä muilla kuin kunnilla.", sv="Kommunnummer, tre tecken; tomt för andra."
    ),
    "organisation": Text(fi="Organisaation nimi suomeksi.", sv="Organisationens namn på finska."),
    "organisation_sv": Text(fi="Organisaation nimi ruotsiksi.", sv="Organisationens namn på svenska."),
    "organisation_type": Text(
        fi="kunta, sote (hyvinvointialueen palvelu), jarjesto tai muu.",
        sv="kunta (kommun), sote (välfärdsområdets tjänst), jarjesto (organisation) eller muu (annan).",
    ),
    "service_area": Text(fi="Palvelualueen tunnus.", sv="Serviceområdets kod."),
    "reference": Text(fi="Vastauksen viite, sama kuin kuittauksessa.", sv="Svarets referens, samma som i kvittensen."),
    "submission": Text(
        fi="Monesko lähetetty versio vastauksesta: viimeisin voimassa oleva.",
        sv="Vilken insänd version av svaret: den senaste som gäller.",
    ),
    "submitted_at": Text(fi="Saapumisaika (ISO 8601, UTC).", sv="Ankomsttid (ISO 8601, UTC)."),
    "questionnaire": Text(fi="Kyselyn tunnus.", sv="Enkätens kod."),
    "questionnaire_version": Text(
        fi="Kyselyn versio, johon vastattiin.", sv="Den version av enkäten som svaret gäller."
    ),
    "section_id": Text(fi="Osion tunnus.", sv="Avsnittets kod."),
    "question_id": Text(fi="Kysymyksen tunnus, sama vuodesta toiseen.", sv="Frågans kod, samma år efter år."),
    "question_kind": Text(
        fi="Kysymyksen laji: open, open_repeat, single, multi, scale, number, date, date_note, link, file, list, "
        "roster tai per_decision_status.",
        sv="Frågans typ: open, open_repeat, single, multi, scale, number, date, date_note, link, file, list, "
        "roster eller per_decision_status.",
    ),
    "question_role": Text(fi="Mitä varten kysytään.", sv="Vad frågan är till för."),
    "question_fi": Text(fi="Kysymys suomeksi.", sv="Frågan på finska."),
    "question_sv": Text(fi="Kysymys ruotsiksi.", sv="Frågan på svenska."),
    "language": Text(fi="Vastauksen kieli: fi tai sv.", sv="Svarets språk: fi eller sv."),
    "part": Text(
        fi="Vastauksen osa: text, comment, option, other, point, number, date, note, address, title, organisation, "
        "year, file, decision tai taulukon sarakkeen tunnus.",
        sv="Svarets del: text, comment, option, other, point, number, date, note, address, title, organisation, "
        "year, file, decision eller tabellkolumnens kod.",
    ),
    "row": Text(fi="Taulukkovastauksen rivi, ensimmäinen on 1.", sv="Raden i ett tabellsvar, den första är 1."),
    "text": Text(fi="Vapaa teksti.", sv="Fri text."),
    "value": Text(
        fi="Muu kuin vapaa teksti: vaihtoehdon tunnus, asteikon arvo (unknown: ei osaa sanoa), luku, päivä (ISO), "
        "osoite, tiedoston nimi tai taulukon solu.",
        sv="Annat än fri text: alternativets kod, skalans värde (unknown: kan inte säga), tal, dag (ISO), adress, "
        "filens namn eller tabellens cell.",
    ),
    "value_fi": Text(fi="Vaihtoehdon tai arvon nimi suomeksi.", sv="Alternativets eller värdets namn på finska."),
    "value_sv": Text(fi="Vaihtoehdon tai arvon nimi ruotsiksi.", sv="Alternativets eller värdets namn på svenska."),
    "confidential": Text(
        fi="yes: vastaus on merkitty salassa pidettäväksi. Peitetyssä aineistossa sen sisältö on jätetty pois.",
        sv="yes: svaret är märkt som sekretessbelagt. I det maskerade materialet har innehållet lämnats bort.",
    ),
    "confidential_basis": Text(
        fi="Salassapidon peruste: säädös ja kohta.", sv="Grunden för sekretessen: författning och punkt."
    ),
    "confidential_reason": Text(
        fi="Miksi vastaus on salassa pidettävä; vain täydessä aineistossa.",
        sv="Varför svaret är sekretessbelagt; bara i det fullständiga materialet.",
    ),
    "names_checked": Text(
        fi="yes: vastauksesta on etsitty henkilöiden nimiä, ja löydetyt on peitetty peitetyssä aineistossa.",
        sv="yes: svaret har sökts igenom efter personnamn, och de som hittats är maskerade i det maskerade materialet.",
    ),
}
NOTE_COLUMNS: dict[str, Text] = {
    "round_year": COLUMNS["round_year"],
    "organisation_key": COLUMNS["organisation_key"],
    "reference": COLUMNS["reference"],
    "written_at": Text(fi="Milloin kirjoitettu (ISO 8601, UTC).", sv="När den skrevs (ISO 8601, UTC)."),
    "written_by": Text(fi="Kuka kirjoitti.", sv="Vem som skrev."),
    "note": Text(
        fi="Henkilöstön sisäinen muistiinpano; ei osa asiakirjaa.",
        sv="Personalens interna anteckning; hör inte till handlingen.",
    ),
}
HINTS = (
    Text(
        fi="CSV-tiedosto on UTF-8-muotoinen ja sen erotin on puolipiste. Solun alkuun on lisätty heittomerkki, jos se "
        "muuten alkaisi merkillä =, +, -, @ tai sarkaimella: taulukkolaskenta ei silloin laske sitä kaavana.",
        sv="CSV-filen är i UTF-8 och avskiljaren är semikolon. En apostrof har lagts till i början av en cell som "
        "annars skulle börja med =, +, -, @ eller tabulator: kalkylprogrammet räknar den då inte som en formel.",
    ),
    Text(
        fi="Peitetyssä aineistossa (redacted) henkilötunnukset, puhelinnumerot, sähköpostiosoitteet, löydetyt nimet "
        "ja neuvottelukokoonpanon henkilöt on korvattu merkillä •.",
        sv="I det maskerade materialet (redacted) har personbeteckningar, telefonnummer, e-postadresser, hittade namn "
        "och personerna i förhandlingsdelegationen ersatts med tecknet •.",
    ),
)
ROWS = (("column", "selitys", "förklaring"), *((name, told.fi, told.sv) for name, told in COLUMNS.items()))
"""The codebook as a table, its heading first."""
