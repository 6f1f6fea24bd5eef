"""A map of what was found, drawn on the server as SVG: no tiles, no script, nothing asked of anybody else.

The place that was typed is in the middle. Every point keeps its true distance and direction from there (azimuthal equidistant), so that
the rings say what the list says. A title and a description tell the same in words. Colours are the page's own (`currentColor`), with
dark numbers on white; nothing depends on colour, and no style stands inline.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import atan2, ceil, cos, degrees, hypot, pi, radians, sin, sqrt
from typing import NamedTuple
from xml.etree import ElementTree

from holdfast.finder.listings import Point
from holdfast.finder.place_words import Language
from holdfast.finder.places import Place, Town, miles, towns_around

SIDE = 320.0
"""Units: the width of the narrowest screen we draw for. One unit is one pixel there."""
MIDDLE = SIDE / 2
REACH = MIDDLE - 20
"""From the middle to the furthest point; what is left over holds the outermost numbers."""
RINGS = (1, 2, 5, 10, 25, 50, 100, 250, 500, 1000, 2500, 5000, 12500)
"""Miles."""
STRETCH = 1.3
"""The map reaches out to the next ring if that is no further than this many times the furthest point."""
LEAST_REACH, EMPTY_REACH = 2.0, 10.0
NUMBER_SIZE, LABEL_SIZE = 11.5, 11.0
LETTER = 0.66
"""The width of a letter, as a share of its size: more than most are."""
LONGEST_PUSH = 18.0
MOST_TOWNS = 9
LONGEST_NAME = 22

WORDS: Mapping[Language, Mapping[str, str]] = {
    "en": {
        "title": "Map around {name}",
        "reach": "Rings at {rings} miles. North is up.",
        "dot": "{number}: {name}, {far} miles {way}.",
        "none": "No place with a known address to show.",
        "ring": "{miles} mi",
        "north": "N",
        "ways": "north, north-east, east, south-east, south, south-west, west, north-west",
    },
    "es": {
        "title": "Mapa alrededor de {name}",
        "reach": "Círculos a {rings} millas. El norte está arriba.",
        "dot": "{number}: {name}, a {far} millas al {way}.",
        "none": "No hay ningún lugar con dirección conocida que mostrar.",
        "ring": "{miles} mi",
        "north": "N",
        "ways": "norte, noreste, este, sureste, sur, suroeste, oeste, noroeste",
    },
}


@dataclass(frozen=True)
class Dot:
    """One result: the number it has in the list, its name there, and where it is."""

    number: int
    name: str
    point: Point


class Box(NamedTuple):
    """Something on the map: its middle, width and height in units."""

    x: float
    y: float
    width: float
    height: float

    def meets(self, other: Box, gap: float = 0) -> bool:
        """Whether the two overlap or come closer than `gap`."""
        return (
            abs(self.x - other.x) < (self.width + other.width) / 2 + gap and abs(self.y - other.y) < (self.height + other.height) / 2 + gap
        )

    def inside(self) -> Box:
        """The same, moved so that it lies within the frame."""
        x = min(max(self.x, self.width / 2 + 1), SIDE - self.width / 2 - 1)
        y = min(max(self.y, self.height / 2 + 1), SIDE - self.height / 2 - 1)
        return self._replace(x=x, y=y)


class Mark(NamedTuple):
    """The numbers that are drawn together, where they belong, and where they are drawn."""

    numbers: tuple[int, ...]
    home: tuple[float, float]
    box: Box

    @property
    def lines(self) -> list[str]:
        return _lines(self.numbers)


def drawn(centre: Place, dots: Sequence[Dot], language: Language = "en") -> str:
    """The map as an `<svg>` element for the page."""
    words = WORDS[language]
    reach, rings = scale(max((miles(centre.point, dot.point) for dot in dots), default=EMPTY_REACH))
    marks = numbered(centre.point, dots, reach)
    svg = ElementTree.Element(
        "svg",
        {
            "xmlns": "http://www.w3.org/2000/svg",
            "class": "place-map",
            "viewBox": f"0 0 {SIDE:g} {SIDE:g}",
            "width": "100%",
            "role": "img",
            "aria-labelledby": "place-map-title place-map-words",
            "font-size": f"{LABEL_SIZE:g}",
            "fill": "currentColor",
        },
    )
    _add(svg, "title", id="place-map-title").text = words["title"].format(name=_clean(centre.name))
    _add(svg, "desc", id="place-map-words").text = _told(centre.point, dots, rings, language)
    frame = {"width": f"{SIDE - 1:g}", "height": f"{SIDE - 1:g}", "rx": "6", "fill": "none", "stroke": "currentColor"}
    _add(svg, "rect", x="0.5", y="0.5", **frame, **{"stroke-opacity": "0.4", "class": "map-frame"})

    taken = [mark.box for mark in marks]
    taken += [_north(svg, words["north"], taken), Box(MIDDLE, MIDDLE, 12, 12)]
    name = centre.name if centre.near == "point" else centre.name.partition(",")[0]
    for away in (8, 14, 20, 26):
        if _label(svg, MIDDLE, MIDDLE, _clean(name), taken, {"class": "map-centre", "font-weight": "bold"}, away):
            break
    for ring in rings:
        _ring(svg, ring / reach * REACH, words["ring"].format(miles=f"{ring:,}"), taken)
    for town in _landmarks(centre, reach):
        x, y = _spot(centre.point, town.point, reach)
        spot = Box(x, y, 3, 3)
        if _free(spot, taken) and _label(svg, x, y, _clean(town.name), taken, {"class": "map-town"}):
            _add(svg, "rect", x=_n(x - 1.5), y=_n(y - 1.5), width="3", height="3", **{"class": "map-town"})
            taken.append(spot)
    _cross(svg)
    for mark in marks:
        _mark(svg, mark)
    return ElementTree.tostring(svg, encoding="unicode")


# --- How large, and where ---------------------------------------------------------------------------


def scale(furthest: float) -> tuple[float, list[int]]:
    """How many miles the map reaches, and its rings: the last three within it."""
    reach = max(furthest, LEAST_REACH)
    outer = next((ring for ring in RINGS if reach <= ring <= reach * STRETCH), None)
    reach = float(outer or reach)
    return reach, [ring for ring in RINGS if ring <= reach][-3:]


def bearing(centre: Point, point: Point) -> float:
    """The direction in which `point` lies, in degrees from north over east."""
    north_a, north_b = radians(centre.latitude), radians(point.latitude)
    east = radians(point.longitude - centre.longitude)
    return degrees(atan2(sin(east) * cos(north_b), cos(north_a) * sin(north_b) - sin(north_a) * cos(north_b) * cos(east))) % 360


def _spot(centre: Point, point: Point, reach: float) -> tuple[float, float]:
    far, way = miles(centre, point) / reach * REACH, radians(bearing(centre, point))
    return MIDDLE + far * sin(way), MIDDLE - far * cos(way)


# --- The numbers: pushed apart, and drawn together where that is not enough --------------------------


def numbered(centre: Point, dots: Sequence[Dot], reach: float) -> list[Mark]:
    """Where each number is drawn. No two overlap, and all are within the frame."""
    marks = [_placed((dot.number,), _spot(centre, dot.point, reach)) for dot in dots]
    for _ in range(40):
        if not (moved := _pushed(marks)) or moved == marks:
            break
        marks = moved
    while pair := next(((a, b) for at, a in enumerate(marks) for b in marks[at + 1 :] if a.box.meets(b.box)), None):
        one, other = pair
        share = len(one.numbers) / (len(one.numbers) + len(other.numbers))
        home = (share * one.home[0] + (1 - share) * other.home[0], share * one.home[1] + (1 - share) * other.home[1])
        rest = [mark for mark in marks if mark is not one and mark is not other]
        marks = [*rest, _placed((*one.numbers, *other.numbers), home)]
    return sorted(marks)


def _placed(numbers: Iterable[int], home: tuple[float, float]) -> Mark:
    kept = tuple(sorted(numbers))
    lines = _lines(kept)
    width = max(17.0, max(map(len, lines)) * NUMBER_SIZE * LETTER + 7)
    return Mark(kept, home, Box(*home, width, 4 + 13.0 * len(lines)).inside())


def _pushed(marks: list[Mark]) -> list[Mark]:
    """Each mark moved a little away from those that it meets, and from the middle, never far from where it belongs."""
    middle = Mark((0,), (MIDDLE, MIDDLE), Box(MIDDLE, MIDDLE, 10, 10))
    moved = []
    for mark in marks:
        x, y = mark.box.x, mark.box.y
        for other in (*marks, middle):
            if other is not mark and mark.box.meets(other.box, gap=1):
                away_x, away_y = mark.box.x - other.box.x, mark.box.y - other.box.y
                if hypot(away_x, away_y) < 0.5:  # in one spot: each in a direction of its own
                    away_x, away_y = sin(2.4 * mark.numbers[0]), cos(2.4 * mark.numbers[0])
                step = 2.5 / hypot(away_x, away_y)
                x, y = x + away_x * step, y + away_y * step
        off_x, off_y = x - mark.home[0], y - mark.home[1]
        keep = min(1.0, LONGEST_PUSH / max(hypot(off_x, off_y), 0.001))
        moved.append(mark._replace(box=mark.box._replace(x=mark.home[0] + off_x * keep, y=mark.home[1] + off_y * keep).inside()))
    return moved


def _lines(numbers: Sequence[int]) -> list[str]:
    """ "3-5, 9", in lines of like length."""
    spans: list[list[int]] = []
    for number in sorted(set(numbers)):
        if spans and number == spans[-1][1] + 1:
            spans[-1][1] = number
        else:
            spans.append([number, number])
    parts = [str(first) if first == last else f"{first}-{last}" if last > first + 1 else f"{first}, {last}" for first, last in spans]
    longest = max(9, ceil(2.2 * sqrt(len(", ".join(parts)))))
    lines = [parts[0]]
    for part in parts[1:]:
        if len(lines[-1]) + len(part) + 2 <= longest:
            lines[-1] += f", {part}"
        else:
            lines[-1] += ","
            lines.append(part)
    return lines


# --- Drawing ----------------------------------------------------------------------------------------


def _mark(svg: ElementTree.Element, mark: Mark) -> None:
    box = mark.box
    if hypot(box.x - mark.home[0], box.y - mark.home[1]) > 4:
        line = {"x1": _n(mark.home[0]), "y1": _n(mark.home[1]), "x2": _n(box.x), "y2": _n(box.y)}
        _add(svg, "line", **line, stroke="currentColor", **{"class": "map-lead"})
        _add(svg, "circle", cx=_n(mark.home[0]), cy=_n(mark.home[1]), r="1.5")
    size = {"x": _n(box.x - box.width / 2), "y": _n(box.y - box.height / 2), "width": _n(box.width), "height": _n(box.height)}
    _add(svg, "rect", **size, rx="8.5", fill="#fff", stroke="#000", **{"class": "map-dot"})
    for at, line_of in enumerate(mark.lines):
        _text(
            svg,
            box.x,
            box.y + 13 * (at - (len(mark.lines) - 1) / 2),
            line_of,
            {"class": "map-number", "fill": "#000", "font-weight": "bold"},
            NUMBER_SIZE,
        )


def _ring(svg: ElementTree.Element, radius: float, label: str, taken: list[Box]) -> None:
    """A circle that leaves room for its own label: at the top, or as near to it as nothing else is."""
    look = {"fill": "none", "stroke": "currentColor", "stroke-opacity": "0.5", "stroke-dasharray": "3 3", "class": "map-ring"}
    for step in range(24):
        way = (step + 1) // 2 * (pi / 12) * (-1) ** step
        box = Box(MIDDLE + radius * sin(way), MIDDLE - radius * cos(way), *_size(label))
        if _free(box, taken):
            gap = (abs(cos(way)) * box.width + abs(sin(way)) * box.height) / 2 / radius
            start, end = (f"{_n(MIDDLE + radius * sin(at))} {_n(MIDDLE - radius * cos(at))}" for at in (way + gap, way - gap))
            _add(svg, "path", d=f"M{start} A{_n(radius)} {_n(radius)} 0 1 1 {end}", **look)
            _text(svg, box.x, box.y, label, {"class": "map-ring-label"})
            taken.append(box)
            return
    _add(svg, "circle", cx=_n(MIDDLE), cy=_n(MIDDLE), r=_n(radius), **look)


def _label(svg: ElementTree.Element, x: float, y: float, label: str, taken: list[Box], look: Mapping[str, str], away: float = 5) -> bool:
    """Writes beside, under or over the point, where nothing else is; not at all if there is no room."""
    if len(label) > LONGEST_NAME:
        return False
    wide, high = _size(label)
    beside, under = wide / 2 + away, high / 2 + away - 1
    for right, down, anchor in ((beside, 0, "start"), (-beside, 0, "end"), (0, under, "middle"), (0, -under, "middle")):
        box = Box(x + right, y + down, wide, high)
        if _free(box, taken):
            at = {"start": x + away, "end": x - away, "middle": x}[anchor]
            _text(svg, at, box.y, label, {**look, "text-anchor": anchor})
            taken.append(box)
            return True
    return False


def _landmarks(centre: Place, reach: float) -> Iterator[Town]:
    """Towns to know one's way by, the largest first and no two close together."""
    kept: list[Point] = [centre.point] if centre.near == "town" else []
    for town in towns_around(centre.point, reach):
        if len(kept) > MOST_TOWNS:
            return
        if all(miles(town.point, other) > reach / 6 for other in kept):
            kept.append(town.point)
            yield town


