"""Medicines: what is treatment, what is for pain, what is a rescue kit, and where code and words part."""

import pytest

from tests.fhir.making import HCPCS, billed, code, condition, dose, facts, given, made, notices, read, request, statement, unused

OUD = condition("icd F11.20", recordedDate="2026-01-01")


def medication(*resources, **more):
    return facts(*resources, **more).get("current_medication")


@pytest.mark.parametrize(
    ("codes", "kind"),
    [
        (["rx 351264"], "buprenorphine"),
        (["rx 351267"], "buprenorphine"),
        (["rx 1010604"], "buprenorphine"),
        (["rx 1431102"], "buprenorphine"),
        (["rx 352364"], "buprenorphine"),
        (["sct 425741009"], "buprenorphine"),
        (["atc N07BC51"], "buprenorphine"),
        (["atc N07BC02"], "methadone"),
        (["rx 991147"], "methadone"),
        (["rx 864978"], "methadone"),
        (["rx 1996192"], "buprenorphine_xr"),
        (["rx 2639031"], "buprenorphine_xr"),
        (["rx 1797650"], "other"),
        (["rx 7243 naltrexone 50 MG Oral Tablet"], "naltrexone_oral"),
        (["rx 7243 naltrexone 380 MG [Vivitrol]"], "naltrexone_xr"),
    ],
)
def test_treatment_is_recognised_by_code(codes, kind):
    assert medication(request(*codes)) == kind


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("Suboxone 8 mg-2 mg sublingual film", "buprenorphine"),
        ("Subutex 8 mg", "buprenorphine"),
        ("buprenorphine 8 MG Sublingual Tablet", "buprenorphine"),
        ("Sublocade 300 mg/1.5 mL", "buprenorphine_xr"),
        ("Buvidal 96 mg monthly", "buprenorphine_xr"),
        ("Vivitrol 380 mg", "naltrexone_xr"),
        ("Methadone 40 mg dispersible tablet", "methadone"),
        ("naltrexone 50 mg tablet", "naltrexone_oral"),
    ],
)
def test_without_a_known_code_the_words_are_read_and_it_says_so(words, kind):
    reading = read(request(text=words))
    assert reading.values()["current_medication"] == kind
    assert "by its words" in next(fact.said for fact in reading.facts if fact.name == "current_medication")


@pytest.mark.parametrize("one", ["rx 904870", "rx 1716057", "rx 388507", "rx 205533", "rx 246474", "rx 864714", "atc N02AE01"])
def test_buprenorphine_and_methadone_made_for_pain_are_analgesics_and_not_treatment(one):
    assert facts(request(one)) == {"takes_opioid_analgesic": True}


@pytest.mark.parametrize(
    "words",
    [
        "Butrans 10 mcg/hr weekly patch",
        "Belbuca 150 mcg buccal film",
        "buprenorphine 5 microgram/hour transdermal patch",
        "Buprenex 0.3 mg/mL injection",
        "oxycodone 5 mg tablet",
        "Percocet",
        "Tramadol hydrochloride 50 mg",
        "fentanyl 25 mcg/hr patch",
        "oxycodone / naloxone (Targin)",
    ],
)
def test_pain_medicines_in_words_are_analgesics(words):
    assert facts(request(text=words)) == {"takes_opioid_analgesic": True}


@pytest.mark.parametrize("words", ["Naloxone 4 mg nasal spray", "Narcan", "naloxone kit, take home"])
def test_naloxone_is_a_rescue_kit_and_never_treatment(words):
    assert facts(request(text=words)) == {"has_naloxone": True}
    assert facts(request("rx 1725059")) == {"has_naloxone": True}


def test_buprenorphine_naloxone_is_no_rescue_kit():
    assert "has_naloxone" not in facts(request("rx 351267"))
    assert "has_naloxone" not in facts(request(text="Suboxone film"))


def test_naloxone_ordered_in_hospital_is_not_taken_home_and_a_past_supply_is_asked_about():
    assert facts(request("rx 1191222", category=[code("http://x inpatient")])) == {}
    past = request("rx 1725059", status="completed", authoredOn="2026-01-01")
    assert facts(past) == {}
    assert "naloxone_old" in notices(past)
    assert facts(request("rx 1725059", authoredOn="2025-05-01")) == {"has_naloxone": True}


