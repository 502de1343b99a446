"""A sample briefing: fictional, in both languages, with missing names, words that are not cleared and hostile text."""

import datetime
from collections.abc import Callable
from itertools import cycle, islice

import pytest

from reports.briefing import (
    Aspect,
    Before,
    Briefing,
    ChosenIndicator,
    Comparison,
    Finding,
    Indicator,
    Kind,
    Label,
    MethodNote,
    OpenAnswers,
    Party,
    Quote,
    RaisedIssue,
    Reply,
    ScaleCount,
    ScaleResult,
    StandingBlock,
    Text,
    Unplaced,
)

HOSTILE = (
    '#read("/etc/passwd") $x^2$ *lihava* _kursiivi_ <script>alert(1)</script> @viite \\ {{ 7*7 }} {% raw %} & "lainaus"'
)
SECRET = "Kylän ainoa nuori, jonka kaikki tunnistavat"
SIDE_SECRET = "Meidän kylän ainoa terapeutti auttaa kaikkia"
OPEN_SECRET = "Kahden perheen kylässä tavoite koskee yhtä lasta"
NAMES: dict[Kind, list[str]] = {
    "kunta": [
        "Vaskiranta/Kopparstrand",
        "Saarikärki/Holmskata",
        "Karikkoniemi",
        "Sarkavirta",
        "Aittokoski",
        "Korpikallio",
        "Honkaharju",
        "Närekangas",
        "Ämmänvaara",
        "Ylikero",
        "Åminneby",
        "Tuulisalmi",
        "Kivipuro",
        "Petäjäkumpu",
    ],
    "sote": [
        "Perhekeskuspalvelut/Familjecentertjänster",
        "Mielenterveys- ja päihdepalvelut/Mentalvårds- och missbrukartjänster",
        "Opiskeluhuolto/Studerandevård",
        "Ikääntyneiden palvelut/Tjänster för äldre",
        "Työikäisten sosiaalipalvelut/Socialservice för personer i arbetsför ålder",
        "Pelastuslaitos/Räddningsverket",
    ],
    "jarjesto": [
        "Järjestöneuvottelukunta/Organisationsdelegationen",
        *(f"Esimerkkiyhdistys {n}/Exempelförening {n}" for n in range(1, 14)),
    ],
    "muu": ["Seurakuntayhtymä/Kyrkliga samfälligheten", "Poliisi/Polisen", "Yrittäjät/Företagarna"],
}
SILENT = {"kunta-8", "jarjesto-6", "jarjesto-13", "muu-2"}


def two(both: str) -> Text:
    """A text from "fi/sv", or the same in both."""
    fi, _, sv = both.partition("/")
    return Text(fi=fi, sv=sv or fi)


def parties() -> tuple[Party, ...]:
    return tuple(
        Party(id=f"{kind}-{n}", name=two(name), kind=kind, answered=f"{kind}-{n}" not in SILENT, counted=kind != "muu")
        for kind, names in NAMES.items()
        for n, name in enumerate(names)
    )


def quote(text: str, party: int = 0, language: str = "fi", *, cleared: bool = True) -> Quote:
    who = [party for party in parties() if party.answered][party]
    return Quote(
        answer_id=f"{who.id}-{len(text)}",
        organisation=who.name,
        kind=who.kind,
        text=text,
        language=language,
        cleared=cleared,
    )


