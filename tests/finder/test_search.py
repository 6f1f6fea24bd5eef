"""What is near a place, and in which order: the traps that send a person to the wrong door, each a test."""

from dataclasses import replace
from datetime import date, time

import pytest

from holdfast.finder.listings import Address, Facility, Meeting, Point, Row

DAY = date(2026, 11, 21)
HERE = Point(39.30, -76.60)
MILE = 1 / 69.09
"""A mile north, in degrees."""


def clinic(key, *offers, miles=1.0, treats=True, country="us", **more):
    address = Address(street=f"{key} Street", country=country, point=Point(HERE.latitude + miles * MILE, HERE.longitude))
    return Facility(key, key.title(), address, offers=frozenset([*offers, *(["care.sud_treatment"] if treats else [])]), **more)


def keep(*listings, feed="findtreatment"):
    from holdfast.finder.importing import store

    store(feed, "a.json", [Row(f"row {number}", each) for number, each in enumerate(listings)], DAY)


def found(**wish):
    from holdfast.finder.search import Wanted, facilities

    return facilities(Wanted(HERE, wish.pop("country", "us"), DAY, **wish))


def names(answer):
    return [each.facility.name for each in answer.shown]


# --- What is offered, and what is not -------------------------------------------------------------


def test_prescribed_elsewhere_is_not_prescribes(database):
    keep(
        clinic("elsewhere", "moud_policy.accepts_elsewhere", "medication.buprenorphine.any_use", miles=1),
        clinic("prescribes", "medication.buprenorphine.prescribes", miles=9),
    )
    answer = found(medicines=["buprenorphine"])
    assert names(answer) == ["Prescribes", "Elsewhere"]
    assert [each.tier.name for each in answer.shown] == ["PRESCRIBES", "TAKES_PEOPLE_ON_MEDICINE"]
    only = found(medicines=["buprenorphine"], only_prescribing=True)
    assert names(only) == ["Prescribes"]
    assert only.left_out == {"does not say that it prescribes the medicine": 1}


def test_a_medicine_merely_used_in_treatment_is_not_prescribed(database):
    keep(clinic("used", "medication.methadone.any_use", "medication.buprenorphine.any_use", "medication.naltrexone.any_use"))
    (shown,) = found().shown
    assert (shown.tier.name, shown.prescribes) == ("NOT_STATED", ())


@pytest.mark.parametrize(
    ("offer", "medicine"),
    [
        ("program.otp", "methadone"),
        ("record.otp", "methadone"),
        ("medication.methadone.maintenance", "methadone"),
        ("medication.buprenorphine.maintenance", "buprenorphine"),
        ("medication.buprenorphine.prescribes", "buprenorphine"),
        ("medication.naltrexone.prescribes", "naltrexone"),
        ("medication.naltrexone.relapse_prevention", "naltrexone"),
    ],
)
def test_what_counts_as_prescribing(database, offer, medicine):
    keep(clinic("place", offer))
    (shown,) = found(medicines=[medicine], only_prescribing=True).shown
    assert [each.code for each in shown.prescribes] == [medicine]


def test_detoxification_with_a_medicine_is_not_prescribing_it(database):
    keep(clinic("detox", "medication.methadone.wm", "medication.buprenorphine.wm", "care.withdrawal_management"))
    assert found(only_prescribing=True).total == 0


def test_a_place_for_mental_health_alone_is_not_offered(database):
    keep(clinic("mind", "care.mental_health", "setting.outpatient", treats=False))
    answer = found()
    assert (answer.total, answer.left_out) == (0, {"lists no treatment for drug use": 1})


@pytest.mark.parametrize("offer", ["moud_policy.no_oud", "exclusive.aud_only", "exclusive.dui_only"])
def test_a_place_that_does_not_treat_opioid_use_disorder_is_not_offered(database, offer):
    keep(clinic("other", offer, "program.otp"))
    assert (found().total, found().left_out) == (0, {"does not treat opioid use disorder": 1})