def test_naloxone_that_was_given_gives_the_hours_since_and_no_kit():
    assert facts(given("rx 1191222", when="2026-11-21T06:00:00")) == {"hours_since_naloxone": 3}


# Methadone: pain or treatment ------------------------------------------------------------------------------------


def test_methadone_tablets_without_a_disorder_are_read_as_pain_treatment_with_a_question():
    tablets = request("rx 864706")
    assert facts(tablets) == {"takes_opioid_analgesic": True}
    assert "methadone_reason_unknown" in notices(tablets)


def test_methadone_in_other_words_without_a_disorder_is_only_a_question():
    for entry in (statement(text="Methadone"), request("rx 864761"), request("rx 6813 methadone")):
        assert facts(entry) == {}
        assert "methadone_reason_unknown" in notices(entry)


def test_methadone_tablets_are_treatment_where_a_disorder_is_recorded_or_is_the_reason():
    assert medication(OUD, request("rx 864706")) == "methadone"
    assert medication(request("rx 864706", reasonCode=[code("icd F11.20")])) == "methadone"
    reason = condition("sct 75544000", id="why")
    assert medication(reason, request("rx 864706", reasonReference=[{"reference": "Condition/why"}])) == "methadone"


def test_methadone_ordered_for_pain_is_an_analgesic_even_with_a_disorder():
    known = facts(OUD, request("rx 864706", reasonCode=[code(text="Chronic back pain")]))
    assert known["takes_opioid_analgesic"] is True
    assert "current_medication" not in known


# Now, or not -----------------------------------------------------------------------------------------------------


def test_an_order_counts_until_its_end_and_not_beyond():
    def ending(end):
        return request("rx 351267", authoredOn="2026-11-01", dispenseRequest={"validityPeriod": {"end": end}})

    assert medication(ending("2026-11-21")) == "buprenorphine"
    assert medication(ending("2026-11-20")) is None
    assert "supply_ended" in notices(ending("2026-11-20"))


def test_an_order_whose_supply_has_run_out_does_not_count():
    supply = {"expectedSupplyDuration": {"value": 28, "unit": "days", "code": "d"}, "numberOfRepeatsAllowed": 1}
    assert medication(request("rx 351267", authoredOn="2026-10-10", dispenseRequest=supply)) == "buprenorphine"
    assert medication(request("rx 351267", authoredOn="2026-09-01", dispenseRequest=supply)) is None


def test_an_order_of_years_ago_that_is_still_active_is_asked_about_once():
    old = [request("rx 1819", text="buprenorphine tablet", authoredOn=day) for day in ("2020-01-01", "2021-01-01")]
    assert facts(*old) == {}
    asked = [notice for notice in read(*old).warnings if notice.code == "still_taken"]
    assert len(asked) == 1
    assert "since 2021-01-01" in asked[0].say


def test_an_order_that_is_still_to_start_does_not_count():
    later = [{"timing": {"repeat": {"boundsPeriod": {"start": "2026-12-01"}}}}]
    assert medication(request("rx 351267", dosageInstruction=later)) is None


def test_no_medicine_is_never_concluded_from_anything():
    for entry in (request("rx 351267", status="stopped"), statement("rx 6813", status="not-taken"), billed("hcpcs G2074", "2026-11-20")):
        assert "current_medication" not in facts(OUD, entry)


def test_a_newer_statement_that_it_was_stopped_leaves_it_unknown():
    both = [request("rx 351267", authoredOn="2026-10-01"), statement("rx 351267", status="stopped", effectiveDateTime="2026-11-01")]
    assert medication(*both) is None
    assert "medicine_stopped" in notices(*both)
    assert medication(request("rx 351267", authoredOn="2026-11-10"), both[1]) == "buprenorphine"


def test_two_current_treatments_stay_unknown_and_both_are_named():
    both = [request("rx 351267"), request("rx 991147")]
    assert medication(*both) is None
    said = next(notice.say for notice in read(*both).warnings if notice.code == "several_medicines")
    assert "methadone" in said
    assert "buprenorphine" in said


