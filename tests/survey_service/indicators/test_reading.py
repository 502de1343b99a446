"""Files of figures as people have them: read alike in every shape, or refused with row and column."""

import json
import time
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from survey_service.errors import TableUnreadable
from survey_service.indicators import reading, sotkanet, teaviisari
from survey_service.indicators.figures import Area, Figure, Known, Read
from survey_service.indicators.gathering import Gatherer
from survey_service.organisation_files import csv_file, workbook

REGIONS = [
    {"id": 74, "code": "167", "category": "KUNTA", "title": {"fi": "Joensuu"}, "memberOf": [972, 658]},
    {"id": 33, "code": "5", "category": "KUNTA", "title": {"fi": "Alajärvi"}, "memberOf": []},
    {"id": 297, "code": "297", "category": "KUNTA", "title": {"fi": "Kuopio"}, "memberOf": []},
    {"id": 892, "code": "14", "category": "HYVINVOINTIALUE", "title": {"fi": "Pohjois-Karjala"}, "memberOf": []},
    {"id": 972, "code": "14", "category": "HYVINVOINTIALUE", "title": {"fi": "Pohjois-Karjala"}, "memberOf": []},
    {"id": 978, "code": "91", "category": "HYVINVOINTIALUE", "title": {"fi": "Ahvenanmaa"}, "memberOf": []},
    {"id": 658, "code": "358", "category": "MAA", "title": {"fi": "Koko maa"}, "memberOf": []},
    {"id": 700, "code": "12", "category": "MAAKUNTA", "title": {"fi": "Maakunta"}, "memberOf": []},
]
KNOWN = Known(
    county="14",
    municipalities=frozenset({"167", "005"}),
    regions=sotkanet.regions(REGIONS),
    described=frozenset({"sotkanet_9001"}),
)
HEAD = "indicator;region;year;gender;primary value;absolute value\n"
TEA = "municipality_code;year;sector;score\n"
JOENSUU = Area("kunta", "167")


@pytest.fixture
def read(tmp_path: Path) -> Callable[..., Read]:
    def read(content: str | bytes, name: str = "luvut.csv", known: Known = KNOWN) -> Read:
        file = tmp_path / name
        file.write_bytes(content if isinstance(content, bytes) else content.encode())
        return reading.read(file, known)

    return read


def problems(told: Read) -> list[tuple[int, str]]:
    return [(one.row, one.column) for one in told.problems]


ROWS = "3219;74;2024;total;{};{}\n3219;658;2024;total;..;\n"
SHAPES = {
    "point": HEAD.encode() + ROWS.format("1234.5", "36544").encode(),
    "comma": HEAD.encode() + ROWS.format("1234,5", "36544").encode(),
    "thousands": HEAD.encode() + ROWS.format("1\u00a0234,5", "36 544").encode(),
    "mark at the beginning": b"\xef\xbb\xbf" + HEAD.encode() + ROWS.format("1234.5", "36544").encode(),
    "carriage returns": (HEAD + ROWS.format("1234.5", "36544")).replace("\n", "\r\n").encode(),
    "quotes": b'"indicator";"region";"year";"gender";"primary value";"absolute value"\n'
    + ROWS.format('"1234.5"', '"36544"').encode(),
    "UTF-16": (HEAD + ROWS.format("1234.5", "36544")).encode("utf-16"),
    "commas between": (HEAD + ROWS.format("1234.5", "36544")).replace(";", ",").encode(),
    "other order and case": b"Region;Indicator;Gender;Year;Absolute value;Primary value;huomio\n"
    b"74;3219;total;2024;36544;1234.5;x\n658;3219;total;2024;;..;\n",
}


@pytest.mark.parametrize("shape", SHAPES)
def test_figures_of_sotkanet_are_the_same_in_every_shape(read, shape: str) -> None:
    told = read(SHAPES[shape])

    assert (told.kind, told.problems) == ("sotkanet", ())
    assert told.figures == (
        Figure("sotkanet_3219", JOENSUU, 2024, "total", "1234.5", "36544"),
        Figure("sotkanet_3219", Area("maa", "358"), 2024, "total", None, None),
    )