def test_an_expired_licence_is_not_recommended(database):
    keep(
        clinic("today", valid_until=DAY),
        clinic("expired", valid_until=date(2026, 11, 20)),
        clinic("valid", valid_until=date(2027, 1, 1)),
        feed="california",
    )
    assert sorted(names(found())) == ["Today", "Valid"]
    assert found().left_out == {"its licence has expired": 1}


def test_what_its_feed_no_longer_holds_is_not_offered(database):
    from holdfast.finder.importing import store

    keep(clinic("gone"))
    store("findtreatment", "b.json", [Row("row 1", clinic("new"))], DAY, whole=True)
    assert names(found()) == ["New"]


def test_a_home_stands_under_its_own_heading_and_last(database):
    keep(
        clinic("home", "care.recovery_housing", "record.sud_facility", treats=False, miles=1),
        clinic("none", "moud_policy.does_not_use", miles=9),
    )
    assert [(each.facility.name, each.tier.name) for each in found().shown] == [("None", "USES_NO_MEDICINE"), ("Home", "HOME")]


# --- The order ------------------------------------------------------------------------------------


def test_places_are_sorted_openly(database):
    keep(
        clinic("no medicine", "moud_policy.does_not_use", miles=1),
        clinic("silent", miles=1),
        clinic("takes", "moud_source.in_network", miles=1),
        clinic("far methadone", "program.otp", miles=20),
        clinic("near methadone", "program.otp", miles=3),
    )
    answer = found()
    assert names(answer) == ["Near Methadone", "Far Methadone", "Takes", "Silent", "No Medicine"]
    assert {tier.name: count for tier, count in answer.tiers.items()} == {
        "PRESCRIBES": 2,
        "TAKES_PEOPLE_ON_MEDICINE": 1,
        "NOT_STATED": 1,
        "USES_NO_MEDICINE": 1,
    }


def test_a_place_that_also_prescribes_stays_first_whatever_else_it_says(database):
    keep(clinic("both", "program.otp", "moud_policy.accepts_elsewhere", "moud_policy.does_not_use"))
    assert found().shown[0].tier.name == "PRESCRIBES"


def test_within_a_mile_what_is_stated_and_care_while_waiting_come_first(database):
    keep(
        clinic("plain", "program.otp", "payment.medicaid", miles=2.1),
        clinic("interim", "program.otp", "payment.medicaid", "access.interim_care", miles=2.3),
        clinic("silent on payment", "program.otp", "access.interim_care", miles=2.0),
        clinic("nearer", "program.otp", miles=1.0),
    )
    assert names(found(payments=["medicaid"])) == ["Nearer", "Interim", "Plain", "Silent On Payment"]


def test_what_is_not_stated_is_never_taken_as_no(database):
    keep(
        clinic("says", "payment.medicaid", "payment.self_pay"),
        clinic("silent"),
        clinic("lists others", "payment.self_pay"),
    )
    answer = found(payments=["medicaid"])
    assert names(answer) == ["Says", "Silent"]
    assert [[choice.code for choice in each.unstated] for each in answer.shown] == [[], ["medicaid"]]
    assert answer.left_out == {"lists other things than you asked for": 1}


def test_a_licence_for_living_in_does_not_state_for_how_long(database):
    keep(clinic("licence", "setting.residential"), clinic("short", "setting.residential", "setting.residential.short_term"))
    answer = found(levels=["residential_long"])
    assert names(answer) == ["Licence"]
    assert [choice.code for choice in answer.shown[0].unstated] == ["residential_long"]
    assert names(found(levels=["residential"])) == ["Licence", "Short"]


@pytest.mark.parametrize(
    ("wish", "offer", "other"),
    [
        ({"levels": ["residential"]}, "setting.residential.long_term", "setting.outpatient"),
        ({"levels": ["intensive_outpatient"]}, "setting.outpatient.iop", "setting.outpatient.standard"),
        ({"payments": ["none"]}, "payment.sliding_fee", "payment.private_insurance"),
        ({"languages": ["es"]}, "language.es", "language.vi"),
        ({"groups": ["pregnant"]}, "population.pregnant_postpartum", "population.veterans"),
        ({"helps": ["telehealth"]}, "delivery.telehealth", "therapy.cbt"),
    ],
)
def test_each_filter_keeps_what_says_so(database, wish, offer, other):
    keep(clinic("yes", offer), clinic("no", other))
    assert names(found(**wish)) == ["Yes"]


