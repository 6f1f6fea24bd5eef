"""From what a person types to a point: found and told how exact, or refused in plain words. Nothing typed can break it."""

import subprocess
import sys
from difflib import get_close_matches

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from holdfast.finder import places
from holdfast.finder.gazetteer import AREAS, TOWNS, table
from holdfast.finder.listings import Point
from holdfast.finder.place_words import SAID
from holdfast.finder.places import Place, choices, find_place, miles, towns_around
from holdfast.language.errors import InputError


def refusal(text, country=None, language="en"):
    with pytest.raises(InputError) as refused:
        find_place(text, country, language)
    (problem,) = refused.value.problems
    return problem


# --- How far ----------------------------------------------------------------------------------------

LAX, JFK = Point(33.9425, -118.4081), Point(40.6398, -73.7789)


def test_los_angeles_to_new_york_is_as_far_as_airlines_say():
    assert miles(LAX, JFK) == pytest.approx(2475, rel=0.005)  # great circle between the two airports: 2,475 statute miles


def test_a_degree_of_latitude_is_69_miles():
    assert miles(Point(51, 0), Point(52, 0)) == pytest.approx(69.09, abs=0.01)


@pytest.mark.parametrize(("a", "b", "far"), [((0, 179.5), (0, -179.5), 69.09), ((90, 0), (90, 180), 0), ((0, 0), (0, 180), 12437)])
def test_the_date_line_the_poles_and_the_far_side_are_no_trouble(a, b, far):
    assert miles(Point(*a), Point(*b)) == pytest.approx(far, abs=1)


# --- ZIP codes ---------------------------------------------------------------------------------------

# Landmarks that lie in the ZIP code, from other sources: the building's own coordinates.
LANDMARKS = [
    ("10001", 40.7505, -73.9934, 1),  # Madison Square Garden, New York
    ("60611", 41.8917, -87.6077, 1.5),  # Navy Pier, Chicago
    ("77030", 29.7079, -95.4009, 1.5),  # Texas Medical Center, Houston
    ("94103", 37.7785, -122.4056, 1.5),  # Moscone Center, San Francisco (a few streets off)
    ("02139", 42.3601, -71.0942, 1.5),  # Massachusetts Institute of Technology, Cambridge
    ("21205", 39.2990, -76.5920, 2),  # Johns Hopkins Hospital, Baltimore
    ("98109", 47.6205, -122.3493, 1.5),  # Space Needle, Seattle
    ("99501", 61.2181, -149.9003, 2),  # Downtown Anchorage
    ("96813", 21.3069, -157.8583, 3),  # Downtown Honolulu
]


@pytest.mark.parametrize(("code", "north", "east", "within"), LANDMARKS)
def test_a_zip_code_lies_where_its_landmark_lies(code, north, east, within):
    place = find_place(code)
    assert (place.name, place.country, place.near) == (code, "us", "ZIP")
    assert miles(place.point, Point(north, east)) < within
    assert "straight lines from the middle of your ZIP code" in place.note


@pytest.mark.parametrize(
    "typed", ["21201", " 21201 ", "21201-1234", "212011234", "21201 1234", "Baltimore, MD 21201", "２１２０１", "\u200f21201\u200e"]
)
def test_a_zip_code_may_be_typed_in_many_ways(typed):
    assert find_place(typed).name == "21201"
    assert find_place(f"{typed.strip()}, USA") == find_place("21201")


def test_a_zip_code_without_an_area_is_placed_among_its_neighbours_and_says_so():
    box = find_place("21298")
    assert (box.name, box.near) == ("21298", "ZIP area")
    assert miles(box.point, find_place("Baltimore").point) < 10
    assert "21298" in box.note
    assert "start with 212" in box.note


@pytest.mark.parametrize(
    ("code", "town"),
    [
        ("00901", "San Juan, PR"),
        ("00680", "Arecibo, PR"),
        ("00802", "Charlotte Amalie, VI"),
        ("96913", "Tamuning, GU"),
        ("96799", "Pago Pago, AS"),
    ],
)
def test_a_zip_code_of_a_territory_is_placed_in_one_of_its_towns_and_says_so(code, town):
    place = find_place(code)
    assert (place.near, place.point) == ("ZIP area", find_place(town).point)
    assert f"straight lines from {town}" in place.note


@pytest.mark.parametrize("typed", ["00000", "09012"])
def test_a_zip_code_of_no_known_area_is_refused(typed):
    assert refusal(typed).why == "no ZIP code that we know"


@pytest.mark.parametrize("typed", ["2101", "212", "1", "2120-1", "212011"])
def test_a_zip_code_of_another_length_is_refused(typed):
    assert refusal(typed).why == "a ZIP code has 5 digits"


# --- Postcodes of the United Kingdom -----------------------------------------------------------------


@pytest.mark.parametrize("typed", ["M14", "m14 5aa", "M145AA", "Manchester M14 5AA", "M14 5AA, UK"])
def test_of_a_postcode_only_the_first_half_is_used(typed):
    place = find_place(typed)
    assert (place.name, place.country, place.near) == ("M14", "uk", "postcode area")
    assert place.point == find_place("Manchester, UK").point
    assert "5AA" not in repr(place)
    assert "Manchester" in place.note


