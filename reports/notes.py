"""What the synthesis noted about its method, told to a reader who does not know its workings."""

import re
from typing import Final

from reports.briefing import Language, Text, both
from reports.outline import Words

# The synthesis writes its notes in English, for the record; each is known by how it begins
KNOWN: Final[tuple[tuple[re.Pattern[str], Text], ...]] = (
    (
        re.compile(r"Voikko is not installed\b"),
        both(
            "Voikko-ohjelmaa ei ollut asennettu, joten suomen sanojen perusmuodot ovat tavallista epätarkempia.",
            "Programmet Voikko var inte installerat, och därför är de finska ordens grundformer mindre exakta.",
        ),
    ),
    (
        re.compile(r"edit (?P<later>.+) overrides edit (?P<earlier>.+)"),
        both(
            "Muutos {earlier} ei enää päde kokonaan, koska myöhempi muutos {later} on ristiriidassa sen kanssa.",
            "Ändringen {earlier} gäller inte längre helt, eftersom den senare ändringen {later} säger emot den.",
        ),
    ),
    (
        re.compile(r"edit (?P<id>.+): none of its (?P<count>\d+) segments? stands? in the answers"),
        both(
            "Muutosta {id} ei voitu tehdä: sen tekstikohtia ({count}) ei ole enää vastauksissa.",
            "Ändringen {id} kunde inte göras: dess textställen ({count}) finns inte längre i svaren.",
        ),
    ),
    (
        re.compile(r"edit (?P<id>.+): (?P<left>\d+) of its (?P<count>\d+) segments stand in the answers"),
        both(
            "Muutoksen {id} tekstikohdista ({count}) vastauksissa on enää {left}.",
            "Av textställena i ändringen {id} ({count}) finns bara {left} kvar i svaren.",
        ),
    ),
    (
        re.compile(r"edit (?P<id>.+): its phenomenon has no segment left"),
        both(
            "Muutosta {id} ei voitu tehdä: sen ilmiöön ei jäänyt yhtään tekstikohtaa.",
            "Ändringen {id} kunde inte göras: i dess fenomen finns inget textställe kvar.",
        ),
    ),
    (
        re.compile(r"edit (?P<id>.+) \(undo\) names no earlier edit: (?P<event>.+)"),
        both(
            "Muutos {id} peruu muutoksen {event}, jota ei ole.",
            "Ändringen {id} ångrar ändringen {event}, som inte finns.",
        ),
    ),
    (
        re.compile(r"(?P<count>\d+) segments with content, fewer than (?P<fewest>\d+)\b"),
        both(
            "Tekstikohtia, joissa on asiasisältöä: {count}. Ryhmittelyyn tarvitaan vähintään {fewest}.",
            "Textställen med sakinnehåll: {count}. För gruppering behövs minst {fewest}.",
        ),
    ),
    (
        re.compile(
            r"(?P<found>\d+) phenomena found: they are one when together in (?P<cut>\d+)% of the ways"
            r"; the two nearest are in (?P<merge>\d+)%; the halves of the loosest are in (?P<split>\d+)%"
        ),
        both(
            "Ilmiöitä löytyi {found}. Tekstikohdat ryhmiteltiin monella tavalla. Ryhmät ovat sama ilmiö, kun niiden "
            "tekstikohdat ovat yhdessä vähintään {cut} prosentissa tavoista. Kahdella lähimmällä ilmiöllä osuus on "
            "{merge} prosenttia, väljimmän ilmiön kahdella puolikkaalla {split} prosenttia.",
            "Antalet fenomen blev {found}. Textställena grupperades på många sätt. Grupper är samma fenomen när deras "
            "textställen står tillsammans i minst {cut} procent av sätten. För de två närmaste fenomenen är andelen "
            "{merge} procent, för de två halvorna av det lösaste fenomenet {split} procent.",
        ),
    ),
    (
        re.compile(r"(?P<found>\d+) phenomena found: they are one when together in (?P<cut>\d+)% of the ways, but"),
        both(
            "Ilmiöitä löytyi {found}. Tekstikohdat ryhmiteltiin monella tavalla. Ryhmät ovat sama ilmiö, kun niiden "
            "tekstikohdat ovat yhdessä vähintään {cut} prosentissa tavoista. Verkoston ennalta nimeämät ilmiöt ja "
            "pienet tiiviit ryhmät pysyvät kuitenkin omina ilmiöinään.",
            "Antalet fenomen blev {found}. Textställena grupperades på många sätt. Grupper är samma fenomen när deras "
            "textställen står tillsammans i minst {cut} procent av sätten. Fenomen som nätverket nämnde på förhand och "
            "små täta grupper förblir ändå egna fenomen.",
        ),
    ),
    (
        re.compile(r"(?P<found>\d+) phenomena found: they are one when together in (?P<cut>\d+)% of the ways"),
        both(
            "Ilmiöitä löytyi {found}. Tekstikohdat ryhmiteltiin monella tavalla. Ryhmät ovat sama ilmiö, kun niiden "
            "tekstikohdat ovat yhdessä vähintään {cut} prosentissa tavoista.",
            "Antalet fenomen blev {found}. Textställena grupperades på många sätt. Grupper är samma fenomen när deras "
            "textställen står tillsammans i minst {cut} procent av sätten.",
        ),
    ),
    (
        re.compile(
            r"(?P<asked>\d+) phenomena asked for: there can be (?P<fewest>\d+) at the least"
            r" and (?P<most>\d+) at the most"
        ),
        both(
            "Ilmiöitä pyydettiin {asked}. Näistä vastauksista niitä voi olla vähintään {fewest} ja enintään {most}.",
            "Det begärda antalet fenomen var {asked}. Ur dessa svar kan det bli minst {fewest} och högst {most}.",
        ),
    ),
    (
        re.compile(r'no phenomenon came of the candidate \S+: "(?P<fi>.*)" / "(?P<sv>.*)"$'),
        both(
            "Verkoston ennalta nimeämä ilmiö ”{fi}” ei noussut vastauksista esiin.",
            "Fenomenet ”{sv}”, som nätverket nämnde på förhand, kom inte fram i svaren.",
        ),
    ),
)


def told(note: str, language: Language) -> Words:
    """`note` in `language`; one that is not known stays as it is, in English."""
    for beginning, text in KNOWN:
        if found := beginning.match(note):
            return Words(text=text.in_language(language).format(**found.groupdict()), lang=language)
    return Words(text=note, lang="en")