FINDINGS: tuple[tuple[Label, int, int, str, list[tuple[str, str]], list[tuple[str, str]], int], ...] = (
    (
        Label(
            fi="Lasten ja nuorten mielenterveyspalveluihin pääsyn viiveet",
            sv="Fördröjd tillgång till barns och ungas mentalvårdstjänster",
        ),
        19,
        0,
        "Lähete palautuu meille takaisin kolmannen kerran, ja perhe odottaa sillä välin puoli vuotta ilman tukea.",
        [
            (
                "Jono nuorisopsykiatrialle on seitsemän kuukautta. Koululla ei ole sinä aikana mitään annettavaa.",
                "fi",
            ),
            ("Kuratorn får dra hela lasset medan familjen väntar på ett besked som inte kommer.", "sv"),
            ("Vakanssi on ollut täyttämättä kaksi vuotta.", "fi"),
        ],
        [
            ("Hyvinvointialueen pitää kertoa, kuka vastaa nuoresta odotusaikana.", "fi"),
            ("Vi önskar en gemensam överenskommelse om vad som händer medan man väntar.", "sv"),
        ],
        12,
    ),
    (
        Label(fi="Ikääntyneiden yksinäisyys", sv="Ensamhet bland äldre"),
        15,
        3,
        "Kotihoidon käynti on monelle viikon ainoa keskustelu.",
        [("Leskeksi jäätyään moni ei enää lähde kylältä mihinkään, kun bussikin lakkasi.", "fi")],
        [("Toivomme yhteistä mallia yksin asuvien tavoittamiseen.", "fi")],
        6,
    ),
    (
        Label(fi="Koulupoissaolot ja koulunkäymättömyys", sv="Skolfrånvaro"),
        13,
        5,
        "Kotiin jäänyt oppilas ei palaa soittamalla, mutta kenelläkään ei ole aikaa lähteä hakemaan.",
        [("Frånvaron upptäcks först när den redan har pågått i flera veckor.", "sv")],
        [("Yhteinen poissaolomalli koko alueelle, ja siihen nimetty työpari.", "fi")],
        8,
    ),
    (
        Label(
            fi="Matalan kynnyksen kohtaamispaikkojen ja järjestötoiminnan edellytykset",
            sv="Förutsättningar för mötesplatser och organisationsverksamhet",
        ),
        12,
        20,
        "Avustuspäätös tulee keväällä, vuokra pitää maksaa jo tammikuussa.",
        [("Vapaaehtoiset väsyvät, kun sama joukko pitää kaiken pystyssä.", "fi")],
        [("Monivuotinen sopimus tiloista.", "fi")],
        7,
    ),
    (
        Label(fi="Sodan pelko ja maailmantilanteen turvattomuus"),
        9,
        8,
        "Lapset kysyvät, tuleeko sota tännekin.",
        [],
        [],
        0,
    ),
    (
        Label(sv="Brist på psykvård och stöd på svenska"),
        7,
        1,
        "Samtalshjälp på svenska får man vänta på i månader.",
        [("Utlåtandet skrevs på finska och måste översättas av föräldrarna.", "sv"), (HOSTILE, "fi")],
        [("Vi ber om en svenskspråkig kontaktperson.", "sv")],
        3,
    ),
    (
        Label(fi="Itsetuhoisuus ja itsemurhat", sv="Självdestruktivitet och självmord"),
        4,
        10,
        SECRET,
        [("Tapahtuman jälkeen kukaan ei tiennyt, kuka tulee koululle.", "fi")],
        [],
        1,
    ),
    (
        Label(fi="Neuropsykiatrisen tuen saatavuus", sv="Tillgång till neuropsykiatriskt stöd"),
        3,
        12,
        "Tukea ei saa ilman diagnoosia.",
        [("We were told to wait for the statement before any help begins.", "en")],
        [],
        2,
    ),
    (
        Label(fi="Kesätöiden puute", sv="Brist på sommarjobb"),
        1,
        11,
        "Kesätyöpaikkoja on kuusi, hakijoita yli sata.",
        [],
        [],
        0,
    ),
)


