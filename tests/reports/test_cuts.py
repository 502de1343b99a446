"""A briefing cut to some tells of these alone, out of those of them that answered, and ranks nobody."""

import pytest

from reports.briefing import Briefing, Language
from reports.cuts import cut_to, cuts, named
from reports.files import KINDS, Kind, to_file
from reports.telling import tell


def test_there_is_a_cut_for_each_area_group_and_municipality_of_which_somebody_answered(full_briefing: Briefing):
    made = {one.key: one for one in cuts(full_briefing)}

    assert [one.to.name.fi for one in made.values() if one.to.kind == "area"] == [
        "Itäinen alue",
        "Läntinen alue",
        "Saaristo",
    ]
    assert [key for key in made if key.startswith("ryhma-")] == [
        "ryhma-kunta",
        "ryhma-sote",
        "ryhma-jarjesto",
        "ryhma-muu",
    ]
    towns = [one for one in made.values() if one.to.kind == "party"]
    assert len(towns) == sum(party.kind == "kunta" and party.answered for party in full_briefing.parties)
    assert named(full_briefing, "kunta-nobody") is None


@pytest.mark.parametrize("key", ["alue-1", "ryhma-sote"])
def test_numbers_are_out_of_those_of_the_cut_that_answered(full_briefing: Briefing, key: str):
    cut = named(full_briefing, key)
    assert cut
    told = cut_to(full_briefing, cut)
    answered = [party for party in full_briefing.parties if party.answered and party.id in cut.parties]

    outline = tell(told, "fi")
    for phenomenon in outline.phenomena:
        whole = next(one for one in full_briefing.findings if one.id == phenomenon.id)
        assert phenomenon.share.of == len(answered)
        assert phenomenon.count == len(set(whole.organisations) & cut.parties)
        assert str(len(whole.organisations)) in phenomenon.whole
    assert outline.cut
    assert {quote.organisation for one in told.findings for quote in one.words() if quote.text} <= {
        party.name for party in answered
    }
    # of the year before only the whole county is known
    assert not outline.compared
    # of one group in one area, there is nothing to set beside each other
    assert not outline.pictures
    assert [sum(row.counts) for row in outline.chart.rows] == [row.total for row in outline.chart.rows]


@pytest.mark.parametrize(("kind", "language"), [*((kind, "fi") for kind in KINDS), ("pdf", "sv")])
def test_a_cut_is_a_file_of_every_kind(full_briefing: Briefing, kind: Kind, language: Language):
    for key in ("alue-1", "kunta-kunta-2"):
        cut = named(full_briefing, key)
        assert cut
        assert to_file(cut_to(full_briefing, cut), kind, language)


def test_a_municipality_reads_its_own_words_in_the_countys_phenomena_and_of_no_other_by_name(
    full_briefing: Briefing, make_quote
):
    town = next(party for party in full_briefing.parties if party.id == "kunta-2")
    cut = named(full_briefing, f"kunta-{town.id}")
    assert cut
    own = {"p0": (make_quote("Meillä jonotetaan.", 2), make_quote("Ja odotetaan.", 2))}
    told = cut_to(full_briefing, cut, own)

    page = to_file(told, "html", "fi").decode()
    for party in full_briefing.parties:
        assert (party.name.fi in page) == (party.id == town.id), party.name.fi
    assert "Sitä ei verrata muihin." in page
    first = next(one for one in tell(told, "fi").phenomena if one.id == "p0")
    assert first.evidence == "Kirjoitti tästä ilmiöstä."
    assert first.whole == "Koko hyvinvointialueella 19 organisaatiota 33 vastanneesta."
    assert [first.gist.text, *(voice.text for voice in first.voices)] == ["Meillä jonotetaan.", "Ja odotetaan."]
    assert not tell(told, "fi").pictures
    assert {one.id for one in told.findings} == {
        one.id for one in full_briefing.findings if town.id in one.organisations
    }


def test_who_chose_what_is_cut_as_well_and_is_never_told_to_others(full_briefing: Briefing):
    scale = full_briefing.scales[1]
    by = tuple(point.model_copy(update={"by": ("kunta-0", "sote-1"), "count": 2}) for point in scale.counts)
    known = full_briefing.model_copy(update={"scales": (scale.model_copy(update={"counts": by, "answered": 2}),)})
    cut = named(known, "ryhma-sote")
    assert cut

    (told,) = cut_to(known, cut).scales
    assert [point.count for point in told.counts] == [1, 1]
    assert told.of() == 1
    assert not [point.by for one in known.for_network().scales for point in one.counts if point.by]


def test_a_cut_that_wrote_of_nothing_says_so(full_briefing: Briefing):
    bare = full_briefing.model_copy(update={"findings": full_briefing.findings[8:]})
    cut = named(bare, "ryhma-muu")
    assert cut

    assert tell(cut_to(bare, cut), "fi").nothing == "Tässä rajauksessa kukaan ei kirjoittanut ilmiöistä."
