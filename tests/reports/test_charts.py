from html.parser import HTMLParser

from reports.briefing import Briefing
from reports.charts import draw, wrapped
from reports.telling import tell


def test_the_same_chart_has_the_same_bytes(briefing: Briefing):
    chart = tell(briefing, "fi").chart

    assert draw(chart, "svg") == draw(chart, "svg")
    assert draw(chart, "png") == draw(chart, "png")
    assert draw(chart, "png").startswith(b"\x89PNG")


def test_numbers_and_names_stay_text(briefing: Briefing):
    chart = tell(briefing, "fi").chart
    words: list[str] = []
    parser = HTMLParser()
    parser.handle_data = words.append  # type: ignore[method-assign]
    parser.feed(draw(chart, "svg").decode())
    written = " ".join(" ".join(words).split())

    for row in chart.rows:
        assert all(word in written for word in row.label.text.split())
        assert str(row.total) in written


def test_a_long_name_wraps_and_is_never_cut():
    name = "Lastensuojelun jälkihuollossa olevien nuorten mielenterveyskuntoutujienasumispalvelupaikkajonotusaika"

    assert wrapped(name).split() == name.split()
    assert wrapped(name).count("\n") >= 2


def test_a_chart_without_phenomena_can_be_drawn(empty_briefing: Briefing):
    assert draw(tell(empty_briefing, "sv").chart, "svg")
