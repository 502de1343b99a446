"""The map of the answers: every segment has a place, and those of a phenomenon lie nearer each other than others."""

from itertools import combinations
from math import dist
from statistics import mean

from synthesis.meaning.embedding import LexicalEncoder
from synthesis.model import Comment
from synthesis.pipeline import synthesise


def test_every_segment_of_a_phenomenon_has_a_place_near_its_own(answers: list[Comment]) -> None:
    found = synthesise(answers, encoder=LexicalEncoder())
    places = {(point.answer_id, point.start, point.end): (point.x, point.y) for point in found.map}
    groups = [[(one.answer_id, one.start, one.end) for one in phenomenon.segments] for phenomenon in found.phenomena]

    assert len(groups) > 1
    assert all(segment in places for group in groups for segment in group)
    assert max(max(abs(x), abs(y)) for x, y in places.values()) == 1.0
    home = {segment: number for number, group in enumerate(groups) for segment in group}
    pairs = [(one, two) for one, two in combinations(home, 2)]
    within = mean(dist(places[one], places[two]) for one, two in pairs if home[one] == home[two])
    between = mean(dist(places[one], places[two]) for one, two in pairs if home[one] != home[two])
    assert within < between


def test_too_few_answers_have_no_map(answers: list[Comment]) -> None:
    assert synthesise(answers[:2], encoder=LexicalEncoder()).map == ()
