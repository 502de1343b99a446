"""Every kind of question as a form: what is posted becomes its value, and its value is shown again."""

import datetime
import io
import typing

import pytest
from werkzeug.datastructures import FileStorage, MultiDict

from questionnaires.model import (
    AnyQuestion,
    Column,
    Date,
    DateNote,
    DecisionStatus,
    File,
    Link,
    Multi,
    Number,
    Open,
    OpenRepeat,
    Option,
    Roster,
    Rows,
    Scale,
    ScalePoint,
    Single,
    Text,
)
from questionnaires.values import Address, Amount, Choice, Choices, Day, Handling, Items, Point, Table, Upload, Words
from survey_service.formfields import whole
from survey_service.forms import filled, form_for, mistakes, part_of, rows_shown, value_in

T = Text(fi="Kysymys", sv="Fråga")
COMMON = {"id": "data", "role": "other", "audiences": ("kunta",), "text": T}
OPTIONS = (
    Option(id="yksi", text=T),
    Option(id="kaksi", text=T),
    Option(id="ei", text=T, exclusive=True),
    Option(id="muu", text=T, other=True),
)
NAME = Column(id="data", text=T)
ROLE = Column(id="rooli", text=T, input="options")
ADDRESS = Column(id="osoite", text=T, input="email")
LONG = Column(id="validate", text=T, long=True)

OPEN = Open(**COMMON, max_length=20)
REPEAT = OpenRepeat(**COMMON, max_items=3, max_length=20)
SINGLE = Single(**COMMON, options=OPTIONS)
MULTI = Multi(**COMMON, options=OPTIONS, max_choices=2)
SCALE = Scale(
    **COMMON,
    comment=True,
    points=(ScalePoint(value=-1, text=T), ScalePoint(value=2, text=T), ScalePoint(value=None, text=T)),
)
NUMBER = Number(**COMMON, min=0, max=10_000, decimals=1, unit=Text(fi="htv", sv="årsv."))
WHOLE = Number(**COMMON)
DATE = Date(**COMMON)
LINK = Link(**COMMON, ask_organisation=True, ask_year=True)
BARE_LINK = Link(**COMMON)
DATE_NOTE = DateNote(**COMMON)
FILE = File(**COMMON, accept=("pdf",), max_bytes=1000)
ROWS = Rows(**COMMON, columns=(NAME, LONG), min_rows=1, max_rows=3)
ROSTER = Roster(**COMMON, columns=(NAME, ROLE), roles=OPTIONS[:2], min_rows=2, max_rows=4)
PEOPLE = Rows(**COMMON, columns=(NAME, ADDRESS), min_rows=1, max_rows=2)
DECISIONS = DecisionStatus(**COMMON, columns=(LONG, ROLE), statuses=OPTIONS[:2])