def test_every_term_of_every_choice_can_be_said_by_a_feed():
    """A choice whose concepts no code table knows would find nothing for ever."""
    import csv

    from holdfast.finder import concepts
    from holdfast.finder.feeds import findtreatment

    with open(findtreatment.__file__.replace(".py", "_codes.csv"), encoding="utf-8") as lines:
        known = {row["concept"] for row in csv.DictReader(lines)}
    said = {concept for table in concepts.TABLES for choice in table.values() for concept in choice.says}
    said |= {concept for says in concepts.STANDING.values() for concept in says}
    assert said - known == set()


# --- How far --------------------------------------------------------------------------------------


def test_distance_is_a_straight_line_and_the_limit_is_kept(database):
    keep(clinic("inside", miles=9.9), clinic("outside", miles=10.1))
    (shown,) = found(miles=10).shown
    assert shown.facility.name == "Inside"
    assert shown.miles == pytest.approx(9.9, abs=0.02)


@pytest.mark.parametrize("miles", [1, 5, 25, 100, 250])
def test_the_same_places_are_found_as_by_measuring_each_one(database, miles):
    from holdfast.finder.places import miles as apart
    from holdfast.finder.search import Wanted, facilities

    spread = [Point(39 + a * 0.37, -77 + b * 0.53) for a in range(-9, 10) for b in range(-9, 10)]
    keep(
        *(
            Facility(f"k{n}", f"k{n}", Address(country="us", point=at), offers=frozenset(["care.sud_treatment"]))
            for n, at in enumerate(spread)
        )
    )
    centre = Point(39.17, -76.93)
    answer = facilities(Wanted(centre, "us", DAY, miles))
    assert answer.total == sum(apart(centre, at) <= miles for at in spread)
    assert [each.miles for each in answer.shown] == sorted(each.miles for each in answer.shown)


def test_a_place_without_a_point_is_never_guessed(database):
    keep(Facility("k", "Nowhere", Address(town="Baltimore", country="us"), offers=frozenset(["program.otp"])))
    assert found(miles=250).total == 0


def test_the_other_country_is_not_mixed_in(database):
    keep(clinic("over there", country="uk"))
    assert (found().total, found(country="uk").total) == (0, 1)


def test_where_nothing_is_near_the_next_distance_that_has_something_is_named(database):
    keep(clinic("far", miles=42))
    answer = found(miles=10)
    assert (answer.total, answer.wider, answer.pages) == (0, 50, 1)
    assert found(miles=50).wider is None


def test_many_places_come_in_pages(database):
    keep(*(clinic(f"k{number:02}", miles=number / 10) for number in range(45)))
    pages = [found(page=page) for page in (1, 2, 3, 4)]
    assert [len(each.shown) for each in pages] == [20, 20, 5, 0]
    assert (pages[0].total, pages[0].pages) == (45, 3)
    assert len({name for each in pages for name in names(each)}) == 45


def test_what_may_be_the_same_place_says_so_and_both_are_shown(database):
    here = clinic("clinic", "program.otp", phone="555-010-0101")
    keep(here, replace(here, key="again", name="Methadone Programme"))
    shown = found().shown
    assert [[other.name for other in each.also] for each in shown] == [["Methadone Programme"], ["Clinic"]]


# --- Meetings -------------------------------------------------------------------------------------


def meeting(key, day=1, starts=time(19, 0), miles=1.0, **more):
    address = Address(country="us", point=Point(HERE.latitude + miles * MILE, HERE.longitude))
    return Meeting(key, key.title(), more.pop("fellowship", "Narcotics Anonymous"), more.pop("address", address), day, starts, 60, **more)


