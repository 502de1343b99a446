"""Sentences about the meeting or the form that name other things beside it; spelt as `noise.py` spells words."""

# ruff: noqa: E501 - one story a line
from synthesis.model import Reason

STORIES: dict[Reason, tuple[str, ...]] = {
    "no_content": (
        r"(?:\w+ )?(?:kaiki|alt)(?: \w+){0,1} (?:ok|okei|hyvin|bra|kunosa)(?: ta)?",
        r"(?:\w+ ){1,2}(?:ei|eivat|eme|en) (?:ole |ola |o )?(?:viela )?(?:kasitel\w+|kokontu\w+|ehtin\w+|keskustel\w+)(?: \w+){0,2}",
        r"(?:\w+ )?e[ei]? muta (?:kuin|kun|ku)(?: \w+){1,3}",
        r"\w+ har (?:inte|ej) (?:behandlat|tagit stalning|hunit|diskuterat)(?: \w+){0,2}",
        r"(?:kysymys|asia|tama) ei (?:koske|kulu)(?: \w+){1,2}",
        r"(?:fragan|deta) (?:galer|beror|ror) (?:inte|ej)(?: \w+){1,2}",
    ),
    "practical": (
        r"(?:odotame|odotan|odotetan) (?:\w+ )?(?:kokou\w+|kasitely\w+|patost\w*)\b.*",
        r"(?:muista|muistaka) (?:tarkista|korjata|poista|taydenta)\b.*",
        r"(?:vastau\w+|lit\w+|esity\w+|tekst\w+|material\w+|lausun\w+)\b(?: \w+){0,2} (?:toimitetan|lahetetan|tule|tulevat|seura|taydenetan|lahetame|toimitame)\b.*",
        r"tahan(?: kohtan)? (?:tule|lisatan|taydenetan|taydename|ei ehdity|ei ehtinyt|palatan|taytan|taytame)\b.*",
        r"(?:\w+ ){0,2}(?:osu\w+|vastau\w+|lit\w+|tekst\w+)(?: \w+){0,2} (?:toimitetan|lahetetan|taydenetan|seura)(?: \w+){0,4}",
        r"ajankoh\w+(?: \w+){1,6}",
        r"(?:\w+ ){0,3}(?:tarvitan|tarvitseme|tarvitse) (?:\w+ )?etayhtey\w+",
        r"(?:\w+ ){0,3}(?:tarvitan|tarvitseme|tarvitse|toivotan|toivome|onistuko|sako|jarjestyko) (?:\w+ ){0,2}(?:etayhteyden|etayhteyta|pysakointi\w*)(?: \w+){0,3}",
        r"(?:\w+ ){0,3}(?:manantai|tistai|keskiviko|torstai|perjantai)\w*(?: \w+){0,4} (?:sopi|kay|kavisi|ei sovi|sirta\w*|palek\w+|varatu)(?: \w+){0,4}",
        r"(?:\w+ ){0,2}(?:mandag|tisdag|onsdag|torsdag|fredag)\w*(?: \w+){0,3} (?:krockar|pasar|gar inte|flyta\w*)(?: \w+){0,4}",
        r"(?:gar det at|kan man|kan vi) flyta(?: \w+){0,5}",
        r"(?:voiko|voisiko|voidanko|voitaisinko)(?: \w+){0,3} sirta(?: \w+){0,4}",
        r"(?:tama )?(?:lomake|lomaken|lomaketa|linki|linkin|sivu|jarjestelma)\b.*\b(?:katui|katu|toimi|toiminut|jumi\w*|talen\w+|auenut|aukea|katosi|pase\w*)\b.*",
        r"(?:misa|mista|miloin|koska|kuka|mihin|onko)\b.*\b(?:kysely\w*|lomak\w+|vastau\w+|tuloks\w+|kokou\w+|neuvotelu\w*|tilaisu\w+|kutsu\w*|linki)\b.*",
        r"nita ei (?:ole )?(?:meile )?(?:jaetu|lahetety|satu|nahty)",
        r".*\b(?:kokous|kokouksen|neuvotelu|neuvotelun|tilaisus|tilaisuden|palaveri)\b.*\b(?:klo|kelo|teams\w*|etana|etayhtey\w+|kahvi\w*|sali\w*|pysakointi\w*|ajankoh\w+|paivamar\w*)\b.*",
        r".*\b(?:osalistu|osalistuvat|osalistume|ilmoitan|ilmoitame|paseme|pasen)\b.*\b(?:paikale|etana|teams\w*|kokouk\w+|neuvotelun|neuvoteluihin|tilaisuten)\b.*",
        r"osalistume mielelame\b.*",
        r".*\b(?:yhteyshenkilona|lisatietoja anta|minut tavoita|meidat tavoita|tavoita (?:puh\w*|numero\w*))\b.*",
        r".*\b(?:motet|forhandlingen|trafen)\b.*\b(?:kl|teams|distans|parkering|kafe|tidpunkt\w*)\b.*",
        r"(?:vi|jag) deltar\b(?: \w+){0,4}",
        r"(?:blanketen|formularet|enkaten|lanken)\b.*\b(?:fungerar|fungerade|krasch\w+|spara\w*|ladar|opna\w*)\b.*",
        r"(?:vi |jag )?(?:aterkomer|kompleterar)\b.*",
        r"(?:svare[tn]|bilagan|materialet)\b(?: \w+){0,2} (?:skickas|komer|kompleteras|lamnas|sands)\b.*",
        r"(?:var|nar|vem)\b.*\b(?:enkaten|blanketen|svaren|resultaten|motet|inbjudan)\b.*",
    ),
}
