"""The briefing as a workbook: every table of it, with numbers as numbers."""

import datetime
from collections.abc import Iterator, Sequence

from reports import xlsx_beside as beside
from reports.briefing import Briefing, Language
from reports.finding import SIDES
from reports.outline import Outline, Phenomenon, Picture, Voice, Words
from reports.sheets import Sheet, Value, workbook
from reports.telling import tell
from reports.word import CODES
from reports.wording import LANGUAGE_NAMES

Rows = list[list[Value]]


def to_xlsx(briefing: Briefing, language: Language) -> bytes:
    """A workbook in `language`; the same bytes for the same briefing."""
    outline = tell(briefing, language)
    made_at = datetime.datetime.combine(briefing.made_on, datetime.time(12))
    sheets = (sheet for sheet in _sheets(briefing, outline) if sheet.rows)
    return workbook(sheets, title=f"{outline.title} {outline.year}", made_at=made_at, language=CODES[language])


def _sheets(briefing: Briefing, outline: Outline) -> Iterator[Sheet]:
    words = outline.words
    yield _summary(briefing, outline)
    yield _phenomena(outline)
    yield from (_by_group(picture, outline) for picture in outline.pictures if picture.id == "heat")
    yield beside.shares(outline)
    yield _voices(outline)
    yield from (_pictured(picture, outline) for picture in outline.pictures if picture.id != "heat")
    yield beside.indicators(outline)
    yield beside.standing(outline)
    yield _questions(outline)
    yield _open_answers(outline)
    yield _raised(outline)
    rest = [_voice(one, outline, rest.name) for rest in outline.rest for one in rest.voices]
    headings = (words["why"], words["text"], words["language"], words["organisation"], words["note"])
    yield Sheet(words["outside"] if outline.phenomena else outline.rest_title, headings, rest, (36, 70, 14, 32, 16))
    yield _method(outline)


def _summary(briefing: Briefing, outline: Outline) -> Sheet:
    words, turnout = outline.words, outline.turnout
    rows: Rows = [[words["who_answered"], turnout.unit, briefing.answered(), briefing.asked()]]
    rows += [[words["who_answered"], kind.name, kind.count, kind.total] for kind in turnout.kinds]
    rows += beside.strongest(outline)
    for phenomenon in map(outline.phenomenon, outline.asked[:5]):
        rows.append([words["asked_most"], phenomenon.label.text, phenomenon.asked_by, None])
    told = (
        (outline.raised, words["raised"], len(outline.raised)),
        (outline.rest, words["outside"], sum(len(rest.voices) for rest in outline.rest)),
        (outline.open_answers, words["open_short"], sum(len(one.voices) for one in outline.open_answers)),
    )
    rows += [[words["summary"], name, count, None] for some, name, count in told if some]
    rows += beside.news_and_standing(outline)
    rows = [[*row, *[None] * (6 - len(row))] for row in rows]
    exact = (words["interval_low"], words["interval_high"])
    headings = (words["matter"], words["what"], words["count"], words["out_of"], *exact)
    return Sheet(words["summary"], headings, rows, (44, 70, 12, 18, 16, 16), fixed=2)


def _phenomena(outline: Outline) -> Sheet:
    words = outline.words
    headings = (
        words["number"],
        words["phenomenon"],
        words["language"],
        words["scale_count"],
        words["of_answered"],
        words["asking_count"],
        words["interval_low"],
        words["interval_high"],
        *(words[f"side_{side}"] for side in SIDES),
        words["claim"],
        words["change"],
        words["origin"],
        words["keywords"],
        words["withheld_short"],
    )
    answered = sum(kind.count for kind in outline.turnout.present)
    rows: Rows = [
        [
            one.number,
            one.label.text,
            _language(one.label, outline),
            one.count,
            answered,
            one.asked_by,
            *beside.interval(one.share),
            *beside.sides(one),
            one.gist.text or one.gist.hidden,
            one.change,
            f"{one.origin} {one.steadiness}",
            ", ".join(one.keywords),
            one.withheld,
        ]
        for one in outline.phenomena
    ]
    return Sheet(
        words["phenomena"], headings, rows, (11, 44, 14, 18, 15, 18, 14, 14, 14, 14, 18, 60, 40, 44, 30, 30), fixed=2
    )


