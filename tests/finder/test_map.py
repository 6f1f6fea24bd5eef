"""A map drawn as SVG: true directions and distances, every number to be seen, nothing on top of anything, and the same in words."""

import re
from math import cos, radians, sin
from xml.etree import ElementTree

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from holdfast.finder.listings import Point
from holdfast.finder.map import LABEL_SIZE, LETTER, REACH, SIDE, WORDS, Box, Dot, bearing, drawn, numbered, scale
from holdfast.finder.places import find_place

SVG = "{http://www.w3.org/2000/svg}"
BALTIMORE = find_place("21201")


def away(far, way, centre=BALTIMORE.point):
    """The point `far` miles from the centre in direction `way`, near enough for a few dozen miles."""
    north, east = far * cos(radians(way)) / 69.1, far * sin(radians(way)) / 69.1
    return Point(centre.latitude + north, centre.longitude + east / cos(radians(centre.latitude)))


def dots(*where):
    return [Dot(number, f"Clinic {number}", away(*spot)) for number, spot in enumerate(where, 1)]


def parsed(drawing):
    return ElementTree.fromstring(drawing)


def words_on(drawing):
    return [element.text for element in parsed(drawing).iter(f"{SVG}text")]


def numbers_on(drawing):
    found = []
    for element in parsed(drawing).iter(f"{SVG}text"):
        if element.get("class") == "map-number":
            for first, last in re.findall(r"(\d+)(?:-(\d+))?", element.text):
                found += range(int(first), int(last or first) + 1)
    return sorted(found)


def text_boxes(drawing):
    boxes = []
    for element in parsed(drawing).iter(f"{SVG}text"):
        if element.get("class") in ("map-town", "map-ring-label", "map-centre"):
            wide, size = len(element.text) * LABEL_SIZE * LETTER, float(element.get("font-size"))
            x = float(element.get("x")) + {"start": wide / 2, "end": -wide / 2, "middle": 0}[element.get("text-anchor")]
            boxes.append(Box(x, float(element.get("y")) - size * 0.35, wide, LABEL_SIZE))
    return boxes


def dot_boxes(drawing):
    rects = [element for element in parsed(drawing).iter(f"{SVG}rect") if element.get("class") == "map-dot"]
    sizes = [tuple(float(rect.get(name)) for name in ("x", "y", "width", "height")) for rect in rects]
    return [Box(x + width / 2, y + height / 2, width, height) for x, y, width, height in sizes]


AROUND = dots((1, 10), (2.2, 80), (2.3, 82), (4, 200), (7, 300), (9.5, 120))
spots = st.lists(st.tuples(st.floats(0, 40), st.floats(0, 360)), max_size=40)


def test_what_lies_north_is_above_and_what_lies_east_is_right():
    marks = numbered(BALTIMORE.point, dots((10, 0), (10, 90), (5, 180), (10, 270)), 10)
    (north, east, south, west) = (mark.box for mark in marks)
    assert (round(north.x), round(north.y)) == (160, round(160 - REACH))
    assert (round(east.x), round(east.y)) == (round(160 + REACH), 160)
    assert round(south.y) == round(160 + REACH / 2)
    assert round(west.x) == round(160 - REACH)


def test_the_bearing_from_london_to_new_york_is_west_by_north():
    assert bearing(Point(51.5, -0.13), Point(40.7, -74.0)) == pytest.approx(288.3, abs=0.3)  # 288 degrees in tables of great circles


@pytest.mark.parametrize(
    ("furthest", "reach", "rings"),
    [
        (9, 10, [2, 5, 10]),
        (24, 25, [5, 10, 25]),
        (18, 18, [2, 5, 10]),
        (0.1, 2, [1, 2]),
        (0, 2, [1, 2]),
        (90, 100, [25, 50, 100]),
        (9000, 9000, [1000, 2500, 5000]),
    ],
)
def test_the_rings_fit_the_furthest_result(furthest, reach, rings):
    assert scale(furthest) == (reach, rings)