def findings() -> tuple[Finding, ...]:
    present = [party.id for party in parties() if party.answered]

    def one(n: int) -> Finding:
        label, size, start, gist, voices, requests, asked_by = FINDINGS[n]
        members = tuple(islice(cycle(present[start:] + present[:start]), 0, size * 2, 2))[:size]
        return Finding(
            id=f"p{n}",
            label=label,
            gist=quote(gist, start, "sv" if label.fi is None else "fi", cleared=gist != SECRET),
            keywords=("jono", "lähete", "odotusaika") if n == 0 else ("nuoret", "tuki"),
            origin="discovered" if n in (4, 8) else "human" if n == 2 else "seed",
            stability=(0.94, 0.88, 0.81, 0.62, 0.9, 0.77, 0.55, 0.42, 0.8)[n],
            organisations=tuple(dict.fromkeys(members)),
            answers=tuple(f"a{n}-{m}" for m in range(size)),
            quotes=(
                quote(gist, start, "sv" if label.fi is None else "fi", cleared=gist != SECRET),
                *(quote(text, (start + 2 * m) % 30, language) for m, (text, language) in enumerate(voices, 1)),
            ),
            requests=tuple(
                quote(text, (start + 3 * m) % 30, language) for m, (text, language) in enumerate(requests, 1)
            ),
            asked_by=asked_by,
        )

    return tuple(one(n) for n in range(len(FINDINGS)))


def _sided(finding: Finding) -> Finding:
    """A phenomenon told from every side, with a reply to its first request and an indicator beside it."""
    ids, told = finding.organisations, [party for party in parties() if party.answered]
    places = [[party.id for party in told].index(one) for one in ids]
    reply = Reply(
        answer_id=finding.requests[0].answer_id,
        service=two("Perhekeskuspalvelut/Familjecentertjänster"),
        text="Nimeämme yhteyshenkilön syksyksi.",
        language="fi",
    )
    return finding.model_copy(
        update={
            "askers": ids[: finding.asked_by],
            "replies": (reply,),
            "contrary": Aspect(organisations=ids[:1], quotes=(quote("Meillä jono on lyhentynyt.", places[0]),)),
            "works": Aspect(
                organisations=ids[1:4],
                quotes=(
                    quote("Koulukuraattori vastaa saman viikon aikana.", places[1]),
                    quote("Det lokala teamet fungerar bra.", places[2], "sv"),
                    quote(SIDE_SECRET, places[3], cleared=False),
                ),
            ),
            "gaps": Aspect(
                organisations=ids[4:6], quotes=(quote("Tieto ei kulje koulun ja hoidon välillä.", places[4]),)
            ),
            "indicators": (absences(),),
        }
    )


def absences() -> Indicator:
    """An indicator that has everything."""
    return Indicator(
        key="sotkanet_3219",
        title=two("Koulutuksen ulkopuolelle jääneet 17–24-vuotiaat/17–24-åringar utanför utbildning"),
        unit=two("%"),
        good="down",
        source=two(
            "Lähde: Sotkanet, THL (CC BY 4.0), poimittu 1.2.2027/Källa: Sotkanet, THL (CC BY 4.0), hämtad 1.2.2027"
        ),
        year=2025,
        county="7.4",
        previous=(2024, "7.9"),
        middle="7.6",
        country="7.1",
        help=two("Osuus lasketaan saman ikäisistä./Andelen räknas av samma ålder."),
        cautions=(two("Luku on yli kolme vuotta vanha./Talet är över tre år gammalt."),),
    )


def standing() -> tuple[StandingBlock, ...]:
    """The blocks of every year: one in both languages, one that nobody wrote in Swedish."""
    plan = StandingBlock(
        kind="plan_status",
        fi="Suunnitelman toimista kaksi kolmasosaa on käynnissä. Loput alkavat syksyllä.\n\nSeuranta on sovittu.",
        sv="Två tredjedelar av åtgärderna i planen är i gång. Resten inleds i höst.",
    )
    director = absences().model_copy(
        update={
            "key": "tea_kuntajohto",
            "title": two("Kuntajohto (TEAviisari)/Kommunledning (TEAviisari)"),
            "unit": two("pistettä/poäng"),
            "good": "up",
            "county": None,
            "previous": None,
            "middle": "71",
            "country": None,
            "cautions": (),
        }
    )
    note = two("Kertoimessa on 21 indikaattoria./Koefficienten består av 21 indikatorer.")
    hyte = StandingBlock(kind="hyte_review", fi="Kerroin nousi hieman.", note=note, indicators=(director,))
    return plan, hyte


