"""Seeds attract what belongs to them; the rest is found all the same, and what nobody raised is told."""

from typing import TYPE_CHECKING

import numpy as np
import pytest

from synthesis.grouping.guiding import Guide, guided, owners
from synthesis.grouping.seeding import Seeded, checked
from synthesis.model import CannotSynthesise, Comment, Label, Seed
from synthesis.pipeline import synthesise

if TYPE_CHECKING:
    from synthesis.meaning.embedding import Vectors

LONELY = Seed(id="s1", fi="Ikääntyneiden yksinäisyys", sv="Ensamhet bland äldre", desc="Leskien ja yksin asuvien.")
GAMBLING = Seed(id="s2", fi="Rahapelaaminen", sv="Penningspel", desc="Nettikasinot ja velkaantuminen.")


class TopicEncoder:
    """Tells four topics apart by a few letters."""

    pointwise = True
    name = "topics of the test"
    TOPICS = (
        ("yksin", "ensam", "vanhu", "äldre", "lesk"),
        ("jono", "odot", "psykolog", "kö", "vänta"),
        ("puhel", "une"),
        ("kasino", "spel"),
    )

    def encode(self, texts: list[str]) -> "Vectors":
        found = [[sum(text.lower().count(sign) for sign in signs) for signs in self.TOPICS] for text in texts]
        vectors = np.array(found, np.float32) + np.float32(0.05)
        return vectors / np.linalg.norm(vectors, axis=1, keepdims=True)


def three_groups() -> "tuple[np.ndarray, np.ndarray]":
    labels = np.repeat([0, 1, 2], 10)
    return labels, np.where(labels[:, None] == labels[None, :], 0.8, 0.05).astype(np.float32)


def nothing_beside(_: "Vectors") -> "list[Vectors]":
    return []


def test_a_seed_takes_the_group_that_means_it_and_leaves_the_others() -> None:
    labels, together = three_groups()
    near = np.random.default_rng(1).normal(0, 0.02, (30, 1)).astype(np.float32)
    near[10:20] += 0.4

    given = guided(labels, together, Guide(near, nothing_beside).pull(together), frozenset())

    assert set(given[10:20].tolist()) == {0}
    assert [set(given[rows].tolist()) for rows in (slice(0, 10), slice(20, 30))] == [{1}, {3}]


def test_a_seed_that_nobody_means_takes_nothing() -> None:
    labels, together = three_groups()
    near = np.random.default_rng(1).normal(0, 0.02, (30, 2)).astype(np.float32)
    near[10:20, 0] += 0.4

    given = guided(labels, together, Guide(near, nothing_beside).pull(together), frozenset())

    assert 1 not in given
    assert owners(given, given, near)[1] == {0}


def test_what_people_decided_on_stays() -> None:
    labels, together = three_groups()
    near = np.zeros((30, 1), np.float32)
    near[10:20] += 0.4

    given = guided(labels, together, Guide(near, nothing_beside).pull(together), frozenset(range(10, 20)))

    assert set(given[10:20].tolist()) == {2}


def test_a_seed_whose_answers_are_split_stays_with_the_nearer_half() -> None:
    given, near = np.array([0, 0, 0, 0]), np.array([[0.1], [0.1], [0.3], [0.3]], np.float32)

    assert owners(given, np.array([0, 0, 1, 1]), near) == ({1: 0}, {0})


def test_two_seeds_of_one_id_and_a_nameless_one_are_refused() -> None:
    with pytest.raises(CannotSynthesise, match="s1"):
        checked([LONELY, LONELY])
    with pytest.raises(CannotSynthesise, match="no name"):
        checked([Seed(id="s9")])


def test_a_quiet_seed_is_told_in_the_languages_it_has() -> None:
    seeded = Seeded((LONELY, Seed(id="s3", sv="Bara på svenska")), {0: 0}, frozenset({0}))

    assert [each.seed for each in seeded.unmentioned()] == ["s3"]
    assert seeded.notes() == ('no phenomenon came of the candidate s3: "Bara på svenska" / "Bara på svenska"',)
    assert seeded.named([Label(fi="Löydetty")]) == [Label(fi=LONELY.fi, sv=LONELY.sv)]


def test_a_seed_names_its_phenomenon_and_the_rest_is_discovered(answers: list[Comment]) -> None:
    result = synthesise(answers, encoder=TopicEncoder(), seeds=[LONELY, GAMBLING])

    seeded = [each for each in result.phenomena if each.origin == "seed"]
    assert [(each.seed, each.label) for each in seeded] == [("s1", Label(fi=LONELY.fi, sv=LONELY.sv))]
    assert len(result.phenomena) > 1
    assert [each.seed for each in result.seeds_unmentioned] == ["s2"]
    assert any("s2" in note for note in result.method.notes)


def test_the_number_of_phenomena_is_explained(answers: list[Comment]) -> None:
    result = synthesise(answers, encoder=TopicEncoder())
    many = synthesise(answers, encoder=TopicEncoder(), count=99)

    why = result.method.number
    assert why is not None
    assert why.found == len(result.phenomena)
    assert set(why.next_merge) == set(result.hierarchy[0].children)
    assert any("at the most" in note for note in many.method.notes)