def _north(svg: ElementTree.Element, letter: str, taken: Sequence[Box]) -> Box:
    """An arrow in the first corner that is free."""
    corners = [Box(x, y, 14, 28) for y in (20.0, SIDE - 20) for x in (SIDE - 14, 14.0)]
    corner = next((box for box in corners if not any(box.meets(other) for other in taken)), corners[0])
    x, y = corner.x, corner.y
    _add(svg, "path", d=f"M{_n(x)} {_n(y - 13)} l4.5 11 l-4.5 -2.5 l-4.5 2.5 z", **{"class": "map-north"})
    _text(svg, x, y + 7, letter, {"class": "map-north"})
    return corner


def _cross(svg: ElementTree.Element) -> None:
    look = {"stroke": "currentColor", "stroke-width": "2", "fill": "none", "class": "map-centre"}
    _add(svg, "path", d=f"M{_n(MIDDLE - 6)} {_n(MIDDLE)} h12 M{_n(MIDDLE)} {_n(MIDDLE - 6)} v12", **look)


def _size(label: str) -> tuple[float, float]:
    return len(label) * LABEL_SIZE * LETTER, LABEL_SIZE + 2


def _free(box: Box, taken: Sequence[Box]) -> bool:
    return box.inside() == box and not any(box.meets(other, gap=1) for other in taken)


