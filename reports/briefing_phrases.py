"""What a briefing says besides its answers, in Finnish and Swedish."""

from typing import Final

from reports.briefing import Text


def _text(fi: str, sv: str) -> Text:
    return Text(fi=fi, sv=sv)


BRIEFING_PHRASES: Final[dict[str, Text]] = {
    "briefing": _text("Ilmiökooste", "Fenomenöversikt"),
    "theme": _text("Teema", "Tema"),
    "made_on": _text("Koottu", "Sammanställd"),
    "deadline": _text("Vastausten määräaika", "Svarstiden gick ut"),
    "skip": _text("Siirry sisältöön", "Gå till innehållet"),
    "summary": _text("Yhdellä silmäyksellä", "I korthet"),
    "annex": _text("Liite: ilmiöt ja vastaukset tarkemmin", "Bilaga: fenomenen och svaren närmare"),
    "page": _text("Sivu", "Sida"),
    # who answered
    "who_answered": _text("Ketkä vastasivat", "Vilka som svarade"),
    "big_count": _text("{answered} / {asked}", "{answered} av {asked}"),
    "big_count_unit": _text("organisaatiota vastasi", "organisationer svarade"),
    "also_answered": _text("Lisäksi vastasi {who}.", "Dessutom svarade {who}."),
    "not_in_rate": _text("Ei lasketa vastausosuuteen.", "Räknas inte in i svarsandelen."),
    "answered": _text("Vastasivat", "Svarade"),
    "missing": _text("Eivät vastanneet", "Svarade inte"),
    "nobody_missing": _text("Kaikki vastasivat.", "Alla svarade."),
    "nobody_answered": _text("Kukaan ei ole vielä vastannut.", "Ingen har svarat ännu."),
    "parties": _text("Organisaatiot", "Organisationer"),
    "kind": _text("Organisaatiotyyppi", "Typ av organisation"),
    "total": _text("Yhteensä", "Totalt"),
    "of": _text("{count} / {total}", "{count} av {total}"),
    # phenomena
    "phenomena": _text("Ilmiöt", "Fenomenen"),
    "phenomenon": _text("Ilmiö", "Fenomen"),
    "nothing_to_group": _text(
        "Avoimia vastauksia ei ole, joten ilmiöitä ei muodostettu.",
        "Det finns inga fritextsvar, och därför bildades inga fenomen.",
    ),
    "all_listed": _text(
        "Alempana on jokainen kohta sellaisenaan: {segments}.", "Varje ställe står längre ner som det är: {segments}."
    ),
    "with_team": _text("Hytetu-tiimi käy vastaukset läpi sellaisinaan.", "Hytetu-teamet går igenom svaren som de är."),
    "no_phenomena": _text("Vastauksista ei muodostettu ilmiöitä.", "Inga fenomen bildades av svaren."),
    "chart_title": _text("Ilmiöt organisaatiotyypeittäin", "Fenomenen enligt typ av organisation"),
    "chart_lead": _text(
        "Palkki kertoo, kuinka moni vastanneista organisaatioista kirjoitti ilmiöstä.",
        "Stapeln visar hur många av de organisationer som svarade skrev om fenomenet.",
    ),
    "chart_axis": _text("organisaatioita", "organisationer"),
    "chart_more": _text(
        "Kuvassa {shown} yleisintä, liitteessä kaikki.", "Bilden visar de {shown} vanligaste, bilagan alla."
    ),
    "the_rest": _text("Muut {phenomena}", "Övriga {phenomena}"),
    "chart_alt": _text(
        "Vaakapalkit, {phenomena} organisaatiotyypeittäin. Eniten organisaatioita: {first}, {count}.",
        "Vågräta staplar, {phenomena} enligt typ av organisation. Flest organisationer: {first}, {count}.",
    ),
    "chart_alt_last": _text(" Vähiten: {last}, {count}.", " Minst: {last}, {count}."),
    "label_missing": _text("ei vielä suomenkielistä nimeä", "inget svenskt namn ännu"),
    "unnamed": _text("Ilmiöllä ei ole vielä nimeä", "Fenomenet har inget namn ännu"),
    "evidence": _text("{count} {answered} vastanneesta", "{count} av {answered} som svarade"),
    "claim": _text("Yhden vastaajan sanoin", "Med en svarandes ord"),
    "voices": _text("Ääniä vastauksista", "Röster ur svaren"),
    "requests": _text("Mitä pyydetään", "Vad man ber om"),
    "keywords": _text("Avainsanat", "Nyckelord"),
    "who_wrote": _text("Ketkä kirjoittivat tästä", "Vilka som skrev om detta"),
    "answer_link": _text("koko vastaus", "hela svaret"),
    "candidate": _text("Verkosto ehdotti ilmiötä ennen kyselyä.", "Nätverket föreslog fenomenet före enkäten."),
    "found": _text("Ilmiö löytyi vastauksista.", "Fenomenet hittades i svaren."),
    "named": _text("Ihminen on muokannut ilmiötä.", "En människa har bearbetat fenomenet."),
    "team_only": _text("vain tiimille", "endast för teamet"),
    "withheld": _text(
        "{quotes} jätettiin pois, koska niistä voisi tunnistaa ihmisen.",
        "{quotes} har lämnats bort, eftersom de kunde identifiera en person.",
    ),
    "withheld_one": _text(
        "1 lainaus jätettiin pois, koska siitä voisi tunnistaa ihmisen.",
        "1 citat har lämnats bort, eftersom det kunde identifiera en person.",
    ),
    "hidden": _text(
        "Lainausta ei näytetä, koska sen perusteella voisi tunnistaa ihmisen.",
        "Citatet visas inte eftersom det kunde identifiera en person.",
    ),
    "team_copy": _text(
        "Hytetu-tiimin oma kappale: lainaukset, joissa lukee ”vain tiimille”, tarkistetaan ennen kuin muut näkevät ne.",
        "Hytetu-teamets eget exemplar: citat märkta ”endast för teamet” ska granskas innan de visas för andra.",
    ),
    "origin": _text("Alkuperä ja vakaus", "Ursprung och stabilitet"),
    # how steady a phenomenon is
    "steady": _text(
        "Vakaa: ryhmä pysyy samana, vaikka osa vastauksista jätetään pois.",
        "Stabilt: gruppen förblir densamma även om en del av svaren lämnas bort.",
    ),
    "fairly_steady": _text(
        "Melko vakaa: ryhmän reunat muuttuvat, jos osa vastauksista jätetään pois.",
        "Ganska stabilt: gruppens gränser ändras om en del av svaren lämnas bort.",
    ),
    "unsteady": _text(
        "Epävarma: ryhmä muuttuu, jos osa vastauksista jätetään pois. Lukekaa lainaukset ennen päätelmiä.",
        "Osäkert: gruppen ändras om en del av svaren lämnas bort. Läs citaten innan ni drar slutsatser.",
    ),
    # what is asked
    "asked_most": _text("Mitä hyvinvointialueelta pyydetään eniten", "Vad man mest ber välfärdsområdet om"),
    "nothing_asked": _text(
        "Vastauksissa ei pyydetty tukea tai päätöksiä.", "I svaren begärdes varken stöd eller beslut."
    ),
    "asked_not_counted": _text(
        "Pyyntöjä ei laskettu, koska vastauksia ei ryhmitelty.",
        "Önskemålen räknades inte, eftersom svaren inte grupperades.",
    ),
    # scales, raised issues, answers that are not grouped, unplaced
    "scales": _text("Asteikkokysymykset", "Skalfrågor"),
    "scale_point": _text("Vastausvaihtoehto", "Svarsalternativ"),
    "scale_count": _text("Organisaatioita", "Organisationer"),
    "share": _text("Osuus", "Andel"),
    "raised": _text("Nostot: mistä halutaan sopia", "Prioriterade ärenden: vad man vill komma överens om"),
    "open": _text("Vastaukset sellaisinaan kysymyksittäin", "Svaren som de är, fråga för fråga"),
    "open_short": _text("Vastaukset sellaisinaan", "Svaren som de är"),
    "open_lead": _text(
        "Näiden kysymysten vastauksia ei ryhmitellä. Ne ovat tässä vastaajien omin sanoin.",
        "Svaren på dessa frågor grupperas inte. De står här med svararnas egna ord.",
    ),
    "ungrouped": _text("Vastaukset, joita ei ryhmitelty", "Svar som inte grupperades"),
    "unplaced": _text("Mitä ei sijoitettu ilmiöihin", "Det som inte placerades i något fenomen"),
    "outside": _text("Ilmiöiden ulkopuolella", "Utanför fenomenen"),
    "unplaced_lead": _text(
        "Mitään ei ole jätetty pois näkymättömiin: tässä on jokainen kohta, joka ei kuulu ilmiöihin, ja syy siihen.",
        "Inget har lämnats bort i det tysta: här finns varje ställe utanför fenomenen, och orsaken till det.",
    ),
    "empty_text": _text("(tyhjä)", "(tomt)"),
    "single_observation": _text(
        "Yksittäinen havainto, josta muut eivät kirjoittaneet", "Enskild iakttagelse som andra inte skrev om"
    ),
    "too_few_answers": _text("Vastauksia oli liian vähän ryhmiteltäviksi", "Svaren var för få för att grupperas"),
    "practical": _text("Käytännön asia neuvottelun järjestelyistä", "Praktisk fråga om förhandlingens arrangemang"),
    "refers_elsewhere": _text("Viittaa toiseen vastaukseen", "Hänvisar till ett annat svar"),
    "no_content": _text("Ei asiasisältöä", "Inget sakinnehåll"),
    "empty": _text("Tyhjä vastaus", "Tomt svar"),
    # method and limits
    "method": _text("Miten kooste on tehty ja mitä se ei kerro", "Hur översikten är gjord och vad den inte säger"),
    "machine": _text(
        "Ryhmittely on koneellinen ehdotus. Ihminen nimeää ilmiöt ja päättää, mitä neuvotteluun nostetaan.",
        "Grupperingen är ett maskinellt förslag. "
        "En människa namnger fenomenen och beslutar vad som lyfts till förhandlingen.",
    ),
    "not_support": _text("Ryhmän koko ei kerro kannatuksesta.", "Gruppens storlek är inte ett mått på understöd."),
    "not_support_why": _text(
        "Luku kertoo, kuinka moni organisaatio kirjoitti samasta asiasta. "
        "Se ei kerro, kuinka tärkeä asia on tai kuinka moni on samaa mieltä. "
        "Organisaatio lasketaan ilmiössä kerran, vaikka se olisi kirjoittanut siitä monta kertaa.",
        "Talet visar hur många organisationer som skrev om samma sak. "
        "Det säger inte hur viktig saken är eller hur många som är av samma åsikt. "
        "En organisation räknas en gång i varje fenomen, även om den skrev om saken flera gånger.",
    ),
    "read": _text(
        "Luettiin {answers}, joissa erotettiin {segments}.", "{answers} lästes och i dem urskildes {segments}."
    ),
    "left_out": _text("Ilmiöiden ulkopuolelle jäi {segments}.", "Utanför fenomenen blev {segments}."),
    "not_clustered": _text(
        "Vastauksia oli niin vähän, ettei niitä ryhmitelty ilmiöiksi.",
        "Svaren var så få att de inte grupperades till fenomen.",
    ),
    "steadiness": _text(
        "Ilmiöistä vakaita on {steady}, melko vakaita {fairly} ja epävarmoja {unsteady}.",
        "Av fenomenen är {steady} stabila, {fairly} ganska stabila och {unsteady} osäkra.",
    ),
    "original_language": _text(
        "Lainaukset ovat vastaajien omin sanoin ja omalla kielellä. Mitään ei ole käännetty koneella.",
        "Citaten är med svararnas egna ord och på deras eget språk. Inget har maskinöversatts.",
    ),
    "correct": _text(
        "Hytetu-tiimi voi nimetä, yhdistää, jakaa ja siirtää ilmiöitä. "
        "Korjaukset säilyvät, kun kooste tehdään uudelleen. "
        "Jos vastauksenne on väärässä paikassa, kertokaa siitä hytetu-tiimille.",
        "Hytetu-teamet kan namnge, slå ihop, dela och flytta fenomen. "
        "Rättelserna finns kvar när översikten görs på nytt. "
        "Om ert svar är på fel ställe, meddela hytetu-teamet.",
    ),
    "version": _text(
        "Menetelmän versio {version}, kielimalli {encoder}.", "Metodens version {version}, språkmodell {encoder}."
    ),
}
