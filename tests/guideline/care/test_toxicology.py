"""Result × medicine → reading and action. Expectations from evidence g with the corrections n22."""

import itertools

import pytest

from holdfast.guideline.care.toxicology import readings

METHADONE, SL, INJECTION, NALTREXONE = (
    {"current_medication": name} for name in ("methadone", "buprenorphine", "buprenorphine_xr", "naltrexone_xr")
)
AWAKE = {"sedated": False, "alcohol_use": "none", "benzodiazepine_use": "none"}
RESULTS = ("opiates", "6mam", "oxycodone", "fentanyl", "methadone", "eddp", "buprenorphine", "norbuprenorphine", "cocaine", "amphetamine", "benzodiazepine")  # fmt: skip


def urine(**results):
    """Urine facts from results written as + and −."""
    return {
        f"urine_{name.removeprefix('_')}": {"+": "positive", "-": "negative", "?": "not_tested"}[sign] for name, sign in results.items()
    }


def read(facts):
    return [reading.code for reading in readings(facts) if reading.code != "confirm_first"]


@pytest.mark.parametrize(
    ("result", "facts", "expected"),
    [
        ("on methadone: methadone and EDDP", {**METHADONE, **urine(methadone="+", eddp="+")}, ["methadone_taken"]),
        ("on methadone: EDDP without methadone is taken, not passed on (n22)", {**METHADONE, **urine(methadone="-", eddp="+")}, ["methadone_taken_and_gone"]),
        ("on methadone: methadone without EDDP", {**METHADONE, **urine(methadone="+", eddp="-")}, ["methadone_perhaps_added"]),
        ("on methadone: neither", {**METHADONE, **urine(methadone="-", eddp="-")}, ["methadone_not_seen"]),
        ("on methadone: EDDP not tested", {**METHADONE, **urine(methadone="+")}, ["methadone_half_tested"]),
        ("on methadone: screen negative, EDDP not tested", {**METHADONE, **urine(methadone="-", eddp="?")}, ["methadone_screen_negative"]),
        ("on methadone: opiate test negative", {**METHADONE, **urine(opiates="-")}, ["opiate_test_blind"]),
        ("on buprenorphine: opiate test negative", {**SL, **urine(opiates="-")}, ["opiate_test_blind"]),
        ("on buprenorphine: both", {**SL, **urine(buprenorphine="+", norbuprenorphine="+")}, ["buprenorphine_taken"]),
        ("on buprenorphine: only what the body makes", {**SL, **urine(buprenorphine="-", norbuprenorphine="+")}, ["buprenorphine_taken"]),
        ("on buprenorphine: without what the body makes", {**SL, **urine(buprenorphine="+", norbuprenorphine="-")}, ["buprenorphine_perhaps_added"]),
        ("on buprenorphine: only the screen", {**SL, **urine(buprenorphine="+")}, ["buprenorphine_half_tested"]),
        ("on buprenorphine: neither", {**SL, **urine(buprenorphine="-", norbuprenorphine="-")}, ["buprenorphine_not_seen"]),
        ("on the injection: still there months later", {**INJECTION, **urine(buprenorphine="+")}, ["injection_seen"]),
        ("on the injection: not seen", {**INJECTION, **urine(buprenorphine="-")}, ["injection_not_seen"]),
        ("on diamorphine: 6-MAM", {"current_medication": "diamorphine", **urine(_6mam="+")}, ["diamorphine_taken"]),
        ("on diamorphine: opiates", {"current_medication": "diamorphine", **urine(opiates="+")}, ["diamorphine_as_morphine"]),
        ("on methadone, awake: heroin", {**METHADONE, **AWAKE, **urine(_6mam="+")}, ["heroin_dose_too_low"]),
        ("on methadone, drowsy: heroin", {**METHADONE, **AWAKE, "sedated": True, **urine(_6mam="+")}, ["heroin_look_first"]),
        ("on methadone, with benzodiazepines: heroin", {**METHADONE, **AWAKE, "benzodiazepine_use": "both", **urine(_6mam="+")}, ["heroin_look_first"]),
        ("on methadone, not known whether awake: heroin", {**METHADONE, **urine(_6mam="+")}, ["heroin_look_first"]),
        ("on no medicine: heroin", {"current_medication": "none", **urine(_6mam="+")}, ["heroin"]),
        ("on naltrexone: heroin", {**NALTREXONE, **urine(_6mam="+")}, ["naltrexone_and_opioid"]),
        ("on naltrexone: oxycodone may be the medicine itself (n22)", {**NALTREXONE, **urine(oxycodone="+")}, ["naltrexone_looks_like_oxycodone"]),
        ("on naltrexone: fentanyl", {**NALTREXONE, **urine(fentanyl="+")}, ["naltrexone_and_fentanyl", "fentanyl"]),
        ("fentanyl without opiates", {**METHADONE, **urine(fentanyl="+", opiates="-")}, ["opiate_test_blind", "fentanyl"]),
        ("opiates, heroin's mark not tested", {**SL, **urine(opiates="+")}, ["opiates"]),
        ("opiates, prescribed for pain", {**SL, "takes_opioid_analgesic": True, **urine(opiates="+")}, ["prescribed_opiates"]),
        ("opiates with heroin's mark: heroin says it all", {"current_medication": "none", **urine(opiates="+", _6mam="+")}, ["heroin"]),
        ("oxycodone", {**SL, **urine(oxycodone="+")}, ["oxycodone"]),
        ("oxycodone, prescribed for pain", {**SL, "takes_opioid_analgesic": True, **urine(oxycodone="+")}, ["prescribed_oxycodone"]),
        ("methadone from elsewhere", {**SL, **urine(methadone="+")}, ["methadone_from_elsewhere"]),
        ("buprenorphine from elsewhere", {"current_medication": "none", **urine(buprenorphine="+")}, ["buprenorphine_from_elsewhere"]),
        ("cocaine", urine(cocaine="+"), ["cocaine"]),
        ("amphetamine", urine(amphetamine="+"), ["amphetamine"]),
        ("benzodiazepine, prescribed", {"benzodiazepine_use": "prescribed", **urine(benzodiazepine="+")}, ["benzodiazepine_prescribed"]),
        ("benzodiazepine, not asked", urine(benzodiazepine="+"), ["benzodiazepine"]),
        ("benzodiazepine prescribed and not seen", {"benzodiazepine_use": "prescribed", **urine(benzodiazepine="-")}, ["benzodiazepine_not_seen"]),
        ("nothing tested", METHADONE, []),
    ],
)  # fmt: skip
def test_what_it_says(result, facts, expected):
    assert read(facts) == expected, result