# Doses -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("entry", "fact", "mg"),
    [
        (request("rx 991147", dosageInstruction=dose(80)), "current_methadone_mg", 80),
        (request("rx 991147", dosageInstruction=dose(40, times=2)), "current_methadone_mg", 80),
        (request("rx 991147", dosageInstruction=dose(8, "mL")), "current_methadone_mg", 80),
        (request("rx 864978", dosageInstruction=dose(2, "tablet")), "current_methadone_mg", 80),
        (request("rx 351267", dosageInstruction=dose(2, "{tbl}")), "current_buprenorphine_mg", 16),
        (request("rx 351267", dosageInstruction=dose(16)), "current_buprenorphine_mg", 16),
        (request("rx 1431102", dosageInstruction=dose(1, "tablet")), "current_buprenorphine_mg", 8),
        (request("rx 1431102", dosageInstruction=dose(5.7)), "current_buprenorphine_mg", 8),
        (request("rx 1597573", dosageInstruction=dose(17.2)), "current_buprenorphine_mg", 24),
        (request(text="Suboxone 8-2 mg sublingual film", dosageInstruction=dose(2, "film")), "current_buprenorphine_mg", 16),
        (statement("rx 351267", dosage=dose(8, times=2)), "current_buprenorphine_mg", 16),
    ],
)
def test_the_daily_dose_is_worked_out_where_the_order_gives_it_in_numbers(entry, fact, mg):
    assert facts(entry)[fact] == mg


@pytest.mark.parametrize(
    "instructions",
    [
        [{"text": "8 mg once daily"}],
        dose(8, asNeededBoolean=True),
        [*dose(8), {**dose(4)[0], "sequence": 2}],
        [{"timing": {"repeat": {"frequency": 1, "period": 1, "periodUnit": "d"}}, "doseAndRate": [{"doseRange": {"low": {"value": 8}}}]}],
        dose(8, "spoons"),
        dose(800),
    ],
)
def test_a_doubtful_dose_is_not_guessed(instructions):
    known = facts(request("rx 351267", dosageInstruction=instructions))
    assert known["current_medication"] == "buprenorphine"
    assert "current_buprenorphine_mg" not in known


def test_products_without_a_conversion_have_no_dose():
    entry = request("rx 1542390", dosageInstruction=dose(4.2))
    assert "current_buprenorphine_mg" not in facts(entry)
    assert "dose_not_converted" in notices(entry)


def test_the_newest_order_gives_the_dose_and_different_doses_of_one_day_are_asked():
    old, new = (request("rx 351267", authoredOn=day, dosageInstruction=dose(mg)) for day, mg in (("2026-10-01", 8), ("2026-11-01", 16)))
    assert facts(old, new)["current_buprenorphine_mg"] == 16
    other = request("rx 351267", authoredOn="2026-11-01", dosageInstruction=dose(24))
    assert "current_buprenorphine_mg" not in facts(new, other)
    assert "doses_differ" in notices(new, other)


# Given and billed ------------------------------------------------------------------------------------------------


def test_the_last_dose_given_gives_the_hours_and_the_current_medicine():
    doses = [given("rx 991147", when=day) for day in ("2026-11-19T08:00:00", "2026-11-20T08:30:00")]
    assert facts(*doses) == {"current_medication": "methadone", "hours_since_methadone": 24.5}


def test_a_dose_given_yesterday_without_a_time_is_asked_about():
    entry = given("rx 351264", when="2026-11-20")
    assert "hours_since_buprenorphine" not in facts(entry)
    assert "dose_time_unknown" in notices(entry)


def test_a_dose_given_long_ago_shows_no_current_medicine():
    entry = given("rx 991147", when="2026-10-01T08:00:00")
    assert "current_medication" not in facts(entry)
    assert facts(entry)["hours_since_methadone"] > 1000


def test_methadone_given_without_a_disorder_may_be_for_pain():
    entry = given("rx 864706", when="2026-11-21T05:00:00")
    assert facts(entry) == {"hours_since_methadone": 4}
    assert "methadone_reason_unknown" in notices(entry)