def _text(svg: ElementTree.Element, x: float, y: float, said: str, look: Mapping[str, str], size: float = LABEL_SIZE) -> None:
    where = {"x": _n(x), "y": _n(y + size * 0.35), "text-anchor": "middle", "font-size": f"{size:g}"}
    _add(svg, "text", **{**where, **look}).text = said


def _add(parent: ElementTree.Element, name: str, **attributes: str) -> ElementTree.Element:
    return ElementTree.SubElement(parent, name, attributes)


def _n(number: float) -> str:
    return f"{number:.1f}".removesuffix(".0")


# --- The same in words ------------------------------------------------------------------------------


def _told(centre: Point, dots: Sequence[Dot], rings: Sequence[int], language: Language) -> str:
    words = WORDS[language]
    ways = words["ways"].split(", ")
    said = [words["reach"].format(rings=", ".join(f"{ring:,}" for ring in rings))] if rings else []
    for dot in dots:
        way = ways[round(bearing(centre, dot.point) / 45) % 8]
        said.append(words["dot"].format(number=dot.number, name=_clean(dot.name), far=f"{miles(centre, dot.point):.1f}", way=way))
    return " ".join(said if dots else [*said, words["none"]])


def _clean(text: str) -> str:
    """Without the signs that XML forbids and those that turn the writing round."""
    return " ".join("".join(sign for sign in text if sign.isspace() or unicodedata.category(sign)[0] != "C").split())
