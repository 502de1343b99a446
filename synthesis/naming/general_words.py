"""Words that could head any phenomenon, so that they name none of them alone."""

from functools import cache

from synthesis.model import Language

GENERAL: dict[Language, str] = {
    "fi": """
        ala alue aste edellytys edistäminen ehto ehtiminen eläminen elämä etu haaste hanke hankkiminen henki henkilö
        homma huoli hyöty hyvä idea ilta järjestelmä järjestäminen juttu kehittäminen kehitys keino keskiarvo kohde
        kokemus kokonaisuus kolmannes koko kulu kuva kysymysasettelu käyttö käytäntö käyttäjä laatu lasku lause
        lisääminen luokka maa maailma mahdollisuus malli merkitys mieli määräys neljännes nimi nykytilanne näkemys
        näkökulma olo olosuhde ominaisuus ongelma oikeus osuus painopiste palaute palvelu parannus peruste periaate
        piiri porukka puoli puolisko pää päätös raha ratkaisu raja resurssi ryhmä saaminen selvitys selitys seikka
        sisältö sivu sopimus suhde summa suunnitelma suunta syy taho talo tarjonta taso tavoite tehtävä teema tekijä
        tekeminen tila toiminta toimenpide toimija toive toteuttaminen toteutus tulos tunti tuki turha turva
        tutkimus
        tuote työ työntekijä tyyppi täti uhka vaara vaihe vaihtoehto vaikutus valinta vastuu vauhti velvollisuus
        verrokki viesti vika yhteys yksikkö ympäristö ystävä yritys yö aika aamu ihminen lähde porras väli väestö
        ottaminen pitäminen antaminen oleminen tekijä selvittäminen haku maksu moni ala kaupunki yhteistyö
        alentaminen lisäys vähentäminen parantaminen turvaaminen tieto enemmistö vähemmistö jäsen ennuste jakso
        vuorokausi kuu arvo ero esimies johto keskustelu ajatus perus lopputulos seuraus kohta kyse pohja näkyminen
        pelko puhe apu koti lapsi nuori aikuinen perhe vanhempi koulu mies nainen tyttö poika asiantuntija
        lähtökohta linja vastakkainasettelu oppilas opettaja suku lähtö muutos järki kanta ajankohta nykytaso
        nykymäärä yksityiskohta etusija laskelma ohje
        seutu viranomainen vastuutaho asukas kuntalainen kansalainen hallinto laki sääntö lupa sana
        """,
    "sv": """
        område del form grad villkor verksamhet sätt läge fall sida nivå mål möjlighet problem resurs roll skäl slut
        system tjänst typ uppgift utveckling värde arbete arbetstid behov beslut bild bidrag brist ansvar effekt
        erfarenhet fenomen förslag grupp idé insats intresse liv lösning metod miljö modell namn nytta orsak plan
        princip projekt rätt resultat risk samarbete situation skillnad stöd summa säkerhet tanke tema tid tillfälle
        uppfattning utbud val väg åtgärd ämne ökning öka kväll morgon dag timme hjälp hem samhälle värld
        frågeställning
        motsättning person man kvinna barn ungdom förälder familj skola elev vuxen tillgång plats pengar land
        all klass folk personal kommuninvånare invånare vän anställd chef myndighet lag regel ord tur sällskap kraft
        fördel
        """,
    "en": "way thing system problem level part activity work plan life",
}

EMPTY_BEGINNINGS: dict[Language, str] = {
    "fi": "nyky perus suur pää kokonais yleis erityis loppu",
    "sv": "nu grund stor huvud hel slut",
    "en": "main",
}


@cache
def general_words(language: Language) -> frozenset[str]:
    """Return base forms, in lower case, that need another word beside them to say what a phenomenon is about."""
    return frozenset(GENERAL[language].split())


@cache
def is_general(lemma: str, language: Language) -> bool:
    """Say whether a base form is a general word, or one with a beginning that adds nothing ("nykytila")."""
    general = general_words(language)
    begin = next((each for each in EMPTY_BEGINNINGS[language].split() if lemma.startswith(each)), "")
    return lemma in general or (bool(begin) and lemma.removeprefix(begin) in general)