@pytest.mark.parametrize(
    ("typed", "outcode"), [("SW1A1AA", "SW1A"), ("EC1A 1BB", "EC1A"), ("B1 1AA", "B1"), ("W1T", "W1T"), ("cr2 6xh", "CR2")]
)
def test_every_form_of_postcode_is_read(typed, outcode):
    assert find_place(typed).name == outcode


def test_every_postcode_area_has_its_post_town():
    areas = [line.split(",")[0] for line in table(AREAS).splitlines()]
    assert len(areas) == len(set(areas)) == 121
    assert {find_place(f"{area}1").near for area in areas} == {"postcode area"}


@pytest.mark.parametrize("typed", ["ZZ9 1AA", "QQ1", "JE2 3AB"])
def test_a_postcode_of_no_area_is_refused(typed):
    assert refusal(typed).why == "no postcode of the United Kingdom that we know"


def test_a_table_of_outward_codes_is_used_where_there_is_one(monkeypatch):
    monkeypatch.setattr("holdfast.finder.places._table", lambda name: "M13,53.4,-2.2\nM14,53.447,-2.224\n")
    place = find_place("M14 5AA")
    assert (place.point, place.near) == (Point(53.447, -2.224), "postcode district")


# --- Towns --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("typed", "name", "north", "east"),
    [
        ("Baltimore", "Baltimore, MD", 39.2904, -76.6122),
        ("baltimore md", "Baltimore, MD", 39.2904, -76.6122),
        ("Baltimore, Maryland", "Baltimore, MD", 39.2904, -76.6122),
        ("5 Main Street, Baltimore, MD", "Baltimore, MD", 39.2904, -76.6122),
        ("Springfield, IL", "Springfield, IL", 39.7817, -89.6501),
        ("springfield illinois", "Springfield, IL", 39.7817, -89.6501),
        ("saint louis, mo", "St. Louis, MO", 38.6270, -90.1994),
        ("Ft. Worth", "Fort Worth, TX", 32.7555, -97.3308),
        ("New York", "New York City, NY", 40.7128, -74.0060),
        ("NYC", "New York City, NY", 40.7128, -74.0060),
        ("Washington D.C.", "Washington, DC", 38.9072, -77.0369),
        ("DC", "Washington, DC", 38.9072, -77.0369),
        ("bronx", "The Bronx, NY", 40.8448, -73.8648),
        ("Mayaguez", "Mayagüez, PR", 18.2013, -67.1396),
        ("London", "London, England", 51.5074, -0.1278),
        ("Newcastle upon Tyne", "Newcastle upon Tyne, England", 54.9783, -1.6178),
        ("stoke on trent", "Stoke-on-Trent, England", 53.0027, -2.1794),
        ("Bangor, Northern Ireland", "Bangor, Northern Ireland", 54.6538, -5.6690),
        ("Kings Lynn", "King's Lynn, England", 52.7517, 0.4023),
    ],
)
def test_a_town_is_found_as_people_write_it(typed, name, north, east):
    place = find_place(typed)
    assert (place.name, place.near) == (name, "town")
    assert miles(place.point, Point(north, east)) < 3.5
    assert f"middle of {name}" in place.note


def test_a_large_town_is_meant_but_the_others_are_named():
    assert "Baltimore, OH" in find_place("Baltimore").note


def test_of_several_towns_the_person_chooses():
    problem = refusal("Springfield")
    assert problem.why == "there is more than one place with this name"
    assert "Springfield, MO; Springfield, MA; Springfield, IL" in problem.next_step
    names = [place.name for place in choices("Springfield")]
    assert names[:2] == ["Springfield, MO", "Springfield, MA"]
    assert len(names) == len(set(names)) > 10


def test_the_country_decides_between_namesakes():
    assert find_place("Birmingham", "uk").name == "Birmingham, England"
    assert find_place("Boston", "us").name == "Boston, MA"
    assert find_place("Boston", "uk").name == "Boston, England"
    assert [place.name for place in choices("Birmingham", "us")] == ["Birmingham, AL", "Birmingham, MI"]
    assert {place.country for place in choices("Newport", "uk")} == {"uk"}


ALL_TOWNS = [line.split("\t") for line in table(TOWNS).splitlines()]


@given(st.sampled_from(ALL_TOWNS))
@settings(max_examples=60, deadline=None)
def test_every_choice_can_be_typed_as_it_is_named(town):
    offered = choices(town[0])
    assert town[0] in " ".join(place.name for place in offered)
    for place in offered[:5]:
        assert find_place(place.name).point == place.point


def test_a_state_is_no_town_but_its_towns_are_named():
    for typed in ("Maryland", "MD", "maryland"):
        problem = refusal(typed)
        assert problem.why == "Maryland is too large to search from one point"
        assert "Baltimore, MD" in problem.next_step
    assert "Glasgow" in refusal("Scotland").next_step
    assert "Leeds" in refusal("Yorkshire").next_step
    assert "London" in refusal("UK").next_step
    assert "San Juan" in refusal("Puerto Rico").next_step


