"""What the tests of the synthesis share: a small fictional survey, and encoders."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from synthesis.model import Comment
from synthesis.segmentation import Segment

if TYPE_CHECKING:
    from synthesis.meaning.e5 import E5Encoder
    from synthesis.meaning.e5_engines import Engine
    from synthesis.meaning.e5_weights import Model

LONELY = (
    "Vanhusten yksinäisyys on lisääntynyt kylillä.",
    "Yksin asuvien vanhusten yksinäisyys huolettaa kotihoitoa.",
    "Leskeksi jäänyt vanhus voi olla viikon puhumatta kenellekään.",
    "Ikääntyneiden yksinäisyys näkyy ateriapalvelussa.",
    "Yksinäisiä vanhuksia käy kerhossa enemmän kuin ennen.",
    "Vanhusten yksinäisyyteen kaivataan ystävätoimintaa.",
)
QUEUES = (
    "Jonot nuorten mielenterveyspalveluihin ovat liian pitkät.",
    "Nuori odottaa psykologin aikaa neljä kuukautta.",
    "Mielenterveyspalveluihin ei pääse, jonot ovat pitkät.",
    "Pitkät jonot nuorten mielenterveyspalveluihin turhauttavat perheitä.",
    "Psykologin vastaanotolle on puolen vuoden jono.",
    "Nuorten pääsy mielenterveyspalveluihin kestää kuukausia.",
)
PHONES = (
    "Älypuhelin valvottaa nuoria, ja unen puute näkyy koulussa.",
    "Puhelimen käyttö yöllä vie nuorten unen.",
    "Oppilaat nukkuvat liian vähän, koska puhelin on kädessä yöhön asti.",
    "Nuorten puhelimen käyttö öisin ja unen puute huolestuttavat opettajia.",
    "Puhelin ja pelit vievät lasten unen.",
    "Unen puute ja puhelimen käyttö näkyvät aamuisin luokassa.",
)
SWEDISH = (
    "Ensamhet bland äldre är vanlig i skärgården.",
    "Äldre som bor ensamma träffar ingen på hela veckan.",
    "Ensamheten bland äldre ökar på hösten.",
    "Köerna till psykolog är långa för unga.",
    "Unga väntar i månader på vård, köerna till psykvården är långa.",
)
EMPTY = ("-", "", "ks. edellinen", "en osaa sanoa", "samma som ovan", "Kiitos kyselystä!")


@pytest.fixture(scope="session")
def answers() -> list[Comment]:
    texts = [("fi", text) for text in (*LONELY, *QUEUES, *PHONES)] + [("sv", text) for text in SWEDISH]
    texts += [("fi", text) for text in EMPTY]
    return [
        Comment(answer_id=f"a{number:02d}", organisation=f"Kunta {number % 9}", text=text, language=language)
        for number, (language, text) in enumerate(texts)
    ]


@pytest.fixture(scope="session")
def e5() -> "E5Encoder":
    from synthesis.meaning.e5 import E5Encoder

    return E5Encoder()


@pytest.fixture(scope="session")
def model() -> "Model":
    from synthesis.meaning.e5 import model_file
    from synthesis.meaning.e5_weights import read_model

    return read_model(model_file())


@pytest.fixture(scope="session")
def onnx(model: "Model") -> "Engine":
    from synthesis.meaning.e5_engines import OnnxEngine

    return OnnxEngine(model, threads=1)


@pytest.fixture
def layers(model: "Model", tmp_path: Path) -> Path:
    """Trained layers: one in half floats, and one in bytes that is twice what the model has."""
    import numpy as np

    from synthesis.meaning.e5_graph import quantised

    weights, scales = quantised(model.weights["l11.fo.w"] * 2)
    others = {"l11.fo.w": weights, "l11.fo.w.scale": scales, "l11.oln.b": np.full(384, 0.5, np.float16)}
    np.savez(tmp_path / "trial.npz", name="a trial", **others)
    return tmp_path / "trial.npz"


@pytest.fixture
def segment() -> Callable[..., Segment]:
    def make(text: str, organisation: str = "Kunta", **others: object) -> Segment:
        return Segment("a1", 0, len(text), text, organisation, **others)  # type: ignore[arg-type]

    return make


@pytest.fixture
def cache_file(tmp_path: Path) -> Path:
    return tmp_path / "vectors" / "cache.sqlite"
