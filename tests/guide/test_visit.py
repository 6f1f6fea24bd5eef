"""A whole visit: what is found near, what is sent back and forth, what is logged, what a page weighs, and what hostile input gets."""

import gzip
import io
import logging
import re
from datetime import date, time

import pytest

from holdfast.finder.listings import Address, Facility, Meeting, Point, Row
from tests.guide.visiting import PEOPLE, text_of

DAY = date(2026, 11, 20)
HOSTILE = "\"><script>alert(1)</script>{{ 1234|add:1 }}{% debug %}\u202e\x00'; DROP TABLE x;--"


@pytest.fixture
def near_baltimore(database):
    """Three places and two meetings, all made up, in the middle of Baltimore."""
    from holdfast.finder.importing import store

    def at(number, town="Baltimore"):
        return Address(
            street=f"{number} Made-up Street",
            town=town,
            region="MD",
            postcode="21201",
            country="us",
            point=Point(39.295 + number / 1000, -76.62),
        )

    store(
        "findtreatment",
        "made-up.json",
        [
            Row(
                "1",
                Facility(
                    "no-medicine", "Evergreen <b>House</b>", at(1), offers=frozenset({"care.sud_treatment", "moud_policy.does_not_use"})
                ),
            ),
            Row(
                "2",
                Facility(
                    "clinic",
                    "Harbor Clinic",
                    at(2),
                    phone="410-555-0100 x3",
                    website="javascript:alert(1)",
                    offers=frozenset({"care.sud_treatment", "program.otp", "payment.medicaid", "population.pregnant_postpartum"}),
                    told={"Type of care": ("Treatment",)},
                ),
            ),
            Row(
                "3",
                Facility(
                    "private",
                    "Paid Place",
                    at(3),
                    website="https://example.org/",
                    offers=frozenset({"care.sud_treatment", "medication.buprenorphine.prescribes", "payment.private_insurance"}),
                ),
            ),
        ],
        DAY,
    )
    store(
        "bmlt",
        "made-up.json",
        [
            Row("1", Meeting("one", "Sunday Light", "Narcotics Anonymous", at(4), 7, time(19, 30), kinds=frozenset({"O", "X"}))),
            Row(
                "2",
                Meeting(
                    "two",
                    "Far and Near",
                    "Narcotics Anonymous",
                    at(5),
                    1,
                    time(9),
                    online=True,
                    in_person=False,
                    link="https://example.org/meet",
                    medication_friendly=True,
                ),
            ),
        ],
        DAY,
    )


def results_of(visitor, who, **more):
    place, sent = PEOPLE[who]
    return visitor.post(f"/{place}/en/guide/", {"do": "show", **sent, **more})


# --- Places near ----------------------------------------------------------------------------------


def test_places_that_prescribe_come_first_and_one_that_uses_no_medicine_last_saying_so(visitor, near_baltimore):
    page = text_of(results_of(visitor, "out of prison", near="21201"))
    order = [page.index(name) for name in ("Harbor Clinic", "Paid Place", "Evergreen <b>House</b>")]
    assert order == sorted(order)
    assert "Prescribes methadone" in page
    assert "Does not use the medicines that work best for opioid addiction" in page
    assert "Says it has: Medicaid" in page
    assert "Not on its list, ask: Medicaid" in page
    assert "Not stated: Medicaid" in page
    assert "Loaded on 20 November 2026" in page


@pytest.mark.parametrize("paying", ["medicaid", "military", "none"])
def test_see_all_shows_all_also_to_who_told_how_they_could_pay(visitor, near_baltimore, paying):
    results = visitor.post("/us/en/guide/", {"do": "show", "near": "21201", "paying": paying})
    form = re.search(r'action="/us/en/places/".*?</form>', results.content.decode(), re.DOTALL)[0]
    carried = dict(re.findall(r'name="(\w+)" value="([^"]*)"', form))
    found = "3 found within 25 miles."
    assert found in text_of(results)
    assert found in text_of(visitor.post("/us/en/places/", carried))


def test_who_does_not_know_how_far_they_can_go_is_shown_the_usual_distance(visitor, near_baltimore):
    sent = {"do": "show", "near": "21201", "far": "unsure", "daily": "no", "who": "someone"}
    page = text_of(visitor.post("/us/en/guide/", sent))
    assert "found within 25 miles" in page
    assert "How far can they go? Not sure; Could they go there every day at first? No" in page
    assert visitor.post("/us/en/meetings/", {"which": "near", "near": "21201", "far": "unsure"}).status_code == 200


