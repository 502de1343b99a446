"""What the yearly summary says besides its matters, in Finnish and Swedish."""

from typing import Final

from reports.briefing import Text, both

SUMMARY_PHRASES: Final[dict[str, Text]] = {
    "yearly_summary": both("Hytetu-vuoden yhteenveto", "Sammandrag av hytetu-året"),
    "summary_in_short": both("Lyhyesti", "I korthet"),
    "summary_answered": both(
        "Ennakkokyselyyn vastasi {answered}/{asked} organisaatiota.",
        "Förhandsenkäten besvarades av {answered}/{asked} organisationer.",
    ),
    "summary_chosen": both(
        "Neuvotteluun valittujen ilmiöiden määrä: {chosen}.", "Antal fenomen som valdes till förhandlingen: {chosen}."
    ),
    "summary_decided": both("Päätösten määrä: {decided} ({statuses}).", "Antal beslut: {decided} ({statuses})."),
    "summary_who": both("Ketkä vastasivat", "Vilka som svarade"),
    "summary_kind": both("Vastaajaryhmä", "Grupp"),
    "summary_number": both("Vastasi/pyydettiin", "Svarade/ombads"),
    "summary_names": both("Vastanneet", "Svarande"),
    "summary_phenomena": both("Neuvotteluun valitut ilmiöt", "Fenomen som valdes till förhandlingen"),
    "summary_no_order": both(
        "Ilmiöitä ei ole vielä valittu neuvotteluun.", "Fenomenen till förhandlingen har inte valts ännu."
    ),
    "summary_decisions": both("Päätökset, tilanne ja arviointi", "Beslut, läge och utvärdering"),
    "summary_status": both("Tilanne", "Läge"),
    "summary_evaluation": both("Arviointi", "Utvärdering"),
    "summary_untold": both("ei vielä tietoa", "ingen uppgift ännu"),
    "summary_unjudged": both("ei arvioitu", "inte utvärderat"),
    "summary_none": both("ei nimetty", "inte angiven"),
    "effectiveness": both("Vaikuttavuus", "Effekt"),
    "sufficiency": both("Riittävyys", "Tillräcklighet"),
    "alignment": both("Samansuuntaisuus", "Samma riktning"),
    "weak": both("heikko", "svag"),
    "fair": both("kohtalainen", "måttlig"),
    "good": both("hyvä", "god"),
    "summary_how": both("Näin yhteenveto on tehty", "Så här har sammandraget gjorts"),
    "summary_method": both(
        "Tilanteen on kertonut päätöksen vastuutaho itse linkillä tai seuraavan vuoden ennakkokyselyssä, tai "
        "hyvinvointialue on kirjannut sen vastuutahon puolesta. Arvioinnin on kirjoittanut hyvinvointialueen "
        "hytetu-tiimi tai koordinaatioryhmä. Organisaatioita ei ole asetettu järjestykseen.",
        "Den som ansvarar för beslutet har själv berättat om läget via en länk eller i nästa års förhandsenkät, eller "
        "så har välfärdsområdet antecknat det för den ansvarigas räkning. Utvärderingen har skrivits av "
        "välfärdsområdets hytetu-team eller koordineringsgrupp. Organisationerna har inte rangordnats.",
    ),
}