def test_an_injection_gives_its_product_its_dose_and_the_days_since():
    assert facts(given("rx 1996192", when="2026-11-01")) == {
        "current_medication": "buprenorphine_xr",
        "days_since_xr_injection": 20,
        "xr_product": "sublocade",
        "xr_dose_mg": 300,
    }
    assert facts(billed("hcpcs J0577", "2026-11-18"))["xr_product"] == "brixadi_weekly"
    late = facts(billed("hcpcs Q9991", "2026-08-01"))
    assert late == {"days_since_xr_injection": 112, "xr_product": "sublocade"}


@pytest.mark.parametrize(
    ("one", "kind"),
    [
        ("G2067", "methadone"),
        ("H0020", "methadone"),
        ("S0109", "methadone"),
        ("G2068", "buprenorphine"),
        ("J0571", "buprenorphine"),
        ("J0575", "buprenorphine"),
        ("G2069", "buprenorphine_xr"),
        ("Q9992", "buprenorphine_xr"),
        ("J0578", "buprenorphine_xr"),
        ("G2073", "naltrexone_xr"),
        ("J2315", "naltrexone_xr"),
        ("J0570", "other"),
    ],
)
def test_billed_care_of_the_last_days_shows_the_medicine(one, kind):
    assert medication(billed(f"hcpcs {one}", "2026-11-16")) == kind
    assert medication(billed(f"hcpcs {one}", "2026-01-16")) is None


def test_billed_naloxone_is_a_kit_and_a_week_without_medicine_is_nothing():
    assert facts(billed("hcpcs G2215", "2026-06-01")) == {"has_naloxone": True}
    assert facts(billed("hcpcs G2074", "2026-11-20")) == {}
    assert facts(billed("hcpcs G0532", "2026-11-20")) == {}


def test_billed_care_is_read_from_a_visit_too_and_the_place_of_a_visit_going_on():
    visit = made("Encounter", status="finished", type=[{"coding": [{"system": HCPCS, "code": "G2067"}]}], period={"start": "2026-11-18"})
    assert medication(visit) == "methadone"
    now = made("Encounter", status="in-progress", **{"class": {"code": "EMER"}}, period={"start": "2026-11-21T07:00:00"})
    assert facts(now) == {"setting": "emergency_department"}


# Code against text -----------------------------------------------------------------------------------------------


def test_naloxone_by_code_and_naltrexone_by_text_concludes_nothing_and_shows_both():
    for entry in (
        request("rx 1725059", text="Naltrexone 50 mg tablet"),
        request("rx 7243", text="Naloxone nasal spray"),
        request("rx 1725059", text="Buprenorphine / naloxone film"),
        request("http://x 1 naloxone", text="naltrexone 50 mg tablet"),
    ):
        assert facts(entry) == {}
        said = next(notice.say for notice in read(entry).warnings if notice.code == "code_text_mismatch")
        assert "naloxone" in said
        assert "naltrexone" in said or "buprenorphine" in said


def test_a_short_name_beside_a_combination_is_no_contradiction():
    assert notices(request("rx 351267 buprenorphine 8 MG / naloxone 2 MG Sublingual Tablet", text="Buprenorphine")) == set()
    assert notices(request("rx 1819", text="buprenorphine/naloxone film")) == set()


# Other medicines -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("words", "fact", "value"),
    [
        ("Diazepam 5 mg", "benzodiazepine_use", "prescribed"),
        ("Gabapentin 300 mg", "gabapentinoid_use", True),
        ("Linezolid 600 mg", "maoi_use", True),
        ("Citalopram 20 mg", "qt_prolonging_medicine", True),
        ("Ondansetron 4 mg", "qt_prolonging_medicine", True),
        ("Fluconazole 200 mg", "cyp3a4_inhibitor", True),
        ("Rifampicin 300 mg", "cyp3a4_inducer", True),
        ("St John's wort", "cyp3a4_inducer", True),
        ("Apixaban 5 mg", "anticoagulated", True),
    ],
)
def test_a_current_medicine_that_weighs_on_a_choice_sets_its_fact(words, fact, value):
    assert facts(request(text=words))[fact] == value
    assert fact not in facts(request(text=words, status="completed"))