def test_json_says_the_same_as_rows_and_a_number_keeps_its_decimals(read) -> None:
    items = [
        {"indicator": 3219, "region": 74, "year": 2024, "gender": "total", "value": 1234.5, "absValue": 36544},
        {"indicator": 3219, "region": 658, "year": 2024, "gender": "total", "value": None},
        {"indicator": 3219, "region": 972, "year": 2024, "gender": "total", "value": 7.4000000000000004},
    ]
    told = read(json.dumps(items), "luvut.json")

    assert told.figures[:2] == read(SHAPES["point"]).figures
    assert told.figures[2].value == "7.4"
    assert told.by_item


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.decimals(min_value=-(10**9), max_value=10**9, places=3),
    st.sampled_from(".,"),
    st.sampled_from(["", " ", "\u00a0"]),
)
def test_a_number_is_kept_exactly_however_it_was_written(number: Decimal, mark: str, space: str) -> None:
    written = f"{number:,f}".replace(",", space).replace(".", mark)
    gathered = Gatherer(KNOWN)

    assert Decimal(gathered.number(2, "value", written) or "x") == number
    assert gathered.problems == []


@settings(max_examples=60)
@given(st.text(max_size=12))
def test_what_is_no_number_is_missing_or_a_problem_and_never_a_value(text: str) -> None:
    gathered = Gatherer(KNOWN)
    value = gathered.number(2, "value", text)

    assert value is None or Decimal(value).is_finite()
    if value is None:
        assert bool(gathered.problems) == (text.strip() not in ("", ".."))


def test_areas_are_joined_by_code_through_the_list_of_regions(read) -> None:
    rows = "3219;33;2024;total;5;\n3219;297;2024;total;6;\n3219;700;2024;total;7;\n3219;978;2024;total;8;\n"
    rows += "3219;892;2023;total;9;\n3219;972;2024;total;10;\n3219;555;2024;total;11;\n3219;555;2023;total;12;\n"
    told = read(HEAD + rows)

    # Sotkanet's id 297 is no code: Kuopio lies in another county, as does the region; Åland organises nothing
    assert [(one.area, one.year, one.value) for one in told.figures] == [
        (Area("kunta", "005"), 2024, "5"),
        (Area("hva", "14"), 2023, "9"),
        (Area("hva", "14"), 2024, "10"),
    ]
    assert (told.elsewhere, told.unknown, told.unknown_rows) == (3, ("555",), 2)


def test_of_two_ids_for_one_county_the_one_with_a_value_counts_and_a_contradiction_is_told(read) -> None:
    told = read(HEAD + "3219;892;2024;total;..;\n3219;972;2024;total;10;\n")
    assert [one.value for one in told.figures] == ["10"]

    assert problems(read(HEAD + "3219;892;2024;total;9;\n3219;972;2024;total;10;\n")) == [(3, "indicator")]


def test_figures_of_sotkanet_need_its_list_of_regions_first(read) -> None:
    nothing = Known("14", KNOWN.municipalities, {}, frozenset())
    for content, name in ((SHAPES["point"], "a.csv"), (b'[{"indicator":3219,"region":74,"year":2024}]', "a.json")):
        with pytest.raises(TableUnreadable, match="take in its list of regions first"):
            read(content, name, nothing)


def test_the_list_of_regions_and_descriptions_are_told_apart_by_what_they_hold(read) -> None:
    regions = read(json.dumps(REGIONS), "mika-tahansa.json")
    assert (regions.kind, regions.regions["33"]) == ("regions", ("kunta", "005"))
    assert regions.regions["978"] == ("muu", "91")

    description = {
        "id": 9001,
        "title": {"fi": "Yksinäisyys", "sv": "Ensamhet", "en": "Loneliness"},
        "organization": {"id": 2, "title": {"fi": "Kela", "sv": "FPA"}},
        "classifications": {},
    }
    told = read(json.dumps(description), "9001.json")
    assert told.kind == "descriptions"
    assert (told.titles["sotkanet_9001"].sv, told.titles["sotkanet_9001"].owner_sv) == ("Ensamhet", "FPA")


