"""What the management's view, the sides of a phenomenon, indicators and cuts are told with, in both languages."""

from typing import Final

from reports.basics import Text, both

TELLING_PHRASES: Final[dict[str, Text]] = {
    # shares
    "interval": both("Väli", "Intervall"),
    "interval_range": both("{low}–{high}\N{NO-BREAK SPACE}%", "{low}–{high}\N{NO-BREAK SPACE}%"),
    "share_and_interval": both("{percent}, väli {interval}", "{percent}, intervall {interval}"),
    "exactness": both(
        "Väli kertoo, kuinka tarkka osuus on. Jos kyselyyn olisi vastannut toinen yhtä suuri joukko samanlaisia "
        "organisaatioita, osuus olisi todennäköisesti tällä välillä. Mitä vähemmän vastaajia, sitä leveämpi väli.",
        "Intervallet visar hur exakt andelen är. Om en annan lika stor grupp av liknande organisationer hade svarat, "
        "skulle andelen sannolikt ligga inom intervallet. Ju färre svarande, desto bredare intervall.",
    ),
    "exactness_method": both(
        "Osuuksien väli on Wilsonin 95 prosentin väli. Se ei korjaa sitä, keneltä vastaus puuttuu.",
        "Andelarnas intervall är Wilsons 95-procentsintervall. Det rättar inte till att vissa inte har svarat.",
    ),
    "by_area": both("Alueittain", "Enligt område"),
    "interval_low": both("Välin alaraja (%)", "Intervallets nedre gräns (%)"),
    "interval_high": both("Välin yläraja (%)", "Intervallets övre gräns (%)"),
    # the management's page
    "strongest": both("Mistä useimmat kirjoittivat", "Vad de flesta skrev om"),
    "strongest_more": both(
        "Tässä on {shown} yleisintä ilmiötä, liitteessä kaikki {all}.",
        "Här finns de {shown} vanligaste fenomenen, i bilagan alla {all}.",
    ),
    "change_short": both("Muutos", "Förändring"),
    "new_short": both("uusi", "nytt"),
    "was_short": both("{then}: {before}", "{then}: {before}"),
    "earlier_short": both("aiemmin", "tidigare"),
    "news_new": both("Uutta {then} jälkeen", "Nytt sedan {then}"),
    "news_more": both("Useampi kirjoitti kuin {then}", "Fler skrev än {then}"),
    "since_year": both("vuoden {year}", "år {year}"),
    "since_then": both("edellisen kyselyn", "den förra enkäten"),
    "news": both("Uutta ja yleistynyttä", "Nytt och vanligare"),
    "no_news": both("Mikään ei ole uutta eikä yleistynyt.", "Inget är nytt eller har blivit vanligare."),
    "and_more": both("ja {count} muuta", "och {count} till"),
    "standing": both("Joka vuoden asiat", "Ärenden varje år"),
    "plan_status": both("Hyvinvointisuunnitelman tilanne", "Läget i välfärdsplanen"),
    "hyte_review": both("HYTE-kertoimen tilanne", "Läget med HYTE-koefficienten"),
    "in_short": both("Joka vuoden asiat lyhyesti", "Ärenden varje år i korthet"),
    "shares_sheet": both("Osuudet ja välit", "Andelar och intervall"),
    "group": both("Ryhmä", "Grupp"),
    "all_together": both("Kaikki vastanneet", "Alla som svarade"),
    "share_percent": both("Osuus (%)", "Andel (%)"),
    "beside_sheet": both("Indikaattorit rinnalla", "Indikatorer bredvid"),
    "standing_empty": both(
        "Koordinaatioryhmä ei ole vielä kirjoittanut tästä.", "Samordningsgruppen har ännu inte skrivit om detta."
    ),
    # the sides of a phenomenon
    "side_contrary": both("Toisin kertovia", "De som berättar annat"),
    "side_contrary_lead": both(
        "Sanamuodon perusteella näissä kerrotaan, että asia on kunnossa, parantunut tai vähäinen, tai ollaan toista "
        "mieltä. Kone löysi ne ja voi erehtyä: lukekaa koko vastaus.",
        "Av ordvalet att döma berättas här att saken är i skick, har blivit bättre eller är liten, eller så är man av "
        "annan åsikt. Maskinen hittade dem och kan ha fel: läs hela svaret.",
    ),
    "side_works": both("Mikä toimii", "Vad som fungerar"),
    "side_works_lead": both(
        "Vastauksista kysymykseen, mikä toimii hyvin.", "Ur svaren på frågan om vad som fungerar bra."
    ),
    "side_gaps": both("Missä yhteistyö ei toimi", "Var samarbetet brister"),
    "side_gaps_lead": both(
        "Vastauksista kysymykseen, missä yhteistyö ei toimi.", "Ur svaren på frågan om var samarbetet brister."
    ),
    "side_hidden": both(
        "Lainauksia ei näytetä, koska niiden perusteella voisi tunnistaa ihmisiä.",
        "Citaten visas inte eftersom de kunde identifiera personer.",
    ),
    "reply_of": both("Vastaus: {service}", "Svar: {service}"),
    "other_sides": both("Muut näkökulmat", "Andra sidor"),
    # indicators
    "figures": both("Indikaattoreita rinnalla", "Indikatorer bredvid"),
    "figures_lead": both(
        "Luvut ovat vastausten rinnalla. Ne eivät selitä vastauksia, ja ne kertovat eri asiasta ja eri vuosista.",
        "Talen står bredvid svaren. De förklarar inte svaren, och de mäter annat och gäller andra år.",
    ),
    "theme_figures": both("Teeman muita indikaattoreita", "Andra indikatorer för temat"),
    "figure_county": both("hyvinvointialue {value} ({year})", "välfärdsområdet {value} ({year})"),
    "figure_before": both("aiemmin {value} ({year})", "tidigare {value} ({year})"),
    "figure_middle": both("kuntien keskimmäinen {value}", "mittersta kommunvärdet {value}"),
    "figure_middle_only": both("kuntien keskimmäinen {value} ({year})", "mittersta kommunvärdet {value} ({year})"),
    "figure_country": both("koko maa {value}", "hela landet {value}"),
    "figure_none": both("lukua ei ole", "tal saknas"),
    "good_up": both("Suurempi on parempi.", "Större är bättre."),
    "good_down": both("Pienempi on parempi.", "Mindre är bättre."),
    "good_none": both("Suuntaa ei arvioida.", "Riktningen bedöms inte."),
    "went_up": both("Luku on kasvanut.", "Talet har ökat."),
    "went_down": both("Luku on pienentynyt.", "Talet har minskat."),
    "went_nowhere": both("Luku on ennallaan.", "Talet är oförändrat."),
    "county_year": both("Vuosi", "År"),
    "county_before": both("Aiempi arvo", "Tidigare värde"),
    "county_year_before": both("Aiempi vuosi", "Tidigare år"),
    "beside_what": both("Minkä rinnalla", "Bredvid vad"),
    "reading": both("Lukuohje", "Läsanvisning"),
    # cuts
    "cut_area": both(
        "Rajaus: {name}. Mukana ovat vain tämän alueen vastaukset, ja luvut ovat sen vastanneista. "
        "Ilmiöt on muodostettu koko hyvinvointialueen vastauksista.",
        "Avgränsning: {name}. Här ingår endast svaren från detta område, och talen gäller de svarande där. "
        "Fenomenen bildades av svaren från hela välfärdsområdet.",
    ),
    "cut_kind": both(
        "Rajaus: {name}. Mukana ovat vain tämän ryhmän vastaukset, ja luvut ovat sen vastanneista. "
        "Ilmiöt on muodostettu koko hyvinvointialueen vastauksista.",
        "Avgränsning: {name}. Här ingår endast svaren från denna grupp, och talen gäller de svarande i den. "
        "Fenomenen bildades av svaren från hela välfärdsområdet.",
    ),
    "cut_party": both(
        "Rajaus: {name}. Mukana ovat vain tämän organisaation omat vastaukset niissä ilmiöissä, jotka muodostettiin "
        "koko hyvinvointialueen vastauksista. Sitä ei verrata muihin.",
        "Avgränsning: {name}. Här ingår endast denna organisations egna svar inom de fenomen som bildades av svaren "
        "från hela välfärdsområdet. Den jämförs inte med andra.",
    ),
    "cut_nothing": both(
        "Tässä rajauksessa kukaan ei kirjoittanut ilmiöistä.", "I denna avgränsning skrev ingen om fenomenen."
    ),
    "not_kept": both(
        "Tämän rajauksen omia sanoja ilmiöstä ei ole enää tallessa.",
        "Avgränsningens egna ord om fenomenet finns inte längre kvar.",
    ),
    "own_words": both("Kirjoitti tästä ilmiöstä.", "Skrev om detta fenomen."),
    "in_whole": both("Koko hyvinvointialueella {evidence}.", "I hela välfärdsområdet {evidence}."),
}