def test_the_number_to_call_is_dialled_without_its_extension(visitor, near_baltimore):
    page = results_of(visitor, "self", near="Baltimore, MD").content.decode()
    assert 'href="tel:4105550100"' in page
    assert "410-555-0100 x3" in page


def test_a_place_that_marks_help_for_pregnancy_says_so_to_who_is_pregnant(visitor, near_baltimore):
    assert "Pregnant or a new parent" in text_of(results_of(visitor, "pregnant", near="21201"))
    assert "Pregnant or a new parent" not in text_of(results_of(visitor, "self", near="21201"))


def test_the_search_by_itself_can_leave_out_who_does_not_take_the_payment_and_says_how_many(visitor, near_baltimore):
    page = text_of(visitor.post("/us/en/places/", {"near": "21201", "paying": "medicaid"}))
    assert "Harbor Clinic" in page
    assert "Paid Place" not in page
    assert "1: do not take the payment, or lack the help, you chose" in page


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({}, ["Harbor Clinic", "Paid Place", "Evergreen <b>House</b>"]),
        ({"only": "prescribes"}, ["Harbor Clinic", "Paid Place"]),
        ({"only": "prescribes", "medicine": "methadone"}, ["Harbor Clinic"]),
        ({"group": "veterans"}, ["Paid Place", "Evergreen <b>House</b>"]),
        ({"group": "pregnant"}, ["Harbor Clinic", "Paid Place", "Evergreen <b>House</b>"]),
        ({"group": ["pregnant", "veterans"]}, ["Paid Place", "Evergreen <b>House</b>"]),
        ({"spoken": "es", "help": "child_care", "level": "hospital"}, ["Harbor Clinic", "Paid Place", "Evergreen <b>House</b>"]),
        ({"level": "any", "group": "nobody", "help": "x" * 300}, ["Harbor Clinic", "Paid Place", "Evergreen <b>House</b>"]),
    ],
)
def test_what_is_asked_for_leaves_out_who_lists_something_else_and_never_who_does_not_state_it(visitor, near_baltimore, asked, found):
    """Only the clinic lists groups; it lists pregnancy. The others state none, so they stay."""
    page = text_of(visitor.post("/us/en/places/", {"near": "21201", **asked}))
    assert [name for name in ("Harbor Clinic", "Paid Place", "Evergreen <b>House</b>") if name in page] == found
    assert ("not shown" in page or "lack the help" in page or "do not say that they prescribe it" in page) is (len(found) < 3)


def test_what_a_listing_does_not_state_is_told_beside_what_it_says(visitor, near_baltimore):
    page = text_of(visitor.post("/us/es/places/", {"near": "21201", "group": "pregnant", "spoken": "vi"}))
    assert "Dice que tiene: Embarazo o bebé recién nacido" in page
    assert "No lo dice: Vietnamita" in page


def test_a_search_is_kept_for_the_next_page_and_for_changing_it(visitor, near_baltimore):
    chosen = {"near": "21201", "far": "10", "level": "outpatient", "only": "prescribes", "group": "women", "spoken": ["es", "sign"]}
    page = visitor.post("/us/en/places/", chosen).content.decode()
    for ticked in ("far-10", "level-outpatient", "only-prescribes", "group-women", "spoken-es", "spoken-sign"):
        assert re.search(rf'id="{ticked}"[^>]* checked', page), ticked
    assert not re.search(r'id="level-any"[^>]* checked', page)
    assert re.search(r'id="level-any"[^>]* checked', visitor.get("/us/en/places/").content.decode())


def test_the_register_for_england_is_not_asked_what_it_never_says(visitor, database):
    page = visitor.get("/uk/en/places/").content.decode()
    assert 'name="level"' in page
    assert not re.search(r'name="(group|help|spoken)"', page)


def test_a_place_shows_all_that_it_lists_and_never_a_link_that_runs(visitor, near_baltimore):
    from holdfast.finder.models import Facility as Kept

    clinic, paid = Kept.objects.get(key="clinic"), Kept.objects.get(key="private")
    page = visitor.get(f"/us/en/place/{clinic.pk}/")
    assert "Type of care" in text_of(page)
    assert "Prescribes methadone" in text_of(page)
    assert b"javascript:" not in page.content
    assert b'href="https://example.org/" rel="nofollow noopener noreferrer"' in visitor.get(f"/us/es/place/{paid.pk}/").content
    assert visitor.get("/us/en/place/999999/").status_code == 404