def test_the_last_word_is_to_confirm_where_anything_is_unexpected_and_not_yet_confirmed():
    doubtful = {**METHADONE, **urine(methadone="+", eddp="-")}
    assert readings(doubtful)[-1].code == "confirm_first"
    assert all(reading.presumptive for reading in readings(doubtful))
    confirmed = readings({**doubtful, "urine_confirmed": True})
    assert [reading.code for reading in confirmed] == ["methadone_perhaps_added"]
    assert not confirmed[0].presumptive
    assert [reading.code for reading in readings({**METHADONE, **urine(methadone="+", eddp="+")})] == ["methadone_taken"]


def test_fentanyl_is_no_proof_of_new_use():
    found = readings(urine(fentanyl="+"))[0]
    assert "need not be new" in found.say
    assert "No proof of use" in found.action


def test_heroin_is_a_reason_for_more_help_never_for_less():
    for facts in (AWAKE, {"sedated": True}):
        found = readings({**METHADONE, **facts, **urine(_6mam="+")})[0]
        assert "The medicine and the place in treatment stay." in found.action


@pytest.mark.parametrize(
    "medicine", ["none", "methadone", "buprenorphine", "buprenorphine_xr", "naltrexone_oral", "naltrexone_xr", "diamorphine", "other", None]
)
def test_every_positive_result_is_explained_whatever_the_medicine(medicine):
    expected_alone = {"eddp", "norbuprenorphine"}  # read together with the medicine that makes them
    unexplained = [
        (name, pain)
        for name, pain in itertools.product(RESULTS, (True, False, None))
        if name not in expected_alone
        and not read({"current_medication": medicine, "takes_opioid_analgesic": pain, f"urine_{name}": "positive"})
    ]
    assert unexplained == []