def met(**wish):
    from holdfast.finder.search import MeetingsWanted, meetings

    return meetings(MeetingsWanted(wish.pop("centre", HERE), **wish))


def titles(answer):
    return [each.meeting.name for each in answer.shown]


def test_meetings_are_sorted_by_distance_then_by_the_week(database):
    keep(meeting("far", miles=8), meeting("near, sunday", day=7), meeting("near, monday"), feed="bmlt")
    assert titles(met()) == ["Near, Monday", "Near, Sunday", "Far"]


def test_soonest_first_goes_round_the_week(database):
    keep(
        meeting("monday", 1),
        meeting("saturday night", 6, time(23, 0)),
        meeting("sunday", 7),
        meeting("by appointment", None, None),
        feed="bmlt",
    )
    saturday_at_ten_at_night = (5 * 24 + 22) * 60
    assert titles(met(soon=saturday_at_ten_at_night)) == ["Saturday Night", "Sunday", "Monday", "By Appointment"]
    assert titles(met(soon=saturday_at_ten_at_night + 61)) == ["Sunday", "Monday", "Saturday Night", "By Appointment"]


@pytest.mark.parametrize(
    ("wish", "fits", "does_not"),
    [
        ({"days": [7]}, {"day": 7}, {"day": 1}),
        ({"after": time(18, 0)}, {"starts": time(18, 0)}, {"starts": time(17, 59)}),
        ({"before": time(12, 0)}, {"starts": time(11, 59)}, {"starts": time(12, 0)}),
        ({"kinds": ["X"]}, {"kinds": frozenset(["X", "O"])}, {"kinds": frozenset(["O"])}),
        ({"languages": ["es"]}, {"languages": frozenset(["es"])}, {"languages": frozenset(["en"])}),
        ({"fellowships": ["Heroin Anonymous"]}, {"fellowship": "Heroin Anonymous"}, {}),
        ({"medication_friendly": True}, {"medication_friendly": True}, {"medication_friendly": None}),
        ({"online": True}, {"online": True, "in_person": False, "address": Address()}, {}),
        ({}, {"online": True}, {"online": True, "in_person": False}),
    ],
)
def test_each_wish_for_a_meeting_keeps_what_says_so(database, wish, fits, does_not):
    keep(meeting("yes", **fits), meeting("no", **does_not), feed="bmlt")
    assert titles(met(**wish)) == ["Yes"]


def test_an_online_meeting_is_found_from_anywhere_and_has_no_distance(database):
    keep(meeting("online", online=True, in_person=False, address=Address()), feed="bmlt")
    answer = met(online=True, centre=None)
    assert [(each.meeting.name, each.miles) for each in answer.shown] == [("Online", None)]


def test_no_meeting_is_assumed_to_welcome_medicine(database):
    keep(meeting("na"), feed="bmlt")
    assert met().shown[0].meeting.medication_friendly is None
    assert met(medication_friendly=True).total == 0


def test_where_no_meeting_is_near_the_next_distance_is_named(database):
    keep(meeting("far", miles=42), feed="bmlt")
    assert (met(miles=5).total, met(miles=5).wider) == (0, 50)
    assert met(miles=5, online=True).wider is None


def test_meetings_come_in_pages(database):
    keep(*(meeting(f"k{number:02}", miles=number / 10 + 0.1) for number in range(25)), feed="bmlt")
    assert [len(met(page=page).shown) for page in (1, 2)] == [20, 5]
    assert (met().total, met().pages) == (25, 2)


def test_whose_meetings_there_are_is_known_anew_after_every_import(database):
    from holdfast.finder.search import fellowships

    assert fellowships() == ()
    keep(meeting("na"), feed="bmlt")
    assert fellowships() == ("Narcotics Anonymous",)
    keep(meeting("ha", fellowship="Heroin Anonymous"), meeting("none", fellowship=""), feed="meeting_guide")
    assert fellowships() == ("Heroin Anonymous", "Narcotics Anonymous")