def test_meetings_are_found_near_and_online_and_medicine_is_never_assumed(visitor, near_baltimore):
    here = text_of(visitor.post("/us/en/meetings/", {"which": "near", "near": "21201"}))
    assert "Sunday 7:30 PM" in here
    assert "Medicine: not stated" in here
    assert "Far and Near" not in here
    online = text_of(visitor.post("/us/es/meetings/", {"which": "online", "wish": "medicine"}))
    assert "Lunes 9:00 a. m." in online
    assert "Acepta a personas con medicina" in online
    assert "No conocemos ninguna reunión así" in text_of(visitor.post("/us/es/meetings/", {"which": "online", "wish": ["wheelchair"]}))


@pytest.mark.parametrize(("when", "found"), [("any", True), ("morning", False), ("afternoon", False), ("evening", True)])
def test_meetings_are_found_by_the_time_of_day(visitor, near_baltimore, when, found):
    assert ("Sunday Light" in text_of(visitor.post("/us/en/meetings/", {"which": "near", "near": "21201", "when": when}))) is found


@pytest.mark.parametrize(
    ("moment", "place", "said"),
    [
        (time(0, 0), "us", "12:00 AM"),
        (time(12, 0), "us", "12:00 PM"),
        (time(19, 30), "us", "7:30 PM"),
        (time(9, 5), "us", "9:05 AM"),
        (time(19, 30), "uk", "19:30"),
    ],
)
def test_a_time_is_said_as_it_is_said_there(moment, place, said):
    from holdfast.guide.meetings import clock

    assert clock(moment, place, "en") == said


def test_who_uses_no_opioid_is_told_that_these_medicines_are_not_for_that(visitor, database):
    note = "You told us of no opioid. These medicines are for opioids alone."
    assert note in text_of(visitor.post("/us/en/guide/", {"do": "show", "what": "stimulants"}))
    for sent in ({"what": ["stimulants", "pills"]}, {"what": "unsure"}, {}):
        assert note not in text_of(visitor.post("/us/en/guide/", {"do": "show", **sent}))


# --- Back and forth -------------------------------------------------------------------------------


def test_the_answers_are_in_the_page_and_come_back_ticked(visitor, database):
    first = results_of(visitor, "in Leeds").content.decode()
    carried = re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)">', first)
    assert {("what", "heroin"), ("what", "sedatives"), ("daily", "no")} <= set(carried)
    form = visitor.post("/uk/es/guide/", {"do": "change", "what": ["heroin", "sedatives"], "daily": "no", "near": "LS1"}).content.decode()
    for ticked in ("what-heroin", "what-sedatives", "daily-no"):
        assert re.search(rf'id="{ticked}"[^>]* checked', form), ticked
    assert 'value="LS1"' in form
    assert not re.search(r'id="what-fentanyl"[^>]* checked', form)


def test_a_place_that_was_not_found_says_so_beside_its_field_when_it_is_changed(visitor, database):
    def form(near):
        return visitor.post("/us/en/guide/", {"do": "change", "near": near}).content.decode()

    unknown = form("Xyzzyville")
    assert "No place that we know. Check the spelling" in unknown
    assert 'aria-describedby="near-hint near-error"' in unknown
    for fine in ("21201", ""):
        assert "near-error" not in form(fine)


def test_the_sheet_to_print_has_a_name_that_says_nothing(visitor, database):
    for language, name in (("en", "My list"), ("es", "Mi lista")):
        page = visitor.post(f"/us/{language}/guide/", {"do": "show"}).content.decode()
        assert re.search(r"<title>(.*?)</title>", page)[1] == name


def test_nothing_of_a_visit_is_kept(visitor, database):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(
        connection,
    ) as asked:
        for who in PEOPLE:
            assert results_of(visitor, who, near="Baltimore, MD").status_code == 200
    assert [each["sql"] for each in asked.captured_queries if not each["sql"].startswith("SELECT")] == []
    assert not visitor.cookies


# --- The log --------------------------------------------------------------------------------------


@pytest.fixture
def log():
    """All that any logger says during a test, down to the least, as the site would write it and as it stands in the record."""
    said, kept = io.StringIO(), logging.root.level
    handler = logging.StreamHandler(said)
    root = (logging.getLogger(), logging.getLogger("django"))
    for logger in root:
        logger.addHandler(handler)
    logging.root.setLevel(logging.DEBUG)
    yield said
    logging.root.setLevel(kept)
    for logger in root:
        logger.removeHandler(handler)


