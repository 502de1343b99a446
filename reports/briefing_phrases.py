"""What a briefing says besides its answers, in Finnish and Swedish."""

from typing import Final

from reports.briefing import Text, both

BRIEFING_PHRASES: Final[dict[str, Text]] = {
    "briefing": both("Ilmiökooste", "Fenomenöversikt"),
    "theme": both("Teema", "Tema"),
    "goals": both("Teeman tavoitteet", "Temats mål"),
    "made_on": both("Koottu", "Sammanställd"),
    "deadline": both("Vastausten määräaika", "Svarstiden gick ut"),
    "skip": both("Siirry sisältöön", "Gå till innehållet"),
    "summary": both("Yhdellä silmäyksellä", "I korthet"),
    "source": both("Lähde", "Källa"),
    "answer_id": both("vastaus", "svar"),
    "annex": both("Liite: ilmiöt ja vastaukset tarkemmin", "Bilaga: fenomenen och svaren närmare"),
    "page": both("Sivu", "Sida"),
    # who answered
    "who_answered": both("Ketkä vastasivat", "Vilka som svarade"),
    "big_count": both("{answered} / {asked}", "{answered} av {asked}"),
    "big_count_unit": both("organisaatiota vastasi", "organisationer svarade"),
    "also_answered": both("Lisäksi vastasi {who}.", "Dessutom svarade {who}."),
    "not_in_rate": both("Ei lasketa vastausosuuteen.", "Räknas inte in i svarsandelen."),
    "answered": both("Vastasivat", "Svarade"),
    "missing": both("Eivät vastanneet", "Svarade inte"),
    "nobody_missing": both("Kaikki vastasivat.", "Alla svarade."),
    "nobody_answered": both("Kukaan ei ole vielä vastannut.", "Ingen har svarat ännu."),
    "parties": both("Organisaatiot", "Organisationer"),
    "kind": both("Organisaatiotyyppi", "Typ av organisation"),
    "total": both("Yhteensä", "Totalt"),
    "of": both("{count} / {total}", "{count} av {total}"),
    # phenomena
    "phenomena": both("Ilmiöt", "Fenomenen"),
    "phenomenon": both("Ilmiö", "Fenomen"),
    "nothing_to_group": both(
        "Avoimia vastauksia ei ole, joten ilmiöitä ei muodostettu.",
        "Det finns inga fritextsvar, och därför bildades inga fenomen.",
    ),
    "all_listed": both(
        "Alempana on jokainen kohta sellaisenaan: {segments}.", "Varje ställe står längre ner som det är: {segments}."
    ),
    "with_team": both("Hytetu-tiimi käy vastaukset läpi sellaisinaan.", "Hytetu-teamet går igenom svaren som de är."),
    "no_phenomena": both("Vastauksista ei muodostettu ilmiöitä.", "Inga fenomen bildades av svaren."),
    "chart_title": both("Ilmiöt organisaatiotyypeittäin", "Fenomenen enligt typ av organisation"),
    "chart_lead": both(
        "Palkki kertoo, kuinka moni vastanneista organisaatioista kirjoitti ilmiöstä.",
        "Stapeln visar hur många av de organisationer som svarade skrev om fenomenet.",
    ),
    "chart_axis": both("organisaatioita", "organisationer"),
    "chart_more": both(
        "Kuvassa {shown} yleisintä, liitteessä kaikki.", "Bilden visar de {shown} vanligaste, bilagan alla."
    ),
    "chart_most": both("Kuvassa {shown} yleisintä.", "Bilden visar de {shown} vanligaste."),
    "the_rest": both("Muut {phenomena}", "Övriga {phenomena}"),
    "chart_alt": both(
        "Vaakapalkit, {phenomena} organisaatiotyypeittäin. Eniten organisaatioita: {first}, {count}.",
        "Vågräta staplar, {phenomena} enligt typ av organisation. Flest organisationer: {first}, {count}.",
    ),
    "chart_alt_last": both(" Vähiten: {last}, {count}.", " Minst: {last}, {count}."),
    "label_missing": both("ei vielä suomenkielistä nimeä", "inget svenskt namn ännu"),
    "unnamed": both("Ilmiöllä ei ole vielä nimeä", "Fenomenet har inget namn ännu"),
    "evidence": both("{count} {answered} vastanneesta", "{count} av {answered} som svarade"),
    "claim": both("Yhden vastaajan sanoin", "Med en svarandes ord"),
    "voices": both("Ääniä vastauksista", "Röster ur svaren"),
    "requests": both("Mitä pyydetään", "Vad man ber om"),
    "keywords": both("Avainsanat", "Nyckelord"),
    "who_wrote": both("Ketkä kirjoittivat tästä", "Vilka som skrev om detta"),
    "answer_link": both("koko vastaus", "hela svaret"),
    "candidate": both("Verkosto ehdotti ilmiötä ennen kyselyä.", "Nätverket föreslog fenomenet före enkäten."),
    "found": both("Ilmiö löytyi vastauksista.", "Fenomenet hittades i svaren."),
    "named": both("Ihminen on muokannut ilmiötä.", "En människa har bearbetat fenomenet."),
    "team_only": both("vain tiimille", "endast för teamet"),
    "withheld": both(
        "{quotes} jätettiin pois, koska niistä voisi tunnistaa ihmisen.",
        "{quotes} har lämnats bort, eftersom de kunde identifiera en person.",
    ),
    "withheld_one": both(
        "1 lainaus jätettiin pois, koska siitä voisi tunnistaa ihmisen.",
        "1 citat har lämnats bort, eftersom det kunde identifiera en person.",
    ),
    "hidden": both(
        "Lainausta ei näytetä, koska sen perusteella voisi tunnistaa ihmisen.",
        "Citatet visas inte eftersom det kunde identifiera en person.",
    ),
    "team_copy": both(
        "Hytetu-tiimin oma kappale: lainaukset, joissa lukee ”vain tiimille”, tarkistetaan ennen kuin muut näkevät ne.",
        "Hytetu-teamets eget exemplar: citat märkta ”endast för teamet” ska granskas innan de visas för andra.",
    ),
    "origin": both("Alkuperä ja vakaus", "Ursprung och stabilitet"),
    # how steady a phenomenon is
    "steady": both(
        "Vakaa: ryhmä pysyy samana, vaikka osa vastauksista jätetään pois.",
        "Stabilt: gruppen förblir densamma även om en del av svaren lämnas bort.",
    ),
    "fairly_steady": both(
        "Melko vakaa: ryhmän reunat muuttuvat, jos osa vastauksista jätetään pois.",
        "Ganska stabilt: gruppens gränser ändras om en del av svaren lämnas bort.",
    ),
    "unsteady": both(
        "Epävarma: ryhmä muuttuu, jos osa vastauksista jätetään pois. Lukekaa lainaukset ennen päätelmiä.",
        "Osäkert: gruppen ändras om en del av svaren lämnas bort. Läs citaten innan ni drar slutsatser.",
    ),
    # what is asked
    "asked_most": both("Mitä hyvinvointialueelta pyydetään eniten", "Vad man mest ber välfärdsområdet om"),
    "nothing_asked": both(
        "Vastauksissa ei pyydetty tukea tai päätöksiä.", "I svaren begärdes varken stöd eller beslut."
    ),
    "asked_not_counted": both(
        "Pyyntöjä ei laskettu, koska vastauksia ei ryhmitelty.",
        "Önskemålen räknades inte, eftersom svaren inte grupperades.",
    ),
    # pictures
    "heat_title": both(
        "Ilmiöt organisaatiotyypeittäin ja alueittain", "Fenomenen enligt typ av organisation och område"
    ),
    "heat_title_kinds": both("Missä ryhmissä ilmiöt näkyvät", "I vilka grupper fenomenen syns"),
    "heat_lead": both(
        "Luku kertoo, kuinka moni ryhmän vastanneista kirjoitti ilmiöstä. Mitä tummempi ruutu, sitä suurempi osuus.",
        "Talet visar hur många av de svarande i gruppen som skrev om fenomenet. Ju mörkare ruta, desto större andel.",
    ),
    "heat_alt": both(
        "Ruudukko: {phenomena} ja {columns}. Suurin osuus: {label}, {column} {of}. Samat luvut ovat taulukossa.",
        "Rutnät: {phenomena} och {columns}. Största andelen: {label}, {column} {of}. Samma tal finns i tabellen.",
    ),
    "few_areas": both(
        "Alueet, joilta vastasi alle {least} organisaatiota, on jätetty pois.",
        "Områden där färre än {least} organisationer svarade har lämnats bort.",
    ),
    "flow_title": both("Ilmiöt vuodesta toiseen", "Fenomenen från år till år"),
    "flow_lead": both(
        "Viiva yhdistää ilmiön siihen, mistä se jatkuu. Palkin korkeus kertoo organisaatioiden määrän.",
        "En linje förenar fenomenet med det som det fortsätter. Stapelns höjd visar antalet organisationer.",
    ),
    "flow_alt": both(
        "Kaksi saraketta palkkeja: {then} {before} ja {now} {after}. {compared} Samat luvut ovat taulukossa.",
        "Två kolumner med staplar: {then} {before} och {now} {after}. {compared} Samma tal finns i tabellen.",
    ),
    "flow_new": both("uusi", "ny"),
    "flow_gone": both("ei enää esillä", "kom inte fram"),
    "earlier_survey": both("Edellinen kysely", "Förra enkäten"),
    "this_survey": both("Tämä kysely", "Denna enkät"),
    "organisations_then": both("Organisaatioita {then}", "Organisationer {then}"),
    "strips_title": both("Indikaattoreita vastausten rinnalla", "Indikatorer vid sidan av svaren"),
    "strips_lead": both(
        "Indikaattorit, jotka vastaajat valitsivat näytettäviksi. Jokaisella on oma asteikkonsa. "
        "Luvut eivät selitä vastauksia, eikä kuntia nimetä.",
        "Indikatorer som de svarande valde att visa. Var och en har sin egen skala. "
        "Talen förklarar inte svaren, och kommunerna namnges inte.",
    ),
    "strips_alt": both(
        "Pisteet viivoilla, {indicators}. Jokainen piste on yksi kunta, "
        "ja hyvinvointialue ja koko maa on merkitty erikseen. Samat luvut ovat taulukossa.",
        "Punkter på linjer, {indicators}. Varje punkt är en kommun, "
        "och välfärdsområdet och hela landet är utmärkta för sig. Samma tal finns i tabellen.",
    ),
    "indicator": both("Indikaattori", "Indikator"),
    "municipality_dot": both("kunta", "kommun"),
    "county_dot": both("hyvinvointialue", "välfärdsområdet"),
    "country_dot": both("koko maa", "hela landet"),
    "smallest": both("Pienin kunnan arvo", "Lägsta kommunvärdet"),
    "middle": both("Keskimmäinen arvo", "Mittersta värdet"),
    "greatest": both("Suurin kunnan arvo", "Högsta kommunvärdet"),
    "county_value": both("Hyvinvointialue", "Välfärdsområdet"),
    "country_value": both("Koko maa", "Hela landet"),
    "year": both("Vuosi", "År"),
    "chosen_by_count": both("Kuinka moni näyttää", "Hur många visar"),
    "numbers": both("Kuvan luvut taulukkona", "Bildens tal som tabell"),
    "scale_alt": both(
        "Vaakapalkit. Eniten valittiin: {chosen}. Samat luvut ovat taulukossa.",
        "Vågräta staplar. Flest valde: {chosen}. Samma tal finns i tabellen.",
    ),
    "year_before": both("Edellinen kysely", "Förra enkäten"),
    "answered_this": both("Vastasi {organisations}.", "{organisations} svarade."),
    # scales, raised issues, answers that are not grouped, unplaced
    "scales": both("Asteikko- ja valintakysymykset", "Skal- och valfrågor"),
    "scale_point": both("Vastausvaihtoehto", "Svarsalternativ"),
    "scale_count": both("Organisaatioita", "Organisationer"),
    "share": both("Osuus", "Andel"),
    "raised": both("Nostot: mistä halutaan sopia", "Prioriterade ärenden: vad man vill komma överens om"),
    "open": both("Vastaukset sellaisinaan kysymyksittäin", "Svaren som de är, fråga för fråga"),
    "open_short": both("Vastaukset sellaisinaan", "Svaren som de är"),
    "open_lead": both(
        "Näiden kysymysten vastauksia ei ryhmitellä. Ne ovat tässä vastaajien omin sanoin.",
        "Svaren på dessa frågor grupperas inte. De står här med svararnas egna ord.",
    ),
    "ungrouped": both("Vastaukset, joita ei ryhmitelty", "Svar som inte grupperades"),
    "unplaced": both("Mitä ei sijoitettu ilmiöihin", "Det som inte placerades i något fenomen"),
    "outside": both("Ilmiöiden ulkopuolella", "Utanför fenomenen"),
    "unplaced_lead": both(
        "Mitään ei ole jätetty pois näkymättömiin: tässä on jokainen kohta, joka ei kuulu ilmiöihin, ja syy siihen.",
        "Inget har lämnats bort i det tysta: här finns varje ställe utanför fenomenen, och orsaken till det.",
    ),
    "empty_text": both("(tyhjä)", "(tomt)"),
    "single_observation": both(
        "Yksittäinen havainto, josta muut eivät kirjoittaneet", "Enskild iakttagelse som andra inte skrev om"
    ),
    "too_few_answers": both("Vastauksia oli liian vähän ryhmiteltäviksi", "Svaren var för få för att grupperas"),
    "reason_hidden": both("Ilmiöstä, jonka hytetu-tiimi on piilottanut", "Ur ett fenomen som hytetu-teamet har dolt"),
    "practical": both("Käytännön asia neuvottelun järjestelyistä", "Praktisk fråga om förhandlingens arrangemang"),
    "refers_elsewhere": both("Viittaa toiseen vastaukseen", "Hänvisar till ett annat svar"),
    "no_content": both("Ei asiasisältöä", "Inget sakinnehåll"),
    "empty": both("Tyhjä vastaus", "Tomt svar"),
    # the workbook
    "by_group": both("Tyypeittäin ja alueittain", "Enligt typ och område"),
    "all_answered": both("Kaikki vastanneet", "Alla som svarade"),
    "quotes": both("Lainaukset", "Citat"),
    "raised_short": both("Nostot", "Prioriterade ärenden"),
    "indicators_short": both("Indikaattorit", "Indikatorer"),
    "method_short": both("Menetelmä", "Metod"),
    "what": both("Mitä", "Vad"),
    "count": both("Määrä", "Antal"),
    "out_of": both("Kuinka monesta", "Av hur många"),
    "number": both("Numero", "Nummer"),
    "text": both("Teksti", "Text"),
    "language": both("Kieli", "Språk"),
    "note": both("Huomautus", "Anmärkning"),
    "why": both("Syy", "Orsak"),
    "question": both("Kysymys", "Fråga"),
    "of_answered": both("Vastanneita", "Svarande"),
    "asking_count": both("Pyytää tukea tai päätöstä", "Ber om stöd eller beslut"),
    "withheld_short": both("Pois jätetyt lainaukset", "Utelämnade citat"),
    # beside an earlier round
    "change": both("Edelliseen kyselyyn verrattuna", "Jämfört med den förra enkäten"),
    "then": both("edellisessä kyselyssä", "i den förra enkäten"),
    "then_in": both("vuonna {year}", "år {year}"),
    "new": both("Uusi: tätä ei tullut esiin {then}.", "Nytt: kom inte fram {then}."),
    "goes_on": both("Jatkuu: {then} {names}.", "Fortsätter: {then} {names}."),
    "merges": both("Yhdistää: {then} {names}.", "Sammanför: {then} {names}."),
    "named_then": both("”{name}” ({organisations})", "”{name}” ({organisations})"),
    "compared": both(
        "Verrattuna siihen, mitä tuli esiin {then}: jatkuvia ilmiöitä {going_on}, uusia {new}.",
        "Jämfört med det som kom fram {then}: fenomen som fortsätter {going_on}, nya {new}.",
    ),
    "vanished": both("Nyt ei enää tullut esiin: {names}.", "Nu kom inte längre fram: {names}."),
    # method and limits
    "method": both("Miten kooste on tehty ja mitä se ei kerro", "Hur översikten är gjord och vad den inte säger"),
    "machine": both(
        "Ryhmittely on koneellinen ehdotus. Ihminen nimeää ilmiöt ja päättää, mitä neuvotteluun nostetaan.",
        "Grupperingen är ett maskinellt förslag. "
        "En människa namnger fenomenen och beslutar vad som lyfts till förhandlingen.",
    ),
    "not_support": both("Ryhmän koko ei kerro kannatuksesta.", "Gruppens storlek är inte ett mått på stöd."),
    "not_support_why": both(
        "Luku kertoo, kuinka moni organisaatio kirjoitti samasta asiasta. "
        "Se ei kerro, kuinka tärkeä asia on tai kuinka moni on samaa mieltä. "
        "Organisaatio lasketaan ilmiössä kerran, vaikka se olisi kirjoittanut siitä monta kertaa.",
        "Talet visar hur många organisationer som skrev om samma sak. "
        "Det säger inte hur viktig saken är eller hur många som är av samma åsikt. "
        "En organisation räknas en gång i varje fenomen, även om den skrev om saken flera gånger.",
    ),
    "read": both(
        "Luettiin {answers}, joissa erotettiin {segments}.", "{answers} lästes och i dem urskildes {segments}."
    ),
    "left_out": both("Ilmiöiden ulkopuolelle jäi {segments}.", "Utanför fenomenen blev {segments}."),
    "not_clustered": both(
        "Vastauksia oli niin vähän, ettei niitä ryhmitelty ilmiöiksi.",
        "Svaren var så få att de inte grupperades till fenomen.",
    ),
    "steadiness": both(
        "Ilmiöistä vakaita on {steady}, melko vakaita {fairly} ja epävarmoja {unsteady}.",
        "Av fenomenen är {steady} stabila, {fairly} ganska stabila och {unsteady} osäkra.",
    ),
    "original_language": both(
        "Lainaukset ovat vastaajien omin sanoin ja omalla kielellä. Mitään ei ole käännetty koneella.",
        "Citaten är med svararnas egna ord och på deras eget språk. Inget har maskinöversatts.",
    ),
    "correct": both(
        "Ilmiöiden nimet ja rajat ovat koneen ehdotuksia. "
        "Jos vastauksenne on väärässä paikassa, kertokaa siitä hytetu-tiimille ennen neuvottelua.",
        "Fenomenens namn och gränser är maskinens förslag. "
        "Om ert svar är på fel ställe, meddela hytetu-teamet före förhandlingen.",
    ),
    "version": both(
        "Menetelmän versio {version}, kielimalli {encoder}.", "Metodens version {version}, språkmodell {encoder}."
    ),
}
