"""Sentences end where a reader would say so."""

from synthesis.languages.sentences import sentences


def texts(text: str) -> list[str]:
    return [text[start:end] for start, end in sentences(text)]


def test_abbreviations_end_nothing() -> None:
    assert len(texts("Tukea tarvitaan esim. Kuusiston koulussa ja mm. nuorisotalolla.")) == 1
    assert len(texts("Stöd behövs t.ex. Vid skolan.")) == 1


def test_ordinals_end_nothing() -> None:
    assert len(texts("Huoli koskee 8. luokan oppilaita.")) == 1


def test_full_stops_questions_and_line_breaks_end_sentences() -> None:
    assert texts("Eka. Toka? Kolmas\nneljäs") == ["Eka.", "Toka?", "Kolmas", "neljäs"]