CASES = [
    (OPEN, {"text": " Yksinäisyys\r\nkasvaa\x00 "}, Words(text="Yksinäisyys\nkasvaa")),
    (OPEN, {"text": ""}, Words()),
    (REPEAT, {"items-0": "", "items-1": "toinen", "items-2": ""}, Items(items=("", "toinen"))),
    (SINGLE, {"option": "kaksi", "other": ""}, Choice(option="kaksi")),
    (SINGLE, {"other": "jokin"}, Choice(option="muu", other="jokin")),
    (MULTI, {"options": ["kaksi", "yksi"]}, Choices(options=("yksi", "kaksi"))),
    (MULTI, {"options": ["yksi"], "other": "jokin"}, Choices(options=("yksi", "muu"), other="jokin")),
    (SCALE, {"value": "-1", "comment": "koska"}, Point(value=-1, comment="koska")),
    (SCALE, {"value": "unknown", "comment": ""}, Point(value="unknown")),
    (NUMBER, {"number": "1 234,5"}, Amount(number="1234.5")),
    (NUMBER, {"number": "2.5 htv"}, Amount(number="2.5")),
    (NUMBER, {"number": "2,5 årsv."}, Amount(number="2.5")),
    (NUMBER, {"number": "3,00"}, Amount(number="3.0")),
    (NUMBER, {"number": " "}, Amount()),
    (WHOLE, {"number": "\u22127,0"}, Amount(number="-7")),
    (DATE, {"date": "5.3.2027"}, Day(date=datetime.date(2027, 3, 5))),
    (DATE, {"date": ""}, Day()),
    (
        LINK,
        {
            "title": "Hyvinvointisuunnitelma",
            "address": "www.kuusivaara.example/a",
            "organisation": "Kuusivaara",
            "year": "2026–2029",
        },
        Address(
            title="Hyvinvointisuunnitelma",
            address="https://www.kuusivaara.example/a",
            organisation="Kuusivaara",
            year="2026–2029",
        ),
    ),
    (BARE_LINK, {"title": "Kertomus", "address": ""}, Address(title="Kertomus")),
    (
        DATE_NOTE,
        {"date": "5.3.2027", "note": "hytetu-ryhmä"},
        Handling(date=datetime.date(2027, 3, 5), note="hytetu-ryhmä"),
    ),
    (DATE_NOTE, {"date": "2027-03-05", "note": ""}, Handling(date=datetime.date(2027, 3, 5))),
    (FILE, {}, None),
    (
        ROWS,
        {"rows-0-c_data": "", "rows-0-c_validate": "", "rows-1-c_data": "a", "rows-1-c_validate": "b"},
        Table(kind="list", rows=({"data": "a", "validate": "b"},)),
    ),
    (
        ROSTER,
        {"rows-0-c_data": "Testi Esimerkki", "rows-0-c_rooli": "kaksi", "rows-1-c_data": "", "rows-1-c_rooli": ""},
        Table(kind="roster", rows=({"data": "Testi Esimerkki", "rooli": "kaksi"},)),
    ),
    (
        DECISIONS,
        {"rows-0-c_validate": "sovittu", "rows-0-c_rooli": "yksi"},
        Table(kind="per_decision_status", rows=({"validate": "sovittu", "rooli": "yksi"},)),
    ),
]


def _posted(question: AnyQuestion, parts: dict[str, typing.Any]) -> MultiDict[str, typing.Any]:
    return MultiDict({f"q_{question.id}-{name}": value for name, value in parts.items()})


def _form(question: AnyQuestion, parts: dict[str, typing.Any], value: typing.Any = None) -> typing.Any:
    form = form_for([question])(_posted(question, parts), data={f"q_{question.id}": filled(question, value)})
    form.validate()
    return form


def test_every_kind_of_question_has_a_case() -> None:
    kinds = {kind.__name__ for kind in typing.get_args(typing.get_args(AnyQuestion)[0])}

    assert {type(question).__name__ for question, _, _ in CASES} == kinds


@pytest.mark.parametrize(("question", "parts", "value"), CASES, ids=lambda case: getattr(case, "kind", ""))
def test_what_is_posted_becomes_the_value(question, parts, value) -> None:
    form = _form(question, parts)

    assert mistakes(form, [question]) == []
    assert value_in(question, part_of(form, question)) == value


@pytest.mark.parametrize(("question", "parts", "value"), CASES, ids=lambda case: getattr(case, "kind", ""))
def test_a_stored_value_is_shown_and_read_back_unchanged(question, parts, value) -> None:
    rows = {question.id: rows_shown(question, value, 0)}
    form = form_for([question], rows)(data={f"q_{question.id}": filled(question, value)})

    assert value_in(question, part_of(form, question)) == value


