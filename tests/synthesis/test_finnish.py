"""Finnish is read with Voikko, and without it visibly less well."""

from collections.abc import Iterator

import pytest

from synthesis.languages import finnish, voikko
from synthesis.languages.inflection import plural_nominative
from synthesis.meaning.embedding import LexicalEncoder
from synthesis.model import Comment
from synthesis.pipeline import synthesise
from synthesis.reading import reader


@pytest.fixture
def no_voikko(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    def missing() -> None:
        raise voikko.VoikkoMissing(voikko.MISSING)

    caches = (finnish._load, reader, plural_nominative)
    for each in caches:
        each.cache_clear()
    monkeypatch.setattr(voikko, "load", missing)
    yield
    for each in caches:
        each.cache_clear()


@pytest.mark.skipif(not voikko.is_installed(), reason="needs Voikko")
def test_base_forms_come_from_voikko() -> None:
    [reading] = reader("fi").read(["Pitkät jonot mielenterveyspalveluihin"])

    assert [word.lemma for word in reading.words] == ["pitkä", "jono", "mielenterveyspalvelu"]
    assert "Voikko" in reader("fi").lemmatiser.name


@pytest.mark.usefixtures("no_voikko")
def test_without_voikko_the_record_says_what_to_install(answers: list[Comment]) -> None:
    result = synthesise(answers, encoder=LexicalEncoder())

    assert "simplemma" in result.method.lemmatisers["fi"]
    assert any("apt-get install libvoikko1 voikko-fi" in note for note in result.method.notes)
    assert result.phenomena