def test_a_state_is_named_only_where_it_can_be_meant():
    assert refusal("Georgia").why == "Georgia is too large to search from one point"
    assert refusal("Georgia", "uk").why == "no place that we know"
    assert "near Sunderland" in refusal("Washington", "uk").next_step


def test_a_place_in_the_other_country_is_named_as_that():
    assert refusal("21201", "uk").why == "this is in the United States, and only the United Kingdom is searched"
    assert refusal("M14", "us").why == "this is in the United Kingdom, and only the United States is searched"
    assert refusal("Baltimore, MD", "uk").why == "this is in the United States, and only the United Kingdom is searched"
    assert refusal("51.5,-0.1", "us").why == "this is in the United Kingdom, and only the United States is searched"


def test_what_stands_with_a_town_is_not_passed_over():
    problem = refusal("Paris, France")
    assert problem.why == "we do not know which state or country is meant"
    assert "Paris, TX" in problem.next_step


def test_the_nearest_spellings_are_offered():
    assert "Baltimore, MD" in refusal("Balitmore").next_step
    assert refusal("Balitmore, OH").next_step.startswith("Did you mean Baltimore, OH?")
    assert "Manchester, England" in refusal("Manchestr", "uk").next_step


# --- Points -------------------------------------------------------------------------------------------


@pytest.mark.parametrize("typed", ["39.29,-76.61", "39.29, -76.61", "39.29 -76.61", "(39.29, −76.61)"])
def test_a_point_is_taken_as_it_is(typed):
    assert find_place(typed) == Place(
        "39.29, -76.61", Point(39.29, -76.61), "us", "point", "Distances are straight lines from this point. Travel may be longer."
    )


@pytest.mark.parametrize("typed", ["0,0", "91,0", "10,200", "48.85,2.35", "-76.61,39.29"])
def test_a_point_elsewhere_is_refused(typed):
    assert refusal(typed).why == "not a point in the United States or the United Kingdom"


def test_towns_around_are_near_and_the_largest_first():
    centre = Point(39.29, -76.61)
    around = towns_around(centre, 30)
    assert around[0].full_name == "Baltimore, MD"
    assert [town.people for town in around] == sorted((town.people for town in around), reverse=True)
    assert all(miles(centre, town.point) <= 30 for town in around)


# --- Whatever is typed ----------------------------------------------------------------------------------


@given(st.text(max_size=120) | st.text("0123456789 ,.-(<>&\"'ABCMZ\u202e🙂", max_size=30))
@settings(max_examples=150, deadline=None)
def test_whatever_is_typed_is_a_place_or_a_plain_error(text):
    try:
        place = find_place(text)
    except InputError as error:
        (problem,) = error.problems
        assert problem.allowed
        assert problem.next_step
        assert not set(problem.value) & set("<>&\u202e\u200f\n\0")
        assert len(problem.value) < 50
    else:
        assert place.note


@pytest.mark.parametrize(
    ("typed", "why"),
    [
        ("", "nothing was typed"),
        (" \t\n\u200f", "nothing was typed"),
        ("a" * 10_000, "longer than a place can be"),
        ("9" * 10_000, "longer than a place can be"),
        ("ﷺ" * 10_000, "longer than a place can be"),
        ("🙂🙂", "no place that we know"),
        ("<script>alert(1)</script>", "no place that we know"),
        ("'; DROP TABLE facility; --", "no place that we know"),
        ("\u202eeromitlaB", "no place that we know"),
        (", ,", "no place that we know"),
    ],
)
def test_strange_input_gets_a_plain_answer(typed, why):
    assert refusal(typed).why == why


@pytest.mark.parametrize("typed", ["Sprngfeild", "s" * 80, "a " * 40, "S, " * 26, "Newport", "Newport, Shropshire", "M" * 80, "1 " * 40])
def test_what_is_typed_is_compared_with_few_names_whatever_it_is(monkeypatch, typed):
    """Comparing spellings is the one slow step: it never looks at more than a tenth of the names, nor twice."""
    compared = []

    def recorded(key, pool, n, cutoff):
        compared.append(len(pool))
        return get_close_matches(key, pool, n, cutoff)

    monkeypatch.setattr(places, "get_close_matches", recorded)
    choices(typed)
    assert compared == []
    refusal(typed)
    assert len(compared) <= 1
    assert sum(compared) < len(places._towns().index) / 10


def test_spanish_says_everything_that_english_says():
    assert SAID["es"].keys() == SAID["en"].keys()
    assert find_place("21201", language="es").note.startswith("Las distancias son líneas rectas")
    assert refusal("Balitmore", language="es").next_step.startswith("¿Quiso decir Baltimore, MD")


def test_the_tables_wait_until_they_are_needed():
    ask = "import sys, holdfast.finder.places as p; print(p._towns.cache_info().currsize, p._table.cache_info().currsize, 'django' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", ask], capture_output=True, text=True, check=True).stdout.split() == ["0", "0", "False"]