@pytest.mark.parametrize(
    ("question", "parts", "field"),
    [
        (OPEN, {"text": "x" * 21}, "q_data-text"),
        (REPEAT, {"items-0": "ok", "items-1": "x" * 21}, "q_data-items-1"),
        (SINGLE, {"option": "tuntematon"}, "q_data-option"),
        (MULTI, {"options": ["yksi", "kaksi", "muu"]}, "q_data-options"),
        (MULTI, {"options": ["ei", "yksi"]}, "q_data-options"),
        (MULTI, {"options": ["tuntematon"]}, "q_data-options"),
        (SCALE, {"value": "7"}, "q_data-value"),
        (NUMBER, {"number": "monta"}, "q_data-number"),
        (NUMBER, {"number": "1.234,5"}, "q_data-number"),
        (NUMBER, {"number": "1,25"}, "q_data-number"),
        (NUMBER, {"number": "-1"}, "q_data-number"),
        (NUMBER, {"number": "10 000,1"}, "q_data-number"),
        (WHOLE, {"number": "2,5"}, "q_data-number"),
        (DATE, {"date": "31.2.2027"}, "q_data-date"),
        (LINK, {"address": "javascript:alert(1)"}, "q_data-address"),
        (LINK, {"address": "ftp://kuusivaara.example/a"}, "q_data-address"),
        (LINK, {"title": "x" * 301}, "q_data-title"),
        (DATE_NOTE, {"date": "viime viikolla"}, "q_data-date"),
        (ROSTER, {"rows-0-c_data": "x" * 400}, "q_data-rows-0-c_data"),
        (ROSTER, {"rows-0-c_rooli": "kuningas"}, "q_data-rows-0-c_rooli"),
        (PEOPLE, {"rows-0-c_osoite": "ei osoite"}, "q_data-rows-0-c_osoite"),
    ],
)
def test_a_mistake_names_its_field(question, parts, field) -> None:
    form = _form(question, parts)

    (found,) = mistakes(form, [question])
    assert found.field_id == field
    assert found.message


def test_a_number_that_cannot_be_read_stays_in_its_field_and_a_stored_one_is_shown_as_it_is_written() -> None:
    form = _form(NUMBER, {"number": "noin 5"})
    stored = form_for([NUMBER])(data={"q_data": filled(NUMBER, Amount(number="1234.5"))})

    assert part_of(form, NUMBER)["number"].shown == "noin 5"
    assert part_of(stored, NUMBER)["number"].shown == "1\u00a0234,5"


def test_what_would_turn_the_direction_of_a_page_is_not_kept() -> None:
    form = _form(OPEN, {"text": "a\u202eb\u2066c\u200f ש"})

    assert value_in(OPEN, part_of(form, OPEN)) == Words(text="abc\u200f ש")


def test_a_date_that_cannot_be_read_stays_in_its_field() -> None:
    form = _form(DATE_NOTE, {"date": "viime viikolla"})

    assert part_of(form, DATE_NOTE)["date"].shown == "viime viikolla"


@pytest.mark.parametrize(("content", "words"), [(b"", "empty"), (b"%PDF-" + b"x" * 1000, "large"), (b"MZ...", "kinds")])
def test_a_file_that_is_not_acceptable_is_a_mistake_in_its_field(content, words) -> None:
    file = FileStorage(io.BytesIO(content), "esitys.pdf")

    (found,) = mistakes(_form(FILE, {"file": file}), [FILE])
    assert found.field_id == "q_data-file"
    assert words in found.message


def test_nothing_marked_in_a_group_leaves_the_stored_choice() -> None:
    form = _form(SINGLE, {"other": ""}, Choice(option="kaksi"))

    assert value_in(SINGLE, part_of(form, SINGLE)) == Choice(option="kaksi")


def test_a_table_shows_its_rows_and_those_asked_for_up_to_the_most() -> None:
    table = Table(kind="roster", rows=({"data": "a", "rooli": ""},) * 3)

    assert rows_shown(ROSTER, None, 0) == 2
    assert rows_shown(ROSTER, table, 0) == 4
    assert rows_shown(ROWS, None, 2) == 2
    assert rows_shown(ROWS, None, 9) == 3
    assert rows_shown(OPEN, None, 9) == 0


def test_a_stored_file_is_no_form_data() -> None:
    assert value_in(FILE, part_of(_form(FILE, {}, Upload(attachment="k", name="a.pdf", size=3)), FILE)) is None


@pytest.mark.parametrize(
    ("text", "number"), [("12", 12), ("0", 0), ("", 0), (None, 0), ("²", 0), ("-1", 0), ("9" * 10, 0), ("9" * 5000, 0)]
)
def test_what_is_no_number_of_ours_is_read_as_none(text: str | None, number: int) -> None:
    assert whole(text) == number
