import io
from typing import Any

import pptx
import pytest

from reports.briefing import Briefing, Language
from reports.pptx import to_pptx


def opened(file: bytes) -> Any:
    return pptx.Presentation(io.BytesIO(file))


def words_of(presentation: Any) -> str:
    shapes = [shape for slide in presentation.slides for shape in slide.shapes if shape.has_text_frame]
    notes = [slide.notes_slide.notes_text_frame.text for slide in presentation.slides]
    return "\n".join([*(shape.text_frame.text for shape in shapes), *notes])


@pytest.fixture
def file(full_briefing: Briefing) -> bytes:
    return to_pptx(full_briefing, "fi")


@pytest.fixture
def presentation(file: bytes) -> Any:
    return opened(file)


def test_the_same_briefing_has_the_same_bytes(full_briefing: Briefing, file: bytes):
    assert to_pptx(full_briefing, "fi") == file


def test_every_slide_has_a_title_of_its_own_and_all_stands_in_placeholders(presentation: Any):
    titles = [slide.shapes.title.text_frame.text for slide in presentation.slides]

    assert all(titles)
    assert len(set(titles)) == len(titles)
    for slide in presentation.slides:
        assert all(shape.is_placeholder for shape in slide.shapes)
        assert all(shape.text_frame.text for shape in slide.placeholders if shape.has_text_frame)


def test_the_slides_come_in_order_one_for_each_phenomenon(presentation: Any, full_briefing: Briefing):
    titles = [slide.shapes.title.text_frame.text for slide in presentation.slides]

    assert titles[:4] == [
        "Ilmiökooste: mielen hyvinvointi 2027",
        "Yhdellä silmäyksellä",
        "Mistä useimmat kirjoittivat",
        "Uutta ja yleistynyttä – joka vuoden asiat",
    ]
    numbered = [title for title in titles if title[0].isdigit()]
    assert [title.partition(".")[0] for title in numbered] == [str(n + 1) for n in range(len(full_briefing.findings))]
    assert titles[-2:] == ["Mitä ei sijoitettu ilmiöihin", "Miten kooste on tehty ja mitä se ei kerro"]


def test_pictures_have_text_alternatives_and_are_read_after_the_text(presentation: Any):
    seen = 0
    for slide in presentation.slides:
        *before, last = slide.shapes
        assert not any(hasattr(shape, "image") for shape in before)
        if hasattr(last, "image"):
            assert len(last._element.nvPicPr.cNvPr.get("descr")) > 40
            seen += 1
    assert seen == 4


@pytest.mark.parametrize(("language", "code"), [("fi", "fi-FI"), ("sv", "sv-FI")])
def test_every_text_is_marked_with_its_language(full_briefing: Briefing, language: Language, code: str):
    presentation = opened(to_pptx(full_briefing, language))
    frames = [shape.text_frame for slide in presentation.slides for shape in slide.shapes if shape.has_text_frame]
    frames += [slide.notes_slide.notes_text_frame for slide in presentation.slides]
    runs = [run for frame in frames for paragraph in frame.paragraphs for run in paragraph.runs]
    marked = {run.text.strip("”"): run._r.rPr.get("lang") for run in runs}

    assert presentation.core_properties.language == code
    assert set(marked.values()) == {"fi-FI", "sv-FI", "en-GB"}
    assert marked["We were told to wait for the statement before any help begins."] == "en-GB"
    assert marked["Vi önskar en gemensam överenskommelse om vad som händer medan man väntar."] == "sv-FI"


def test_slides_hold_no_word_that_is_not_cleared_even_when_made_of_the_teams_copy(
    presentation: Any, full_briefing: Briefing, secret: str, open_secret: str, side_secret: str, hostile: str
):
    said = words_of(presentation)

    assert secret not in said
    assert open_secret not in said
    assert side_secret not in said
    assert hostile in said
    # of what was not placed there is how much, and no words
    assert not [one.quote.text for one in full_briefing.unplaced if len(one.quote.text) > 3 and one.quote.text in said]
    assert "Yksittäinen havainto, josta muut eivät kirjoittaneet: 1" in said


def test_the_notes_say_where_a_slide_comes_from(presentation: Any):
    notes = [slide.notes_slide.notes_text_frame.text for slide in presentation.slides]

    assert all(
        "Lähde: Vaskirannan hyvinvointialue, Ilmiökooste: mielen hyvinvointi 2027, koottu 6.3.2027." in note
        for note in notes
    )
    assert any("Vakanssi on ollut täyttämättä kaksi vuotta." in note for note in notes)


def test_a_long_quote_is_shortened_on_the_slide_and_whole_in_the_notes(full_briefing: Briefing, make_quote):
    long = "Jono kasvaa joka viikko. " * 30
    finding = full_briefing.findings[0].model_copy(update={"gist": make_quote(long.strip())})
    slide = next(
        slide
        for slide in opened(to_pptx(full_briefing.model_copy(update={"findings": (finding,)}), "fi")).slides
        if slide.shapes.title.text_frame.text.startswith("1.")
    )

    assert "[…]" in slide.placeholders[2].text_frame.text
    assert long.strip() in slide.notes_slide.notes_text_frame.text


def test_a_round_without_answers_has_its_slides(empty_briefing: Briefing, small_briefing: Briefing):
    assert "Kukaan ei ole vielä vastannut." in words_of(opened(to_pptx(empty_briefing, "fi")))
    assert "Bussen går inte längre." not in words_of(opened(to_pptx(small_briefing, "sv")))