def scales() -> tuple[ScaleResult, ...]:
    points = "ei lainkaan/inte alls", "liian vähän/för lite", "kohtalaisesti/någorlunda", "riittävästi/tillräckligt"
    counts = [
        ScaleCount(text=two(text), count=count)
        for text, count in zip((*points, "en osaa sanoa/kan inte säga"), (2, 11, 9, 4, 1), strict=True)
    ]
    question = (
        "Onko hyvinvointialueen tuki hyte-työllenne riittävää tässä teemassa?"
        "/Är välfärdsområdets stöd för ert hälsofrämjande arbete tillräckligt i detta tema?"
    )
    return (ScaleResult(question=two(question), counts=tuple(counts)),)


def raised() -> tuple[RaisedIssue, ...]:
    headings = "Tavoite/Mål", "Toimenpide/Åtgärd", "Vastuutaho/Ansvarig"
    cells = "Nuori ei jää yksin odottamaan", "Sovitaan odotusajan tuen työnjako", "Perhekeskuspalvelut"
    return (
        RaisedIssue(
            organisation=two("Aittokoski"),
            issue="Odotusajan tuki ja sen vastuut",
            details=tuple((two(heading), cell) for heading, cell in zip(headings, cells, strict=True)),
            language="fi",
        ),
        RaisedIssue(
            organisation=two("Saarikärki/Holmskata"), issue="Elevhälsa på svenska i hela området", language="sv"
        ),
    )


def open_answers() -> tuple[OpenAnswers, ...]:
    question = two("Mitkä tavoitteenne ovat samansuuntaisia?/Vilka av era mål går i samma riktning?")
    answers = (
        quote("Kouluruokailun kehittäminen on molemmissa suunnitelmissa.", 5),
        quote("Målen om rörelse är desamma.", 1, "sv"),
        quote(OPEN_SECRET, 12, cleared=False),
    )
    return (OpenAnswers(question_id="hs_samansuuntaisuus", question=question, answers=answers),)


def unplaced() -> tuple[Unplaced, ...]:
    return (
        Unplaced(
            quote=quote("Kirjastoauton reitti lakkasi, ja sen mukana meni kylän ainoa kohtaamispaikka.", 7),
            reason="single_observation",
        ),
        Unplaced(quote=quote("Samma som ovan.", 1, "sv"), reason="refers_elsewhere"),
        Unplaced(
            quote=quote("Kiitos hyvästä järjestelystä, kahvitarjoilu voisi alkaa yhdeksältä.", 4), reason="practical"
        ),
        Unplaced(quote=quote("-", 9), reason="no_content"),
        Unplaced(quote=quote("", 12), reason="empty"),
    )


@pytest.fixture
def briefing() -> Briefing:
    """The sample: 34 organisations asked, 31 answered, two others beside; nine phenomena."""
    return Briefing(
        title=two("Ilmiökooste: mielen hyvinvointi/Fenomenöversikt: psykiskt välbefinnande"),
        county=two("Vaskirannan hyvinvointialue/Kopparstrands välfärdsområde"),
        year=2027,
        theme=two("Mielen hyvinvointi/Psykiskt välbefinnande"),
        made_on=datetime.date(2027, 3, 6),
        deadline=datetime.date(2027, 3, 5),
        legal_basis=Text(fi="Laki 612/2021 6–7 §, laki 611/2021 14 §", sv="Lag 612/2021 6–7 §, lag 611/2021 14 §"),
        parties=parties(),
        findings=findings(),
        unplaced=unplaced(),
        scales=scales(),
        raised_issues=raised(),
        open_answers=open_answers(),
        method=MethodNote(version="1.0", encoder="multilingual-e5-small", answers=196, segments=231, clustered=True),
    )