def _by_group(picture: Picture, outline: Outline) -> Sheet:
    """Phenomena by kind and service area, the row of all who answered first."""
    assert picture.id == "heat"
    words = outline.words
    rows: Rows = [[words["all_answered"], *picture.of]]
    rows += [[row.label.text, *row.counts] for row in picture.rows]
    return Sheet(words["by_group"], (words["phenomenon"], *picture.names), rows, (50, *[16] * len(picture.names)))


def _pictured(picture: Picture, outline: Outline) -> Sheet:
    table, name = picture.table, outline.words["indicators_short"] if picture.id == "strips" else picture.title
    rows: Rows = [[beside.number(cell.text) for cell in row] for row in table.rows]
    return Sheet(name, table.headings, rows, (50, *[22] * (len(table.headings) - 1)))


def _voices(outline: Outline) -> Sheet:
    words = outline.words
    headings = (
        words["phenomenon"],
        words["what"],
        words["text"],
        words["language"],
        words["organisation"],
        words["note"],
    )
    rows = [row for phenomenon in outline.phenomena for row in _voices_of(phenomenon, outline)]
    return Sheet(words["quotes"], headings, rows, (44, 24, 70, 14, 32, 16))


def _voices_of(phenomenon: Phenomenon, outline: Outline) -> Iterator[list[Value]]:
    words = outline.words
    for name, voices in (
        (words["claim"], (phenomenon.gist,)),
        (words["voices"], phenomenon.voices),
        *((side.title, side.voices) for side in phenomenon.sides),
        (words["requests"], phenomenon.requests),
    ):
        for one in (one for one in voices if one.text):
            yield [phenomenon.label.text, *_voice(one, outline, name)]
            for reply in one.replies:
                language = _language(Words(text="", lang=reply.lang), outline)
                yield [phenomenon.label.text, reply.heading, reply.text, language, "", ""]


def _voice(voice: Voice, outline: Outline, what: str) -> list[Value]:
    text, language = voice.text or outline.words["empty_text"], _language(Words(text="", lang=voice.lang), outline)
    return [what, text, language if voice.text else "", voice.organisation, voice.note]


def _language(words: Words, outline: Outline) -> str:
    return LANGUAGE_NAMES[words.lang].in_language(outline.language) if words.lang in LANGUAGE_NAMES else ""


def _questions(outline: Outline) -> Sheet:
    words = outline.words
    headings = (
        words["question"],
        words["scale_point"],
        words["scale_count"],
        f"{words['share']} (%)",
        words["year_before"],
    )
    rows: Rows = [
        [
            scale.question,
            point.text,
            point.count,
            round(100 * point.share),
            beside.number(point.before) if point.before else None,
        ]
        for scale in outline.scales
        for point in scale.points
    ]
    return Sheet(words["scales"], headings, rows, (60, 44, 18, 14, 16), fixed=2)


def _open_answers(outline: Outline) -> Sheet:
    words = outline.words
    headings = (words["question"], words["text"], words["language"], words["organisation"], words["note"])
    rows = [_voice(one, outline, question.question) for question in outline.open_answers for one in question.voices]
    return Sheet(words["open_short"], headings, rows, (60, 70, 14, 32, 16))


def _raised(outline: Outline) -> Sheet:
    """The issues with their further cells and replies, a column for each heading that any of them has."""
    words = outline.words
    further = list(dict.fromkeys(heading for issue in outline.raised for heading, _ in issue.details))
    headings: Sequence[str] = (words["organisation"], words["matter"], words["language"], *further, words["note"])
    rows: Rows = []
    for issue in outline.raised:
        found: dict[str, list[str]] = {}
        for heading, text in issue.details:
            found.setdefault(heading, []).append(text)
        cells = ["\n".join(found.get(heading, ())) for heading in further]
        rows.append([issue.organisation, issue.issue.text, _language(issue.issue, outline), *cells, issue.note])
    return Sheet(words["raised_short"], headings, rows, (32, 50, 14, *[36] * len(further), 16), fixed=2)


def _method(outline: Outline) -> Sheet:
    words = outline.words
    rows: Rows = [[sentence] for sentence in (*outline.method, *(note.text for note in outline.notes))]
    facts = ((words["made_on"], outline.made_on), (words["deadline"], outline.deadline))
    rows += [[f"{name} {value}"] for name, value in (*facts, (f"{words['legal_basis']}:", outline.legal_basis))]
    rows += [[f"{words['goals']}: {goal}"] for goal in outline.goals]
    for sentence in (words["team_copy"] if outline.team_copy else "", outline.cut):
        if sentence:
            rows.insert(0, [sentence])
    return Sheet(words["method_short"], (words["method"],), rows, (120,), fixed=0)
