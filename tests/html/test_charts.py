"""Charts draw the figures that the tables beside them tell, at the places where they belong."""

import pytest

from assessor.report import charts
from assessor.report.blocks import Bar, Bars, Dots, Table
from assessor.report.chapters import document
from assessor.report.placing import Axis, Plane, read_plane, read_standing
from assessor.report.reading import read_page
from tests.html.conftest import EXAMPLES, page_of, result_of
from tests.html.page import Parsed

EMPTY = Table((), (), ())


def drawn(shapes: tuple[charts.Shape, ...], kind: str) -> list[charts.Shape]:
    found = [shape for shape in shapes if shape.attributes.get("class", "").split()[:1] == [kind]]
    return found + [inner for shape in shapes for inner in drawn(shape.inside, kind)]


def bars(*rows: Bar) -> tuple[charts.Shape, ...]:
    return charts.bars(Bars("", "", ("", "", ""), rows, EMPTY, (), ()), "h").shapes


def test_a_bar_is_as_long_as_its_score_with_a_bracket_over_its_range() -> None:
    shapes = bars(Bar("Say", "40", 20, 40, 65))
    assert [(bar.attributes["x"], bar.attributes["width"]) for bar in drawn(shapes, "bar")] == [("0%", "40%")]
    assert {(line.attributes["x1"], line.attributes["x2"]) for line in drawn(shapes, "bracket")} == {
        ("20%", "65%"), ("20%", "20%"), ("65%", "65%"),
    }  # fmt: skip
    assert [text.text for text in drawn(shapes, "figure")] == ["40"]


def test_without_a_score_the_range_is_hatched_and_no_bar_is_drawn() -> None:
    shapes = bars(Bar("Say", "-", 20, None, 65))
    assert not drawn(shapes, "bar")
    assert not drawn(shapes, "bracket")
    assert [(each.attributes["x"], each.attributes["fill"]) for each in drawn(shapes, "open")] == [("20%", "url(#h)")]


def test_a_score_that_is_certain_has_no_bracket_and_one_that_does_not_apply_nothing_at_all() -> None:
    assert not drawn(bars(Bar("Say", "40", 40, 40, 40)), "bracket")
    shapes = bars(Bar("Say", "-", None, None, None))
    assert not [shape for kind in ("bar", "open", "bracket") for shape in drawn(shapes, kind)]


def test_a_long_title_takes_more_lines_and_never_runs_into_the_figure() -> None:
    shapes = bars(Bar("How much people who use services can say and where they can say it", "95 or more", 90, 95, 95))
    labels = drawn(shapes, "label")
    assert len(labels) == 2
    assert all(len(label.text) <= charts.LABEL for label in labels)
    assert len({label.attributes["y"] for label in labels}) == 2


def test_marks_that_would_cover_each_other_give_way_and_stay_tied_to_their_place() -> None:
    rows = (("Say", (50, 52, 90, None)),)
    shapes = charts.dots(Dots("", "", ("a", "b", "c", "d"), rows, EMPTY, ())).shapes
    marks = drawn(shapes, "mark")
    assert [mark.attributes["x"] for mark in marks] == ["50%", "52%", "90%"]
    lower = {mark.attributes["y"] for mark in marks}
    assert len(lower) == 2
    assert [stem.attributes["x1"] for stem in drawn(shapes, "stem")] == ["52%"]


def test_each_view_has_a_shape_of_its_own() -> None:
    assert len({charts.mark(view).inside[0].attributes.get("d", "circle") for view in range(6)}) == 6


def test_the_mark_of_the_dangers_stands_right_for_influence_and_up_for_independence() -> None:
    axis = Axis("Tokenism", "More influence", "low", "10", "5 to 30", 90, 70, 95, 50)
    plane = Plane(axis, axis._replace(at=20, low=20, high=20), ("a", "b", "c", "d"), 1, True, ())
    shapes = tuple(charts._plane(plane, "h"))
    (here,) = drawn(shapes, "here")
    assert (here.attributes["cx"], here.attributes["cy"]) == ("90%", "80%")
    (box,) = drawn(shapes, "open")
    assert (box.attributes["x"], box.attributes["width"], box.attributes["height"]) == ("70%", "25%", "0%")
    assert [corner.text for corner in drawn(shapes, "corner")] == ["a", "b", "c", "d"]
    assert [corner.text for corner in drawn(shapes, "corner") if "now" in corner.attributes["class"]] == ["b"]


def test_the_corners_are_called_as_the_pack_calls_them() -> None:
    result = result_of("riverside")
    plane = read_plane(result.assessment, result.pack, "en")
    assert plane is not None
    assert plane.corners == ("Tokenism", "Partnership", "Window dressing", "Cooptation")
    assert (plane.across.more, plane.up.more) == ("More influence", "More independence")
    assert (plane.across.at, plane.up.at) == (67, 21)


def test_where_nobody_takes_part_yet_no_place_is_drawn() -> None:
    result = result_of("lantern")
    assert read_plane(result.assessment, result.pack, "en") is None
    assert "here" not in {e.attributes.get("class") for e in Parsed(page_of("lantern")).elements}


def test_a_status_that_the_index_alone_would_not_give_is_explained() -> None:
    result = result_of("harbour")
    plane = read_plane(result.assessment, result.pack, "en")
    assert plane is not None
    assert plane.notes == ("Cooptation is likely although its index is below 50: two signs together decide it.",)
    result = result_of("northshore")
    plane = read_plane(result.assessment, result.pack, "en")
    assert plane is not None
    assert not plane.sure


def test_the_ladder_says_in_words_what_is_reached_what_is_possible_and_what_the_score_alone_gives() -> None:
    result = result_of("northshore")
    standing = read_standing(result.assessment, result.pack, "en")
    assert standing is not None
    assert [rung.mark for rung in standing.rungs] == [
        "", "", "still possible", "reached now", "by the score alone, still possible",
    ]  # fmt: skip
    assert standing.range == "From 3 to 5 once everything is answered."


@pytest.mark.parametrize("name", EXAMPLES)
def test_no_two_shapes_lie_outside_the_chart(name: str) -> None:
    result = result_of(name)
    page = document(read_page(result.assessment, result.pack, result.responses))
    blocks = [block for chapter in page.chapters for block in chapter.blocks]
    drawings = [charts.bars(block, "h") for block in blocks if isinstance(block, Bars)]
    drawings += [charts.dots(block) for block in blocks if isinstance(block, Dots)]
    assert drawings
    for drawing in drawings:
        for shape in drawing.shapes:
            for key in ("x", "x1", "x2", "width"):
                assert 0 <= float(shape.attributes.get(key, "0").rstrip("%")) <= 100
            assert float(shape.attributes.get("y", "0")) <= drawing.height