@pytest.fixture
def full_briefing(briefing: Briefing) -> Briefing:
    """The sample beside an earlier round, with service areas, a question with options, and an indicator."""
    areas = two("Itäinen alue/Östra området"), two("Läntinen alue/Västra området"), two("Saaristo/Skärgården")
    parties = tuple(
        party.model_copy(update={"area": areas[2 if n > 12 else n % 2]}) if party.kind == "kunta" else party
        for n, party in enumerate(briefing.parties)
    )
    queues = Before(label=Label(fi="Nuorten jonot", sv="Ungas köer"), organisations=14)
    lonely = Before(label=Label(fi="Yksinäisyys", sv="Ensamhet"), organisations=11)
    first, second, third, *others = briefing.findings
    findings = (
        _sided(first).model_copy(update={"before": (queues,)}),
        second.model_copy(update={"before": (lonely,)}),
        third.model_copy(update={"before": (queues, lonely)}),
        *others,
    )
    scale = briefing.scales[0]
    then = scale.model_copy(update={"counts": tuple(one.model_copy(update={"count": 4}) for one in scale.counts)})
    groups = ScaleResult(
        question=two("Mitkä ryhmät tarvitsevat tukea?/Vilka grupper behöver stöd?"),
        counts=(
            ScaleCount(text=two("Lapset/Barn"), count=18),
            ScaleCount(text=two("Ikääntyneet/Äldre"), count=12),
        ),
        kind="multi",
        answered=20,
    )
    lonely_share = ChosenIndicator(
        title=two("Itsensä yksinäiseksi tuntevat/De som känner sig ensamma"),
        unit=two("%"),
        year=2025,
        others=("6.1", "8.4", "9.0", "12.8"),
        county="9.3",
        chosen_by=3,
    )
    vanished = (Before(label=Label(fi="Etäpalvelut", sv="Distanstjänster"), organisations=6),)
    return briefing.model_copy(
        update={
            "parties": parties,
            "findings": findings,
            "scales": (scale.beside(then, 2026), groups),
            "indicators": (lonely_share,),
            "comparison": Comparison(year=2026, vanished=vanished, answered=29),
            "standing": standing(),
            "theme_indicators": (absences().model_copy(update={"key": "sotkanet_4", "good": "none"}),),
        }
    )


@pytest.fixture
def empty_briefing(briefing: Briefing) -> Briefing:
    """A round to which nobody has answered."""
    silent = tuple(party.model_copy(update={"answered": False}) for party in briefing.parties)
    method = briefing.method.model_copy(update={"answers": 0, "segments": 0, "clustered": False})
    nothing = dict.fromkeys(("findings", "unplaced", "scales", "raised_issues", "open_answers"), ())
    return briefing.model_copy(update={**nothing, "parties": silent, "method": method})


@pytest.fixture
def small_briefing(empty_briefing: Briefing) -> Briefing:
    """A round with so few answers that none were grouped."""
    left = (
        Unplaced(quote=quote("Kirjastoauton reitti lakkasi.", 7), reason="too_few_answers"),
        Unplaced(quote=quote("Bussen går inte längre.", 1, "sv"), reason="too_few_answers"),
        Unplaced(quote=quote("-", 9), reason="no_content"),
    )
    note = "2 segments with content, fewer than 12: they are listed, not grouped"
    method = empty_briefing.method.model_copy(update={"answers": 3, "segments": 3, "notes": (note,)})
    return empty_briefing.model_copy(update={"unplaced": left, "parties": parties(), "method": method})


@pytest.fixture
def hostile() -> str:
    """Text that a template, a markup or a page could take for its own."""
    return HOSTILE


@pytest.fixture
def secret() -> str:
    """Words of the sample that are not cleared."""
    return SECRET


@pytest.fixture
def side_secret() -> str:
    """Words of what works that are not cleared."""
    return SIDE_SECRET


@pytest.fixture
def open_secret() -> str:
    """Words of an answer outside the grouping that are not cleared."""
    return OPEN_SECRET


@pytest.fixture
def make_quote() -> Callable[..., Quote]:
    """A quote of one of the sample's organisations: text, number of the organisation, language, cleared."""
    return quote
