"""A questionnaire is written as one file, and read again to the last letter."""

from decimal import Decimal

import pytest

from questionnaires.basics import Text
from questionnaires.loading import load, take
from questionnaires.model import Column, Number, Option, Questionnaire, Rows, Section, Single
from questionnaires.problems import InvalidQuestionnaire, say
from questionnaires.writing import written

AWKWARD = 'Kysymys: "a" & {b} [c], % 50 # ei – \\n\u00a0?\ttab'


@pytest.mark.parametrize("theme", ["elintavat", "mielen_hyvinvointi"])
def test_what_is_written_is_read_as_the_same_questionnaire_and_the_same_bytes(theme: str) -> None:
    whole = load(theme)
    document = written(whole)

    read = take(document.encode(), "kysely.yaml")

    assert read == whole
    assert written(read) == document


@pytest.mark.parametrize(
    "words", [AWKWARD, "no", "2027-01-01", "1_000", "rivi\nrivi", "a\n\n  b\n", "~", "- ei", "x" * 4000]
)
def test_whatever_a_text_says_it_comes_back(words: str) -> None:
    told = Text(fi=words, sv=words)
    questions = (
        Single(
            id="c_x",
            role="other",
            audiences=("kunta",),
            text=told,
            options=(Option(id="on", text=told), Option(id="true", text=told, other=True)),
        ),
        Number(
            id="c_y", role="other", audiences=("kunta",), text=told, min=Decimal("0.1"), max=Decimal(10**12), unit=told
        ),
        Rows(
            id="c_z",
            role="other",
            audiences=("kunta",),
            text=told,
            max_rows=3,
            columns=(Column(id="tila", text=told), Column(id="posti", text=told, input="email", long=True)),
        ),
    )
    section = Section(id="osio", title=told, instructions={"kunta": told}, questions=questions)
    whole = Questionnaire(
        id="teema", theme="teema", version="1.0", title=told, theme_name=told, sections=(section,), intro=told
    )

    assert take(written(whole).encode(), "kysely.yaml") == whole


def test_a_whole_document_is_checked_like_any_other() -> None:
    wrong = written(load("elintavat")).replace("question: nostot", "question: nostat")

    with pytest.raises(InvalidQuestionnaire) as refused:
        take(wrong.encode(), "oma.yaml")

    [problem] = refused.value.problems
    assert (problem.file, problem.code) == ("oma.yaml", "deliverable-not-asked")


def test_a_theme_s_document_can_be_taken_in_with_what_it_draws_on() -> None:
    from importlib.resources import files

    raw = files("questionnaires").joinpath("2027", "elintavat.yaml").read_bytes()

    assert take(raw, "elintavat.yaml") == load("elintavat", year=2027)


def test_a_message_is_told_in_another_language_down_to_the_words_in_it() -> None:
    message = say("The %(what)s is %(where)s.", what=say("scale"), where="x")
    finnish = {"The %(what)s is %(where)s.": "%(where)s: %(what)s.", "scale": "asteikko"}

    assert message == "The scale is x."
    assert message.told_by(lambda words: finnish[words]) == "x: asteikko."