WRONG: tuple[tuple[str, list[tuple[int, str]]], ...] = (
    ("3219;74;2024;total;paljon;\n", [(2, "primary value")]),
    ("3219;74;2024;total;=1+1;\n", [(2, "primary value")]),
    ("3219;74;2024;total;1.234,5;\n", [(2, "primary value")]),
    ("3219;74;2024;total;7;NaN\n", [(2, "absolute value")]),
    ("3219;74;24;total;7;\n", [(2, "year")]),
    ("3219;74;2024-01-01;total;7;\n", [(2, "year")]),
    ("3219;Joensuu;2024;total;7;\n", [(2, "region")]),
    ("x;74;2024;total;7;\n", [(2, "indicator")]),
    ("8888;74;2024;total;7;\n", [(2, "indicator")]),
    ("3219;74;2024;kaikki;7;\n", [(2, "gender")]),
    ("3219;74;2024;total;7;1;2;3\n", [(2, "")]),
    ("\n3219;74;2024;total;7;\n\n3219;74;2024;total;7;\n", [(5, "indicator")]),
    (
        "3219;x;y;total;z;\n3219;74;2024;total;7;\n3219;74;2023;total;z;\n",
        [(2, "region"), (2, "year"), (2, "primary value"), (4, "primary value")],
    ),
)


@pytest.mark.parametrize(("rows", "where"), WRONG)
def test_what_is_wrong_is_told_with_row_and_column(read, rows: str, where: list[tuple[int, str]]) -> None:
    told = read(HEAD + rows)

    assert problems(told) == where
    assert all(one.sentence for one in told.problems)


def test_an_indicator_that_is_not_known_is_taken_once_it_was_described(read) -> None:
    assert read(HEAD + "9001;74;2024;total;7;\n").figures[0].indicator == "sotkanet_9001"
    assert "rest/1.1/indicators/8888" in read(HEAD + "8888;74;2024;total;7;\n").problems[0].sentence


UNREADABLE: tuple[tuple[str, bytes, str], ...] = (
    ("a.pdf", b"%PDF", "kind_of_figures"),
    ("a.csv", b"", "empty"),
    ("a.csv", HEAD.encode(), "no_rows"),
    ("a.csv", b"nimi;luku\nx;1\n", "no_figures"),
    ("a.csv", b"indicator;region;year\n3219;74;2024\n", "columns"),
    ("a.csv", b"indicator;region;year;region;primary value\n1;2;3;4;5\n", "twice"),
    ("a.csv", HEAD.encode() + b'3219;74;"auki\n', "malformed"),
    ("a.csv", "indicator;region;year;primary value;ä".encode() + b"\xe4\n", "not_utf8"),
    ("a.json", b"[{", "no_json"),
    ("a.json", b"<html>403</html>", "no_json"),
    ("a.json", b"[]", "empty"),
    ("a.json", b"[1]", "no_item"),
    ("a.json", b'{"name": "x"}', "no_figures"),
    ("a.json", b'[{"indicator":3219,"region":74,"year":2024,"value":NaN}]', "no_json"),
    ("a.json", b"[" * 100_000, "no_json"),
    ("a.xlsx", b"PK", "no_workbook"),
)


@pytest.mark.parametrize(("name", "content", "reason"), UNREADABLE)
def test_a_file_that_cannot_be_read_is_refused_for_its_reason(read, name: str, content: bytes, reason: str) -> None:
    with pytest.raises(TableUnreadable) as refused:
        read(content, name)
    assert refused.value.reason == reason