def test_the_rings_the_place_and_towns_are_named():
    said = words_on(drawn(BALTIMORE, AROUND))
    assert {"2 mi", "5 mi", "10 mi", "21201", "N", "Towson", "Dundalk"} <= set(said)


def test_the_same_is_said_in_words():
    drawing = parsed(drawn(BALTIMORE, AROUND))
    title, told = drawing.find(f"{SVG}title"), drawing.find(f"{SVG}desc")
    assert drawing.get("role") == "img"
    assert drawing.get("aria-labelledby").split() == [title.get("id"), told.get("id")]
    assert title.text == "Map around 21201"
    assert told.text.startswith("Rings at 2, 5, 10 miles. North is up. 1: Clinic 1, 1.0 miles north. 2: Clinic 2, 2.2 miles east.")
    spanish = parsed(drawn(BALTIMORE, AROUND, "es"))
    assert "6: Clinic 6, a 9.5 millas al sureste." in spanish.find(f"{SVG}desc").text
    assert WORDS["es"].keys() == WORDS["en"].keys()


def test_without_results_there_is_still_a_map_that_says_so():
    drawing = drawn(BALTIMORE, [])
    assert "No place with a known address to show." in drawing
    assert "10 mi" in words_on(drawing)


def test_what_crowds_one_spot_is_drawn_together():
    drawing = drawn(BALTIMORE, dots(*[(0.01, 0)] * 30, (8, 90)))
    assert numbers_on(drawing) == list(range(1, 32))
    assert len(dot_boxes(drawing)) < 15


def test_two_neighbours_are_pushed_apart_and_tied_to_where_they_are():
    drawing = drawn(BALTIMORE, dots((5, 90), (5, 91), (10, 270)))
    assert len(dot_boxes(drawing)) == 3
    assert len([line for line in parsed(drawing).iter(f"{SVG}line") if line.get("class") == "map-lead"]) == 2


@given(spots, st.sampled_from(["21201", "SW1A", "96813", "99501", "Leeds"]))
@settings(max_examples=60, deadline=None)
def test_every_number_is_seen_within_the_frame_and_nothing_lies_on_anything(where, typed):
    place = find_place(typed)
    drawing = drawn(place, [Dot(number, "x", away(*spot, centre=place.point)) for number, spot in enumerate(where, 1)])
    marks, labels = dot_boxes(drawing), text_boxes(drawing)
    assert numbers_on(drawing) == list(range(1, len(where) + 1))
    assert all(box.x - box.width / 2 >= 0 and box.x + box.width / 2 <= SIDE for box in marks + labels)
    assert all(box.y - box.height / 2 >= 0 and box.y + box.height / 2 <= SIDE for box in marks + labels)
    for at, box in enumerate(marks + labels):
        assert not any(box.meets(other, gap=-0.2) for other in (marks + labels)[at + 1 :])


def test_results_half_the_world_away_are_still_within_the_frame():
    drawing = drawn(BALTIMORE, [Dot(1, "Perth", Point(-31.95, 115.86)), Dot(2, "Pole", Point(90, 0)), Dot(3, "Here", BALTIMORE.point)])
    assert numbers_on(drawing) == [1, 2, 3]


@given(st.text(max_size=60))
@settings(max_examples=60, deadline=None)
def test_a_name_of_any_signs_is_only_text(name):
    drawing = drawn(BALTIMORE, [Dot(1, name, away(3, 40))])
    assert parsed(drawing).find(f"{SVG}desc").text.endswith("3.0 miles north-east.")


def test_markup_in_a_name_stays_text():
    drawing = drawn(BALTIMORE, [Dot(1, '</desc><script>alert("1")</script>', away(3, 40))])
    assert "<script" not in drawing
    assert '</desc><script>alert("1")</script>' in parsed(drawing).find(f"{SVG}desc").text


def test_nothing_in_it_needs_leave_that_the_site_does_not_give():
    drawing = drawn(BALTIMORE, AROUND)
    assert not re.search(r"style|href|url\(|<script| on\w+=", drawing)
    assert drawing == drawn(BALTIMORE, AROUND)
