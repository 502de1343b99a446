"""The promises of a synthesis as a whole."""

import random

from synthesis.embedding import LexicalEncoder
from synthesis.model import Comment
from synthesis.parameters import Parameters
from synthesis.pipeline import synthesise

LONELY = ["Vanhusten yksinäisyys lisääntyy kylillä", "Yksinäisyys vaivaa vanhuksia kylillämme", "Yksinäiset vanhukset jäävät koteihin"]
QUEUES = ["Jonot psykologille ovat liian pitkät", "Psykologille pääsyä jonotetaan kuukausia", "Pitkät jonot psykologin vastaanotolle"]
FEW = Parameters(fewest_segments=4)


def answers() -> list[Comment]:
    texts = [*LONELY, *QUEUES, "-", "", "ks. edellinen", "Kiitos kyselystä!"]
    return [Comment(answer_id=f"a{n}", organisation=f"Kunta {n}", text=text, language="fi") for n, text in enumerate(texts)]


def test_shuffled_answers_give_the_same_bytes() -> None:
    shuffled = answers()
    random.Random(1).shuffle(shuffled)

    first = synthesise(answers(), encoder=LexicalEncoder(), parameters=FEW)
    second = synthesise(shuffled, encoder=LexicalEncoder(), parameters=FEW)

    assert first.model_dump_json() == second.model_dump_json()


def test_every_answer_stands_in_a_phenomenon_or_among_the_unplaced() -> None:
    result = synthesise(answers(), encoder=LexicalEncoder(), parameters=FEW)

    placed = {segment.answer_id for phenomenon in result.phenomena for segment in phenomenon.segments}
    unplaced = {segment.answer_id for segment in result.unplaced}

    assert placed | unplaced == {answer.answer_id for answer in answers()}


def test_nothing_is_invented_from_few_answers() -> None:
    for number in (0, 1, 5):
        result = synthesise(answers()[:number], encoder=LexicalEncoder())

        assert result.phenomena == ()
        assert [each.reason for each in result.unplaced] == ["too_few_answers"] * number
