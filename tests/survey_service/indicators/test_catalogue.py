"""The indicators that come with the service: whole in both languages, and the HYTE-kerroin by version."""

import re

import pytest
from pydantic import ValidationError

from survey_service import catalogue
from survey_service.indicators import wording
from survey_service.indicators.model import HyteVersion, Library, library

VERIFIED = {
    127,
    4,
    5,
    181,
    189,
    286,
    288,
    289,
    306,
    318,
    683,
    690,
    1278,
    1514,
    3076,
    3113,
    3128,
    3219,
    3563,
    3904,
    3905,
}


def test_every_verified_indicator_of_sotkanet_is_there_with_its_words_in_both_languages() -> None:
    known = library().indicators

    assert {one.number for one in known if one.number is not None} == VERIFIED
    for one in known:
        for text in (one.title, one.unit, one.help):
            assert text.fi.strip(), one.key
            assert text.sv.strip(), one.key


def test_the_hyte_coefficient_is_found_by_level_and_year() -> None:
    assert library().of_level("kunta", 2022) is None
    assert library().of_level("kunta", 2027).id == "kunta_2023"
    assert library().of_level("hva", 2025) is None
    assert sum(part.count for part in library().of_level("kunta", 2023).process) == 15


def test_a_newer_version_takes_the_place_of_the_one_before() -> None:
    old = library().of_level("kunta", 2023)
    new = HyteVersion(**{**old.model_dump(), "id": "kunta_2028", "valid_from": 2028, "process": (), "result": ()})
    both = Library(indicators=library().indicators, versions=(old.model_copy(update={"valid_to": 2027}), new))

    assert [both.of_level("kunta", year).id for year in (2027, 2028)] == ["kunta_2023", "kunta_2028"]


def test_what_the_coefficient_refers_to_must_be_there() -> None:
    with pytest.raises(ValidationError, match=r"refers to nothing: .*'tea_kuntajohto'"):
        Library(indicators=library().indicators[:1], versions=library().versions)


def test_the_phenomena_that_come_with_the_service_name_indicators_that_are_there_or_still_to_be_found() -> None:
    ids = {part.id for version in library().versions for part in (*version.process, *version.result)}
    named = {key for theme in catalogue.STARTS for one in catalogue.start(theme) for key in one.indicators}
    to_be_found = {"ktk_ahdistuneisuus", "yksinaiset_65"}

    assert named <= ids | {one.key for one in library().indicators} | to_be_found
    assert {key for key in named if re.fullmatch(r"sotkanet_\d+", key)} <= {one.key for one in library().indicators}


def test_an_indicator_is_told_by_its_name_and_one_that_is_not_known_by_its_key() -> None:
    told = [wording.name_of(key, "sv") for key in ("tea_kuntajohto", "hva_mt_elake_18_34", "ktk_ahdistuneisuus")]
    assert told[0] == "TEAviisari: kommunledning"
    assert told[1].startswith("Personer med sjukpension")
    assert told[2] == "ktk_ahdistuneisuus"