@pytest.mark.parametrize(
    "words",
    [
        "Erythromycin ophthalmic ointment",
        "Ketoconazole 2% shampoo",
        "heparin lock flush",
        "Methylnaltrexone 12 mg",
        "Apomorphine",
        "no methadone",
        "Sertraline 50 mg",
        "Lidocaine 5% patch",
    ],
)
def test_local_forms_look_alikes_and_denials_set_nothing(words):
    assert facts(request(text=words)) == {}


def test_a_maoi_counts_for_14_days_after_its_end():
    def ending(day):
        return statement(text="linezolid", status="completed", effectivePeriod={"start": "2026-10-01", "end": day})

    assert facts(ending("2026-11-10")) == {"maoi_use": True}
    assert facts(ending("2026-11-01")) == {}


def test_an_opioid_given_once_is_counted_in_the_hours_and_not_as_taken():
    entry = given(text="Morphine 10 mg injection", when="2026-11-20T10:00:00")
    assert facts(entry) == {}
    assert "opioid_given" in notices(entry)


def test_a_medicine_by_a_code_alone_that_we_do_not_know_is_asked_about():
    assert "medicine_not_recognised" in notices(request("rx 999999"))


def test_naltrexone_for_other_ends_is_not_treatment():
    assert medication(request(text="Contrave (naltrexone / bupropion)")) is None
    assert medication(request(text="naltrexone tablet", dosageInstruction=dose(4.5))) is None


def test_a_medication_is_followed_to_where_it_stands():
    inside = {"resourceType": "Medication", "id": "m", "code": code("rx 351267")}
    pointing = made("MedicationRequest", status="active", intent="order", medicationReference={"reference": "#m"}, contained=[inside])
    assert medication(pointing) == "buprenorphine"
    beside = made("MedicationRequest", status="active", intent="order", medicationReference={"reference": "Medication/m"})
    assert medication(inside, beside) == "buprenorphine"
    lost = made(
        "MedicationRequest", status="active", intent="order", medicationReference={"reference": "Medication/x", "display": "Suboxone film"}
    )
    assert medication(lost) == "buprenorphine"


def test_the_form_may_stand_in_the_route():
    def by(route):
        return request(text="buprenorphine", dosageInstruction=[{"route": code(f"sct {route}")}])

    assert medication(by("37839007")) == "buprenorphine"
    assert facts(by("45890007")) == {"takes_opioid_analgesic": True}
    assert facts(by("78421000")) == {"takes_opioid_analgesic": True}
    assert "medicine_unclear" in notices(request(text="buprenorphine"))


def test_what_was_not_used_says_why():
    assert "status completed, not active" in unused(request("rx 351267", status="completed"))


def test_a_dose_in_hours_or_by_a_timing_code_is_worked_out_too():
    def timed(**timing):
        return request("rx 351267", dosageInstruction=[{"timing": timing, "doseAndRate": [{"doseQuantity": {"value": 8, "unit": "mg"}}]}])

    assert facts(timed(repeat={"frequency": 1, "period": 12, "periodUnit": "h"}))["current_buprenorphine_mg"] == 16
    assert facts(timed(code={"coding": [{"code": "BID"}]}))["current_buprenorphine_mg"] == 16
    for repeat in (
        {"frequency": 1, "period": 1},
        {"frequency": 1, "frequencyMax": 2, "period": 1, "periodUnit": "d"},
        {"frequency": 90, "period": 1, "periodUnit": "d"},
    ):
        assert "current_buprenorphine_mg" not in facts(timed(repeat=repeat))


def test_an_order_of_absurd_length_is_set_aside():
    supply = {"expectedSupplyDuration": {"value": 1e12, "unit": "days", "code": "d"}}
    assert "entry_not_readable" in notices(request("rx 351267", authoredOn="2026-10-10", dispenseRequest=supply))


def test_buprenorphine_without_a_form_is_the_sublingual_one_from_two_milligrams_on():
    assert medication(request(text="Buprenorphine 8 mg")) == "buprenorphine"
    assert medication(request("rx 1819", dosageInstruction=dose(16))) == "buprenorphine"
    assert medication(request("rx 1819", dosageInstruction=dose(0.4))) is None
