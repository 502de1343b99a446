"""The ways in which people write, in Finnish, Swedish and English, that they have nothing to say here."""

# ruff: noqa: E501 - one way of saying it a line

from synthesis.model import Reason

EMPTY_WORDS = r"""
e[nit]|em[mn]?[eäa]?|eik[aä]|emm[aä]|eip[aä]|etk[oö]|ol[ei]|oo|on|olla|olekaan|ookaan|ollut|ollu|ollu[nt]|oltu|olleet|oikein|oikeen
tied[aä]\w*|tii?j?[aä]|tii|tied[aä]n|tietoo?a?|tietoja|tiedossa|tiedet[aä]\w*|osaa?|ossaa?|osata|osaan|muista\w*|keksi\w*|pysty\w*
sanoo?a?|sannoo|sano|sanottav\w+|sanomist\w+|vastata|vastausta|vastaamaan|vastattavaa|arvioida|arvioi|kommentoi\w*|kommentt\w+
lis[aä]tt[aä]v\w+|lis[aä]ys\w*|huomautett\w+|havaint\w+|huomio\w*|mielipi\w+|kantaa|kannanot\w+|toive\w*|ehdotu\w+|mainit\w+|ottaa
kokemu\w+|omakohtai\w+|n[aä]kemyst[aä]|tehty|tehd[aä]|k[aä]sitelty|k[aä]ytett[aä]viss[aä]|mit[aä][aä]?n?|mik[aä][aä]n|mik[aä]|kukaan|mielees\w+|mieleen
muuta|mua|m[aä]|m[aä][aä]|mun|mulla|min[aä]|minulla|minun|meill[aä]|meid[aä]n|meit[aä]|me|t[aä]st[aä]|t[aä]h[aä]n|t[aä]ss[aä]|t[aä]m[aä]|t[aä]t[aä]|n[aä]m[aä]|n[aä]ist[aä]|n[aä]ihin|tohon|tosta|siihen|siit[aä]|se|sit[aä]
asia|asiasta|asiaa|asiaan|aiheesta|kysymys|kysymykseen|kohtaan|kohdalla|kohta|kohdasta|osalta|osin|alueella|yksikk[oö]\w*|toimialaa?\w*|teht[aä]v[aä]\w*
koske\w*|kuulu\w*|ole|tule|tuu|tullut|tulee|nyt|ihan|ny|no|siis|vain|vaan|kai|ehk[aä]|kyll[aä]|viel[aä]|juuri|just|kovin|paljon|sen|enemp[aä][aä]|erityist[aä]|erityisesti|varsinaisesti|toistaiseksi|valitettavasti|t[aä]ll[aä]|hetkell[aä]|t[aä][aä]ll[aä]|suoraan|viime|aikoina|ja|tai|eik[aä]
ehditty|ehtinyt|ehtineet|ehdi|ajankohtai\w+|tarvetta|tarpeita|mahdollista|yht[aä][aä]n|ollenkaan|lainkaan|aloit\w+|aloitin|maanantai\w*|vasta|uusi|teht[aä]v[aä]ss[aä]
eos|eoo|huoh|joo|juu|ok|okei|okt|hmm+|tyhj[aä]|puuttuu|testi?|asd\w*|qwe\w*|xx+|mm|mtn|a|n|p|ta|hiljaisuutta|kunnon|oikea|kommentteja|kommenttia|kommentti
jag|vi|vet|ej|inte|minns|kan|kunde|s[aä]ga|sagt|svara|svar|bed[oö]ma|ta|st[aä]llning|inget|inga|ingenting|ingen|intet|s[aä]rskilt|s[aä]rskilda|mer|mera|nytt|speciellt|annat|[oö]vrigt|att|till[aä]gga|till[aä]gg|kommentera|anm[aä]rka|rapportera|kommentar\w*|[aå]sikt\w*|erfarenhet\w*|synpunkt\w*|k[aä]nner|till|vad|ska|skall|har|finns|att|det|detta|den|h[aä]r|nu|just|[aä]nnu|f[oö]r|v[aå]r|v[aå]rt|del|enhet|oss|g[aä]ller|ber[oö]r|r[oö]r|i|om|och|aktuellt|relevant|till[aä]mpligt|tyv[aä]rr|tillsvidare|så|l[aä]nge|fr[aå]gan|hos|behov|vara
don|t|do|not|know|no|none|comments?|opinion|answer|idea|nothing|to|add|applicable|yes|the|at|moment|this|nil|null|na"""

REFERENCE_FI = (
    r"(?:kohdassa|kohtaa?n?|kohdat|edelli\w+|edell[aä]\w*|yll[aä](?:oleva\w*)?|aiem\w*|aikaisem\w*|liite\w*|liittee\w*"
    r"|vastau\w+|kysymy\w+|hyvinvointi(?:kertomu|suunnitelma|raport)\w+|suunnitelma\w*|raport\w+|ylemp\w*|viime\w*|ennen\w*)"
)
REFERENCE_SV = (
    r"(?:ovan\w*|f[oö]reg[aå]ende|tidigare|punkt\w*|bilag\w*|svaret|fr[aå]ga\w*|f[oö]rra|fjol|sist|planen|rapporten)"
)

