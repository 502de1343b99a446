"""Words that say nothing of what a text is about: spaCy's lists, and what answers to a public survey add to them."""

from functools import cache

from synthesis.model import Language

SURVEY_WORDS: dict[Language, str] = {
    "fi": """
        asia asiakas esimerkki ehdotus ehdottaa esittää haluta hyvinvointialue hva ihminen jatkaa johtua kaivata
        kerta
        kertoa kohta koettaa kokea kunta kuulua kysymys kysyä käydä lisätä lisä luku löytyä meidän moni muu
        määrä nähdä
        näkyä näyttää olla osa osalta paikka paljon pystyä pyytää pitää päivä saada saataville sanoa seuraava suuri
        syksy kevät talvi kesä taas tapaus tapa tarve tarvita tehdä tieto tietää tilanne toimi toimia toivoa
        toivottaa
        toivomus tuoda tuntua tuntea tulla uusi vaikea vastata vastaus vuosi viikko kuukausi viime vähän yksi
        ylipäänsä
        aiheuttaa alkaa antaa jäädä joutua kasvaa lisääntyä vähentyä vähetä puuttua riittää ottaa mennä lähteä puhua
        käyttää kpl prosentti noin eri sama itse oma enemmän monta kaikki joku jokin
        sellainen tällainen semmoinen tämmöinen minkälainen millainen jollainen kyseinen nykyinen tietty sopiva
        varsinainen mahdollinen hauska kiva ihana hieno arvokas hyvä huono oikea väärä tärkeä kysymysasettelu
        vastakohta suurin pienin kyselijä vastaaja edellinen lähes tarpeellinen vastaava olemassaoleva""",
    "sv": """
        sak fråga svar svara kommun välfärdsområde önska behöva behov se få ge ta säga göra gå komma år vecka
        månad höst
        vår sommar vinter exempel vi våra mycket många antal ställe person människa kunna vilja bli ha del gång dag
        flera
        varje runt någonsin grund timme egen ändå särskilt samt därtill dessutom dels alltmer allt
        fler färre ännu inga saknas finnas behövs märks syns borde bör
        trots verk all kallad samtidigt efteråt först sist senare tidigare hel sådan vidare väl endast bara
        ungefär frågeställning
        motsättning nuvarande god bra dålig viktig rätt fel viss bästa""",
    "en": "thing issue question answer municipality county year week month lot people person need want get make give",
}


@cache
def stop_words(language: Language) -> frozenset[str]:
    """Return the stop words of `language`, in lower case: inflected forms and base forms."""
    if language == "fi":
        from spacy.lang.fi.stop_words import STOP_WORDS
    elif language == "sv":
        from spacy.lang.sv.stop_words import STOP_WORDS
    else:
        from spacy.lang.en.stop_words import STOP_WORDS
    return frozenset(STOP_WORDS) | frozenset(SURVEY_WORDS[language].split())
