from itertools import pairwise
from xml.etree import ElementTree

from matplotlib.backends.backend_agg import FigureCanvasAgg

from reports.briefing import Briefing
from reports.drawn_pictures import DARK, bars, luminance, picture, shade
from reports.outline import Flow, Heat, Strips
from reports.telling import tell


def pictures(briefing: Briefing) -> tuple[Heat, Flow, Strips]:
    heat, flow, strips = tell(briefing, "fi").pictures
    assert isinstance(heat, Heat)
    assert isinstance(flow, Flow)
    assert isinstance(strips, Strips)
    return heat, flow, strips


def words_of(svg: bytes) -> str:
    return " ".join(" ".join(ElementTree.fromstring(svg).itertext()).split())


def test_a_picture_has_the_same_bytes_each_time_and_its_words_stay_text(full_briefing: Briefing):
    for shown in pictures(full_briefing):
        svg = picture(shown, "svg")
        assert picture(shown, "svg") == svg
        assert shown.alt.endswith("Samat luvut ovat taulukossa.")
        first = shown.table.rows[0][0].text
        assert all(word in words_of(svg) for word in first.split())


def test_of_each_group_it_is_counted_how_many_wrote_out_of_those_who_answered(full_briefing: Briefing):
    heat, _, _ = pictures(full_briefing)
    answered = [party for party in full_briefing.parties if party.answered]
    finding = full_briefing.findings[0]

    for name, of, count in zip(heat.names, heat.of, heat.rows[0].counts, strict=True):
        group = [one.id for one in answered if one.area and one.area.fi == name]
        if not group:
            continue
        assert of == len(group)
        assert count == len(set(group) & set(finding.organisations))
    assert [cell.text for cell in heat.table.rows[0]][1:] == [
        f"{count} / {of}" for count, of in zip(heat.rows[0].counts, heat.of, strict=True)
    ]


def test_a_number_is_read_on_every_shade_in_black_and_white_too():
    lightness = [luminance(shade(step / 100)) for step in range(101)]

    assert lightness == sorted(lightness, reverse=True)
    for light in lightness:
        contrast = 1.05 / (light + 0.05) if light < DARK else (light + 0.05) / 0.05
        assert contrast > 4.5


def test_an_area_with_so_few_answers_that_a_municipality_would_be_known_is_left_out_and_told_of(
    full_briefing: Briefing,
):
    heat, _, _ = pictures(full_briefing)

    assert heat.names[heat.kinds :] == ("Itäinen alue", "Läntinen alue")
    assert "alle 3 organisaatiota" in heat.lead


def test_no_picture_names_an_organisation(full_briefing: Briefing):
    for shown in pictures(full_briefing):
        told = shown.model_dump_json()
        assert not [party.name.fi for party in full_briefing.parties if party.name.fi in told]


def test_the_flow_joins_each_phenomenon_to_those_that_it_continues(full_briefing: Briefing):
    _, flow, _ = pictures(full_briefing)
    joined = {(flow.then[before].label.text, flow.now[after].label.text) for before, after in flow.links}

    labels = [phenomenon.label.text for phenomenon in tell(full_briefing, "fi").phenomena]
    assert joined == {
        ("Nuorten jonot", labels[0]),
        ("Yksinäisyys", labels[1]),
        ("Nuorten jonot", labels[2]),
        ("Yksinäisyys", labels[2]),
    }
    assert [stage.note for stage in flow.then] == ["", "", "ei enää esillä"]
    assert [stage.note for stage in flow.now] == ["", "", "", *["uusi"] * 6]


def test_dots_stand_where_their_values_do_and_what_is_missing_has_none(full_briefing: Briefing):
    *_, strips = pictures(full_briefing)
    strip = strips.strips[0]

    assert (strip.least, strip.most, strip.country) == ("6,1", "12,8", None)
    assert strip.others[0] == 0.0
    assert strip.others[-1] == 1.0
    assert [cell.text for cell in strips.table.rows[0]][1:] == ["2025", "6,1", "8,7", "12,8", "9,3", "–"]


def test_an_indicator_of_two_municipalities_is_not_shown(full_briefing: Briefing):
    few = full_briefing.indicators[0].model_copy(update={"others": ("6.1", "8.4")})

    assert [shown.id for shown in tell(full_briefing.model_copy(update={"indicators": (few,)}), "fi").pictures] == [
        "heat",
        "flow",
    ]


def test_the_bars_of_a_question_stand_beside_those_of_the_year_before(full_briefing: Briefing):
    scale, groups = tell(full_briefing, "fi").scales

    assert "11 (41 %)" in words_of(bars(scale, "svg", "2027"))
    assert "4 (20 %)" in words_of(bars(scale, "svg", "2027"))
    assert (scale.then, groups.then) == ("2026", "")
    # each could choose several: shares are of those who answered
    assert [point.percent for point in groups.points] == ["90 %", "60 %"]


def test_of_many_phenomena_the_most_common_are_drawn_and_all_stand_in_the_table(full_briefing: Briefing):
    many = [one.model_copy(update={"id": f"{one.id}-{n}"}) for n in range(3) for one in full_briefing.findings]
    heat, flow, _ = pictures(full_briefing.model_copy(update={"findings": tuple(many)}))

    assert (len(heat.rows), len(flow.now)) == (20, 20)
    assert len(heat.table.rows) == 27
    assert "Kuvassa 20 yleisintä." in heat.lead
    assert "Kuvassa 20 yleisintä." in flow.lead
    assert picture(flow, "svg")
    # on a slide it is drawn lower
    assert height(picture(flow, "svg", 3.3)) < height(picture(flow, "svg"))


def height(svg: bytes) -> float:
    return float(ElementTree.fromstring(svg).get("height", "").removesuffix("pt"))


def test_a_round_without_answers_has_no_pictures(empty_briefing: Briefing):
    assert tell(empty_briefing, "sv").pictures == ()


def test_no_name_above_the_heat_map_runs_into_the_next(full_briefing: Briefing) -> None:
    """Long Swedish names and three areas: each keeps to its own column."""
    from reports.drawn_pictures import _heat

    heat, _, _ = pictures(full_briefing)
    names = ("Kommuner", "Social- och hälsovård", "Räddningsverket", "Föreningar", "Mellersta serviceområdet")
    rows = tuple(row.model_copy(update={"counts": (1,) * 5}) for row in heat.rows)
    figure = _heat(heat.model_copy(update={"names": names, "of": (9,) * 5, "kinds": 4, "rows": rows}))
    FigureCanvasAgg(figure).draw()
    boxes = [label.get_window_extent() for label in figure.axes[0].get_xticklabels()]
    assert all(one.x1 <= next_.x0 for one, next_ in pairwise(boxes))
    assert all(box.y1 <= figure.bbox.y1 for box in boxes)
