import pytest

from reports.briefing import Briefing
from reports.notes import told
from reports.outline import Words
from synthesis import assembling
from synthesis.grouping import numbering
from synthesis.grouping.seeding import Seeded
from synthesis.languages import voikko
from synthesis.model import Numbering, Seed
from synthesis.parameters import Parameters
from synthesis.segmentation import Segment
from synthesis.sifting import Sifted


def test_a_missing_voikko_is_told_in_the_readers_language():
    assert told(voikko.MISSING, "fi").text.startswith("Voikko")
    assert told(voikko.MISSING, "sv").lang == "sv"
    assert "installed" not in told(voikko.MISSING, "sv").text


def test_too_little_to_group_is_told_with_its_numbers():
    found = Sifted(1, [Segment("a1", 0, 5, "Jonot", "Aittokoski", "fi")], [])
    (note,) = assembling.listed(found, assembling.Record("none", Parameters())).method.notes
    sentence = told(note, "fi").text

    assert sentence.startswith("Tekstikohtia, joissa on asiasisältöä: 1.")
    assert str(Parameters().fewest_segments) in sentence


@pytest.mark.parametrize(
    "note",
    [
        "edit e7 overrides edit e3",
        "edit e3: none of its 4 segments stand in the answers",
        "edit e3: 2 of its 4 segments stand in the answers",
        "edit e3: its phenomenon has no segment left",
        "edit e3 (undo) names no earlier edit: e9",
    ],
)
def test_what_became_of_an_edit_is_told_in_the_readers_language(note: str):
    assert told(note, "fi").lang == "fi"
    assert "e3" in told(note, "sv").text


@pytest.mark.parametrize("note", ["Something new about the method", "12 segments were read twice"])
def test_an_unknown_note_stays_as_it_is_and_is_marked_english(note: str):
    assert told(note, "fi") == Words(text=note, lang="en")


def test_notes_stand_in_the_outline(small_briefing: Briefing):
    from reports.telling import tell

    assert [note.lang for note in tell(small_briefing, "sv").notes] == ["sv"]


def test_why_there_are_so_many_phenomena_is_told_in_the_readers_language():
    why = Numbering(
        found=12, asked=90, fewest=1, most=31, joined_from=0.2, next_merge_together=0.18, next_split_together=0.24
    )

    number, reach = numbering.notes(why)

    assert "Ilmiöitä löytyi 12" in told(number, "fi").text
    assert "18 procent" in told(number, "sv").text
    assert "enintään 31" in told(reach, "fi").text

    (near,) = numbering.notes(why.model_copy(update={"asked": None, "next_merge_together": 0.7}))
    assert "pienet tiiviit ryhmät" in told(near, "fi").text


def test_a_candidate_that_nobody_raised_is_told_by_its_name_in_the_readers_language():
    (note,) = Seeded((Seed(id="pa03", fi="Nuuska", sv="Snus"),)).notes()

    assert told(note, "fi").text == "Verkoston ennalta nimeämä ilmiö ”Nuuska” ei noussut vastauksista esiin."
    assert "”Snus”" in told(note, "sv").text