def test_items_of_json_are_told_by_their_number(read) -> None:
    items: list[dict[str, Any]] = [
        {"indicator": 3219, "region": 74, "year": 2024, "value": 7.4},
        {"indicator": 3219, "region": 74, "year": 2023, "value": [7.4]},
        {"indicator": 3219, "region": True, "year": "2022", "value": "7,4"},
    ]
    told = read(json.dumps(items), "luvut.json")

    assert (told.by_item, problems(told)) == (True, [(2, "value"), (3, "region")])


def test_thousands_of_rows_are_read_in_no_time_and_endless_ones_are_not(read, monkeypatch) -> None:
    rows = "".join(f"3219;{74 if n < 100 else 297};{1900 + n % 100};total;{n},5;\n" for n in range(100))
    many = "".join(f"{number};297;{year};total;1,5;\n" for number in (4, 5, 181, 189) for year in range(1901, 2101))
    begun = time.perf_counter()
    told = read(HEAD + rows + many + "".join(f"9001;{1000 + n};2024;total;1;\n" for n in range(4100)))

    assert (len(told.figures), told.elsewhere, told.unknown_rows, told.problems) == (100, 800, 4100, ())
    assert time.perf_counter() - begun < 2
    monkeypatch.setattr(reading, "MOST_ROWS", 50)
    with pytest.raises(TableUnreadable, match="more than 50 rows"):
        read(HEAD + rows)


def test_a_file_with_nothing_right_in_it_stops_being_read(read) -> None:
    assert len(read(HEAD + "x;y;z;total;w;\n" * 5000).problems) < 510


def test_scores_of_teaviisari_are_read_from_the_template_in_either_kind(read) -> None:
    lines = teaviisari.template((("005", "Alajärvi"), ("167", "Joensuu")), 2025)
    assert lines[0][:4] == ["municipality_code", "year", "sector", "score"]
    for line in lines[1:5]:
        line[3] = "71,5"
    # a spreadsheet that takes the number for one loses its zeros
    lines[1][0] = "5"
    told = [read(csv_file(lines), "tea.csv"), read(workbook(lines), "tea.xlsx")]

    assert told[0].figures == told[1].figures
    assert {(one.area.code, one.value) for one in told[0].figures} == {("005", "71.5"), ("167", None)}
    assert len(told[0].figures) == 8
    assert told[0].problems == ()


def test_scores_that_cannot_be_are_told_and_unknown_municipalities_are_counted(read) -> None:
    rows = "167;2025;kuntajohto;101\n167;2025;hammashoito;50\nJoensuu;2025;liikunta;50\n167;2025;liikunta;-1\n"
    told = read(TEA + rows + "999;2024;kulttuuri;50\n")

    assert problems(told) == [(2, "score"), (3, "sector"), (4, "municipality_code"), (5, "score")]
    assert (told.unknown, told.unknown_rows) == (("999",), 1)
    assert "kulttuuri" in told.problems[1].sentence
    assert problems(read("kuntanumero;vuosi;toimiala;pisteet\n167;x;liikunta;5\n")) == [(2, "vuosi")]


def test_a_formula_that_no_spreadsheet_has_computed_is_no_score(read, tmp_path: Path) -> None:
    book = Workbook()
    book.active.append(["municipality_code", "year", "sector", "score"])
    book.active.append(["167", 2025, "liikunta", "=50+1"])
    book.save(tmp_path / "laskettu.xlsx")

    with pytest.raises(TableUnreadable) as refused:
        read((tmp_path / "laskettu.xlsx").read_bytes(), "tea.xlsx")
    assert (refused.value.reason, refused.value.facts["row"]) == ("uncomputed", 2)


def test_the_address_for_a_browser_has_a_parameter_for_each_year() -> None:
    assert sotkanet.address_of(3219, (2023, 2024)).endswith("/json?indicator=3219&years=2023&years=2024&genders=total")