REASONS: dict[Reason, tuple[str, ...]] = {
    "no_content": (
        r"(?:\w+ )?(?:kaikki|allt)(?: \w+){0,2} (?:ok|okei|hyvin|bra|kunnossa)(?: ta)?",
        r"\w+ (?:ei|eiv[aä]t|emme|en) (?:ole |olla )?(?:viel[aä] )?(?:k[aä]sitellyt|k[aä]sitelleet|k[aä]sitelty|kokoontu\w+|ehtinyt|ehtineet)(?: \w+)?",
        r"(?:\w+ )?e[ei] muuta (?:kuin|kun|ku)(?: \w+){1,3}",
        r"\w+ har (?:inte|ej) (?:behandlat|tagit st[aä]llning|hunnit|diskuterat)(?: \w+){0,2}",
        r"(?:kysymys|asia|t[aä]m[aä]) ei (?:koske|kuulu)(?: \w+){1,2}",
        r"(?:fr[aå]gan|detta) (?:g[aä]ller|ber[oö]r|r[oö]r) (?:inte|ej)(?: \w+){1,2}",
    ),
    "refers_elsewhere": (
        rf"(?:ks|kts|katso|kats|kato|vrt|viittaa\w*|viite)\b.*\b{REFERENCE_FI}.*",
        r"(?:ks|kts|katso|kats|vrt)(?: \w+){1,2}",
        r"(?:emt|ed|idem|ditto|dito|ibid|id|sama|samat|samoin|samma|samma svar|samma sak|som ovan)",
        rf"(?:sama|samat|samoin|samaa)\b.*\b(?:kuin|kun|ku)\b.*\b{REFERENCE_FI}.*",
        r"(?:sama|samat) (?:vastau\w+|asia\w*|juttu\w*|edelli\w+|toiveet?|huolet?|t[aä]h[aä]n)",
        rf"(?:vastattu|vastasin|vastasimme|kerrottu|kuvattu|mainittu|todettu)(?: \w+)?\b.*\b{REFERENCE_FI}.*",
        rf"kuten (?:{REFERENCE_FI}|todettu|sanottu)(?: \w+){{0,2}}",
        rf"{REFERENCE_FI}(?: \w)?",
        rf"(?:se|jfr|jmf|h[aä]nvisar till|h[aä]nvisas till|enligt|svaret finns i)\b.*\b{REFERENCE_SV}.*",
        rf"(?:samma|likadant|likas[aå]|detsamma)\b.*\bsom\b.*\b{REFERENCE_SV}.*",
        r"(?:hyvin |aika |t[aä]ysin )?(?:saman(?:suuntai|kaltai|lai)\w+|likartad\w*|liknande)(?: \w+){0,2}",
        r"(?:see|same as|as) .*\b(?:above|previous|earlier|before|last|attachment)\b.*",
    ),
    "practical": (
        r"(?:suuret |suuri )?(?:kiitos|kiitoksia|kiitti|kiit[aä]\w*)(?:(?: \w+){0,2} (?:kysel\w+|kysymyksi\w+|tilaisuu\w+))?(?: (?:paljon|etuk[aä]teen|kys[eyi]\w+|teille|kaikille|mahdollisuudesta|mielenkiinnosta|vastata|kun|osallistua|ajasta\w*))*",
        r"(?:mukavaa|hyv+[aä][aä]|hyv+ee|iloista|kaunista|leppoisaa|aurinkoista|rauhallista|kivaa)(?: \w+){0,3}? (?:jatkoa|viikonloppua|joulua|p[aä]iv[aä][aä]|syksy[aä]|kes[aä][aä]|vuotta|kev[aä]tt[aä]|talvea|alkua)(?: \w+){0,2}",
        r"(?:hei|moi|terve|terveisin|terv|yst[aä]v[aä]llisin terveisin|yt|hej|h[aä]lsningar|med v[aä]nliga? h[aä]lsning\w*|mvh)(?: (?:kaikille|kaikki|teille|alla))?",
        r"(?:stort |tusen )?tack(?: (?:p[aå] f[oö]rhand|s[aå] mycket|f[oö]r \w+|ska ni ha))*",
        r"(?:trevlig|god|glad|sk[oö]n|ha en)(?: \w+){0,2} (?:h[oö]st|v[aå]r|sommar|helg|jul|forts[aä]ttning|vecka|dag|vinter)(?: \w+){0,2}",
        r"(?:palaan|palaamme|palataan|palaa)\b(?: \w+)? asiaan\b.*",
        r"(?:vastau\w+|liit\w+|esity\w+|tekst\w+|materiaal\w+|lausun\w+)\b(?: \w+){0,2} (?:toimitetaan|l[aä]hetet[aä][aä]n|tulee|tulevat|seuraa|t[aä]ydennet[aä][aä]n|l[aä]het[aä]mme|toimitamme)\b.*",
        r"t[aä]h[aä]n(?: kohtaan)? (?:tulee|lis[aä]t[aä][aä]n|t[aä]ydennet[aä][aä]n|t[aä]ydenn[aä]mme|ei ehditty|ei ehtinyt|palataan|t[aä]yt[aä]n|t[aä]yt[aä]mme)\b.*",
        r"(?:t[aä]ydennet[aä][aä]n|t[aä]ydenn[aä]mme|kompletteras)(?: \w+){0,4}",
        r"(?:viel[aä] |p[aä][aä]t[oö]s |vastaus )?kesken(?: \w+){0,3}",
        r"(?:\w+ ){0,2}(?:osuu\w+|vastau\w+|liit\w+|tekst\w+)(?: \w+){0,2} (?:puuttuu|toimitetaan|l[aä]hetet[aä][aä]n|t[aä]ydennet[aä][aä]n|seuraa)(?: \w+){0,4}",
        r"ajankoh\w+(?: \w+){1,6}",
        r"(?:\w+ ){0,3}(?:tarvitaan|tarvitsemme|tarvitsee|toivotaan|toivomme|onnistuuko|saako|j[aä]rjestyyk[oö])(?: \w+){0,2} (?:et[aä]yhtey\w+|tulkkau\w*|kahvi\w*|pys[aä]k[oö]inti\w*)(?: \w+){0,3}",
        r"(?:\w+ ){0,3}(?:maanantai|tiistai|keskiviikko|torstai|perjantai)\w*(?: \w+){0,4} (?:sopii|k[aä]y|k[aä]visi|ei sovi|siirt[aä]\w+|p[aä][aä]llek\w+|varattu)(?: \w+){0,4}",
        r"(?:\w+ ){0,2}(?:m[aå]ndag|tisdag|onsdag|torsdag|fredag)\w*(?: \w+){0,3} (?:krockar|passar|g[aå]r inte|flytta\w*)(?: \w+){0,4}",
        r"(?:g[aå]r det att|kan man|kan vi) flytta(?: \w+){0,5}",
        r"(?:voiko|voisiko|voidaanko|voitaisiinko)(?: \w+){0,3} siirt[aä][aä]?(?: \w+){0,4}",
        r"(?:muista|muistakaa) (?:tarkistaa|korjata|poistaa|t[aä]ydent[aä][aä])\b.*",
        r"(?:odotamme|odotan|odotetaan) (?:\w+ )?(?:kokou\w+|k[aä]sittely\w+|p[aä][aä]t[oö]st[aä])\b.*",
        r"(?:t[aä]m[aä] )?(?:lomake|lomakkeen|lomaketta|linkki|linkin|sivu|kyselyn? \w*linkki|j[aä]rjestelm[aä])\b.*\b(?:kaatui|kaatuu|toimi|toiminut|jumi\w*|tallen\w+|auennut|aukea|katosi|pitk[aä]|p[aä][aä]se\w*)\b.*",
        r"(?:miss[aä]|mist[aä]|milloin|koska|kuka|mihin|onko)\b.*\b(?:kysely\w*|lomak\w+|vastau\w+|tuloks\w+|kokou\w+|neuvottelu\w*|tilaisuu\w+|kutsu\w*|linkki)\b.*",
        r"niit[aä] ei (?:ole )?(?:meille )?(?:jaettu|l[aä]hetetty|saatu|n[aä]hty)",
        r".*\b(?:kokou\w+|neuvottelu\w*|tilaisuu\w+|palaveri\w*)\b.*\b(?:klo|kello|teams\w*|et[aä]n[aä]|et[aä]yhtey\w+|kahvi\w*|sali\w*|pys[aä]k[oö]inti\w*|ajankoh\w+|p[aä]iv[aä]m[aä][aä]r\w*)\b.*",
        r".*\b(?:osallistuu|osallistuvat|osallistumme|ilmoitan|ilmoitamme|p[aä][aä]semme|p[aä][aä]sen)\b.*\b(?:paikalle|et[aä]n[aä]|teams\w*|kokouk\w+|neuvottelu\w+|tilaisuu\w+)\b.*",
        r".*\b(?:yhteyshenkil[oö]n[aä]|lis[aä]tietoja antaa|minut tavoittaa|meid[aä]t tavoittaa|tavoittaa (?:puh\w*|numero\w*))\b.*",
        r".*\b(?:m[oö]tet|f[oö]rhandlingen|tr[aä]ffen)\b.*\b(?:kl|teams|distans|parkering|kaffe|tidpunkt\w*)\b.*",
        r"(?:vi|jag) deltar\b(?: \w+){0,4}",
        r"(?:blanketten|formul[aä]ret|enk[aä]ten|l[aä]nken)\b.*\b(?:fungerar|fungerade|krasch\w+|spara\w*|laddar|[oö]ppna\w*)\b.*",
        r"(?:vi |jag )?(?:[aå]terkommer|kompletterar)\b.*",
        r"(?:svare[tn]|bilagan|materialet)\b(?: \w+){0,2} (?:skickas|kommer|kompletteras|l[aä]mnas|s[aä]nds)\b.*",
        r"(?:var|n[aä]r|vem)\b.*\b(?:enk[aä]ten|blanketten|svaren|resultaten|m[oö]tet|inbjudan)\b.*",
    ),
}
