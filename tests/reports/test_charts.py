from html.parser import HTMLParser

from reports.briefing import Briefing
from reports.charts import draw, rows_within, wrapped
from reports.telling import tell


def test_the_same_chart_has_the_same_bytes(briefing: Briefing):
    chart = tell(briefing, "fi").chart

    assert draw(chart, "svg", 12) == draw(chart, "svg", 12)
    assert draw(chart, "png", 12) == draw(chart, "png", 12)
    assert draw(chart, "png", 12).startswith(b"\x89PNG")


def test_numbers_and_names_stay_text(briefing: Briefing):
    chart = tell(briefing, "fi").chart
    words: list[str] = []
    parser = HTMLParser()
    parser.handle_data = words.append  # type: ignore[method-assign]
    parser.feed(draw(chart, "svg", 12).decode())
    written = " ".join(" ".join(words).split())

    for row in chart.rows:
        assert all(word in written for word in row.label.text.split())
        assert str(row.total) in written


def test_a_long_name_wraps_and_is_never_cut():
    name = "Lastensuojelun jälkihuollossa olevien nuorten mielenterveyskuntoutujienasumispalvelupaikkajonotusaika"

    assert wrapped(name).split() == name.split()
    assert wrapped(name).count("\n") >= 2


def test_a_chart_without_phenomena_can_be_drawn(empty_briefing: Briefing):
    assert draw(tell(empty_briefing, "sv").chart, "svg", 12)


def test_no_more_rows_are_drawn_than_there_is_room_for(briefing: Briefing):
    chart = tell(briefing, "fi").chart

    assert rows_within(chart, 20) == 9
    assert 2 <= rows_within(chart, 2.5) <= 4
    assert draw(chart, "svg", 3) != draw(chart, "svg", 9)