def test_no_answer_is_in_any_line_of_a_log(visitor, near_baltimore, log):
    for who in PEOPLE:
        results_of(visitor, who, near="21201 Baltimore")
    visitor.post("/us/en/places/", {"near": "Shibboleth", "medicine": "methadone"})
    visitor.post("/us/en/meetings/", {"near": "Shibboleth"})
    visitor.post("/us/en/guide/", "near=" + "Shibboleth" * 100_000, content_type="application/x-www-form-urlencoded")
    lines = log.getvalue()
    assert not re.search(r"21201|Baltimore|Shibboleth|heroin|fentanyl|pregnan|methadone|suicide", lines), lines


def test_a_page_that_breaks_is_plain_and_the_log_names_the_place_and_nothing_that_was_typed(visitor, database, log, monkeypatch):
    def broken(*args, **more):
        raise ValueError("Shibboleth")

    monkeypatch.setattr("holdfast.guide.views.results", broken)
    answer = visitor.post("/us/en/guide/", {"do": "show", "near": "Shibboleth"})
    assert answer.status_code == 500
    assert "It is our mistake, not yours" in text_of(answer)
    assert "tel:911" in answer.content.decode()
    assert re.search(r"ValueError in .*in broken", log.getvalue())
    assert "Shibboleth" not in log.getvalue()


# --- Weight and hostility -------------------------------------------------------------------------


def weight(visitor, page):
    files = re.findall(r'(?:href|src)="(/static/[^"]+)"', page.content.decode())
    served = [b"".join(visitor.get(each, headers={"accept-encoding": "gzip"}).streaming_content) for each in dict.fromkeys(files)]
    return len(gzip.compress(page.content)) + sum(map(len, served))


def test_a_first_visit_weighs_less_than_sixty_kilobytes(visitor, database):
    for address in ("/", "/us/en/", "/us/es/guide/", "/uk/en/read/overdose/"):
        assert 5_000 < weight(visitor, visitor.get(address)) < 60_000, address


def test_a_page_of_results_weighs_less_than_sixty_kilobytes(visitor, near_baltimore):
    assert weight(visitor, results_of(visitor, "mother", near="21201")) < 60_000


@pytest.mark.parametrize("address", ["/us/en/guide/", "/uk/es/guide/", "/us/es/places/", "/uk/en/places/", "/us/en/meetings/"])
def test_hostile_words_never_leave_their_field(visitor, database, address):
    for do in ("show", "change"):
        answer = visitor.post(
            address, {"do": do, "near": HOSTILE, "who": HOSTILE, "what": [HOSTILE] * 50, "page": HOSTILE, "far": "-1", "level": HOSTILE}
        )
        assert answer.status_code in (200, 400)
        assert b"<script>alert" not in answer.content
        assert b"1235" not in answer.content
        assert b"Traceback" not in answer.content


@pytest.mark.parametrize("near", ["", "0", "00000", "Xyzzyville", "-91,500", "ZZ99", "'" * 60, "Springfield", "\U0001f600"])
def test_an_impossible_place_is_told_in_plain_words_and_the_rest_is_still_there(visitor, database, near):
    answer = results_of(visitor, "self", near=near)
    assert answer.status_code == 200
    assert "What to say on the phone" in text_of(answer)
    search = visitor.post("/us/en/places/", {"near": near})
    assert search.status_code == 400
    assert "There is a problem" in text_of(search)
    assert search.content.decode().count("<title>Error: ") == 1


@pytest.mark.parametrize("page", ["0", "-3", "999999999999", "two", "٣", "1e9"])
def test_a_page_that_cannot_be_is_still_a_page(visitor, near_baltimore, page):
    assert visitor.post("/us/en/places/", {"near": "21201", "page": page}).status_code == 200
    assert visitor.post("/us/en/meetings/", {"which": "online", "page": page}).status_code == 200


@pytest.mark.parametrize("method", ["put", "delete", "patch"])
def test_other_ways_of_asking_are_refused(visitor, database, method):
    assert getattr(visitor, method)("/us/en/guide/").status_code == 405


def test_a_file_is_not_taken(visitor, database):
    large = io.BytesIO(b"x" * 200_000)
    large.name = "near.txt"
    answer = visitor.post("/us/en/guide/", {"do": "show", "near": large})
    assert answer.status_code in (200, 400, 413)
    assert b"xxxx" not in answer.content
